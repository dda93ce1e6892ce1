"""`/cart.php`: where the single-use URLs of a cart lead to, and the hosted cart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..cart_totals import price_cart
from ..carts import live_cart
from ..checkout_sessions import start_session
from ..messages import Request, Response
from ..redirect_urls import CART, CHECKOUT, redeem
from ..routing import page
from .markup import Html, fill
from .origins import site_url
from .responses import frame_error, notice, redirect
from .responses import page as whole_page
from .summary import summary_html

if TYPE_CHECKING:
    from ..store import DemoStore


@page("GET", "/cart.php")
def open_cart(store: DemoStore, request: Request) -> Response:
    """Use a redirect URL up and start a visit; a URL that has been visited, or never was one, gets a message."""
    embedded = request.params.get("embedded") == "1"
    action = request.params.get("action", "")
    cart_id, token = request.params.get("id", ""), request.params.get("token", "")
    grant = redeem(store, token, cart_id, embedded=embedded, action=action)
    cart = live_cart(store, cart_id)
    if grant is None or cart is None or action not in {CART, CHECKOUT}:
        text = "Cannot start a checkout session with an empty cart."
        return frame_error(store, text) if embedded else _gone(store)
    session = start_session(store, cart.id, cart.channel_id, embedded=embedded, customer_id=grant.customer_id)
    if action == CART:
        return redirect(f"/cart/{session.id}")
    origin = site_url(store, cart.channel_id) if embedded else ""
    return redirect(f"/checkout/{session.id}", origin=origin)


@page("GET", "/cart/{session_id}")
def show_cart(store: DemoStore, request: Request, session_id: str) -> Response:
    session = store.state.checkout_sessions.get(session_id)
    cart = live_cart(store, session.cart_id) if session else None
    if cart is None:
        return _gone(store)
    content = fill(
        "cart",
        store_name=store.state.profile["name"],
        summary=summary_html(store, cart, price_cart(store, cart)),
        url=f"/checkout/{session_id}",
    )
    return whole_page(store, "Your cart", content)


def _gone(store: DemoStore) -> Response:
    home = site_url(store, store.state.profile["default_channel_id"])
    link = fill("back_link", url=home) if home else Html("")
    return notice(
        store,
        "This link has been used",
        "A link to a cart works once. Go back to the shop and check out from there again.",
        link=link,
        status=404,
    )
