"""Checkouts, server to server. Scope: checkouts.

A checkout is its cart under another name: one id, which works like a password, and one version, which every write
takes and raises Conflict for when the cart has changed since it was read. The steps are: billing address, consignments
(what goes where), a shipping option for each, the order.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..endpoints import Endpoint
from ..payloads import Payload
from .base import Resource, given

#: Without the options the chosen ones are missing from line items.
CHECKOUT_INCLUDES = (
    "cart.line_items.physical_items.options",
    "cart.line_items.digital_items.options",
    "promotions.banners",
)

#: The only thing that operations on consignments can include; what else belongs to a checkout comes unasked.
SHIPPING_OPTIONS = "consignments.available_shipping_options"


class Checkouts(Resource):
    """NotFound means that the cart is gone: it expired, or its order was paid.

    Source: REST Management, Checkouts v3; guide "Consignments".
    """

    GET = Endpoint("GET", "/v3/checkouts/{checkout_id}")
    UPDATE = Endpoint("PUT", "/v3/checkouts/{checkout_id}")
    ADD_COUPON = Endpoint("POST", "/v3/checkouts/{checkout_id}/coupons")
    REMOVE_COUPON = Endpoint("DELETE", "/v3/checkouts/{checkout_id}/coupons/{coupon_code}")
    ADD_BILLING_ADDRESS = Endpoint("POST", "/v3/checkouts/{checkout_id}/billing-address")
    UPDATE_BILLING_ADDRESS = Endpoint("PUT", "/v3/checkouts/{checkout_id}/billing-address/{address_id}")
    ADD_CONSIGNMENTS = Endpoint("POST", "/v3/checkouts/{checkout_id}/consignments")
    UPDATE_CONSIGNMENT = Endpoint("PUT", "/v3/checkouts/{checkout_id}/consignments/{consignment_id}")
    DELETE_CONSIGNMENT = Endpoint("DELETE", "/v3/checkouts/{checkout_id}/consignments/{consignment_id}")
    CREATE_ORDER = Endpoint("POST", "/v3/checkouts/{checkout_id}/orders")
    CREATE_TOKEN = Endpoint("POST", "/v3/checkouts/{checkout_id}/token")

    def get(self, checkout_id: str, include: Sequence[str] = CHECKOUT_INCLUDES) -> Payload:
        """Return a checkout: its cart, coupons, taxes, shipping and the totals to pay."""
        path, query = {"checkout_id": checkout_id}, {"include": include or None}
        return self._send(self.GET, path=path, query=query).data()

    def set_customer_message(self, checkout_id: str, message: str, version: int | None = None) -> Payload:
        """Write what the shopper has to say, at most 2000 characters, and return the checkout."""
        body = given(customer_message=message, version=version)
        return self._send(self.UPDATE, path={"checkout_id": checkout_id}, json=body).data()

    def add_coupon(self, checkout_id: str, code: str, version: int | None = None) -> Payload:
        """Apply a coupon code, at most 50 characters, and return the checkout."""
        body = given(coupon_code=code, version=version)
        return self._send(self.ADD_COUPON, path={"checkout_id": checkout_id}, json=body).data()

    def remove_coupon(self, checkout_id: str, code: str, version: int | None = None) -> Payload:
        """Take a coupon back, by its code, and return the checkout."""
        path = {"checkout_id": checkout_id, "coupon_code": code}
        return self._send(self.REMOVE_COUPON, path=path, json=given(version=version) or None).data()

    def add_billing_address(self, checkout_id: str, address: Payload, version: int | None = None) -> Payload:
        """Set the first billing address and return the checkout; `email` and `country_code` are required.

        The e-mail becomes the cart's, to which reminders of abandoned carts go.
        """
        body = {**address, **given(version=version)}
        return self._send(self.ADD_BILLING_ADDRESS, path={"checkout_id": checkout_id}, json=body).data()

    def update_billing_address(
        self, checkout_id: str, address_id: str, address: Payload, version: int | None = None
    ) -> Payload:
        """Replace the billing address and return the checkout."""
        path = {"checkout_id": checkout_id, "address_id": address_id}
        body = {**address, **given(version=version)}
        return self._send(self.UPDATE_BILLING_ADDRESS, path=path, json=body).data()

    def add_consignments(
        self, checkout_id: str, consignments: Sequence[Payload], version: int | None = None
    ) -> Payload:
        """Say what goes where and return the checkout, with the shipping options of each consignment.

        A consignment is `{address, line_items: [{item_id, quantity}]}`, or with a `pickup_option` instead of the
        address. To make an order of it later, the address needs names, `address1` and `city` as well.
        """
        path, query = {"checkout_id": checkout_id}, {"include": SHIPPING_OPTIONS}
        body = [{**consignment, **given(version=version)} for consignment in consignments]
        return self._send(self.ADD_CONSIGNMENTS, path=path, query=query, json=body).data()

    def update_consignment(
        self, checkout_id: str, consignment_id: str, changes: Payload, version: int | None = None
    ) -> Payload:
        """Change `address` and `line_items` and return the checkout. That takes the chosen shipping option away."""
        path = {"checkout_id": checkout_id, "consignment_id": consignment_id}
        body = {**changes, **given(version=version)}
        query = {"include": SHIPPING_OPTIONS}
        return self._send(self.UPDATE_CONSIGNMENT, path=path, query=query, json=body).data()

    def choose_shipping(
        self, checkout_id: str, consignment_id: str, shipping_option_id: str, version: int | None = None
    ) -> Payload:
        """Choose one of a consignment's shipping options and return the checkout.

        Options are good for the address and the lines they were offered for.
        """
        return self.update_consignment(checkout_id, consignment_id, {"shipping_option_id": shipping_option_id}, version)

    def delete_consignment(self, checkout_id: str, consignment_id: str, version: int | None = None) -> Payload:
        """Delete a consignment and return the checkout."""
        path = {"checkout_id": checkout_id, "consignment_id": consignment_id}
        return self._send(self.DELETE_CONSIGNMENT, path=path, json=given(version=version) or None).data()

    def create_order(self, checkout_id: str) -> int:
        """Make an Incomplete order of the checkout and return its number.

        Every call makes another one, so look for an order of this cart first when it is not the first call. The cart
        stays until the order is paid.
        """
        answer = self._send(self.CREATE_ORDER, path={"checkout_id": checkout_id}, json={})
        order_id = answer.data().get("id")
        return order_id if type(order_id) is int else answer.refuse("the number of an order was promised")

    def create_token(self, checkout_id: str, *, seconds: int, max_uses: int = 1) -> str:
        """Make the token with which a guest sees BigCommerce's own confirmation page; only before the order is final.

        The page is `{store}/order-confirmation/{order_id}?t={token}`; the token is good for 1 second to 30 days.
        """
        body = {"maxUses": max_uses, "ttl": seconds}
        answer = self._send(self.CREATE_TOKEN, path={"checkout_id": checkout_id}, json=body)
        # The schema has it beside `meta`, the example inside `data`.
        bare = answer.bare()
        token = (bare.get("data") or bare).get("checkoutToken")
        return token if isinstance(token, str) and token else answer.refuse("a token was promised")
