"""Carts that the store reminds of (`/v3/abandoned-carts/{token}`). Source: Abandoned carts v3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..carts import live_cart
from ..messages import Request, Response, data, problem
from ..routing import route

if TYPE_CHECKING:
    from ..store import DemoStore


@route("GET", "/v3/abandoned-carts/{token}")
def get_abandoned_cart(store: DemoStore, request: Request, token: str) -> Response:
    cart = live_cart(store, store.state.abandoned_carts.get(token, ""))
    if cart is None:
        problem(404, "The abandoned cart was not found")
    return data({"cart_id": cart.id})
