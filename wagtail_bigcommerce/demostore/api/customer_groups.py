"""Customer groups: which categories they may see and what they pay (Customers V2, "Customer groups")."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from ..state import Payload
from ..wsgi import Request, Response, problem, route
from .filters import Filters, booleans, dates, filtered, texts
from .paging import page_of

if TYPE_CHECKING:
    from ..store import DemoStore

_GROUPS = "/v2/customer_groups"
_ACCESS = ("all", "specific", "none")
_METHODS = ("percent", "fixed", "price")
_WRITABLE = ("name", "is_default", "category_access", "discount_rules", "is_group_for_guests")
#: What a rule of each type names besides.
_SUBJECTS = {"price_list": "price_list_id", "category": "category_id", "product": "product_id", "all": None}

FILTERS: Filters = {
    **texts("name", "", "like"),
    **booleans("is_default"),
    **booleans("is_group_for_guests"),
    **dates("date_created", "", "min", "max"),
    **dates("date_modified", "", "min", "max"),
}


@route("GET", _GROUPS, concurrency=40)
def list_groups(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.customer_groups.values(), FILTERS, store.clock())
    found, _ = page_of(request, rows)
    return Response(200, found) if found else Response(204)


@route("GET", _GROUPS + "/count", concurrency=40)
def count_groups(store: DemoStore, request: Request) -> Response:
    return Response(200, {"count": len(store.state.customer_groups)})


@route("POST", _GROUPS, concurrency=40)
def create_group(store: DemoStore, request: Request) -> Response:
    posted = request.json_object
    group: Payload = {
        "id": store.state.next_id("customer_groups"),
        "name": "",
        "is_default": False,
        "category_access": {"type": "all"},
        "discount_rules": [],
        "date_created": store.now_iso(),
        "date_modified": store.now_iso(),
        "is_group_for_guests": False,
    }
    return Response(200, _write(store, group, posted))


@route("GET", _GROUPS + "/{group_id:int}", concurrency=40)
def get_group(store: DemoStore, request: Request, group_id: int) -> Response:
    return Response(200, _require(store, group_id))


@route("PUT", _GROUPS + "/{group_id:int}", concurrency=40)
def update_group(store: DemoStore, request: Request, group_id: int) -> Response:
    return Response(200, _write(store, _require(store, group_id), request.json_object))


@route("DELETE", _GROUPS + "/{group_id:int}", concurrency=40)
def delete_group(store: DemoStore, request: Request, group_id: int) -> Response:
    del store.state.customer_groups[_require(store, group_id)["id"]]
    for customer in store.state.customers.values():
        if customer["customer_group_id"] == group_id:
            customer["customer_group_id"] = 0
    return Response(204)


def _require(store: DemoStore, group_id: int) -> Payload:
    group = store.state.customer_groups.get(group_id)
    if group is None:
        problem(404, "The requested resource was not found.")
    return group


def _write(store: DemoStore, group: Payload, posted: Payload) -> Payload:
    changed = {**group, **{name: posted[name] for name in _WRITABLE if name in posted}}
    _check(store, changed)
    group.update(changed, date_modified=store.now_iso())
    store.state.customer_groups[group["id"]] = group
    # There is one default group and one for guests: the newest.
    for flag in ("is_default", "is_group_for_guests"):
        if group[flag]:
            for other in store.state.customer_groups.values():
                other[flag] = other is group
    return group


def _check(store: DemoStore, group: Payload) -> None:
    if not isinstance(group["name"], str) or not group["name"].strip():
        problem(400, "The field 'name' is invalid.")
    if any(row["name"] == group["name"] and row["id"] != group["id"] for row in store.state.customer_groups.values()):
        problem(409, f"There is a customer group named {group['name']} already.")
    access = group["category_access"]
    if not isinstance(access, dict) or access.get("type") not in _ACCESS:
        problem(400, "The field 'category_access' is invalid.")
    rules = group["discount_rules"]
    if not isinstance(rules, list) or not all(_is_rule(rule) for rule in rules):
        problem(400, "The field 'discount_rules' is invalid.")
    kinds = [rule["type"] for rule in rules]
    if ("price_list" in kinds and len(kinds) > 1) or kinds.count("all") > 1:
        problem(400, "A price list must be the only rule, and there may be one rule for all.")


def _is_rule(rule: Any) -> bool:
    if not isinstance(rule, dict) or rule.get("type") not in _SUBJECTS:
        return False
    subject = _SUBJECTS[rule["type"]]
    if subject and not isinstance(rule.get(subject), int):
        return False
    return rule["type"] == "price_list" or (rule.get("method") in _METHODS and _is_amount(rule.get("amount")))


def _is_amount(value: Any) -> bool:
    try:
        return Decimal(str(value)) >= 0
    except InvalidOperation:
        return False
