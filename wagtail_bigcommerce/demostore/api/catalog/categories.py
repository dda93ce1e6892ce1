"""Category trees, their categories flat and nested, and the manual order within a category.

The flat list calls an id `category_id` and a path `url.path`, the nested one `id` and `url`.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from ...shelves import summaries
from ...state import Payload
from ...wsgi import Request, Response, data, problem, route
from ..filters import Filters, Predicate, booleans, filtered, integers, texts
from ..paging import chosen_fields, page_of

if TYPE_CHECKING:
    from ...store import DemoStore

_SEARCHED = ("name", "page_title", "description", "search_keywords")

FILTERS: Filters = {
    **texts("category_uuid", "in", "not_in"),
    **integers("category_id", "in", "not_in"),
    **integers("tree_id", "in", "not_in"),
    **integers("parent_id", "in", "not_in"),
    **texts("name", "", "like"),
    **texts("page_title", "", "like"),
    **booleans("is_visible"),
    "keyword": lambda text, now: (
        lambda row: any(text.casefold() in str(row.get(field) or "").casefold() for field in _SEARCHED)
    ),
}


def _of_channels(text: str, now: datetime) -> Predicate:
    wanted = {int(part) for part in text.split(",")}
    return lambda tree: not wanted.isdisjoint(tree["channels"])


TREE_FILTERS: Filters = {**integers("id", "in"), "channel_id:in": _of_channels}


@route("GET", "/v3/catalog/trees")
def list_trees(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.trees.values(), TREE_FILTERS, store.clock())
    found, meta = page_of(request, rows)
    return data(found, meta)


@route("GET", "/v3/catalog/trees/categories")
def list_categories(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.categories.values(), FILTERS, store.clock())
    rows.sort(key=lambda row: row["category_id"])
    found, meta = page_of(request, rows)
    return data([chosen_fields(request, row, always=("category_id",)) for row in found], meta)


@route("GET", "/v3/catalog/trees/{tree_id:int}/categories", concurrency=1)
def get_tree(store: DemoStore, request: Request, tree_id: int) -> Response:
    if tree_id not in store.state.trees:
        problem(404, "Category tree was not found")
    children: dict[int, list[Payload]] = defaultdict(list)
    for category in store.state.categories.values():
        if category["tree_id"] == tree_id:
            children[category["parent_id"]].append(category)
    depth = request.integer("depth")
    return data(_nodes(children, parent_id=0, above=[], deepest=None if depth is None else depth))


@route("GET", "/v3/catalog/categories/{category_id:int}/products/sort-order")
def list_sort_order(store: DemoStore, request: Request, category_id: int) -> Response:
    if category_id not in store.state.categories:
        problem(404, f"Category {category_id} was not found")
    order = store.state.category_order.get(category_id, {})
    rows = [
        {"product_id": product["id"], "sort_order": order.get(product["id"], 0)}
        for product in summaries(store.state.products)
        if category_id in product["categories"]
    ]
    rows.sort(key=lambda row: (row["sort_order"], row["product_id"]))
    found, meta = page_of(request, rows)
    return data(found, meta)


@route("PUT", "/v3/catalog/categories/{category_id:int}/products/sort-order")
def update_sort_order(store: DemoStore, request: Request, category_id: int) -> Response:
    if category_id not in store.state.categories:
        problem(404, f"Category {category_id} was not found")
    rows = request.json_list
    for row in rows:
        product = store.state.products.get(row["product_id"])
        if product is None or category_id not in product["categories"]:
            problem(422, f"Product {row['product_id']} is not in category {category_id}")
    order = store.state.category_order.setdefault(category_id, {})
    order.update({row["product_id"]: row["sort_order"] for row in rows})
    # A bare list, unlike the answer to reading it.
    return Response(200, rows)


def _nodes(
    children: dict[int, list[Payload]], *, parent_id: int, above: list[int], deepest: int | None
) -> list[Payload]:
    if deepest is not None and len(above) > deepest:
        return []
    rows = sorted(children[parent_id], key=lambda row: (row["sort_order"], row["name"]))
    return [
        {
            "id": row["category_id"],
            "parent_id": parent_id,
            "depth": len(above),
            "path": [*above, row["category_id"]],
            "name": row["name"],
            "is_visible": row["is_visible"],
            "url": row["url"]["path"],
            "children": _nodes(
                children,
                parent_id=row["category_id"],
                above=[*above, row["category_id"]],
                deepest=deepest,
            ),
        }
        for row in rows
    ]
