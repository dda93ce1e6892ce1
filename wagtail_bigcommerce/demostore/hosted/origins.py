"""Which other sites the hosted store trusts: those of its channels."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from ..store import DemoStore


def origin_of(url: str) -> str:
    """Return scheme, host and port of an absolute http(s) URL; empty for anything else.

    Browsers and Python read some malformed URLs differently, so what is not plainly one is none: a control
    character could end a header, a backslash or an @ could name another host.
    """
    if not url.isprintable() or any(character in url for character in " \\"):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc or "@" in parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()


def site_url(store: DemoStore, channel_id: int) -> str:
    """Return where a channel's own site is; empty when it has none."""
    sites = (site for site in store.state.sites.values() if site["channel_id"] == channel_id)
    return next((site["url"] for site in sites), "")


def home_url(store: DemoStore, channel_id: int) -> str:
    """Return where links back to a channel's own site lead: its `home` route; empty when the channel has no site."""
    sites = (site for site in store.state.sites.values() if site["channel_id"] == channel_id)
    site = next(sites, None)
    if site is None:
        return ""
    routes = (row for row in store.state.routes.values() if row["site_id"] == site["id"] and row["type"] == "home")
    path = next((row["route"] for row in routes), "")
    # a route is the merchant's text: only a path stays on the site
    return site["url"] + path if path.startswith("/") else site["url"]


def is_site_origin(store: DemoStore, origin: str) -> bool:
    """Return whether an origin is that of any channel's site."""
    return bool(origin) and origin in {origin_of(site["url"]) for site in store.state.sites.values()}
