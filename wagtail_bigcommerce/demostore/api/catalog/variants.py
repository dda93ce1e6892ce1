"""Variants, of one product and store-wide (Catalog V3, "Product variants")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...state import Payload
from ...wsgi import ApiProblem, Request, Response, data, route
from ..filters import Filters, filtered, integers, texts
from ..paging import chosen_fields, page_of
from .products import require_product

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...store import DemoStore

FILTERS: Filters = {**integers("id"), **texts("sku"), **texts("upc"), **integers("product_id", "in")}


@route("GET", "/v3/catalog/variants")
def list_variants(store: DemoStore, request: Request) -> Response:
    products = store.state.products
    # The usual question names products, so only theirs are looked at.
    wanted = request.integers("product_id:in") or list(products)
    rows = [variant for key in wanted if key in products for variant in products[key]["variants"]]
    rows = filtered(request, rows, FILTERS, store.clock())
    return _page(request, sorted(rows, key=lambda row: row["id"]))


@route("GET", "/v3/catalog/products/{product_id:int}/variants")
def list_product_variants(store: DemoStore, request: Request, product_id: int) -> Response:
    return _page(request, require_product(store, product_id)["variants"])


@route("GET", "/v3/catalog/products/{product_id:int}/variants/{variant_id:int}")
def get_variant(store: DemoStore, request: Request, product_id: int, variant_id: int) -> Response:
    for variant in require_product(store, product_id)["variants"]:
        if variant["id"] == variant_id:
            return data(chosen_fields(request, variant))
    raise ApiProblem(404, f"A variant was not found with an id of {variant_id}")


def _page(request: Request, rows: Sequence[Payload]) -> Response:
    found, meta = page_of(request, rows)
    return data([chosen_fields(request, row) for row in found], meta)
