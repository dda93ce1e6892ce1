"""The URLs that take a shopper from a cart of the API into the hosted store, each of them once.

Source: REST Management, Carts v3, "Create cart redirect URL".
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from .carts import LIFETIME, Cart

if TYPE_CHECKING:
    from .store import DemoStore

#: The `action` of a URL: what it opens.
CART, CHECKOUT = "load", "loadInCheckout"


@dataclass
class RedirectToken:
    """What a URL that has not been visited yet is good for. A login may name the customer who will open it."""

    cart_id: str
    action: str
    embedded: bool
    expires_at: datetime
    customer_id: int = 0


def redirect_urls(store: DemoStore, cart: Cart, query_params: dict[str, str] | None = None) -> dict[str, str]:
    """Return fresh `cart_url`, `checkout_url` and `embedded_checkout_url`: good for one visit within thirty days."""
    extra = query_params or {}

    def url(action: str, *, embedded: bool = False) -> str:
        token = secrets.token_hex(32)
        expires_at = store.clock() + LIFETIME
        store.state.redirect_tokens[token] = RedirectToken(cart.id, action, embedded, expires_at)
        query = {"embedded": "1"} if embedded else {}
        query |= {"action": action, "id": cart.id, "token": token, **extra}
        return f"{store.base_url}/cart.php?{urlencode(query)}"

    return {
        "cart_url": url(CART),
        "checkout_url": url(CHECKOUT),
        "embedded_checkout_url": url(CHECKOUT, embedded=True),
    }


def redeem(store: DemoStore, token: str, cart_id: str, *, embedded: bool, action: str) -> RedirectToken | None:
    """Use a token up and return it; None when it is not, or no longer, good for this cart and page."""
    found = store.state.redirect_tokens.pop(token, None)
    if found is None or found.expires_at <= store.clock():
        return None
    return found if (found.cart_id, found.embedded, found.action) == (cart_id, embedded, action) else None
