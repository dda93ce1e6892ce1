"""Which Wagtail site shows a channel, and at which address: what BigCommerce has to be told."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Site

from .client import ConfigurationError
from .models import Channel


def site_of(channel_id: int | None) -> Site:
    """Return the site of a channel; the default one for a channel that has none yet, or is yet to be made."""
    site = Site.objects.filter(bigcommerce_channel__bigcommerce_id=channel_id).first() if channel_id else None
    site = site or Site.objects.filter(is_default_site=True).first()
    if site is None:
        raise ConfigurationError(_("Wagtail has no default site. Create one under Settings, Sites."))
    return site


def site_url_of(channel_id: int | None) -> str:
    """Return the address of a channel's site, with scheme and host and without a slash at its end."""
    return str(site_of(channel_id).root_url)


def catalog_path_of(channel_id: int | None) -> str | None:
    """Return the path of a channel's catalog page ("/shop/"), None while it has no live one."""
    if channel_id is None:
        return None
    channel = Channel.objects.filter(bigcommerce_id=channel_id).select_related("catalog_page").first()
    return catalog_path(channel) if channel else None


def catalog_path(channel: Channel) -> str | None:
    """Return the path of the catalog page ("/shop/"), None while the channel has no live one."""
    page = channel.catalog_page
    if page is None or not page.live:
        return None
    _site_id, _root_url, path = page.get_url_parts() or (None, None, None)
    return path
