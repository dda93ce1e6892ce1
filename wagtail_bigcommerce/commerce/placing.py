"""Making orders: of a checkout, or without one. Both end as an Incomplete order (status 0), ready to be paid.

BigCommerce makes another order each time it is asked, and an answer may get lost, so both look for the order before
they ask for one. Sources: REST Management, Checkouts v3 "Create an order"; Orders v2 "Create an order".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed, parse_datetime, to_decimal
from .checkout import Checkout, CheckoutAddress
from .errors import CheckoutError, CheckoutGone, try_later
from .once import one_at_a_time
from .orders import INCOMPLETE, is_placed
from .server_checkout import get_checkout


@dataclass(frozen=True)
class OrderItem:
    """A product of the catalog, at the catalog's price. `options` are (option id, value) of options and modifiers."""

    product_id: int
    quantity: int
    variant_id: int | None = None
    options: tuple[tuple[int, str], ...] = ()

    def payload(self) -> dict[str, Any]:
        item: dict[str, Any] = {"product_id": self.product_id, "quantity": self.quantity}
        if self.options:
            item["product_options"] = [{"id": option_id, "value": value} for option_id, value in self.options]
        elif self.variant_id is not None:
            item["variant_id"] = self.variant_id
        return item


@dataclass(frozen=True)
class CustomItem:
    """Something that is in no catalog. Prices are for one, in the order's currency."""

    name: str
    quantity: int
    price_without_tax: Decimal
    price_with_tax: Decimal

    def payload(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "quantity": self.quantity,
            "price_ex_tax": self.price_without_tax,
            "price_inc_tax": self.price_with_tax,
        }


@dataclass(frozen=True)
class OrderRequest:
    """An order to make without a cart. Promotions do not apply to it, and BigCommerce sends no mail about it.

    `reference` is the caller's own name for it ("quote-2031"), unique among the store's orders: asked twice for one
    reference, there is one order.
    """

    reference: str
    channel_id: int
    currency: str
    billing_address: CheckoutAddress
    items: tuple[OrderItem | CustomItem, ...]
    shipping_address: CheckoutAddress | None = None
    customer_id: int = 0
    customer_message: str = ""

    def payload(self) -> dict[str, Any]:
        """The order as the API wants it."""
        order: dict[str, Any] = {
            "status_id": INCOMPLETE,
            "external_order_id": self.reference,
            "channel_id": self.channel_id,
            "customer_id": self.customer_id,
            "default_currency_code": self.currency,
            "billing_address": self.billing_address.order_payload(),
            "products": [item.payload() for item in self.items],
        }
        if self.shipping_address is not None:
            order["shipping_addresses"] = [self.shipping_address.order_payload()]
        if self.customer_message:
            order["customer_message"] = self.customer_message
        return order


def open_questions(checkout: Checkout) -> dict[str, str]:
    """Return what has to be settled before there can be an order, as messages by subject; empty when nothing. Pure."""
    questions = {}
    if checkout.billing_address is None or checkout.billing_address.missing():
        questions["billing_address"] = _("Please complete the billing address.")
    if checkout.undelivered:
        questions["deliveries"] = _("Please say where everything should go.")
    if any(row.address is not None and row.address.missing() for row in checkout.consignments):
        questions["deliveries"] = _("Please complete the delivery address.")
    if not all(row.is_settled for row in checkout.consignments):
        questions["shipping"] = _("Please choose how you would like to receive your order.")
    return questions


@try_later()
def place_order(client: BigCommerceClient, checkout_id: str) -> int:
    """Make an Incomplete order of the checkout and return its number. Up to three calls.

    An order that was made of the checkout as it is now is returned again instead of another one; so it is safe to
    repeat this after TryLater. The cart stays until the order is paid. Raises CheckoutError with the open questions.
    """
    with one_at_a_time("place", checkout_id):
        checkout = get_checkout(client, checkout_id)
        if questions := open_questions(checkout):
            raise CheckoutError(" ".join(questions.values()), fields=questions)
        known = _order_of(client, checkout)
        if known is not None:
            return known
        try:
            return client.checkouts.create_order(checkout_id)
        except NotFound as error:
            raise CheckoutGone() from error
        except (Conflict, ValidationFailed) as error:
            raise CheckoutError(_("The order could not be made. Please look through your cart.")) from error


@try_later()
def create_order(client: BigCommerceClient, request: OrderRequest) -> int:
    """Make an Incomplete order without a cart and return its number; that of the reference, if there is one. Two calls.

    Safe to repeat after TryLater.
    """
    if not request.reference or not request.items:
        raise ValueError("An order needs a reference and something to order")
    with one_at_a_time("create", request.reference):
        for order in client.orders.iter(external_order_id=request.reference):
            if order.get("external_order_id") == request.reference:
                return int(order["id"])
        try:
            return int(client.orders.create(request.payload())["id"])
        except (Conflict, NotFound, ValidationFailed) as error:
            raise CheckoutError(_("The order could not be made. Please look through what you ordered.")) from error


def _order_of(client: BigCommerceClient, checkout: Checkout) -> int | None:
    """The order that was made of the checkout as it is now; None when there is none.

    An older order of the same cart, from before a change, stays Incomplete for ever, where nobody sees it.
    """
    own = (row for row in client.orders.iter(cart_id=checkout.id) if row.get("cart_id") == checkout.id)
    for order in _newest_first(own):
        if is_placed(order):
            raise CheckoutGone()
        if _is_of(order, checkout):
            return int(order["id"])
    return None


def _newest_first(orders: Iterator[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(orders, key=lambda order: int(order["id"]), reverse=True)


def _is_of(order: Mapping[str, Any], checkout: Checkout) -> bool:
    """Whether the order was made after the checkout's last change. Orders tell their time in whole seconds only, so
    what they are for is compared as well.
    """
    made_at = parse_datetime(order.get("date_created"))
    if made_at is None or checkout.updated_at is None or order.get("is_deleted"):
        return False
    billing = order.get("billing_address") or {}
    wanted = checkout.billing_address.order_payload() if checkout.billing_address else {}
    return (
        made_at >= checkout.updated_at.replace(microsecond=0)
        and to_decimal(order.get("total_inc_tax")) == checkout.total
        and (order.get("customer_message") or "") == checkout.customer_message
        and all((billing.get(name) or "") == value for name, value in wanted.items())
    )
