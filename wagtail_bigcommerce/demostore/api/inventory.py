"""Stock by location (Inventory V3, "Items"). This store has one location."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from ..state import Payload
from ..stock import level
from ..wsgi import Request, Response, data, problem, route
from .filters import Filters, Predicate, filtered
from .paging import page_of

if TYPE_CHECKING:
    from ..store import DemoStore

LOCATION_ID, LOCATION_CODE, LOCATION_NAME = 1, "BC-LOCATION-1", "Default location"
MAXIMUM_LIMIT = 1000


def _numbers(field: str) -> Filters:
    def make(text: str, now: datetime) -> Predicate:
        wanted = {int(part) for part in text.split(",")}
        return lambda row: row["identity"][field] in wanted

    return {f"{field}:in": make}


def _skus(text: str, now: datetime) -> Predicate:
    wanted = {part.strip().casefold() for part in text.split(",")}
    return lambda row: row["identity"]["sku"].casefold() in wanted


IDENTITY_FILTERS: Filters = {"sku:in": _skus, **_numbers("variant_id"), **_numbers("product_id")}
FILTERS: Filters = {
    **IDENTITY_FILTERS,
    "location_id:in": lambda text, now: lambda row: str(LOCATION_ID) in text.split(","),
    "location_code:in": lambda text, now: lambda row: LOCATION_CODE in text.split(","),
}


@route("GET", "/v3/inventory/items")
def list_items(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, _items(store, request), FILTERS, store.clock())
    found, meta = page_of(request, rows, maximum=MAXIMUM_LIMIT)
    place = {"location_id": LOCATION_ID, "location_code": LOCATION_CODE, "location_name": LOCATION_NAME}
    return data(
        [
            {"identity": row["identity"], "locations": [{**place, **row["stock"], "location_enabled": True}]}
            for row in found
        ],
        meta,
    )


@route("GET", "/v3/inventory/locations/{location_id:int}/items")
def list_items_of_location(store: DemoStore, request: Request, location_id: int) -> Response:
    if location_id != LOCATION_ID:
        problem(404, f"Location {location_id} was not found")
    rows = filtered(request, _items(store, request), IDENTITY_FILTERS, store.clock())
    found, meta = page_of(request, rows, maximum=MAXIMUM_LIMIT)
    return data([{"identity": row["identity"], **row["stock"]} for row in found], meta)


def _items(store: DemoStore, request: Request) -> Iterator[Payload]:
    products = store.state.products
    # The usual question names products, so only theirs are looked at.
    for product_id in request.integers("product_id:in") or list(products):
        if product_id in products:
            for variant in products[product_id]["variants"]:
                yield _item(products[product_id], variant)


def _item(product: Payload, variant: Payload) -> Payload:
    tracked = level(product, variant)
    holder = variant if product["inventory_tracking"] == "variant" else product
    identity = {"sku": variant["sku"], "variant_id": variant["id"], "product_id": product["id"]}
    if variant.get("sku_id") is not None:
        identity["sku_id"] = variant["sku_id"]
    return {
        "identity": identity,
        "stock": {
            "available_to_sell": tracked or 0,
            "total_inventory_onhand": tracked or 0,
            "settings": {
                "safety_stock": 0,
                # What is not tracked can always be sold.
                "is_in_stock": tracked is None or tracked > 0,
                "warning_level": holder.get("inventory_warning_level") or 0,
                "bin_picking_number": variant.get("bin_picking_number") or "",
            },
        },
    }
