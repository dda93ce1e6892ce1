"""Which product is sold on which channel and listed in which category (Catalog V3, batch assignments)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...shelves import summaries
from ...state import Payload
from ...wsgi import Request, Response, data, problem, route
from ..filters import Filters, filtered, integers
from ..paging import page_of

if TYPE_CHECKING:
    from ...store import DemoStore

_CHANNELS = "/v3/catalog/products/channel-assignments"
_CATEGORIES = "/v3/catalog/products/category-assignments"
_CHANNEL_FILTERS: Filters = {**integers("product_id", "in"), **integers("channel_id", "in")}
_CATEGORY_FILTERS: Filters = {**integers("product_id", "in"), **integers("category_id", "in")}


@route("GET", _CHANNELS)
def list_channel_assignments(store: DemoStore, request: Request) -> Response:
    pairs: Sequence[tuple[int, int]] = store.state.channel_assignments.ordered
    if _CHANNEL_FILTERS.keys() & request.params.keys():
        rows = filtered(request, map(_assignment, pairs), _CHANNEL_FILTERS, store.clock())
        pairs = [(row["product_id"], row["channel_id"]) for row in rows]
    found, meta = page_of(request, pairs)
    return data([_assignment(pair) for pair in found], meta)


@route("PUT", _CHANNELS)
def create_channel_assignments(store: DemoStore, request: Request) -> Response:
    rows = request.json_list
    for number, row in enumerate(rows):
        if row.get("product_id") not in store.state.products:
            problem(422, "Product was not found", {f"{number}.product_id": "does not exist"})
        if row.get("channel_id") not in store.state.channels:
            problem(422, "Channel was not found", {f"{number}.channel_id": "does not exist"})
    for row in rows:
        store.assign(row["product_id"], row["channel_id"])
    return Response(204)


@route("DELETE", _CHANNELS)
def delete_channel_assignments(store: DemoStore, request: Request) -> Response:
    products, channels = request.integers("product_id:in"), request.integers("channel_id:in")
    if not products and not channels:
        problem(422, "A filter is required to delete assignments")
    for product_id, channel_id in sorted(store.state.channel_assignments):
        if (not products or product_id in products) and (not channels or channel_id in channels):
            store.unassign(product_id, channel_id)
    return Response(204)


@route("GET", _CATEGORIES)
def list_category_assignments(store: DemoStore, request: Request) -> Response:
    rows = [
        {"product_id": product["id"], "category_id": category_id}
        for product in summaries(store.state.products)
        for category_id in product["categories"]
    ]
    found, meta = page_of(request, filtered(request, rows, _CATEGORY_FILTERS, store.clock()))
    return data(found, meta)


def _assignment(pair: tuple[int, int]) -> Payload:
    product_id, channel_id = pair
    return {"product_id": product_id, "channel_id": channel_id}
