"""The moment when BigCommerce says that a visitor's cart has become an order."""

from __future__ import annotations

from django.http import HttpRequest

from ..client import BigCommerceClient
from ..commerce.completed_orders import announce_order, find_order
from ..models import Channel
from ..signals import cart_changed
from .session import ShopSession


def complete_order(
    request: HttpRequest, channel: Channel, session: ShopSession, client: BigCommerceClient
) -> int | None:
    """Return the number of the order that the session's cart became, None when it has not.

    The visitor may see the order from now on, the cart is forgotten, and receivers are told, unless a webhook was
    quicker. One call when there is a cart. Raises TryLater, and then nothing is forgotten.
    """
    cart_id = session.cart_id
    if cart_id is None:
        return None
    order_id = find_order(client, cart_id)
    if order_id is not None:
        session.confirm_order(order_id)
        cart_changed.send_robust(Channel, request=request, channel=channel, cart=None)
        announce_order(channel, order_id=order_id, cart_id=cart_id, request=request)
    return order_id
