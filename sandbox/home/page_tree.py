"""The pages of the demonstration site: built once, repaired when something is missing, never taken from an editor.

The first shop stands on the default site. The second is another channel of the same store, on a site of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Site

from wagtail_bigcommerce import conf
from wagtail_bigcommerce.models import Channel
from wagtail_bigcommerce.pages.models import CatalogPage

from . import content
from .models import ContentPage, HomePage, Look

NAME = "Kittiwick General Store"
#: names below localhost lead to this machine in every browser that follows the standard
SECOND_HOSTNAME = "lampholm.localhost"
STANDARD_PORTS = {"http": 80, "https": 443}


@transaction.atomic
def build(site_url: str) -> None:
    """Make sure of the home page, the catalog page at /shop/, the site at `site_url` and its channel."""
    home = HomePage.objects.order_by("path").first() or _add_home_page(NAME, "home")
    site = _place(Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True), site_url, home, NAME)
    channel, _created = Channel.objects.get_or_create(
        bigcommerce_id=conf.channel_id() or 1, defaults={"name": site.site_name}
    )
    _link(channel, site)


def second_site_url(site_url: str) -> str:
    """Where the second shop opens, "" where no such name can be known to lead here."""
    address = urlsplit(site_url)
    if address.hostname != "localhost" or not address.port:
        return ""
    return f"{address.scheme}://{SECOND_HOSTNAME}:{address.port}"


@transaction.atomic
def build_second(site_url: str) -> None:
    """Make sure of site, home page and catalog page of the channel that the store sells on at `site_url`, if any."""
    channel = Channel.objects.filter(site_url=site_url).first()
    if channel is None:
        return
    site = channel.site or Site()
    home = HomePage.objects.filter(pk=site.root_page_id).first() or _add_home_page(channel.name, slugify(channel.name))
    _link(channel, _place(site, site_url, home, channel.name))
    Look.objects.get_or_create(site=site, defaults={"theme": Look.Theme.LIGHTHOUSE})


@transaction.atomic
def furnish() -> None:
    """Put products and categories on the pages once a catalog is there.

    A page that an editor has saved is hers: it has a revision, and is left alone.
    """
    for channel in Channel.objects.filter(site__root_page__in=HomePage.objects.all()).select_related("site"):
        home = HomePage.objects.get(pk=channel.site.root_page_id)
        is_first = channel.site.is_default_site
        if home.latest_revision is None:
            compose: Callable[..., content.Stream] = content.home if is_first else content.second_home
            home.body = compose(channel, shop=channel.catalog_page)
            home.save()
        if is_first and not ContentPage.objects.child_of(home).exists() and (body := content.about(channel)):
            home.add_child(instance=ContentPage(title="About us", slug="about", show_in_menus=True, body=body))


def _add_home_page(title: str, slug: str) -> HomePage:
    root = Page.get_first_root_node()
    # A new Wagtail site comes with a page that welcomes its developer and holds the slug "home".
    root.get_children().filter(slug="home", title="Welcome to your new Wagtail site!", numchild=0).delete()
    return root.add_child(instance=HomePage(title=title, slug=slug))


def _place(site: Site, site_url: str, home: HomePage, name: str) -> Site:
    """Put a site at its address, which is another one when its port was taken."""
    address = urlsplit(site_url)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or STANDARD_PORTS[address.scheme]
    site.site_name = site.site_name or name
    site.root_page = home
    site.save()
    return site


def _link(channel: Channel, site: Site) -> None:
    """Tie a channel to its site and a catalog page below it. What an editor has chosen stays."""
    if channel.site_id is None:
        Channel.objects.filter(site=site).update(site=None)
        channel.site = site
    if channel.catalog_page_id is None:
        shop = CatalogPage.objects.child_of(site.root_page).filter(slug="shop").first()
        shop = shop or site.root_page.add_child(instance=CatalogPage(title="Shop", slug="shop", show_in_menus=True))
        channel.catalog_page_id = shop.pk
    channel.save()
