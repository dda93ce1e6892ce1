"""Wish lists of customers. Scope: customers.

The API gives and changes any list of which it is told the id: look at its `customer_id` first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..endpoints import Endpoint
from ..payloads import Payload
from .base import Resource


class Wishlists(Resource):
    """A list is `{id, customer_id, name, is_public, token, items: [{id, product_id, variant_id}]}`.

    Source: REST Management, Wishlists v3.
    """

    LIST = Endpoint("GET", "/v3/wishlists")
    CREATE = Endpoint("POST", "/v3/wishlists")
    GET = Endpoint("GET", "/v3/wishlists/{wishlist_id}")
    UPDATE = Endpoint("PUT", "/v3/wishlists/{wishlist_id}")
    DELETE = Endpoint("DELETE", "/v3/wishlists/{wishlist_id}")
    ADD_ITEMS = Endpoint("POST", "/v3/wishlists/{wishlist_id}/items")
    DELETE_ITEM = Endpoint("DELETE", "/v3/wishlists/{wishlist_id}/items/{item_id}")

    def iter(self, customer_id: int) -> Iterator[Payload]:
        """Yield the lists of one customer."""
        return self._rows(self.LIST, query={"customer_id": customer_id})

    def create(self, wishlist: Payload) -> Payload:
        """Make a list of `customer_id`, `name`, `is_public` and `items`, and return it."""
        return self._send(self.CREATE, json=wishlist).data()

    def get(self, wishlist_id: int) -> Payload:
        """Return one list."""
        return self._send(self.GET, path={"wishlist_id": wishlist_id}).data()

    def update(self, wishlist_id: int, wishlist: Payload) -> Payload:
        """Put another list in its place, with `customer_id` and all of its `items`, and return it."""
        return self._send(self.UPDATE, path={"wishlist_id": wishlist_id}, json=wishlist).data()

    def delete(self, wishlist_id: int) -> None:
        """Delete a list."""
        self._send(self.DELETE, path={"wishlist_id": wishlist_id})

    def add_items(self, wishlist_id: int, items: Sequence[Payload]) -> Payload:
        """Put products on a list, each once, and return it."""
        return self._send(self.ADD_ITEMS, path={"wishlist_id": wishlist_id}, json={"items": list(items)}).data()

    def delete_item(self, wishlist_id: int, item_id: int) -> None:
        """Take one item off a list."""
        self._send(self.DELETE_ITEM, path={"wishlist_id": wishlist_id, "item_id": item_id})
