"""Price lists and where they apply (Price Lists V3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..state import Payload
from ..wsgi import Request, Response, data, problem, route
from .cursors import cursor_page_of
from .filters import CURSORS, Filters, dates, filtered, integers, texts

if TYPE_CHECKING:
    from ..store import DemoStore

ASSIGNMENTS_PER_REQUEST = 25
FILTERS: Filters = {
    **CURSORS,
    **texts("name", "", "like"),
    **integers("id", "in"),
    **dates("date_created", "", "min", "max"),
    **dates("date_modified", "", "min", "max"),
}
ASSIGNMENT_FILTERS: Filters = {
    **CURSORS,
    **integers("id", "", "in"),
    **integers("price_list_id", "", "in"),
    **integers("customer_group_id", "", "in"),
    **integers("channel_id", "", "in"),
}


@route("GET", "/v3/pricelists")
def list_price_lists(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.price_lists.values(), FILTERS, store.clock())
    found, meta = cursor_page_of(request, rows)
    return data(found, meta)


@route("POST", "/v3/pricelists")
def create_price_list(store: DemoStore, request: Request) -> Response:
    posted = request.json_object
    _check_name(store, posted.get("name"), except_id=0)
    stamps = {"date_created": store.now_iso(), "date_modified": store.now_iso()}
    row = {
        "id": store.state.next_id("price_lists"),
        "name": posted["name"],
        "active": posted.get("active", True),
        **stamps,
    }
    store.state.price_lists[row["id"]] = row
    store.emit("store/priceList/created", _event(row["id"]))
    return data(row)


@route("DELETE", "/v3/pricelists")
def delete_price_lists(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.price_lists.values(), FILTERS, store.clock())
    for row in rows:
        _delete(store, row["id"])
    return Response(204)


@route("GET", "/v3/pricelists/{price_list_id:int}")
def get_price_list(store: DemoStore, request: Request, price_list_id: int) -> Response:
    return data(require_price_list(store, price_list_id))


@route("PUT", "/v3/pricelists/{price_list_id:int}")
def update_price_list(store: DemoStore, request: Request, price_list_id: int) -> Response:
    row, changes = require_price_list(store, price_list_id), request.json_object
    _check_name(store, changes.get("name", row["name"]), except_id=price_list_id)
    was_active = row["active"]
    row.update({name: changes[name] for name in ("name", "active") if name in changes})
    row["date_modified"] = store.now_iso()
    store.emit("store/priceList/updated", _event(price_list_id))
    if row["active"] != was_active:
        verb = "activated" if row["active"] else "deactivated"
        store.emit(f"store/priceList/{verb}", _event(price_list_id))
    return data(row)


@route("DELETE", "/v3/pricelists/{price_list_id:int}")
def delete_price_list(store: DemoStore, request: Request, price_list_id: int) -> Response:
    _delete(store, price_list_id)
    return Response(204)


@route("GET", "/v3/pricelists/assignments")
def list_assignments(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.price_list_assignments.values(), ASSIGNMENT_FILTERS, store.clock())
    found, meta = cursor_page_of(request, rows)
    return data(found, meta)


@route("POST", "/v3/pricelists/assignments")
def create_assignments(store: DemoStore, request: Request) -> Response:
    rows = request.json_list
    if len(rows) > ASSIGNMENTS_PER_REQUEST:
        problem(422, f"At most {ASSIGNMENTS_PER_REQUEST} assignments can be created at a time")
    for number, row in enumerate(rows):
        _check_assignment(store, f"{number}.", row)
    for row in rows:
        _assign(store, row["price_list_id"], row)
    return Response(200, {})


@route("PUT", "/v3/pricelists/{price_list_id:int}/assignments")
def upsert_assignment(store: DemoStore, request: Request, price_list_id: int) -> Response:
    require_price_list(store, price_list_id)
    posted = request.json_object
    missing = [name for name in ("customer_group_id", "channel_id") if posted.get(name) is None]
    if missing:
        problem(422, "JSON data is missing or invalid", dict.fromkeys(missing, "error.path.missing"))
    _check_assignment(store, "", {**posted, "price_list_id": price_list_id})
    return data(_assign(store, price_list_id, posted))


@route("DELETE", "/v3/pricelists/assignments")
def delete_assignments(store: DemoStore, request: Request) -> Response:
    if not request.params:
        problem(422, "A filter is required to delete assignments")
    for row in filtered(request, store.state.price_list_assignments.values(), ASSIGNMENT_FILTERS, store.clock()):
        del store.state.price_list_assignments[row["id"]]
        store.emit("store/priceList/assignment/deleted", _event(row["price_list_id"]))
    return Response(204)


def require_price_list(store: DemoStore, price_list_id: int) -> Payload:
    """The price list, or a 404."""
    row = store.state.price_lists.get(price_list_id)
    if row is None:
        problem(404, f"A price list was not found with an id of {price_list_id}")
    return row


def _event(price_list_id: int) -> Payload:
    return {"type": "priceList", "id": price_list_id}


def _check_name(store: DemoStore, name: Any, *, except_id: int) -> None:
    if not isinstance(name, str) or not name.strip():
        problem(422, "The price list is invalid", {"name": "is required"})
    if any(row["name"] == name and row["id"] != except_id for row in store.state.price_lists.values()):
        problem(409, f"There is a price list named {name} already")


def _delete(store: DemoStore, price_list_id: int) -> None:
    state = store.state
    if state.price_lists.pop(price_list_id, None) is None:
        return
    state.price_records = {key: row for key, row in state.price_records.items() if key[0] != price_list_id}
    for row in [row for row in state.price_list_assignments.values() if row["price_list_id"] == price_list_id]:
        del state.price_list_assignments[row["id"]]
    store.emit("store/priceList/deleted", _event(price_list_id))


def _check_assignment(store: DemoStore, where: str, row: Payload) -> None:
    errors = {}
    if row.get("price_list_id") not in store.state.price_lists:
        errors[f"{where}price_list_id"] = "does not exist"
    group_id, channel_id = row.get("customer_group_id"), row.get("channel_id")
    if group_id is None and channel_id is None:
        errors[f"{where}customer_group_id"] = "a customer group or a channel is required"
    if group_id is not None and group_id not in store.state.customer_groups:
        errors[f"{where}customer_group_id"] = "does not exist"
    if channel_id is not None and channel_id not in store.state.channels:
        errors[f"{where}channel_id"] = "does not exist"
    if errors:
        problem(422, "The assignment is invalid", errors)


def _assign(store: DemoStore, price_list_id: int, row: Payload) -> Payload:
    """One list for a group on a channel: a second assignment of the two replaces the first."""
    place = {name: row[name] for name in ("customer_group_id", "channel_id") if row.get(name) is not None}
    assignments = store.state.price_list_assignments
    for known in [each for each in assignments.values() if _place(each) == place]:
        del assignments[known["id"]]
    assignment = {"id": store.state.next_id("price_list_assignments"), "price_list_id": price_list_id, **place}
    assignments[assignment["id"]] = assignment
    store.emit("store/priceList/assignment/updated", _event(price_list_id))
    return assignment


def _place(row: Payload) -> Payload:
    return {name: value for name, value in row.items() if name not in ("id", "price_list_id")}
