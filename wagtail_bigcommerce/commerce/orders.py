"""Orders of a shopper, and who may see which.

BigCommerce gives any order to anyone with the token, so each function here names whose order it may return.
`tax_settings` are the store's (`Channel.settings["tax"]`): they say whether amounts are shown with tax.
Sources: REST Management, Orders v2; Orders v3 for refunds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..client import BigCommerceClient, NotFound
from .errors import try_later
from .order import Order, OrderRows, OrderSummary, is_refunded, order_from_payload, summary_from_payload
from .own_cache import forget_own, own

#: a payment that was begun and not finished
INCOMPLETE = 0

#: orders on one page of a customer's list
PER_PAGE = 10

_LIST = "orders"

#: Rows to ask for at once, and how often: what was never paid, or was archived, lies between the orders to show.
_ROWS = 25
_MOST_CALLS = 3


@dataclass(frozen=True)
class OrderPage:
    """Some of a customer's orders, newest first. `older`: what to ask for the next page with; None on the last."""

    orders: tuple[OrderSummary, ...]
    older: int | None = None


def is_placed(payload: Mapping[str, Any]) -> bool:
    """Whether an order counts for its customer: not an unfinished payment, not archived by the merchant."""
    return payload.get("status_id") != INCOMPLETE and not payload.get("is_deleted")


@try_later()
def confirmed_order(
    client: BigCommerceClient, order_id: int, *, tax_settings: Mapping[str, Any] | None = None
) -> Order | None:
    """Return an order that was confirmed to belong to this shopper, None when it is gone.

    Three calls: it has just been placed, so nothing was sent, written or paid back yet.
    """
    try:
        payload = client.orders.get(order_id)
        return _order(client, payload, tax_settings, with_addresses=True) if is_placed(payload) else None
    except NotFound:
        return None


@try_later()
def customer_order(
    client: BigCommerceClient, order_id: int, *, customer_id: int, tax_settings: Mapping[str, Any] | None = None
) -> Order | None:
    """Return this customer's order; None for any other, as if it did not exist.

    Four calls, a fifth and sixth for what was sent and what was paid back; then none for a minute.
    """
    read = partial(_customer_order, client, order_id, customer_id, tax_settings)
    return own(client, customer_id, f"order.{order_id}", read)


def _customer_order(
    client: BigCommerceClient, order_id: int, customer_id: int, tax_settings: Mapping[str, Any] | None
) -> Order | None:
    try:
        payload = client.orders.get(order_id)
        if not customer_id or payload.get("customer_id") != customer_id or not is_placed(payload):
            return None
        return _order(client, payload, tax_settings, with_addresses=True, with_messages=True, with_history=True)
    except NotFound:
        return None


@try_later()
def guest_order(
    client: BigCommerceClient, order_id: int, *, tax_settings: Mapping[str, Any] | None = None
) -> Order | None:
    """Return an order that this guest has been let see (`order_lookup`): without addresses and messages, since a
    number and an e-mail address are known to others too. Two to four calls."""
    try:
        payload = client.orders.get(order_id)
        return _order(client, payload, tax_settings, with_history=True) if is_placed(payload) else None
    except NotFound:
        return None


def order_page(
    client: BigCommerceClient, *, customer_id: int, before: int | None = None, status_id: int | None = None
) -> OrderPage:
    """Return ten orders of the customer, older than `before` and in one status where these are given.

    One call, three at most; then none for a minute. Raises TryLater.
    """
    name = f"{_LIST}.{before or ''}.{status_id or ''}"
    read = partial(_order_page, client, customer_id=customer_id, before=before, status_id=status_id)
    with try_later():
        return own(client, customer_id, name, read)


def forget_list(client: BigCommerceClient, *, customer_id: int) -> None:
    """Look for a new order the next time that the list begins."""
    forget_own(client, customer_id, f"{_LIST}..")


def _order_page(client: BigCommerceClient, *, customer_id: int, before: int | None, status_id: int | None) -> OrderPage:
    found: list[OrderSummary] = []
    is_last = False
    for _call in range(_MOST_CALLS):
        # by id and not by page number: what is left out would make pages of different lengths, or empty ones
        limits = {"max_id": before - 1} if before else {}
        wanted = {"status_id": status_id} if status_id else {}
        rows = client.orders.page(1, _ROWS, customer_id=customer_id, sort="id:desc", **limits, **wanted)
        own_rows = [row for row in rows if row.get("customer_id") == customer_id and is_placed(row)]
        found += [summary_from_payload(row) for row in own_rows]
        is_last = len(rows) < _ROWS
        if is_last or len(found) > PER_PAGE:
            break
        before = int(rows[-1]["id"])
    if len(found) > PER_PAGE:
        return OrderPage(tuple(found[:PER_PAGE]), older=found[PER_PAGE - 1].number)
    return OrderPage(tuple(found), older=None if is_last else before)


def recent_orders(client: BigCommerceClient, *, customer_id: int, limit: int = 5) -> list[OrderSummary]:
    """Return the customer's last orders as they are now, newest first; ten at most.

    One call, three at most. Raises TryLater.
    """
    with try_later():
        return list(_order_page(client, customer_id=customer_id, before=None, status_id=None).orders[:limit])


def _order(
    client: BigCommerceClient,
    payload: Mapping[str, Any],
    tax_settings: Mapping[str, Any] | None,
    *,
    with_addresses: bool = False,
    with_messages: bool = False,
    with_history: bool = False,
) -> Order:
    order_id = int(payload["id"])
    parts = client.orders
    products = list(parts.products(order_id))
    is_sent = bool(payload.get("items_shipped")) or any(row.get("quantity_shipped") for row in products)
    rows = OrderRows(
        products,
        list(parts.shipping_addresses(order_id)) if with_addresses and not payload.get("order_is_digital") else (),
        list(parts.shipments(order_id)) if with_history and is_sent else (),
        parts.refunds(order_id) if with_history and is_refunded(payload, products) else (),
        list(parts.messages(order_id)) if with_messages else (),
    )
    shown = payload if with_addresses else {**payload, "billing_address": {}}
    return order_from_payload(shown, rows, tax_settings or {})
