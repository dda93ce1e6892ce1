"""What a shopper does with a cart. Every function talks to BigCommerce; its calls are stated.

All raise TryLater when BigCommerce cannot be asked, CartError when it refuses, and CartGone when the cart that was to
be changed is no more (expired, ordered, emptied elsewhere). Source: REST Management, Carts v3.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed
from .cart import Cart, CartLine, cart_from_payload
from .errors import CartError, CartGone, ShopperError, try_later
from .line_requests import LineRequest, Request, in_lists
from .refusals import refusal
from .repeat import product_request

logger = logging.getLogger(__name__)

T = TypeVar("T")


@try_later()
def get_cart(client: BigCommerceClient, cart_id: str) -> Cart | None:
    """Return the cart, None when it is gone. One call."""
    try:
        return cart_from_payload(client.carts.get(cart_id))
    except NotFound:
        return None


@try_later()
def add_lines(
    client: BigCommerceClient,
    *,
    channel_id: int,
    cart_id: str | None,
    lines: Sequence[Request],
    customer_id: int = 0,
    currency: str | None = None,
) -> Cart:
    """Put lines into the cart, or into a new one when there is none (any more). One call in the normal case."""
    lists = in_lists(lines)
    try:
        if cart_id is not None:
            try:
                return cart_from_payload(twice(lambda: client.carts.add_items(cart_id, **lists)))
            except NotFound:
                logger.info("The cart of this session is gone; a new one is made")
        return cart_from_payload(
            client.carts.create(channel_id=channel_id, customer_id=customer_id, currency_code=currency, **lists)
        )
    except (Conflict, ValidationFailed, NotFound) as error:
        raise refusal(error, lines) from error


def update_line(client: BigCommerceClient, cart_id: str, item_id: str, quantity: int) -> Cart | None:
    """Set the quantity of a line; 0 takes it out. Returns the cart, None when it is empty now.

    Two calls: the line is read first, since its options have to be sent again or BigCommerce drops them.
    """
    if quantity < 1:
        return remove_line(client, cart_id, item_id)
    with try_later():
        try:
            return twice(lambda: _set_quantity(client, cart_id, item_id, quantity))
        except NotFound:
            return required_cart(client, cart_id)
        except Conflict as error:
            message = _("The quantity could not be changed. Please look through your cart and try again.")
            raise CartError(message, line=item_id) from error


@try_later()
def remove_line(client: BigCommerceClient, cart_id: str, item_id: str) -> Cart | None:
    """Take a line out; a line that is not there any more is fine. Returns the cart, None when it is empty now.

    One call.
    """
    try:
        payload = twice(lambda: client.carts.remove_item(cart_id, item_id))
    except NotFound:
        return required_cart(client, cart_id)
    except (Conflict, ValidationFailed) as error:
        raise CartError(_("This line cannot be removed: it belongs to an offer."), line=item_id) from error
    return None if payload is None else cart_from_payload(payload)


@try_later()
def replace_line(client: BigCommerceClient, cart_id: str, item_id: str, request: LineRequest) -> Cart:
    """Have other options, modifiers or another variant in a line. Three calls, four when nothing was changed but how
    many.

    BigCommerce changes nothing but the quantity of a line. So the new one goes in first: when it is refused, the old
    one is still there.
    """
    before = required_cart(client, cart_id)
    old = _editable(before, item_id)
    after = add_lines(client, channel_id=before.channel_id, cart_id=cart_id, lines=[request])
    if after.id != cart_id:
        raise CartGone
    grown = after.line(item_id)
    if grown is None:
        return after
    if grown.quantity != old.quantity:  # nothing else was changed, so BigCommerce made them one line
        return update_line(client, cart_id, item_id, request.quantity) or after
    try:
        return remove_line(client, cart_id, item_id) or after
    except ShopperError as error:
        message = _("The new choice is in your cart, but the old one is still there too. Please remove “%(name)s”.")
        raise CartError(message % {"name": old.name}, line=item_id) from error


@try_later()
def clear(client: BigCommerceClient, cart_id: str) -> None:
    """Take everything out; a cart that is gone is fine. One call."""
    try:
        client.carts.delete(cart_id)
    except NotFound:
        logger.info("The cart to be cleared was gone already")
    except (Conflict, ValidationFailed) as error:
        raise CartError(_("Your cart could not be emptied. Please try again.")) from error


@try_later()
def assign_customer(client: BigCommerceClient, cart_id: str, customer_id: int) -> Cart | None:
    """Make the cart this customer's, so that it gets their prices. Returns None when it is gone. One call.

    Promotions and shipping quotes of the guest are dropped by BigCommerce and computed anew.
    """
    try:
        return cart_from_payload(twice(lambda: client.carts.set_customer(cart_id, customer_id)))
    except NotFound:
        return None
    except (Conflict, ValidationFailed) as error:
        raise CartError(_("Your cart could not be connected with your account.")) from error


def required_cart(client: BigCommerceClient, cart_id: str) -> Cart:
    """The cart, which has to be there. One call."""
    cart = get_cart(client, cart_id)
    if cart is None:
        raise CartGone
    return cart


def twice(attempt: Callable[[], T]) -> T:
    """Run it, and once more when somebody else changed the cart in between."""
    try:
        return attempt()
    except Conflict:
        return attempt()


def _set_quantity(client: BigCommerceClient, cart_id: str, item_id: str, quantity: int) -> Cart:
    cart = required_cart(client, cart_id)
    if cart.line(item_id) is None:
        return cart
    request = product_request(_editable(cart, item_id), quantity)
    try:
        return cart_from_payload(client.carts.update_item(cart_id, item_id, request.payload(), version=cart.version))
    except ValidationFailed as error:
        raise refusal(error, [request], item_id) from error


def _editable(cart: Cart, item_id: str) -> CartLine:
    line = cart.line(item_id)
    if line is None:
        raise CartError(_("This line is not in your cart any more."), line=item_id)
    if not line.is_editable:
        raise CartError(_("“%(name)s” cannot be changed in the cart.") % {"name": line.name}, line=item_id)
    return line
