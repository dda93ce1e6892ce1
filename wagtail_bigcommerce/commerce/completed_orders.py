"""A cart has become an order: found out by asking BigCommerce, and announced once, whoever notices it first.

The shopper's browser asks when it comes back from paying, and the webhook `store/cart/converted` tells of shoppers who
never come back. Source: REST Management, Orders v2, "Get all orders" (`cart_id`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ..client import BigCommerceClient
from ..models import Channel, CompletedOrder
from ..signals import order_completed
from .errors import try_later
from .orders import is_placed
from .saved_carts import forget_cart

#: longer than any webhook is repeated, and than a session lasts in which a shopper may still come back
KEEP = timedelta(days=90)


@try_later()
def find_order(client: BigCommerceClient, cart_id: str) -> int | None:
    """Return the number of the order that the cart became, None when it has not (yet). One call.

    Only BigCommerce's word counts: that a browser says it has paid is no proof. An incomplete order is a payment that
    was begun, so it does not count either.
    """
    order = _placed_order(client, cart_id)
    return int(order["id"]) if order else None


def cart_converted(client: BigCommerceClient, cart_id: str) -> int | None:
    """What a webhook about a converted cart is for: announce the order that it became, if it did. One call.

    Returns its number; None when there is none (yet), or when it is of a channel that is not ours. May be run again.
    Raises BigCommerceError.
    """
    order = _placed_order(client, cart_id)
    channel = Channel.objects.filter(bigcommerce_id=order.get("channel_id") or 0).first() if order else None
    if order is None or channel is None:
        return None
    announce_order(channel, order_id=int(order["id"]), cart_id=cart_id)
    return int(order["id"])


def announce_order(channel: Channel, *, order_id: int, cart_id: str, request: HttpRequest | None = None) -> bool:
    """Forget the cart on all devices of its customer, and send `order_completed` unless that was done before.

    Return whether it was sent. `request` is that of the shopper's browser; None when a webhook told. No call.
    """
    forget_cart(cart_id)
    _row, is_first = CompletedOrder.objects.get_or_create(order_id=order_id)
    if is_first:
        order_completed.send_robust(Channel, request=request, channel=channel, order_id=order_id, cart_id=cart_id)
    return is_first


def clean_up() -> None:
    """Delete rows that nobody will ask for any more."""
    CompletedOrder.objects.filter(completed_at__lt=timezone.now() - KEEP).delete()


def _placed_order(client: BigCommerceClient, cart_id: str) -> Mapping[str, Any] | None:
    own = (order for order in client.orders.iter(cart_id=cart_id) if order.get("cart_id") == cart_id)
    return next((order for order in own if is_placed(order)), None)
