"""Orders. Scope: orders; read-only but for `create`.

The API gives any order to anyone with the token: compare `customer_id` (or the cart's id) before showing one.
Amounts are text with four decimals, dates RFC 2822 (see `to_decimal` and `parse_datetime`).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..endpoints import Endpoint, PathValues
from ..pagination import MAX_LIMIT, v2_rows
from ..payloads import Payload
from ..transport import Query, QueryValue
from .base import Resource


class Orders(Resource):
    """Sources: REST Management, Orders v2; Orders v3 for refunds."""

    LIST = Endpoint("GET", "/v2/orders")
    CREATE = Endpoint("POST", "/v2/orders")
    GET = Endpoint("GET", "/v2/orders/{order_id}")
    PRODUCTS = Endpoint("GET", "/v2/orders/{order_id}/products")
    SHIPPING_ADDRESSES = Endpoint("GET", "/v2/orders/{order_id}/shipping_addresses")
    SHIPMENTS = Endpoint("GET", "/v2/orders/{order_id}/shipments")
    MESSAGES = Endpoint("GET", "/v2/orders/{order_id}/messages")
    REFUNDS = Endpoint("GET", "/v3/orders/{order_id}/payment_actions/refunds")
    STATUSES = Endpoint("GET", "/v2/order_statuses")

    def iter(self, **filters: QueryValue) -> Iterator[Payload]:
        """Yield orders. `filters` are the API's own, such as `cart_id=…`, `customer_id=7` or `sort="id:desc"`.

        Incomplete orders (`status_id` 0) are payments that were never made.
        """
        return self._v2_rows(self.LIST, query=filters)

    def page(self, number: int, limit: int, **filters: QueryValue) -> list[Payload]:
        """Return one page of orders, of which the first is 1; past the end it is empty. `filters` as for `iter`."""
        return self._send(self.LIST, query={**filters, "page": number, "limit": limit}).bare_list()

    def create(self, order: Payload) -> Payload:
        """Make an order without a cart and return it; needs `billing_address`, and `products` or `consignments`.

        Status 1 (Pending) unless `status_id` says otherwise. Promotions do not apply and no e-mail is sent. Every call
        makes another order: give `external_order_id`, and look for it before you repeat one.
        """
        return self._send(self.CREATE, json=order).bare()

    def get(self, order_id: int) -> Payload:
        """Return one order."""
        return self._send(self.GET, path={"order_id": order_id}).bare()

    def products(self, order_id: int) -> Iterator[Payload]:
        """Yield the lines of an order; their `cost_price…` is not for shoppers."""
        return self._v2_rows(self.PRODUCTS, path={"order_id": order_id})

    def shipping_addresses(self, order_id: int) -> Iterator[Payload]:
        """Yield where an order goes."""
        return self._v2_rows(self.SHIPPING_ADDRESSES, path={"order_id": order_id})

    def shipments(self, order_id: int) -> Iterator[Payload]:
        """Yield what was shipped, with tracking."""
        return self._v2_rows(self.SHIPMENTS, path={"order_id": order_id})

    def messages(self, order_id: int) -> Iterator[Payload]:
        """Yield what shop and customer wrote each other about an order; `type` is "admin" or "customer"."""
        return self._v2_rows(self.MESSAGES, path={"order_id": order_id})

    def refunds(self, order_id: int) -> list[Payload]:
        """Return what was paid back; amounts are numbers, dates ISO 8601."""
        return self._send(self.REFUNDS, path={"order_id": order_id}).data_list()

    def statuses(self) -> list[Payload]:
        """Return all order statuses; `custom_label` is what the merchant calls one."""
        return self._send(self.STATUSES).bare_list()

    def _v2_rows(
        self, endpoint: Endpoint, *, path: PathValues | None = None, query: Query | None = None
    ) -> Iterator[Payload]:
        return v2_rows(
            lambda page: self._send(endpoint, path=path, query={**(query or {}), "page": page, "limit": MAX_LIMIT})
        )
