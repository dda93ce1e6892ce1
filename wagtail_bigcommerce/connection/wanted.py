"""What BigCommerce should know of this site: its address, and where its pages are."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.urls import reverse

from ..sites import catalog_path_of, site_of

#: pages below the catalog page, and views, by type of route. Source: REST Management, Sites v3, "Route types"
_BELOW_CATALOG = {
    "product": "products/{slug}/",
    "category": "categories/{slug}/",
    "brand": "brands/{slug}/",
    "search": "search/",
}
_VIEWS = {
    # where the checkout's "continue shopping" leads: who has paid is sent on to the confirmation, the others home
    "home": "bigcommerce:checkout_return",
    "cart": "bigcommerce:cart",
    "checkout": "bigcommerce:checkout",
    "account": "bigcommerce:account",
    "login": "bigcommerce:login",
    "create_account": "bigcommerce:register",
    "recover_abandoned_cart": "bigcommerce:cart_recover",
}


def wanted_routes(channel_id: int | None) -> dict[str, str]:
    """Return paths by type of route. Those of products, categories, brands and search wait for a catalog page."""
    routes = {kind: reverse(name) for kind, name in _VIEWS.items()}
    catalog_path = catalog_path_of(channel_id)
    if catalog_path is not None:
        routes |= {kind: catalog_path + rest for kind, rest in _BELOW_CATALOG.items()}
    return routes


def wanted_name() -> str:
    """Return a name for a new channel, from the site's host: names take letters, digits, dashes and underscores."""
    site = site_of(None)
    return re.sub(r"[^A-Za-z0-9]+", "-", site.hostname).strip("-") or "wagtail"


def same_address(one: str, other: str) -> bool:
    """Tell whether two addresses have one origin: the embedded checkout accepts no other."""
    return _origin(one) == _origin(other)


def same_host(one: str, other: str) -> bool:
    return urlsplit(one).hostname == urlsplit(other).hostname


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    default_port = {"https": 443, "http": 80}.get(parts.scheme)
    return parts.scheme, parts.hostname, parts.port or default_port
