"""What hangs on a product: images, videos, custom fields, bulk prices, options and modifiers with values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...state import Payload
from ...wsgi import ApiProblem, Request, Response, data, problem, route
from ..paging import chosen_fields, page_of
from .products import require_product

if TYPE_CHECKING:
    from ...store import DemoStore

_PRODUCT = "/v3/catalog/products/{product_id:int}"


def _register(path: str, field: str, noun: str, *, empty_status: int = 200) -> None:
    """List and read the rows that a product keeps under `field`."""

    @route("GET", f"{_PRODUCT}/{path}")
    def list_rows(store: DemoStore, request: Request, product_id: int) -> Response:
        rows = require_product(store, product_id)[field]
        if not rows and empty_status == 204:
            return Response(204)
        found, meta = page_of(request, rows)
        return data([chosen_fields(request, row) for row in found], meta)

    @route("GET", f"{_PRODUCT}/{path}/{{row_id:int}}")
    def get_row(store: DemoStore, request: Request, product_id: int, row_id: int) -> Response:
        row = _require(require_product(store, product_id)[field], row_id, noun)
        return data(chosen_fields(request, row))


_register("images", "images", "image", empty_status=204)
_register("videos", "videos", "video")
_register("custom-fields", "custom_fields", "custom field")
_register("bulk-pricing-rules", "bulk_pricing_rules", "bulk pricing rule")
_register("options", "options", "option")
_register("modifiers", "modifiers", "modifier")


@route("GET", _PRODUCT + "/{kind}/{choice_id:int}/values")
def list_values(store: DemoStore, request: Request, product_id: int, kind: str, choice_id: int) -> Response:
    found, meta = page_of(request, _values(store, product_id, kind, choice_id))
    return data([chosen_fields(request, row) for row in found], meta)


@route("GET", _PRODUCT + "/{kind}/{choice_id:int}/values/{value_id:int}")
def get_value(
    store: DemoStore, request: Request, product_id: int, kind: str, choice_id: int, value_id: int
) -> Response:
    value = _require(_values(store, product_id, kind, choice_id), value_id, "value")
    return data(chosen_fields(request, value))


def _values(store: DemoStore, product_id: int, kind: str, choice_id: int) -> list[Payload]:
    if kind not in ("options", "modifiers"):
        problem(404, "The requested resource was not found.")
    choices = require_product(store, product_id)[kind]
    values: list[Payload] = _require(choices, choice_id, kind.removesuffix("s"))["option_values"]
    return values


def _require(rows: list[Payload], row_id: int, noun: str) -> Payload:
    for row in rows:
        if row["id"] == row_id:
            return row
    raise ApiProblem(404, f"A {noun} was not found with an id of {row_id}")
