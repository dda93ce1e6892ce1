"""The moment when BigCommerce says that a visitor's cart has become an order."""

from __future__ import annotations

from django.http import HttpRequest

from ..client import BigCommerceClient
from ..commerce.checkouts import find_order
from ..commerce.saved_carts import forget_cart
from ..models import Channel
from ..signals import cart_changed, order_completed
from .session import ShopSession


def complete_order(
    request: HttpRequest, channel: Channel, session: ShopSession, client: BigCommerceClient
) -> int | None:
    """Return the number of the order that the session's cart became, None when it has not.

    The visitor may see the order from now on, the cart is forgotten, and receivers are told. One call when there is a
    cart. Raises TryLater, and then nothing is forgotten.
    """
    cart_id = session.cart_id
    if cart_id is None:
        return None
    order_id = find_order(client, cart_id)
    if order_id is not None:
        session.confirm_order(order_id)
        forget_cart(cart_id)
        cart_changed.send_robust(Channel, request=request, channel=channel, cart=None)
        order_completed.send_robust(Channel, request=request, channel=channel, order_id=order_id, cart_id=cart_id)
    return order_id
