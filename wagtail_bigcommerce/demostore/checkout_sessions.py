"""Visits to the hosted checkout: what a single-use URL turns into once it has been opened.

The session's id is part of the page's own address, so that a frame without cookies works as well as a window.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cart_totals import CartTotals
    from .carts import Cart
    from .store import DemoStore


@dataclass
class CheckoutSession:
    """One visit. `customer_id` is who logged in on the way (0: nobody), `order_id` None until an order has been paid.

    `receipt` is what was sold: with the order the cart itself is gone.
    """

    cart_id: str
    channel_id: int
    embedded: bool
    customer_id: int = 0
    order_id: int | None = None
    receipt: tuple[Cart, CartTotals] | None = None
    id: str = field(default_factory=lambda: secrets.token_urlsafe(24))


def start_session(
    store: DemoStore, cart_id: str, channel_id: int, *, embedded: bool, customer_id: int = 0
) -> CheckoutSession:
    session = CheckoutSession(cart_id, channel_id, embedded, customer_id)
    store.state.checkout_sessions[session.id] = session
    return session
