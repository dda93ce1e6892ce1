"""The cart behind the link of BigCommerce's mail about an abandoned cart.

Source: "Abandoned carts" (headless), REST Management, Abandoned carts v3.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed
from .cart import Cart
from .carts import get_cart
from .errors import CartError, TryLater, try_later
from .throttle import Throttle

#: a token opens a cart, so guessing at tokens is slowed down; only what led nowhere counts
ATTEMPTS = Throttle("abandoned-cart", limit=20, seconds=600)


@try_later()
def abandoned_cart(client: BigCommerceClient, token: str, *, visitor: str, channel_id: int) -> Cart:
    """Return the cart that a token stands for. Two calls. `visitor` is whose attempts are counted together.

    Raises CartError when there is none (any more) in this channel. A customer's cart is not for whoever holds the
    link: compare its `customer_id` before showing anything of it.
    """
    if ATTEMPTS.is_exhausted(visitor):
        raise TryLater(_("Too many links were tried. Please wait ten minutes and try again."))
    try:
        cart = get_cart(client, client.abandoned_carts.cart_id(token))
    except (NotFound, ValidationFailed, Conflict):
        cart = None
    if cart is None or cart.channel_id not in {0, channel_id}:
        ATTEMPTS.allows(visitor)
        raise CartError(_("This link does not lead to a cart any more."))
    return cart
