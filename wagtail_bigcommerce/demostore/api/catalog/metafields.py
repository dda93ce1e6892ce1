"""Metafields of products, variants, categories and brands (Catalog V3, "Metafields").

They are seen by the API account that made them; this store has one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from ...state import Payload
from ...wsgi import ApiProblem, Request, Response, data, problem, route
from ..cursors import cursor_page_of
from ..filters import CURSORS, Filters, dates, filtered, integers, texts
from ..paging import chosen_fields

if TYPE_CHECKING:
    from ...store import DemoStore

_PERMISSIONS = ("app_only", "read", "write", "read_and_sf_access", "write_and_sf_access")
#: The longest text of each field that has to be there.
_LENGTHS = {"namespace": 64, "key": 64, "value": 65535}
_WRITABLE = ("namespace", "key", "value", "permission_set", "description")
METAFIELDS_PER_RESOURCE = 250

FILTERS: Filters = {
    **CURSORS,
    **integers("id", "", "in", "not_in", "min", "max", "greater", "less"),
    **integers("resource_id", "in"),
    **texts("key", "", "in"),
    **texts("namespace", "", "in"),
    **dates("date_created", "min", "max"),
    **dates("date_modified", "min", "max"),
}


def _register(path: str, across: str, kind: str, scope: str) -> None:
    """The operations of one kind of resource; the last placeholder in `path` is its id."""

    @route("GET", f"{path}/metafields")
    def list_metafields(store: DemoStore, request: Request, **ids: int) -> Response:
        return _page(store, request, _of_resource(store, kind, _require_resource(store, kind, ids)))

    @route("POST", f"{path}/metafields")
    def create_metafield(store: DemoStore, request: Request, **ids: int) -> Response:
        resource_id, posted = _require_resource(store, kind, ids), request.json_object
        if len(_of_resource(store, kind, resource_id)) >= METAFIELDS_PER_RESOURCE:
            problem(422, f"There may be at most {METAFIELDS_PER_RESOURCE} metafields")
        row: Payload = {
            "id": store.state.next_id("metafields"),
            "description": "",
            "resource_type": kind,
            "resource_id": resource_id,
            "owner_client_id": store.client_id,
            "date_created": store.now_iso(),
        }
        return _write(store, row, posted, f"{scope}/created")

    @route("GET", f"{path}/metafields/{{metafield_id:int}}")
    def get_metafield(store: DemoStore, request: Request, metafield_id: int, **ids: int) -> Response:
        return data(chosen_fields(request, _require(store, kind, ids, metafield_id)))

    @route("PUT", f"{path}/metafields/{{metafield_id:int}}")
    def update_metafield(store: DemoStore, request: Request, metafield_id: int, **ids: int) -> Response:
        return _write(store, _require(store, kind, ids, metafield_id), request.json_object, f"{scope}/updated")

    @route("DELETE", f"{path}/metafields/{{metafield_id:int}}")
    def delete_metafield(store: DemoStore, request: Request, metafield_id: int, **ids: int) -> Response:
        row = store.state.metafields.pop(_require(store, kind, ids, metafield_id)["id"])
        _tell(store, f"{scope}/deleted", row)
        return Response(204)

    @route("GET", f"{across}/metafields")
    def list_all_metafields(store: DemoStore, request: Request) -> Response:
        return _page(store, request, [row for row in store.state.metafields.values() if row["resource_type"] == kind])


_PRODUCT = "/v3/catalog/products/{product_id:int}"
_register(_PRODUCT, "/v3/catalog/products", "product", "store/product/metafield")
_register(
    f"{_PRODUCT}/variants/{{variant_id:int}}", "/v3/catalog/variants", "variant", "store/product/variant/metafield"
)
_register("/v3/catalog/categories/{category_id:int}", "/v3/catalog/categories", "category", "store/category/metafield")
_register("/v3/catalog/brands/{brand_id:int}", "/v3/catalog/brands", "brand", "store/brand/metafield")


def _page(store: DemoStore, request: Request, rows: list[Payload]) -> Response:
    rows = filtered(request, rows, FILTERS, store.clock())
    rows.sort(key=lambda row: row["id"], reverse=request.params.get("direction") == "desc")
    found, meta = cursor_page_of(request, rows)
    return data([chosen_fields(request, row) for row in found], meta)


def _require_resource(store: DemoStore, kind: str, ids: dict[str, int]) -> int:
    """The id of the resource in the path, or a 404."""
    resource_id = ids[f"{kind}_id"]
    state = store.state
    known: Collection[int]
    if kind == "variant":
        product = state.products.get(ids["product_id"]) or {"variants": []}
        known = [variant["id"] for variant in product["variants"]]
    else:
        known = {"product": state.products, "category": state.categories, "brand": state.brands}[kind]
    if resource_id not in known:
        problem(404, f"A {kind} was not found with an id of {resource_id}")
    return resource_id


def _of_resource(store: DemoStore, kind: str, resource_id: int) -> list[Payload]:
    place = (kind, resource_id)
    return [row for row in store.state.metafields.values() if (row["resource_type"], row["resource_id"]) == place]


def _require(store: DemoStore, kind: str, ids: dict[str, int], metafield_id: int) -> Payload:
    for row in _of_resource(store, kind, _require_resource(store, kind, ids)):
        if row["id"] == metafield_id:
            return row
    raise ApiProblem(404, f"A metafield was not found with an id of {metafield_id}")


def _write(store: DemoStore, row: Payload, posted: Payload, scope: str) -> Response:
    changed = {**row, **{name: posted[name] for name in _WRITABLE if name in posted}}
    errors = _errors(changed)
    if errors:
        problem(422, "The metafield is invalid", errors)
    for other in _of_resource(store, row["resource_type"], row["resource_id"]):
        if other["id"] != row["id"] and all(other[name] == changed[name] for name in ("namespace", "key")):
            problem(409, "There is a metafield with this namespace and key already")
    row.update(changed, date_modified=store.now_iso())
    store.state.metafields[row["id"]] = row
    _tell(store, scope, row)
    return data(row)


def _errors(row: dict[str, Any]) -> dict[str, str]:
    errors = {
        name: f"must have 1 to {length} characters"
        for name, length in _LENGTHS.items()
        if not isinstance(row.get(name), str) or not 1 <= len(row[name]) <= length
    }
    if row.get("permission_set") not in _PERMISSIONS:
        errors["permission_set"] = f"must be one of {', '.join(_PERMISSIONS)}"
    return errors


def _tell(store: DemoStore, scope: str, row: Payload) -> None:
    store.emit(scope, {"metafield_id": row["id"], "resource_id": str(row["resource_id"])})
