"""The pages of the demonstration site: built once, repaired when something is missing, never taken from an editor."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction
from wagtail.models import Page, Site

from wagtail_bigcommerce import conf
from wagtail_bigcommerce.models import Channel
from wagtail_bigcommerce.pages.models import CatalogPage

from . import content
from .models import ContentPage, HomePage

STANDARD_PORTS = {"http": 80, "https": 443}


@transaction.atomic
def build(site_url: str) -> None:
    """Make sure of the home page, the catalog page at /shop/, the site at `site_url` and its channel."""
    home = HomePage.objects.first() or _add_home_page()
    site = _site(home, site_url)
    catalog_page = CatalogPage.objects.child_of(home).filter(slug="shop").first()
    if catalog_page is None:
        catalog_page = home.add_child(instance=CatalogPage(title="Shop", slug="shop", show_in_menus=True))
    _link_channel(site, catalog_page)


@transaction.atomic
def furnish() -> None:
    """Put products and categories on the pages once a catalog is there.

    A page that an editor has saved is hers: it has a revision, and is left alone.
    """
    home = HomePage.objects.get()
    channel = Channel.objects.get(site__root_page=home)
    if home.latest_revision is None:
        home.body = content.home(channel, shop=channel.catalog_page)
        home.save()
    if not ContentPage.objects.child_of(home).exists() and (body := content.about(channel)):
        home.add_child(instance=ContentPage(title="About us", slug="about", show_in_menus=True, body=body))


def _add_home_page() -> HomePage:
    root = Page.get_first_root_node()
    # A new Wagtail site comes with a page that welcomes its developer and holds the slug "home".
    root.get_children().filter(slug="home", title="Welcome to your new Wagtail site!", numchild=0).delete()
    return root.add_child(instance=HomePage(title="Kittiwick General Store", slug="home"))


def _site(home: HomePage, site_url: str) -> Site:
    address = urlsplit(site_url)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or STANDARD_PORTS[address.scheme]
    site.site_name = site.site_name or "Kittiwick General Store"
    site.root_page = home
    site.save()
    return site


def _link_channel(site: Site, catalog_page: CatalogPage) -> None:
    """Tie the configured channel to the site. What an editor has chosen for it stays."""
    channel, _created = Channel.objects.get_or_create(
        bigcommerce_id=conf.channel_id() or 1, defaults={"name": site.site_name}
    )
    if channel.site_id is None:
        Channel.objects.filter(site=site).update(site=None)
        channel.site = site
    if channel.catalog_page_id is None:
        channel.catalog_page_id = catalog_page.pk
    channel.save()
