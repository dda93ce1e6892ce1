"""Orders as a shopper sees them, and who may see which.

BigCommerce gives any order to anyone with the token, so each function here names whose order it may return.
Source: REST Management, Orders v2 (money as text with four decimals, dates RFC 2822).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from ..client import BigCommerceClient, NotFound, parse_datetime, to_decimal
from .errors import try_later

#: a payment that was begun and not finished
INCOMPLETE = 0


@dataclass(frozen=True)
class Address:
    """A postal address, as lines to print."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class OrderLine:
    name: str
    quantity: int
    price: Decimal
    total: Decimal
    sku: str = ""
    #: (name, value) of each option
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class OrderSummary:
    """An order in a list. Amounts are in `currency`, the one that was paid in."""

    number: int
    status: str
    placed_at: datetime | None
    currency: str
    total: Decimal
    item_count: int


@dataclass(frozen=True)
class Order:
    """An order with all its parts. Lines, `subtotal` and `shipping` are without tax, `total` is what was paid."""

    summary: OrderSummary
    lines: tuple[OrderLine, ...]
    subtotal: Decimal
    discount: Decimal
    shipping: Decimal
    tax: Decimal
    email: str
    billing_address: Address
    #: with the name of the shipping method; empty for digital orders
    shipping_addresses: tuple[tuple[Address, str], ...]
    payment_method: str


def is_placed(payload: Mapping[str, Any]) -> bool:
    """Whether an order counts for its customer: not an unfinished payment, not archived by the merchant."""
    return payload.get("status_id") != INCOMPLETE and not payload.get("is_deleted")


@try_later()
def confirmed_order(client: BigCommerceClient, order_id: int) -> Order | None:
    """Return an order that was confirmed to belong to this shopper, None when it is gone. Three calls."""
    try:
        payload = client.orders.get(order_id)
        return _order(client, payload) if is_placed(payload) else None
    except NotFound:
        return None


@try_later()
def customer_order(client: BigCommerceClient, order_id: int, *, customer_id: int) -> Order | None:
    """Return this customer's order; None for any other, as if it did not exist. Up to three calls."""
    try:
        payload = client.orders.get(order_id)
        if not customer_id or payload.get("customer_id") != customer_id or not is_placed(payload):
            return None
        return _order(client, payload)
    except NotFound:
        return None


@try_later()
def recent_orders(client: BigCommerceClient, *, customer_id: int, limit: int = 5) -> list[OrderSummary]:
    """Return the customer's last orders, newest first. One call."""
    rows = client.orders.iter(customer_id=customer_id, sort="date_created:desc")
    own = (row for row in rows if row.get("customer_id") == customer_id and is_placed(row))
    return [_summary(row) for row in islice(own, limit)]


def _order(client: BigCommerceClient, payload: Mapping[str, Any]) -> Order:
    order_id = int(payload["id"])
    addresses = [] if payload.get("order_is_digital") else list(client.orders.shipping_addresses(order_id))
    billing = payload.get("billing_address") or {}
    return Order(
        summary=_summary(payload),
        lines=tuple(_line(row) for row in client.orders.products(order_id)),
        subtotal=_money(payload, "subtotal_ex_tax"),
        discount=_money(payload, "discount_amount") + _money(payload, "coupon_discount"),
        shipping=_money(payload, "shipping_cost_ex_tax"),
        tax=_money(payload, "total_tax"),
        email=billing.get("email") or "",
        billing_address=_address(billing),
        shipping_addresses=tuple((_address(row), row.get("shipping_method") or "") for row in addresses),
        payment_method=payload.get("payment_method") or "",
    )


def _summary(payload: Mapping[str, Any]) -> OrderSummary:
    return OrderSummary(
        number=int(payload["id"]),
        status=payload.get("custom_status") or payload.get("status") or "",
        placed_at=parse_datetime(payload.get("date_created")),
        currency=payload.get("default_currency_code") or payload.get("currency_code") or "",
        total=_money(payload, "total_inc_tax"),
        item_count=int(payload.get("items_total") or 0),
    )


def _line(row: Mapping[str, Any]) -> OrderLine:
    return OrderLine(
        name=row.get("name_customer") or row.get("name") or "",
        quantity=int(row.get("quantity") or 0),
        price=_money(row, "price_ex_tax"),
        total=_money(row, "total_ex_tax"),
        sku=row.get("sku") or "",
        options=tuple(
            (
                option.get("display_name_customer") or option.get("display_name") or "",
                option.get("display_value_customer") or option.get("display_value") or "",
            )
            for option in row.get("product_options") or ()
        ),
    )


def _address(row: Mapping[str, Any]) -> Address:
    name = " ".join(part for part in (row.get("first_name"), row.get("last_name")) if part)
    place = " ".join(part for part in (row.get("city"), row.get("state"), row.get("zip")) if part)
    lines = (name, row.get("company"), row.get("street_1"), row.get("street_2"), place, row.get("country"))
    return Address(tuple(line for line in lines if line))


def _money(payload: Mapping[str, Any], name: str) -> Decimal:
    return to_decimal(payload.get(name)) or Decimal(0)
