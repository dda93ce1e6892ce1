"""Carts, server to server. Scope: carts.

A cart's id equals its checkout's and works like a password: it must not reach a page, a URL or a log. Every write takes
the `version` that was read and raises Conflict when the cart has changed since.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from ..endpoints import Endpoint
from ..payloads import LineItem, Payload, RedirectUrls
from .base import Resource, given

#: Without the options the chosen ones are missing from line items.
CART_INCLUDES = (
    "line_items.physical_items.options",
    "line_items.digital_items.options",
    "promotions.banners",
)


class Carts(Resource):
    """NotFound from any of these means that the cart expired (30 days) or became an order: forget its id.

    Source: REST Management, Carts v3.
    """

    CREATE = Endpoint("POST", "/v3/carts")
    GET = Endpoint("GET", "/v3/carts/{cart_id}")
    UPDATE = Endpoint("PUT", "/v3/carts/{cart_id}")
    DELETE = Endpoint("DELETE", "/v3/carts/{cart_id}")
    ADD_ITEMS = Endpoint("POST", "/v3/carts/{cart_id}/items")
    UPDATE_ITEM = Endpoint("PUT", "/v3/carts/{cart_id}/items/{item_id}")
    REMOVE_ITEM = Endpoint("DELETE", "/v3/carts/{cart_id}/items/{item_id}")
    REDIRECT_URLS = Endpoint("POST", "/v3/carts/{cart_id}/redirect_urls")

    def create(
        self,
        *,
        channel_id: int,
        line_items: Sequence[LineItem | Payload] = (),
        custom_items: Sequence[Payload] = (),
        gift_certificates: Sequence[Payload] = (),
        customer_id: int = 0,
        currency_code: str | None = None,
        locale: str | None = None,
        include: Sequence[str] = CART_INCLUDES,
    ) -> Payload:
        """Make a cart and return it. `customer_id` 0 is a guest; `currency_code` must be a transactional currency."""
        body = given(
            channel_id=channel_id,
            customer_id=customer_id,
            line_items=list(line_items),
            custom_items=list(custom_items),
            gift_certificates=list(gift_certificates),
            currency={"code": currency_code} if currency_code else None,
            locale=locale,
        )
        return self._send(self.CREATE, query={"include": include or None}, json=body).data()

    def get(self, cart_id: str, include: Sequence[str] = CART_INCLUDES) -> Payload:
        """Return a cart."""
        return self._send(self.GET, path={"cart_id": cart_id}, query={"include": include or None}).data()

    def add_items(
        self,
        cart_id: str,
        line_items: Sequence[LineItem | Payload],
        *,
        custom_items: Sequence[Payload] = (),
        gift_certificates: Sequence[Payload] = (),
        version: int | None = None,
    ) -> Payload:
        """Add lines and return the cart. ValidationFailed or Conflict: an option, a quantity or stock is wrong."""
        body = given(
            line_items=list(line_items),
            custom_items=list(custom_items),
            gift_certificates=list(gift_certificates),
            version=version,
        )
        query = {"include": CART_INCLUDES}
        return self._send(self.ADD_ITEMS, path={"cart_id": cart_id}, query=query, json=body).data()

    def update_item(
        self, cart_id: str, item_id: str, line_item: LineItem | Payload, version: int | None = None
    ) -> Payload:
        """Change the quantity of a line and return the cart.

        Send all modifiers of the line again: those left out are deleted. Variants are switched by replacing the line.
        """
        body = given(line_item=dict(line_item), version=version)
        path, query = {"cart_id": cart_id, "item_id": item_id}, {"include": CART_INCLUDES}
        return self._send(self.UPDATE_ITEM, path=path, query=query, json=body).data()

    def remove_item(self, cart_id: str, item_id: str, version: int | None = None) -> Payload | None:
        """Remove a line and return the cart, or None when that was the last line and the cart is gone with it."""
        path, query = {"cart_id": cart_id, "item_id": item_id}, {"include": CART_INCLUDES}
        answer = self._send(self.REMOVE_ITEM, path=path, query=query, json=given(version=version) or None)
        if answer.body is None:
            return None
        # The specification shows this one answer without an envelope, live stores send it with one.
        return answer.data() if "data" in answer.bare() else answer.bare()

    def delete(self, cart_id: str) -> None:
        """Delete a cart for good."""
        self._send(self.DELETE, path={"cart_id": cart_id})

    def set_customer(self, cart_id: str, customer_id: int, version: int | None = None) -> Payload:
        """Give a cart to a customer (0: to a guest) and return it. Drops promotions and shipping quotes."""
        body = given(customer_id=customer_id, version=version)
        query = {"include": CART_INCLUDES}
        return self._send(self.UPDATE, path={"cart_id": cart_id}, query=query, json=body).data()

    def redirect_urls(self, cart_id: str) -> RedirectUrls:
        """Make addresses of the hosted cart, the hosted checkout and the embedded checkout. Each works once."""
        answer = self._send(self.REDIRECT_URLS, path={"cart_id": cart_id}, json={})
        urls = answer.data()
        if not all(isinstance(urls.get(key), str) for key in RedirectUrls.__annotations__):
            answer.refuse("three addresses were promised")
        return cast(RedirectUrls, urls)
