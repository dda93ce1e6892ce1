"""A cart has become an order: found out by asking BigCommerce, and announced once, whoever notices it first.

The shopper's browser asks when it comes back from paying, and webhooks tell of shoppers who never come back.
Source: REST Management, Orders v2.
"""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from ..client import BigCommerceClient, NotFound
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
    for order in client.orders.iter(cart_id=cart_id):
        if order.get("cart_id") == cart_id and is_placed(order):
            return int(order["id"])
    return None


def order_placed(client: BigCommerceClient, order_id: int) -> bool:
    """What a webhook about an order is for: announce the order when it was placed, from a cart of a channel of ours.

    Return whether that was news. One call. May be run again. Raises BigCommerceError.
    """
    try:
        order = client.orders.get(order_id)
    except NotFound:
        return False
    channel = Channel.objects.filter(bigcommerce_id=order.get("channel_id") or 0).exclude(site=None).first()
    cart_id = order.get("cart_id")
    if channel is None or not cart_id or not is_placed(order):
        return False
    return announce_order(channel, order_id=order_id, cart_id=cart_id)


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
