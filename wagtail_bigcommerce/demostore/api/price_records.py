"""The prices in a price list, one a variant and currency (Price Lists V3, "Price list records")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..shopper_prices import AMOUNTS
from ..state import Payload
from ..wsgi import Request, Response, data, problem, route
from .cursors import cursor_page_of
from .filters import CURSORS, Filters, dates, filtered, integers, numbers, texts
from .price_lists import require_price_list

if TYPE_CHECKING:
    from ..store import DemoStore

_RECORDS = "/v3/pricelists/{price_list_id:int}/records"
_KEY = ("price_list_id", "variant_id", "currency")
_TIER_TYPES = ("fixed", "price", "percent")
CREATED_AT_A_TIME, CREATED_ACROSS_LISTS, UPSERTED_AT_A_TIME = 100, 100, 1000

FILTERS: Filters = {
    **CURSORS,
    **integers("variant_id", "in"),
    **integers("product_id", "in"),
    **texts("currency", "", "in"),
    **texts("sku", "", "in"),
    **dates("date_created", "", "min", "max"),
    **dates("date_modified", "", "min", "max"),
}
for _amount in (*AMOUNTS, "calculated_price"):
    FILTERS.update(numbers(_amount, "", "min", "max"))


@route("GET", _RECORDS, concurrency=10)
def list_records(store: DemoStore, request: Request, price_list_id: int) -> Response:
    require_price_list(store, price_list_id)
    return _page(store, request, _of_list(store, price_list_id))


@route("POST", _RECORDS, concurrency=10)
def create_records(store: DemoStore, request: Request, price_list_id: int) -> Response:
    return _write(store, request, price_list_id, CREATED_AT_A_TIME)


@route("PUT", _RECORDS, concurrency=2)
def upsert_records(store: DemoStore, request: Request, price_list_id: int) -> Response:
    return _write(store, request, price_list_id, UPSERTED_AT_A_TIME)


@route("POST", "/v3/pricelists/records")
def create_across_lists(store: DemoStore, request: Request) -> Response:
    return _write(store, request, None, CREATED_ACROSS_LISTS)


@route("PUT", "/v3/pricelists/records")
def upsert_across_lists(store: DemoStore, request: Request) -> Response:
    return _write(store, request, None, UPSERTED_AT_A_TIME)


@route("DELETE", _RECORDS)
def delete_records(store: DemoStore, request: Request, price_list_id: int) -> Response:
    require_price_list(store, price_list_id)
    for row in filtered(request, _of_list(store, price_list_id), FILTERS, store.clock()):
        _remove(store, row)
    return Response(204)


@route("GET", _RECORDS + "/{variant_id:int}", concurrency=40)
def list_records_of_variant(store: DemoStore, request: Request, price_list_id: int, variant_id: int) -> Response:
    require_price_list(store, price_list_id)
    return _page(store, request, [row for row in _of_list(store, price_list_id) if row["variant_id"] == variant_id])


@route("GET", _RECORDS + "/{variant_id:int}/{currency}", concurrency=50)
def get_record(store: DemoStore, request: Request, price_list_id: int, variant_id: int, currency: str) -> Response:
    return data(_shown(request, _require(store, (price_list_id, variant_id, currency.lower()))))


@route("PUT", _RECORDS + "/{variant_id:int}/{currency}")
def upsert_record(store: DemoStore, request: Request, price_list_id: int, variant_id: int, currency: str) -> Response:
    require_price_list(store, price_list_id)
    posted = {**request.json_object, "variant_id": variant_id, "currency": currency}
    errors, variant = _errors(store, "", posted), _Variants(store).find(posted)
    if variant is None:
        problem(404, f"A variant was not found with an id of {variant_id}")
    if errors:
        problem(422, "The price list record is invalid", errors)
    return data(_shown(request, _put(store, price_list_id, variant, posted)))


@route("DELETE", _RECORDS + "/{variant_id:int}/{currency}", concurrency=25)
def delete_record(store: DemoStore, request: Request, price_list_id: int, variant_id: int, currency: str) -> Response:
    record = store.state.price_records.get((price_list_id, variant_id, currency.lower()))
    if record is not None:
        _remove(store, record)
    return Response(204)


def _of_list(store: DemoStore, price_list_id: int) -> list[Payload]:
    rows = (row for key, row in store.state.price_records.items() if key[0] == price_list_id)
    return sorted(rows, key=lambda row: (row["variant_id"], row["currency"]))


def _page(store: DemoStore, request: Request, rows: list[Payload]) -> Response:
    found, meta = cursor_page_of(request, filtered(request, rows, FILTERS, store.clock()), key=_KEY)
    return data([_shown(request, row) for row in found], meta)


def _shown(request: Request, row: Payload) -> Payload:
    """The record without what has to be included, and without prices that it does not set."""
    hidden = {"bulk_pricing_tiers", "sku"}.difference(request.names("include"))
    return {name: value for name, value in row.items() if name not in hidden and value is not None}


def _write(store: DemoStore, request: Request, price_list_id: int | None, most: int) -> Response:
    if price_list_id is not None:
        require_price_list(store, price_list_id)
    rows = request.json_list
    if len(rows) > most:
        problem(422, f"At most {most} records can be written at a time")
    errors: dict[str, str] = {}
    variants, found = _Variants(store), []
    for number, row in enumerate(rows):
        errors.update(_errors(store, f"{number}.", row))
        variant = variants.find(row)
        if variant is None:
            errors[f"{number}.variant_id"] = "does not exist"
        else:
            found.append((variant, row))
        if price_list_id is None and row.get("price_list_id") not in store.state.price_lists:
            errors[f"{number}.price_list_id"] = "does not exist"
    if errors:
        problem(422, "The price list records are invalid", errors)
    for variant, row in found:
        _put(store, price_list_id or row["price_list_id"], variant, row)
    return data({})


def _errors(store: DemoStore, where: str, row: Payload) -> dict[str, str]:
    errors = {}
    if str(row.get("currency", "")).upper() not in {each["currency_code"] for each in store.state.currencies.values()}:
        errors[f"{where}currency"] = "is not a currency of the store"
    for name in AMOUNTS:
        value = row.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0):
            errors[f"{where}{name}"] = "error.expected.jsnumber"
    for tier in row.get("bulk_pricing_tiers") or ():
        if tier.get("type") not in _TIER_TYPES or not isinstance(tier.get("quantity_min"), int):
            errors[f"{where}bulk_pricing_tiers"] = "must have quantity_min, type and amount"
    return errors


class _Variants:
    """Every variant of the catalog, by the id or the SKU that a record names it by."""

    def __init__(self, store: DemoStore) -> None:
        rows = [variant for product in store.state.products.values() for variant in product["variants"]]
        self._by_id = {row["id"]: row for row in rows}
        self._by_sku = {row["sku"]: row for row in rows if row["sku"]}

    def find(self, row: Payload) -> Payload | None:
        if row.get("variant_id") is not None:
            return self._by_id.get(row["variant_id"])
        return self._by_sku.get(row.get("sku", ""))


def _put(store: DemoStore, price_list_id: int, variant: Payload, posted: Payload) -> Payload:
    currency, now = posted["currency"].lower(), store.now_iso()
    key = (price_list_id, variant["id"], currency)
    known = store.state.price_records.get(key)
    amounts: dict[str, Any] = {name: posted.get(name, (known or {}).get(name)) for name in AMOUNTS}
    record = {
        "price_list_id": price_list_id,
        "variant_id": variant["id"],
        "product_id": variant["product_id"],
        "sku": variant["sku"],
        "currency": currency,
        **amounts,
        "calculated_price": amounts["sale_price"] or amounts["price"],
        "bulk_pricing_tiers": posted.get("bulk_pricing_tiers", (known or {}).get("bulk_pricing_tiers", [])),
        "date_created": known["date_created"] if known else now,
        "date_modified": now,
    }
    store.state.price_records[key] = record
    _tell(store, "updated" if known else "created", record)
    return record


def _require(store: DemoStore, key: tuple[int, int, str]) -> Payload:
    record = store.state.price_records.get(key)
    if record is None:
        problem(404, "The price list record was not found")
    return record


def _remove(store: DemoStore, record: Payload) -> None:
    del store.state.price_records[(record["price_list_id"], record["variant_id"], record["currency"])]
    _tell(store, "deleted", record)


def _tell(store: DemoStore, verb: str, record: Payload) -> None:
    named = {name: record[name] for name in ("price_list_id", "variant_id")}
    store.emit(f"store/priceList/record/{verb}", {"type": "price_list", **named, "currency_code": record["currency"]})
