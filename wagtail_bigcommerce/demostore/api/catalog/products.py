"""Products and the catalog summary (Catalog V3, "Get all products", "Get a product")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING

from ...pricing import money
from ...shelves import ids_after, row_of, summaries
from ...state import Payload
from ...wsgi import Request, Response, data, problem, route
from ..filters import (
    CONTROLS,
    Filter,
    Filters,
    Predicate,
    booleans,
    dates,
    filtered,
    flag_when,
    integers,
    numbers,
    texts,
)
from ..paging import chosen_fields, page_of

if TYPE_CHECKING:
    from ...store import DemoStore

#: What `include` can ask for; everything else is always there.
INCLUDES = (
    "bulk_pricing_rules",
    "channels",
    "custom_fields",
    "images",
    "modifiers",
    "options",
    "parent_relations",
    "primary_image",
    "reviews",
    "variants",
    "videos",
)
#: Pages are this small as soon as one of these is included, whatever `limit` says.
COSTLY_INCLUDES = frozenset({"options", "modifiers"})
COSTLY_LIMIT = 10

#: Fields that `include_fields` and `exclude_fields` cannot take away.
ALWAYS = ("id", "gift_wrapping_options_type", "gift_wrapping_options_list")

SORTS = (
    "id",
    "name",
    "sku",
    "price",
    "date_modified",
    "date_last_imported",
    "inventory_level",
    "is_visible",
    "total_sold",
    "calculated_price",
)

#: Parameters of the usual way through a whole catalog, which looks at nothing but its page.
_KEYSET = CONTROLS | {"id:greater"}

_COMPARED = ("", "in", "not_in", "min", "max", "greater", "less")


def _in_categories(text: str, now: datetime) -> Predicate:
    wanted = {int(part) for part in text.split(",")}
    return lambda product: not wanted.isdisjoint(product["categories"])


def _only_category(text: str, now: datetime) -> Predicate:
    # `categories` misses products that are in more than one category; `categories:in` finds them.
    wanted = [int(text)]
    return lambda product: product["categories"] == wanted


def _keyword(text: str, now: datetime) -> Predicate:
    word = text.casefold()
    return lambda product: any(
        word in str(product.get(field) or "").casefold() for field in ("name", "description", "sku", "search_keywords")
    )


FILTERS: Filters = {
    **integers("id", *_COMPARED),
    **integers("inventory_level", *_COMPARED),
    **integers("brand_id"),
    **integers("total_sold"),
    **numbers("price"),
    **numbers("weight"),
    **texts("name"),
    **texts("mpn"),
    **texts("upc"),
    **texts("sku", "", "in"),
    **texts("type"),
    **texts("condition"),
    **texts("availability"),
    **booleans("is_visible"),
    **booleans("is_featured"),
    **booleans("is_free_shipping"),
    **dates("date_modified", "", "min", "max"),
    **dates("date_last_imported", "", "not", "min", "max"),
    **flag_when("out_of_stock", lambda row: row["inventory_tracking"] != "none" and row["inventory_level"] <= 0),
    **flag_when(
        "inventory_low",
        lambda row: row["inventory_tracking"] != "none" and row["inventory_level"] <= row["inventory_warning_level"],
    ),
    "categories": _only_category,
    "categories:in": _in_categories,
    "keyword": _keyword,
    # Shoppers and merchants differ in ranking only.
    "keyword_context": lambda text, now: lambda product: True,
}


@route("GET", "/v3/catalog/products")
def list_products(store: DemoStore, request: Request) -> Response:
    includes = _includes(request)
    cap = COSTLY_LIMIT if COSTLY_INCLUDES.intersection(includes) else None
    found, meta = page_of(request, _matching(store, request), cap=cap)
    products = [row_of(store.state.products, product_id) for product_id in found]
    return data(_shown(store, request, products, includes), meta)


@route("GET", "/v3/catalog/products/{product_id:int}")
def get_product(store: DemoStore, request: Request, product_id: int) -> Response:
    product = require_product(store, product_id)
    return data(_shown(store, request, [product], _includes(request))[0])


@route("GET", "/v3/catalog/summary")
def get_summary(store: DemoStore, request: Request) -> Response:
    count, value, prices, dates_created = 0, Decimal(0), [], [""]
    for row in store.state.products.values():
        count += row["inventory_level"]
        value += row["inventory_level"] * (money(row["calculated_price"]) or 0)
        prices += [money(variant["calculated_price"]) or 0 for variant in row["variants"]]
        dates_created.append(row["date_created"])
    primary = min(store.state.categories.values(), key=lambda row: row["category_id"], default={})
    return data(
        {
            "inventory_count": count,
            "inventory_value": value,
            "primary_category_id": primary.get("category_id", 0),
            "primary_category_name": primary.get("name", ""),
            "variant_count": len(prices),
            "highest_variant_price": max(prices, default=0),
            "average_variant_price": sum(prices) / len(prices) if prices else 0,
            "lowest_variant_price": str(min(prices, default=0)),
            "oldest_variant_date": min(dates_created[1:], default=""),
            "newest_variant_date": max(dates_created),
        }
    )


def require_product(store: DemoStore, product_id: int) -> Payload:
    """The product, or a 404."""
    product = store.state.products.get(product_id)
    if product is None:
        problem(404, f"A product was not found with an id of {product_id}")
    return product


def _includes(request: Request) -> list[str]:
    includes = request.names("include")
    unknown = sorted(set(includes).difference(INCLUDES))
    if unknown:
        problem(422, f"The include(s): {', '.join(unknown)} are not valid include parameter(s).")
    return includes


def _matching(store: DemoStore, request: Request) -> Sequence[int]:
    """The ids of all products that were asked for, in the order that was asked for."""
    if request.params.keys() <= _KEYSET and request.params.get("sort", "id") == "id":
        ids = ids_after(store.state.products, request.integer("id:greater") or 0)
        return ids if _direction(request) == "asc" else ids[::-1]
    filters = {**FILTERS, "channel_id:in": _on_channels(store)}
    rows = filtered(request, summaries(store.state.products), filters, store.clock())
    _sort(request, rows)
    return [row["id"] for row in rows]


def _on_channels(store: DemoStore) -> Filter:
    def make(text: str, now: datetime) -> Predicate:
        wanted = {int(part) for part in text.split(",")}
        sold = {product for product, channel in store.state.channel_assignments if channel in wanted}
        return lambda product: product["id"] in sold

    return make


def _sort(request: Request, rows: list[Payload]) -> None:
    field, direction = request.params.get("sort", "id"), _direction(request)
    if field not in SORTS:
        problem(422, "The sort is invalid", {"sort": f"must be one of {', '.join(SORTS)}"})
    rows.sort(key=itemgetter("id"))
    if field != "id":
        # Ids settle a tie, since the sort is stable. A missing date sorts like an empty one.
        rows.sort(key=lambda row: "" if row[field] is None else row[field])
    if direction == "desc":
        rows.reverse()


def _direction(request: Request) -> str:
    direction = request.params.get("direction", "asc")
    if direction not in ("asc", "desc"):
        problem(422, "The direction is invalid", {"direction": "must be asc or desc"})
    return direction


def _shown(store: DemoStore, request: Request, products: Sequence[Payload], includes: list[str]) -> list[Payload]:
    """The products as the API answers them: with the chosen fields and what `include` asks for."""
    relations = _parent_relations(store) if "parent_relations" in includes else {}
    shown = []
    for product in products:
        base = {name: value for name, value in product.items() if name not in INCLUDES}
        row = chosen_fields(request, base, always=ALWAYS)
        included: Payload = {}
        for name in includes:
            if name == "primary_image":
                included[name] = next((image for image in product["images"] if image["is_thumbnail"]), {})
            elif name == "channels":
                included[name] = _channels(store, product["id"])
            elif name == "parent_relations":
                included[name] = relations.get(product["id"], [])
            else:
                included[name] = product.get(name, [])
        shown.append({**row, **included})
    return shown


def _channels(store: DemoStore, product_id: int) -> list[int]:
    return [
        channel for channel in sorted(store.state.channels) if (product_id, channel) in store.state.channel_assignments
    ]


def _parent_relations(store: DemoStore) -> dict[int, list[Payload]]:
    """Which options and modifiers of other products pick a product."""
    relations: dict[int, list[Payload]] = defaultdict(list)
    for product in summaries(store.state.products):
        for kind, choices in (("variant_option", product["options"]), ("modifier", product["modifiers"])):
            for choice in choices:
                for value in choice["option_values"]:
                    picked = (value.get("value_data") or {}).get("product_id")
                    if picked:
                        relation = {"type": kind, "product_id": product["id"], "attribute_id": choice["id"]}
                        relations[picked].append(relation)
    return relations
