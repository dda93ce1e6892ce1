"""The shop's name and its top categories, which every page shows.

They are kept for a minute in this process, apart from the site's cache: the header must cost a page neither a query
nor a trip to a cache server. An import shows at once, since the key holds when the channel was last synced; what an
editor publishes or takes down shows at once in her own process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from ..models import Category, Channel
from . import links

SECONDS = 60
_navigation = LocMemCache("wagtail_bigcommerce.navigation", {"TIMEOUT": SECONDS})


@dataclass(frozen=True)
class Link:
    name: str
    url: str


@dataclass(frozen=True)
class Shop:
    """What headers and footers show. Without a channel it is only a name."""

    name: str
    channel: Channel | None = None
    url: str = ""
    search_url: str = ""
    brands_url: str = ""
    categories: list[Link] = field(default_factory=list)


def shop_for(channel: Channel, name: str) -> Shop:
    url = links.catalog_url(channel)
    return Shop(
        name=name,
        channel=channel,
        url=url,
        search_url=links.catalog_url(channel, f"{links.SEARCH}/"),
        brands_url=links.catalog_url(channel, f"{links.BRANDS}/"),
        categories=top_categories(channel) if url else [],
    )


def top_categories(channel: Channel) -> list[Link]:
    synced_at = channel.synced_at.timestamp() if channel.synced_at else 0
    key = f"{channel.pk}:{synced_at}:{links.catalog_url(channel)}"
    categories = _navigation.get(key)
    if categories is None:
        rows = Category.objects.shown(channel).filter(depth=1).order_by("sort_order", "name").only("name", "slug")
        categories = [Link(row.name, links.category_url(row, channel)) for row in rows]
        _navigation.set(key, categories)
    return categories


@receiver([published, unpublished], sender=Category)
def forget(**kwargs: Any) -> None:
    """Have the categories looked up again."""
    _navigation.clear()
