import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail.models import Site

from tests.storefront.rows import make_category, make_product, make_tee
from wagtail_bigcommerce.models import Brand
from wagtail_bigcommerce.pages.models import CatalogPage

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", "wagtail_bigcommerce_pages", check=True, dry_run=True, stdout=StringIO())


if WAGTAIL_VERSION >= (8, 0):

    def test_a_site_may_have_its_own_base_page_model():
        """Migrations run, are complete, and the shop is served: in a process of its own, since models load once."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", str(ROOT / "tests/pages/swapped_site.py")],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.pages.swapped_settings",
                "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1] == "200 BasePage"


def preview(thing, mode=""):
    request = RequestFactory().get("/admin/preview/")
    response = thing.make_preview_request(request, mode)
    response.render()
    return response.content.decode()


@pytest.mark.django_db
def test_editors_preview_a_product_as_visitors_will_see_it(channel):
    product = make_tee(channel)
    product.seo_title = "A draft title"
    html = preview(product)
    assert "A draft title" in html
    assert "data-product-form" in html
    assert "$25.00" in html


@pytest.mark.django_db
def test_editors_preview_categories_and_brands(channel):
    kitchen = make_category(channel, 1, "Kitchen", description="<p>Stoneware</p>")
    brand = Brand.objects.create(bigcommerce_id=1, name="Kiln Lane", slug="kiln")
    assert "Stoneware" in preview(kitchen)
    assert "Kiln Lane" in preview(brand)


@pytest.mark.django_db
def test_editors_preview_the_catalog_page(channel):
    make_product(channel, 7, "Mug", is_featured=True)
    page = channel.catalog_page.specific
    page.introduction = "<p>Welcome in</p>"
    html = preview(page)
    assert "Welcome in" in html
    assert "Mug" in html


@pytest.mark.django_db
def test_a_site_shows_the_catalog_of_its_own_channel(channel, client, settings):
    """Two sites, two catalogs: what one sells is not found on the other."""
    from wagtail_bigcommerce.models import Channel

    root = channel.site.root_page
    second_home = root.get_parent().add_child(instance=type(root)(title="Second", slug="second"))
    second = Site.objects.create(hostname="second.example", port=80, root_page=second_home, site_name="Second")
    page = second_home.add_child(instance=CatalogPage(title="Store", slug="store"))
    other = Channel.objects.create(bigcommerce_id=2, name="Second", site=second, catalog_page=page)
    make_product(channel, 7, "Mug", slug="mug")
    make_product(other, 8, "Kite", slug="kite")

    assert client.get("/shop/products/mug/").status_code == 200
    assert client.get("/shop/products/kite/").status_code == 404
    there = {"headers": {"host": "second.example"}}
    assert client.get("/store/products/kite/", **there).status_code == 200
    assert client.get("/store/products/mug/", **there).status_code == 404
    html = client.get("/store/search/", **there).content.decode()
    assert 'href="/store/products/kite/"' in html
    assert "Mug" not in html
