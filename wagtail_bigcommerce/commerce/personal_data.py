"""What is known of a customer, for them to take along, and forgetting what is kept here.

Here is little: who has signed in, and which cart is theirs. The rest is BigCommerce's, and only the merchant can delete
it there. Sources: REST Management, Customers v3, Orders v2, Wishlists v3.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from django.db import transaction

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed
from ..models import Customer
from .errors import TryLater, try_later
from .own_cache import forget_own

#: a thousand orders: more would keep a page waiting, and such customers have a merchant to ask
_MOST_ORDERS = 1000

#: of an order, what is not the customer's business: notes and costs of the merchant's
_INTERNAL = ("staff_notes", "products", "shipping_addresses", "coupons", "consignments", "fees")

#: what the account keeps for a minute
_KEPT = ("orders..", "addresses", "wishlists", "profile", "newsletter", "instruments")


@try_later()
def personal_data(client: BigCommerceClient, customer: Customer) -> dict[str, Any]:
    """Return what this site and BigCommerce know of a customer, as plain data for JSON. Five calls, eight at most."""
    number = customer.bigcommerce_id
    try:
        profile = client.customers.get(number, include=("formfields", "storecredit", "attributes"))
    except (NotFound, Conflict, ValidationFailed) as error:
        raise TryLater() from error
    orders = (row for row in client.orders.iter(customer_id=number, sort="id:desc") if _is_own(row, number))
    return {
        "this_site": _local_data(customer),
        "profile": {name: value for name, value in profile.items() if name != "notes"},
        "addresses": [row for row in client.addresses.iter(number, include=("formfields",)) if _is_own(row, number)],
        "orders": [_order(row) for row in islice(orders, _MOST_ORDERS)],
        "wishlists": [row for row in client.wishlists.iter(number) if _is_own(row, number)],
        "newsletter": client.subscribers.with_email(customer.email),
    }


def forget_customer(client: BigCommerceClient, customer: Customer) -> None:
    """Delete all that is kept here of a customer, their sessions with it. No call: at BigCommerce nothing changes."""
    with transaction.atomic():
        # the row goes with its user; sessions of a user who is no more are over
        customer.user.delete()
    forget_own(client, customer.bigcommerce_id, *_KEPT)


def _local_data(customer: Customer) -> dict[str, Any]:
    carts = customer.saved_carts.select_related("channel")
    return {
        "customer_id": customer.bigcommerce_id,
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "email": customer.email,
        "group_id": customer.group_id,
        "first_seen": customer.user.date_joined if hasattr(customer.user, "date_joined") else None,
        "last_signed_in": customer.user.last_login,
        "last_read_from_bigcommerce": customer.synced_at,
        # a cart's id works like a password, so it is named by its shop
        "saved_carts": [cart.channel.name for cart in carts],
    }


def _is_own(row: Mapping[str, Any], customer_id: int) -> bool:
    return row.get("customer_id") == customer_id


def _order(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _INTERNAL}
