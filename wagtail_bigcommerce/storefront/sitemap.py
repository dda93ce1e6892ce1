"""Sitemap entries of a channel's products, categories and brands, read a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..models import Brand, Category, Channel, Product
from . import links

_COLUMNS = ("slug", "synced_at")


def entries(channel: Channel) -> Iterator[dict[str, Any]]:
    """`{"location", "lastmod"}` for everything a visitor of the channel can see. Addresses are absolute."""
    for product in Product.objects.shown(channel).only(*_COLUMNS).order_by("pk").iterator():
        yield {"location": links.product_url(product, channel, absolute=True), "lastmod": product.synced_at}
    for category in Category.objects.shown(channel).only(*_COLUMNS).order_by("pk").iterator():
        yield {"location": links.category_url(category, channel, absolute=True), "lastmod": category.synced_at}
    for brand in Brand.objects.shown(channel).only(*_COLUMNS).order_by("pk").iterator():
        yield {"location": links.brand_url(brand, channel, absolute=True), "lastmod": brand.synced_at}
