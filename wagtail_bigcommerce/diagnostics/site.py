"""Probes of the Wagtail site that shows the channel: whether it can have a shop, and a checkout in a frame."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from .. import conf
from ..commerce import checkout_counts
from ..models import Channel
from ..sites import site_url_of
from ..store import default_channel_id
from .findings import Finding, error, ok, warning

#: so many, and such a share of those that began, have to be left before staff are warned
_FEW_LEFT, _SHARE_LEFT = 3, 0.1
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def _site() -> Finding:
    channel = Channel.objects.filter(bigcommerce_id=default_channel_id()).select_related("site").first()
    if channel is None or channel.site is None:
        return error(
            "site",
            _("No Wagtail site shows channel %(id)d.") % {"id": default_channel_id()},
            _("Import the catalog, then choose the site under BigCommerce, Channels."),
        )
    if channel.catalog_page_id is None:
        return error(
            "site",
            _("Channel %(id)d has no catalog page, so products have no addresses.") % {"id": channel.bigcommerce_id},
            _("Create a catalog page, and choose it under BigCommerce, Channels."),
        )
    return ok("site", _("%(url)s shows channel %(id)d.") % {"url": channel.site.root_url, "id": channel.bigcommerce_id})


def _https() -> Finding:
    url = site_url_of(default_channel_id())
    parts = urlsplit(url)
    if parts.scheme == "https":
        return ok("https", _("The site's address is HTTPS."))
    if parts.hostname in _LOOPBACK:
        return ok("https", _("The site is on this machine, where plain HTTP will do."))
    return error(
        "https",
        _("The site's address is %(url)s: embedded checkout and webhooks need HTTPS.") % {"url": url},
        _("Serve the site over HTTPS, and set the port of the Wagtail site to 443."),
    )


def _cookies() -> Finding:
    parts = urlsplit(site_url_of(default_channel_id()))
    host, domain = parts.hostname or "", (settings.SESSION_COOKIE_DOMAIN or "").lstrip(".")
    if domain and host != domain and not host.endswith(f".{domain}"):
        return error(
            "cookies",
            _("SESSION_COOKIE_DOMAIN is %(domain)s, and the site is %(host)s: browsers refuse the cookie.")
            % {"domain": domain, "host": host},
            _("Unset SESSION_COOKIE_DOMAIN."),
        )
    if parts.scheme == "https" and not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        return warning(
            "cookies",
            _("Cookies of an HTTPS site are sent over plain HTTP too."),
            _("Set SESSION_COOKIE_SECURE and CSRF_COOKIE_SECURE to True."),
        )
    if str(settings.SESSION_COOKIE_SAMESITE).lower() not in {"lax", "strict"}:
        return warning(
            "cookies",
            _("SESSION_COOKIE_SAMESITE is off: other sites can post to the shop in a visitor's name."),
            _('Set SESSION_COOKIE_SAMESITE to "Lax".'),
        )
    return ok("cookies", _("Session cookies fit the site's address."))


def _embedded_checkout() -> Finding:
    """What only shoppers' browsers know. A first visit begins twice, since the SDK reloads the page once."""
    if conf.get("CHECKOUT_MODE") != "embedded":
        return ok("embedded checkout", _("Shoppers are redirected to the checkout."))
    recent = checkout_counts.recent()
    reasons = ", ".join(f"{label} ({count})" for label, count in recent.reasons)
    message = _("Last week the checkout began %(begun)d times in its frame, and was left %(left)d times%(why)s.")
    message %= {"begun": recent.begun, "left": recent.left, "why": f": {reasons}" if reasons else ""}
    if recent.left < _FEW_LEFT or recent.left < recent.begun * _SHARE_LEFT:
        return ok("embedded checkout", message)
    return warning(
        "embedded checkout",
        message,
        _('See site URL and checkout URL here. If browsers block it, set CHECKOUT_MODE to "redirect".'),
    )


#: A few queries, no network. Each raises ConfigurationError when Wagtail has no site.
PROBES: dict[str, Callable[[], Finding]] = {
    "site": _site,
    "https": _https,
    "cookies": _cookies,
    "embedded checkout": _embedded_checkout,
}
