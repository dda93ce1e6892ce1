"""Two carts become one, and lines that are known go into a cart again: at login, after expiry, on recovery.

Nothing is lost: a line that cannot go along comes back in the result, with the reason. All raise TryLater only when
nothing has been changed yet. Source: REST Management, Carts v3 (changing a cart's customer drops promotions).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..client import BigCommerceClient
from .cart import Cart, CartLine
from .carts import add_lines, assign_customer, clear, get_cart
from .coupons import apply_coupon, has_coupon
from .errors import CartError, ShopperError
from .line_requests import Request
from .repeat import is_own, request_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Owner:
    """Whose cart it is to be, and where."""

    channel_id: int
    customer_id: int = 0
    currency: str | None = None


@dataclass(frozen=True)
class Refused:
    """A line that could not go along, and why. `line` is its index among those that were to go."""

    line: int
    error: ShopperError


@dataclass(frozen=True)
class Joined:
    """What became of two carts. `cart` is None when both were gone."""

    cart: Cart | None
    #: how many things came from the cart that is no more
    moved: int = 0
    #: lines of it that could not go along, with the reasons
    left: tuple[tuple[CartLine, ShopperError], ...] = ()
    #: codes that are not applied any more
    lost_codes: tuple[str, ...] = ()
    #: whether something has another price now
    is_repriced: bool = False
    #: the cart to be moved was gone
    is_source_gone: bool = False


def put_in(
    client: BigCommerceClient, cart_id: str | None, requests: Sequence[Request], owner: Owner
) -> tuple[Cart | None, list[Refused]]:
    """Put all that the store takes into a cart, or a new one. One call, or one for each line when some are refused.

    Raises TryLater when the store cannot be asked, and then nothing went in.
    """
    try:
        return _add(client, cart_id, requests, owner), []
    except CartError as error:
        if len(requests) == 1:
            return None, [Refused(0, error)]
    cart: Cart | None = None
    refused = []
    for index, request in enumerate(requests):
        try:
            cart = _add(client, cart.id if cart else cart_id, [request], owner)
        except ShopperError as error:
            refused.append(Refused(index, error))
    return cart, refused


def claim(client: BigCommerceClient, cart_id: str, owner: Owner) -> Joined:
    """Make a guest's cart a customer's: their prices, the same lines and codes. Two calls, and one for each code."""
    before = get_cart(client, cart_id)
    if before is None:
        return Joined(None)
    try:
        after = assign_customer(client, cart_id, owner.customer_id)
    except CartError:
        logger.info("A cart could not be given to its customer; they get a new one with the same lines")
        return _move(client, before, None, owner)
    if after is None:
        return Joined(None)
    return with_codes(client, before, Joined(after, is_repriced=_is_repriced(before, after)))


def join(client: BigCommerceClient, *, source_id: str, target_id: str, owner: Owner) -> Joined:
    """Move everything from one cart into another, which is then the only one. Four calls, and one for each code."""
    source = get_cart(client, source_id)
    target = get_cart(client, target_id)
    if source is None:
        return Joined(target, is_source_gone=True)
    if target is None:
        return claim(client, source_id, owner) if source.customer_id != owner.customer_id else Joined(source)
    return _move(client, source, target, owner)


def _move(client: BigCommerceClient, source: Cart, target: Cart | None, owner: Owner) -> Joined:
    lines: list[CartLine] = []
    requests: list[Request] = []
    left: list[tuple[CartLine, ShopperError]] = []
    for line in filter(is_own, source.lines):
        try:
            requests.append(request_of(line))
            lines.append(line)
        except CartError as error:
            left.append((line, error))
    cart = target
    if requests:
        try:
            filled, refused = put_in(client, target.id if target else None, requests, owner)
        except ShopperError as error:
            if target is None:
                raise
            # it may have been carried out all the same: asking the shopper beats doubling the order
            filled, refused = None, [Refused(index, error) for index in range(len(lines))]
        cart = filled or target
        left += [(lines[each.line], each.error) for each in refused]
    if cart is None:
        return Joined(source)  # nothing goes into a new one, so it stays as it is
    moved = sum(line.quantity for line in lines) - sum(line.quantity for line, _error in left if line in lines)
    joined = with_codes(client, source, Joined(cart, moved, tuple(left), is_repriced=_is_repriced(source, cart)))
    try:
        clear(client, source.id)
    except ShopperError:
        logger.info("A cart whose lines were moved could not be deleted; it expires by itself")
    return joined


def with_codes(client: BigCommerceClient, source: Cart, joined: Joined) -> Joined:
    """Apply the codes that the source had to the cart that took its place. One call for each."""
    cart, lost = joined.cart, []
    for coupon in source.coupons:
        if cart is None or has_coupon(cart, coupon.code):
            continue
        try:
            cart = apply_coupon(client, cart.id, coupon.code)
        except ShopperError:
            lost.append(coupon.code)
    return replace(joined, cart=cart, lost_codes=tuple(lost))


def _add(client: BigCommerceClient, cart_id: str | None, requests: Sequence[Request], owner: Owner) -> Cart:
    return add_lines(
        client,
        channel_id=owner.channel_id,
        cart_id=cart_id,
        lines=requests,
        customer_id=owner.customer_id,
        currency=owner.currency,
    )


def _is_repriced(before: Cart, after: Cart) -> bool:
    prices = {(line.variant_id, line.options): line.list_price for line in before.lines}
    return any(line.list_price != prices.get((line.variant_id, line.options), line.list_price) for line in after.lines)
