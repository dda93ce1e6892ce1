"""Coupon codes on a cart. A store may allow several; each is a call of its own.

All raise TryLater, CartError and CartGone, as in `carts`. Source: REST Management, Checkouts v3, "Coupons": a cart and
its checkout have one id.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed
from .cart import Cart
from .carts import required_cart, twice
from .errors import CartError, try_later


@try_later()
def apply_coupon(client: BigCommerceClient, cart_id: str, code: str) -> Cart:
    """Apply a coupon code, beside those that are applied already, and return the cart. Two calls."""
    try:
        twice(lambda: client.checkouts.add_coupon(cart_id, code))
    except NotFound:
        pass  # the cart or the code: reading the cart tells
    except (Conflict, ValidationFailed) as error:
        raise _refused_code(code) from error
    cart = required_cart(client, cart_id)
    if not has_coupon(cart, code):
        raise _refused_code(code)
    return cart


@try_later()
def remove_coupon(client: BigCommerceClient, cart_id: str, code: str) -> Cart:
    """Take a coupon code back, and return the cart; a code that is not applied is fine. Two calls."""
    try:
        twice(lambda: client.checkouts.remove_coupon(cart_id, code))
    except NotFound:
        pass
    except (Conflict, ValidationFailed) as error:
        raise CartError(_("The code “%(code)s” could not be removed.") % {"code": code}) from error
    return required_cart(client, cart_id)


def has_coupon(cart: Cart, code: str) -> bool:
    """Whether a code is applied. Codes are the same in capitals and small letters."""
    return code.casefold() in {coupon.code.casefold() for coupon in cart.coupons}


def _refused_code(code: str) -> CartError:
    message = _("The code “%(code)s” cannot be used for this cart.") % {"code": code}
    return CartError(message, fields={"code": message})
