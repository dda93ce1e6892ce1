"""Carts (`/v3/carts`), server to server.

Every change is made on a copy that replaces the cart when all went well, so a refused request changes nothing.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ..cart_items import add_items, remove_item, update_line
from ..carts import Cart, find_cart, remove_cart, require_version
from ..json_kinds import INVALID_BODY, require_kinds
from ..messages import Request, Response, data, problem
from ..redirect_urls import redirect_urls
from ..routing import route
from .cart_payloads import cart_payload

if TYPE_CHECKING:
    from ..store import DemoStore

_INCLUDES = frozenset(
    {
        "redirect_urls",
        "line_items.physical_items.options",
        "line_items.digital_items.options",
        "promotions.banners",
    }
)
_NEW_CART = {"channel_id": int, "customer_id": int, "currency": dict, "locale": str}


@route("POST", "/v3/carts")
def create_cart(store: DemoStore, request: Request) -> Response:
    body = require_kinds(request.json_object, _NEW_CART)
    now = store.clock()
    channel_id = body.get("channel_id") or 1
    if channel_id not in store.state.channels:
        problem(422, "The channel is invalid", {"channel_id": f"channel {channel_id} does not exist"})
    cart = Cart(
        channel_id=channel_id,
        currency_code=_currency_code(store, channel_id, body.get("currency")),
        locale=body.get("locale") or "en",
        customer_id=_customer_id(store, body.get("customer_id") or 0),
        created_at=now,
        updated_at=now,
    )
    add_items(store, cart, body)
    store.state.carts[cart.id] = cart
    # The platform tells of a new cart twice.
    _emit(store, "store/cart/created", cart)
    _emit(store, "store/cart/updated", cart)
    return _answer(store, request, cart, 201)


@route("GET", "/v3/carts/{cart_id}")
def get_cart(store: DemoStore, request: Request, cart_id: str) -> Response:
    return _answer(store, request, find_cart(store, cart_id))


@route("PUT", "/v3/carts/{cart_id}")
def update_cart(store: DemoStore, request: Request, cart_id: str) -> Response:
    body = request.json_object
    cart = _draft(store, cart_id, body)
    cart.customer_id = _customer_id(store, body.get("customer_id"))
    # Promotions and shipping quotes hang on the customer and are dropped with the old one.
    cart.coupon_codes.clear()
    cart.consignments.clear()
    return _save(store, request, cart, 201)


@route("DELETE", "/v3/carts/{cart_id}")
def delete_cart(store: DemoStore, request: Request, cart_id: str) -> Response:
    remove_cart(store, find_cart(store, cart_id))
    return Response(204)


@route("POST", "/v3/carts/{cart_id}/items")
def create_items(store: DemoStore, request: Request, cart_id: str) -> Response:
    body = request.json_object
    cart = _draft(store, cart_id, body)
    for item_id in add_items(store, cart, body):
        _emit_item(store, "created", cart, item_id)
    return _save(store, request, cart, 201)


@route("PUT", "/v3/carts/{cart_id}/items/{item_id}")
def update_item(store: DemoStore, request: Request, cart_id: str, item_id: str) -> Response:
    body = request.json_object
    cart = _draft(store, cart_id, body)
    update_line(store, cart, item_id, body.get("line_item"))
    _emit_item(store, "updated", cart, item_id)
    return _save(store, request, cart)


@route("DELETE", "/v3/carts/{cart_id}/items/{item_id}")
def delete_item(store: DemoStore, request: Request, cart_id: str, item_id: str) -> Response:
    cart = _draft(store, cart_id, request.json or {})
    remove_item(cart, item_id)
    _emit_item(store, "deleted", cart, item_id)
    if cart.is_empty:
        remove_cart(store, cart)
        return Response(204)
    return _save(store, request, cart)


@route("POST", "/v3/carts/{cart_id}/redirect_urls")
def create_redirect_urls(store: DemoStore, request: Request, cart_id: str) -> Response:
    cart = find_cart(store, cart_id)
    query = request.json_object.get("query_params") if request.body else None
    return data(redirect_urls(store, cart, _query_params(query)), status=201)


def _draft(store: DemoStore, cart_id: str, body: Any) -> Cart:
    cart = find_cart(store, cart_id)
    require_version(cart, body.get("version") if isinstance(body, dict) else None)
    return deepcopy(cart)


def _save(store: DemoStore, request: Request, cart: Cart, status: int = 200) -> Response:
    cart.touch(store.clock())
    store.state.carts[cart.id] = cart
    _emit(store, "store/cart/updated", cart)
    return _answer(store, request, cart, status)


def _answer(store: DemoStore, request: Request, cart: Cart, status: int = 200) -> Response:
    include = set(request.names("include"))
    if include - _INCLUDES:
        problem(422, "The include is invalid", {"include": f"unknown: {', '.join(sorted(include - _INCLUDES))}"})
    payload = cart_payload(store, cart, include)
    if "redirect_urls" in include:
        payload["redirect_urls"] = redirect_urls(store, cart)
    return data(payload, status=status)


def _customer_id(store: DemoStore, value: Any) -> int:
    if type(value) is not int:
        problem(422, INVALID_BODY, {"customer_id": "error.expected.jsnumber"})
    if value and value not in store.state.customers:
        problem(422, "The customer is invalid", {"customer_id": f"customer {value} does not exist"})
    return value


def _currency_code(store: DemoStore, channel_id: int, currency: Any) -> str:
    """The cart's currency: the one asked for, which must be transactional, or the channel's default."""
    if not currency:
        assigned = store.state.channel_currencies.get(channel_id) or {}
        return str(assigned.get("default_currency") or store.state.profile["currency"])
    code = currency.get("code")
    for row in store.state.currencies.values():
        if row["currency_code"] == code and row["is_transactional"] and row["enabled"]:
            return str(code)
    return problem(400, "The currency is not a transactional currency of this store", {"currency": f"{code}"})


def _query_params(query: Any) -> dict[str, str]:
    """Read `query_params` in each of its documented forms: a plain object, or `key` and `value`, or a list of those."""
    rows = query if isinstance(query, list) else [query or {}]
    params: dict[str, str] = {}
    for row in rows:
        require_kinds(row, {})
        params.update({str(row["key"]): row["value"]} if {"key", "value"} == set(row) else row)
    return {str(key): str(value) for key, value in params.items()}


def _emit(store: DemoStore, scope: str, cart: Cart) -> None:
    store.emit(scope, {"type": "cart", "id": cart.id}, channel_id=cart.channel_id)


def _emit_item(store: DemoStore, verb: str, cart: Cart, item_id: str) -> None:
    store.emit(
        f"store/cart/lineItem/{verb}",
        {"type": "cart_line_item", "id": item_id, "cartId": cart.id},
        channel_id=cart.channel_id,
    )
