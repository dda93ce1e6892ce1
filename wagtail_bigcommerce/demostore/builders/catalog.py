"""Categories, brands and whole catalogs."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from ..defaults import DEFAULT_CHANNEL_ID
from ..demo import DemoCatalog
from ..state import Payload
from .slugs import url_path

TREE_ID = 1


def category(category_id: int = 1, name: str = "", **fields: Any) -> Payload:
    """A category as `/v3/catalog/trees/categories` lists it; `fields` replace any of its fields."""
    name = name or f"Category {category_id}"
    return {
        "category_id": category_id,
        "category_uuid": str(uuid.UUID(int=category_id)),
        "tree_id": TREE_ID,
        "parent_id": 0,
        "name": name,
        "description": "",
        "views": 0,
        "sort_order": 0,
        "page_title": "",
        "meta_keywords": [],
        "meta_description": "",
        "layout_file": "category.html",
        "image_url": "",
        "is_visible": True,
        "search_keywords": "",
        "default_product_sort": "use_store_settings",
        "url": {"path": url_path(name), "is_customized": False},
        **fields,
    }


def brand(id: int = 1, name: str = "", **fields: Any) -> Payload:
    """A brand; `fields` replace any of its fields."""
    name = name or f"Brand {id}"
    return {
        "id": id,
        "name": name,
        "page_title": "",
        "meta_keywords": [],
        "meta_description": "",
        "search_keywords": "",
        "image_url": "",
        "custom_url": {"url": url_path("brands", name), "is_customized": False},
        **fields,
    }


def catalog_of(
    products: Sequence[Payload], categories: Sequence[Payload] = (), brands: Sequence[Payload] = ()
) -> DemoCatalog:
    """A catalog of these rows: one tree, everything sold on channel 1."""
    return DemoCatalog(
        products=list(products),
        categories=list(categories),
        trees=[{"id": TREE_ID, "name": "Default catalog tree", "channels": [DEFAULT_CHANNEL_ID]}],
        brands=list(brands),
        channel_assignments={(row["id"], DEFAULT_CHANNEL_ID) for row in products},
    )
