"""Orders and their parts (`/v2/orders`, `/v2/order_statuses`, refunds in V3), read only.

Of V2, no rows are a 204 without a body.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from ..messages import Request, Response, data, problem
from ..order_statuses import ORDER_STATUSES
from ..routing import route

if TYPE_CHECKING:
    from ..state import Payload
    from ..store import DemoStore

_SORTS = {"id", "customer_id", "date_created", "date_modified", "status_id", "channel_id", "external_id"}


@route("GET", "/v2/orders")
def list_orders(store: DemoStore, request: Request) -> Response:
    rows = _filtered(store, request)
    field, _, direction = request.params.get("sort", "id:asc").partition(":")
    if field not in _SORTS or direction not in {"", "asc", "desc"}:
        problem(400, "The sort is invalid")
    rows.sort(key=lambda order: (_sortable(order, field), order["id"]), reverse=direction == "desc")
    return _page(request, rows)


@route("GET", "/v2/orders/count")
def count_orders(store: DemoStore, request: Request) -> Response:
    rows = _filtered(store, request)
    statuses = [
        {
            **status,
            "count": sum(order["status_id"] == status["id"] for order in rows),
            "sort_order": status["order"],
        }
        for status in ORDER_STATUSES.values()
    ]
    return Response(200, {"statuses": statuses, "count": len(rows)})


@route("GET", "/v2/orders/{order_id:int}")
def get_order(store: DemoStore, request: Request, order_id: int) -> Response:
    return Response(200, _order(store, order_id))


@route("GET", "/v2/orders/{order_id:int}/products")
def list_products(store: DemoStore, request: Request, order_id: int) -> Response:
    return _part(store, request, order_id, "products")


@route("GET", "/v2/orders/{order_id:int}/products/{product_id:int}")
def get_product(store: DemoStore, request: Request, order_id: int, product_id: int) -> Response:
    _order(store, order_id)
    for row in store.state.order_parts[order_id]["products"]:
        if row["id"] == product_id:
            return Response(200, row)
    return problem(404, "The requested resource was not found.")


@route("GET", "/v2/orders/{order_id:int}/shipping_addresses")
def list_shipping_addresses(store: DemoStore, request: Request, order_id: int) -> Response:
    return _part(store, request, order_id, "shipping_addresses")


@route("GET", "/v2/orders/{order_id:int}/shipments")
def list_shipments(store: DemoStore, request: Request, order_id: int) -> Response:
    return _part(store, request, order_id, "shipments")


@route("GET", "/v2/orders/{order_id:int}/coupons")
def list_coupons(store: DemoStore, request: Request, order_id: int) -> Response:
    return _part(store, request, order_id, "coupons")


@route("GET", "/v2/orders/{order_id:int}/messages")
def list_messages(store: DemoStore, request: Request, order_id: int) -> Response:
    return _part(store, request, order_id, "messages")


@route("GET", "/v3/orders/{order_id:int}/payment_actions/refunds")
def list_refunds(store: DemoStore, request: Request, order_id: int) -> Response:
    _order(store, order_id)
    return data(store.state.order_parts[order_id].get("refunds", []))


@route("GET", "/v2/order_statuses")
def list_statuses(store: DemoStore, request: Request) -> Response:
    return Response(200, list(ORDER_STATUSES.values()))


@route("GET", "/v2/order_statuses/{status_id:int}")
def get_status(store: DemoStore, request: Request, status_id: int) -> Response:
    if status_id not in ORDER_STATUSES:
        problem(404, "The requested resource was not found.")
    return Response(200, ORDER_STATUSES[status_id])


def _order(store: DemoStore, order_id: int) -> Payload:
    order = store.state.orders.get(order_id)
    if order is None:
        problem(404, "The requested resource was not found.")
    return order


def _part(store: DemoStore, request: Request, order_id: int, name: str) -> Response:
    _order(store, order_id)
    return _page(request, store.state.order_parts[order_id].get(name, []))


def _page(request: Request, rows: list[Payload]) -> Response:
    page, limit = request.integer("page") or 1, min(request.integer("limit") or 50, 250)
    found = rows[(page - 1) * limit : page * limit] if page > 0 and limit > 0 else []
    return Response(200, found) if found else Response(204)


def _filtered(store: DemoStore, request: Request) -> list[Payload]:
    return [order for order in store.state.orders.values() if _matches(request, order)]


def _matches(request: Request, order: Payload) -> bool:
    wanted = request.params
    total = Decimal(order["total_inc_tax"])
    return (
        all(
            name not in wanted or order[name] == request.integer(name)
            for name in ("customer_id", "status_id", "channel_id")
        )
        and all(
            name not in wanted or order[name] == wanted[name]
            for name in ("cart_id", "payment_method", "external_order_id")
        )
        and ("email" not in wanted or order["billing_address"]["email"].lower() == wanted["email"].lower())
        and _between(request, "id", order["id"], request.integer)
        and _between(request, "total", total, lambda name: _decimal(wanted[name]))
        and _between(request, "date_created", _date(order["date_created"]), lambda name: _date(wanted[name]))
        and _between(request, "date_modified", _date(order["date_modified"]), lambda name: _date(wanted[name]))
    )


def _between(request: Request, name: str, value: Any, read: Any) -> bool:
    """Return whether a value is within `min_{name}` and `max_{name}`, both included."""
    return ("min_" + name not in request.params or value >= read("min_" + name)) and (
        "max_" + name not in request.params or value <= read("max_" + name)
    )


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        problem(400, "The field 'total' is invalid.")


def _date(text: str) -> datetime:
    """Read a date as V2 takes it: RFC 2822 or ISO 8601, UTC where no zone is given."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
        except ValueError:
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return problem(400, "The date is invalid.")


def _sortable(order: Payload, field: str) -> Any:
    if field.startswith("date_"):
        return _date(order[field])
    return order[field] or 0 if field != "external_id" else str(order[field] or "")
