"""A cart in another currency: BigCommerce changes that of no cart, so a new one gets the same lines.

Source: REST Management, Carts v3 (`currency` of a new cart); a cart is in a currency that can be paid in.
"""

from __future__ import annotations

import logging

from django.utils.translation import gettext as _

from ..client import BigCommerceClient
from .carts import add_lines, clear, get_cart
from .errors import CartError, ShopperError
from .joining import Joined, Owner, with_codes
from .repeat import is_own, request_of

logger = logging.getLogger(__name__)


def switch_currency(client: BigCommerceClient, cart_id: str, owner: Owner) -> Joined:
    """Return the cart in `owner.currency`, with all lines of the old one, which is gone then.

    All of them or none: CartError says which line keeps the cart as it is. Raises TryLater; the cart is as it was then
    too. No cart in the result: it was gone already. Three calls, and one for each code; one call when it has that
    currency already.
    """
    before = get_cart(client, cart_id)
    if before is None or before.currency == owner.currency:
        return Joined(before)
    lines = [line for line in before.lines if is_own(line)]
    for line in lines:
        if line.request is not None:
            message = _("“%(name)s” is for an amount in %(currency)s. Take it out of your cart first.")
            raise CartError(message % {"name": line.name, "currency": before.currency}, line=line.item_id)
    after = add_lines(
        client,
        channel_id=owner.channel_id,
        cart_id=None,
        lines=[request_of(line) for line in lines],
        customer_id=owner.customer_id,
        currency=owner.currency,
    )
    joined = with_codes(client, before, Joined(after, is_repriced=True))
    try:
        clear(client, cart_id)
    except ShopperError:
        logger.info("A cart whose lines are in another currency now could not be deleted; it expires by itself")
    return joined
