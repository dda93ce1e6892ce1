"""The rows that products refer to, as mappers need them."""

from __future__ import annotations

from ..models import Brand, Category, Channel
from .mappers import MappingContext


def load_context() -> MappingContext:
    """Read keys of brands, categories and channels, and the store's address. Three queries."""
    channels = list(Channel.objects.values_list("bigcommerce_id", "pk", "settings"))
    addresses = [settings.get("store", {}).get("secure_url") for _id, _pk, settings in channels]
    return MappingContext(
        store_url=next((address.rstrip("/") for address in addresses if address), ""),
        brands=dict(Brand.objects.values_list("bigcommerce_id", "pk")),
        categories=dict(Category.objects.values_list("bigcommerce_id", "pk")),
        channels={channel_id: pk for channel_id, pk, _settings in channels},
    )
