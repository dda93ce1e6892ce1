"""Wishlists of customers (Wishlists V3). Whose list it is nobody checks here: that is the caller's duty."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from ..state import Payload
from ..wsgi import Request, Response, data, problem, route
from .filters import Filters, filtered, integers
from .paging import page_of

if TYPE_CHECKING:
    from ..store import DemoStore

_WISHLISTS = "/v3/wishlists"
_WISHLIST = _WISHLISTS + "/{wishlist_id:int}"
FILTERS: Filters = integers("customer_id")


@route("GET", _WISHLISTS)
def list_wishlists(store: DemoStore, request: Request) -> Response:
    found, meta = page_of(request, filtered(request, store.state.wishlists.values(), FILTERS, store.clock()))
    return data(found, meta)


@route("POST", _WISHLISTS)
def create_wishlist(store: DemoStore, request: Request) -> Response:
    posted = request.json_object
    _check(store, posted)
    wishlist: Payload = {
        "id": store.state.next_id("wishlists"),
        "customer_id": posted["customer_id"],
        "name": posted.get("name") or "My Wish List",
        "is_public": bool(posted.get("is_public", False)),
        "token": str(uuid.uuid4()),
        "items": [],
    }
    _add(store, wishlist, posted.get("items") or [])
    store.state.wishlists[wishlist["id"]] = wishlist
    return data(wishlist, status=201)


@route("GET", _WISHLIST)
def get_wishlist(store: DemoStore, request: Request, wishlist_id: int) -> Response:
    return data(_require(store, wishlist_id))


@route("PUT", _WISHLIST)
def update_wishlist(store: DemoStore, request: Request, wishlist_id: int) -> Response:
    wishlist, posted = _require(store, wishlist_id), request.json_object
    if not isinstance(posted.get("items"), list):
        problem(422, "The wishlist is invalid", {"items": "error.path.missing"})
    _check(store, posted)
    wishlist.update({name: posted[name] for name in ("customer_id", "name", "is_public") if name in posted})
    wishlist["items"] = []
    _add(store, wishlist, posted["items"])
    return data(wishlist, status=201)


@route("DELETE", _WISHLIST)
def delete_wishlist(store: DemoStore, request: Request, wishlist_id: int) -> Response:
    del store.state.wishlists[_require(store, wishlist_id)["id"]]
    return Response(204)


@route("POST", _WISHLIST + "/items")
def add_items(store: DemoStore, request: Request, wishlist_id: int) -> Response:
    wishlist, items = _require(store, wishlist_id), request.json_object.get("items") or []
    _check(store, {"customer_id": wishlist["customer_id"], "items": items})
    _add(store, wishlist, items)
    return data(wishlist, status=201)


@route("DELETE", _WISHLIST + "/items/{item_id:int}")
def delete_item(store: DemoStore, request: Request, wishlist_id: int, item_id: int) -> Response:
    wishlist = _require(store, wishlist_id)
    if all(item["id"] != item_id for item in wishlist["items"]):
        problem(404, f"A wishlist item was not found with an id of {item_id}")
    wishlist["items"] = [item for item in wishlist["items"] if item["id"] != item_id]
    return data(wishlist)


def _require(store: DemoStore, wishlist_id: int) -> Payload:
    wishlist = store.state.wishlists.get(wishlist_id)
    if wishlist is None:
        problem(404, f"A wishlist was not found with an id of {wishlist_id}")
    return wishlist


def _check(store: DemoStore, posted: Payload) -> None:
    errors = {}
    if posted.get("customer_id") not in store.state.customers:
        errors["customer_id"] = "does not exist"
    for number, item in enumerate(posted.get("items") or []):
        if not isinstance(item, dict) or not _exists(store, item):
            errors[f"items.{number}"] = "is no product, or no variant of it"
    if errors:
        problem(422, "The wishlist is invalid", errors)


def _exists(store: DemoStore, item: dict[str, Any]) -> bool:
    product = store.state.products.get(item.get("product_id") or 0)
    if product is None:
        return False
    return not item.get("variant_id") or item["variant_id"] in [variant["id"] for variant in product["variants"]]


def _add(store: DemoStore, wishlist: Payload, items: list[Payload]) -> None:
    """Put products on the list; what is on it already is not put there twice, and keeps its id."""
    for item in items:
        wanted = {name: item[name] for name in ("product_id", "variant_id") if item.get(name)}
        if all({name: each.get(name) for name in wanted} != wanted for each in wishlist["items"]):
            known = isinstance(item.get("id"), int)
            item_id = item["id"] if known else store.state.next_id("wishlist_items")
            wishlist["items"].append({"id": item_id, **wanted})
