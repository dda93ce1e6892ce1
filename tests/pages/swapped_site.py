"""Run by test_models: migrate a site with its own base page model, put a shop on it, and open the shop."""

from io import StringIO

import django

django.setup()

from django.core.management import call_command  # noqa: E402  models exist from here on
from django.test import Client  # noqa: E402
from wagtail.models import Site  # noqa: E402

from wagtail_bigcommerce.models import Channel  # noqa: E402
from wagtail_bigcommerce.pages.models import BasePage, CatalogPage  # noqa: E402

call_command("migrate", verbosity=0)
call_command(
    "makemigrations", "wagtail_bigcommerce", "wagtail_bigcommerce_pages", check=True, dry_run=True, stdout=StringIO()
)
site = Site.objects.filter(is_default_site=True).first()
home = site.root_page if site else BasePage.add_root(instance=BasePage(title="Home", slug="home"))
site = site or Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
page = home.add_child(instance=CatalogPage(title="Shop", slug="shop"))
Channel.objects.create(bigcommerce_id=1, name="Shop", site=site, catalog_page=page)
print(Client().get("/shop/").status_code, BasePage.__name__)  # noqa: T201  what the test reads
