"""What BigCommerce should know of this site: its address, and where its pages are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
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
    "forgot_password": "bigcommerce:password_reset",
    "account_order_status": "bigcommerce:orders",
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


def checkout_url_of(site: Mapping[str, Any]) -> str:
    """Return where BigCommerce serves the checkout of a site; "" when it does not say."""
    return next((str(row.get("url") or "") for row in site.get("urls") or [] if row.get("type") == "checkout"), "")


def same_address(one: str, other: str) -> bool:
    """Tell whether two addresses have one origin: the embedded checkout accepts no other."""
    return _origin(one) == _origin(other)


def same_host(one: str, other: str) -> bool:
    return urlsplit(one).hostname == urlsplit(other).hostname


def same_site(one: str, other: str) -> bool:
    """Tell whether browsers take two addresses for one site, whose cookies a frame may keep.

    That is one registrable domain. Which endings can be registered below is a long list; two labels are enough here,
    three where the second is as short as in "co.uk".
    """
    host, other_host = urlsplit(one).hostname or "", urlsplit(other).hostname or ""
    labels, others = host.split("."), other_host.split(".")
    if not host or labels[-1].isdigit():
        return host == other_host
    count = 3 if len(labels[-1]) == 2 and len(labels[-2:][0]) <= 3 and len(labels) > 2 else 2
    return labels[-count:] == others[-count:]


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    default_port = {"https": 443, "http": 80}.get(parts.scheme)
    return parts.scheme, parts.hostname, parts.port or default_port
