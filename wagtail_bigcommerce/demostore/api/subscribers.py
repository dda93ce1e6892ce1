"""Subscribers to the store's news (Customers V3, "Subscribers")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..defaults import DEFAULT_CHANNEL_ID
from ..state import Payload
from ..wsgi import Request, Response, data, problem, route
from .filters import Filters, dates, filtered, integers, texts
from .paging import page_of

if TYPE_CHECKING:
    from ..store import DemoStore

_SUBSCRIBERS = "/v3/customers/subscribers"
_WRITABLE = ("email", "first_name", "last_name", "source", "order_id", "channel_id", "consents")
_SOURCES, _CONSENTS = ("storefront", "order", "custom"), {"marketing_newsletter", "abandoned_cart"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

FILTERS: Filters = {
    **integers("id", "", "in"),
    **texts("email"),
    **texts("first_name"),
    **texts("last_name"),
    **texts("source"),
    **integers("order_id"),
    **dates("date_created", "", "min", "max"),
    **dates("date_modified", "", "min", "max"),
}


@route("GET", _SUBSCRIBERS)
def list_subscribers(store: DemoStore, request: Request) -> Response:
    found, meta = page_of(request, filtered(request, store.state.subscribers.values(), FILTERS, store.clock()))
    return data(found, meta)


@route("POST", _SUBSCRIBERS)
def create_subscriber(store: DemoStore, request: Request) -> Response:
    row: Payload = {
        "id": store.state.next_id("subscribers"),
        "first_name": "",
        "last_name": "",
        "source": "custom",
        "order_id": None,
        "channel_id": DEFAULT_CHANNEL_ID,
        "consents": ["marketing_newsletter"],
        "date_created": store.now_iso(),
    }
    return _write(store, row, request.json_object, "created")


@route("DELETE", _SUBSCRIBERS)
def delete_subscribers(store: DemoStore, request: Request) -> Response:
    # Without a filter that is everyone.
    for row in filtered(request, store.state.subscribers.values(), FILTERS, store.clock()):
        _delete(store, row)
    return Response(204)


@route("GET", _SUBSCRIBERS + "/{subscriber_id:int}")
def get_subscriber(store: DemoStore, request: Request, subscriber_id: int) -> Response:
    return data(_require(store, subscriber_id))


@route("PUT", _SUBSCRIBERS + "/{subscriber_id:int}")
def update_subscriber(store: DemoStore, request: Request, subscriber_id: int) -> Response:
    return _write(store, _require(store, subscriber_id), request.json_object, "updated")


@route("DELETE", _SUBSCRIBERS + "/{subscriber_id:int}")
def delete_subscriber(store: DemoStore, request: Request, subscriber_id: int) -> Response:
    _delete(store, _require(store, subscriber_id))
    return Response(204)


def _require(store: DemoStore, subscriber_id: int) -> Payload:
    row = store.state.subscribers.get(subscriber_id)
    if row is None:
        problem(404, f"A subscriber was not found with an id of {subscriber_id}")
    return row


def _write(store: DemoStore, row: Payload, posted: Payload, verb: str) -> Response:
    changed = {**row, **{name: posted[name] for name in _WRITABLE if name in posted}}
    errors = {}
    if not _EMAIL.fullmatch(str(changed.get("email") or "")):
        errors["email"] = "must be an e-mail address"
    if changed["source"] not in _SOURCES:
        errors["source"] = f"must be one of {', '.join(_SOURCES)}"
    if not isinstance(changed["consents"], list) or not _CONSENTS.issuperset(changed["consents"]):
        errors["consents"] = f"may hold {', '.join(sorted(_CONSENTS))}"
    if changed["channel_id"] not in store.state.channels:
        errors["channel_id"] = "does not exist"
    if errors:
        problem(422, "The subscriber is invalid", errors)
    for other in store.state.subscribers.values():
        if other["email"].lower() == changed["email"].lower() and other["id"] != row["id"]:
            problem(409, "There is a subscriber with this e-mail address already")
    row.update(changed, date_modified=store.now_iso())
    store.state.subscribers[row["id"]] = row
    store.emit(f"store/subscriber/{verb}", {"type": "subscriber", "id": row["id"]})
    return data(row)


def _delete(store: DemoStore, row: Payload) -> None:
    del store.state.subscribers[row["id"]]
    store.emit("store/subscriber/deleted", {"type": "subscriber", "id": row["id"]})
