"""Category trees, categories and brands. Scope: products, read-only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import cast

from ..endpoints import Endpoint
from ..pagination import batches
from ..payloads import Payload, ProductOrder
from .base import Resource


class Trees(Resource):
    """A tree belongs to at most one channel. Source: REST Management, Catalog v3, Category Trees."""

    LIST = Endpoint("GET", "/v3/catalog/trees")

    def iter(self, channel_ids: Sequence[int] | None = None) -> Iterator[Payload]:
        """Yield category trees: `id`, `name`, `channels`."""
        for batch in batches(channel_ids):
            yield from self._rows(self.LIST, query={"channel_id:in": batch}, limit=None)


class Categories(Resource):
    """Source: REST Management, Catalog v3, Category Trees and Categories."""

    LIST = Endpoint("GET", "/v3/catalog/trees/categories")
    SORT_ORDER = Endpoint("GET", "/v3/catalog/categories/{category_id}/products/sort-order")

    def iter(self, tree_ids: Sequence[int] | None = None, ids: Sequence[int] | None = None) -> Iterator[Payload]:
        """Yield categories: `category_id`, `tree_id`, `parent_id` (0 at the top), `url.path` and so on."""
        for trees, categories in product(batches(tree_ids), batches(ids)):
            yield from self._rows(self.LIST, query={"tree_id:in": trees, "category_id:in": categories})

    def sort_order(self, category_id: int) -> Iterator[ProductOrder]:
        """Yield the manual order of products in a category; it only counts where the category is sorted as Featured."""
        for row in self._rows(self.SORT_ORDER, path={"category_id": category_id}, limit=None):
            yield cast(ProductOrder, row)


class Brands(Resource):
    """Brands belong to the store, not to a channel. Source: REST Management, Catalog v3, Brands."""

    LIST = Endpoint("GET", "/v3/catalog/brands")

    def iter(self, ids: Sequence[int] | None = None) -> Iterator[Payload]:
        """Yield brands. No webhook tells of changes to them."""
        for batch in batches(ids):
            yield from self._rows(self.LIST, query={"id:in": batch})
