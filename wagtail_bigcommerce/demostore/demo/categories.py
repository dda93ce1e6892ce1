"""Categories, their tree and the brands, in the shapes of the V3 catalog."""

import uuid
from collections import Counter
from functools import cache
from typing import Any

from .pictures import Pictures
from .reader import read
from .text import slugify

TREE_ID = 1
CHANNEL_ID = 1

#: Category uuids are derived from the id within this namespace, so that they never change.
UUID_NAMESPACE = uuid.UUID("6b6f1d0e-5f43-4c7b-9d57-2f0c7c0e91aa")

CATEGORY_DEFAULTS: dict[str, Any] = {
    "parent_id": 0,
    "description": "",
    "page_title": "",
    "meta_keywords": [],
    "meta_description": "",
    "layout_file": "category.html",
    "is_visible": True,
    "search_keywords": "",
    "default_product_sort": "use_store_settings",
}


def trees() -> list[dict[str, Any]]:
    """Return the one tree of the shop, as `GET /v3/catalog/trees` lists it."""
    return [{"id": TREE_ID, "name": "Kittiwick General Store", "channels": [CHANNEL_ID]}]


def _paths(entries: list[dict[str, Any]]) -> dict[int, str]:
    """Map each category id to its slugs from the top down: `kitchen/tableware/mugs`."""
    paths: dict[int, str] = {}
    for entry in entries:  # parents are written before their children
        parent = entry.get("parent")
        paths[entry["id"]] = f"{paths[parent]}/{entry['slug']}" if parent else entry["slug"]
    return paths


@cache
def category_ids() -> dict[str, int]:
    """Map every unambiguous ending of a category's path to its id.

    `mugs` is enough where one category is called so; the two `lanterns` need `camp/lanterns` and
    `lighting/lanterns`.
    """
    endings: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for category_id, path in _paths(read("categories")["category"]).items():
        parts = path.split("/")
        for start in range(len(parts)):
            ending = "/".join(parts[start:])
            endings[ending] = category_id
            seen[ending] += 1
    return {ending: category_id for ending, category_id in endings.items() if seen[ending] == 1}


def categories(pictures: Pictures, content: str = "categories", *, tree_id: int = TREE_ID) -> list[dict[str, Any]]:
    """Return the categories of a content file in the `trees/categories` shape, parents before children."""
    entries = read(content)["category"]
    paths = _paths(entries)
    payloads = []
    for position, entry in enumerate(entries):
        fields = {key: value for key, value in entry.items() if key != "products"}
        category_id, slug = fields.pop("id"), fields.pop("slug")
        drawing, url = fields.pop("drawing", ""), fields.pop("url", None)
        payloads.append(
            CATEGORY_DEFAULTS
            | {
                "category_id": category_id,
                "category_uuid": str(uuid.uuid5(UUID_NAMESPACE, str(category_id))),
                "tree_id": tree_id,
                "parent_id": fields.pop("parent", 0),
                "url": {"path": url or f"/{paths[category_id]}/", "is_customized": url is not None},
                "sort_order": position,
                "image_url": pictures.hero(drawing) if drawing else "",
                "views": len(slug) * 37 + category_id,
            }
            | fields
        )
    return payloads


def brands(pictures: Pictures) -> list[dict[str, Any]]:
    """Return all brands as `GET /v3/catalog/brands` lists them."""
    payloads = []
    for entry in read("brands")["brand"]:
        slug = slugify(entry["name"])
        fields = {key: value for key, value in entry.items() if key not in {"colour", "mark"}}
        payloads.append(
            fields
            | {
                "image_url": pictures.brand(slug),
                "custom_url": {"url": f"/brands/{slug}/", "is_customized": False},
            }
        )
    return payloads


@cache
def brand_ids() -> dict[str, int]:
    """Map a brand's name to its id."""
    return {entry["name"]: entry["id"] for entry in read("brands")["brand"]}
