"""Brands (Catalog V3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...wsgi import Request, Response, data, problem, route
from ..filters import Filters, filtered, integers, texts
from ..paging import chosen_fields, page_of

if TYPE_CHECKING:
    from ...store import DemoStore

FILTERS: Filters = {
    **integers("id", "", "in", "not_in", "min", "max", "greater", "less"),
    **texts("name", "", "like"),
    **texts("page_title"),
}


@route("GET", "/v3/catalog/brands")
def list_brands(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.brands.values(), FILTERS, store.clock())
    sort = request.params.get("sort", "id")
    if sort not in ("id", "name"):
        problem(422, "The sort is invalid", {"sort": "must be name"})
    rows.sort(key=lambda row: row[sort], reverse=request.params.get("direction") == "desc")
    found, meta = page_of(request, rows)
    return data([chosen_fields(request, row) for row in found], meta)


@route("GET", "/v3/catalog/brands/{brand_id:int}")
def get_brand(store: DemoStore, request: Request, brand_id: int) -> Response:
    brand = store.state.brands.get(brand_id)
    if brand is None:
        problem(404, f"A brand was not found with an id of {brand_id}")
    return data(chosen_fields(request, brand))
