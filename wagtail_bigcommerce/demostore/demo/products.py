"""Expand one authored product into the full payload of `GET /v3/catalog/products/{id}`, all includes in it.

An entry holds V3 fields under their own names, and these shorthands:

`categories`  endings of category paths, `brand` a brand's name, `related` product ids
`picture`     `{motif, look, colour, views, alt}`; a view may name another colour: `"front/Moss"`
`stock`       stock of the product (or of the base variant); with options, variants are stocked by dice
`options` `modifiers` `variants`  see `choices.py` and `variants.py`
`details`     custom fields as a table, `bulk` rows of `[from, to, type, amount]`
`video`       `{id, title, length}`, `reviews` rows of `[rating, name, title, text]`
"""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from . import choices, extras
from .categories import CHANNEL_ID, brand_ids, category_ids
from .pictures import Pictures, image
from .text import slugify
from .variants import base_variant, variants

#: The shop's first day. All dates of the catalog follow from it and from a product's id.
OPENED = datetime(2024, 3, 1, 7, 30, tzinfo=UTC)

PRODUCT_DEFAULTS: dict[str, Any] = {
    "name": "",
    "type": "physical",
    "sku": "",
    "description": "",
    "weight": 0.3,
    "width": 0,
    "depth": 0,
    "height": 0,
    "price": 0,
    "cost_price": 0,
    "retail_price": 0,
    "sale_price": 0,
    "map_price": 0,
    "tax_class_id": 0,
    "product_tax_code": "",
    "brand_id": 0,
    "inventory_level": 0,
    "inventory_warning_level": 0,
    "inventory_tracking": "none",
    "reviews_rating_sum": 0,
    "reviews_count": 0,
    "total_sold": 0,
    "fixed_cost_shipping_price": 0,
    "is_free_shipping": False,
    "is_visible": True,
    "is_featured": False,
    "warranty": "",
    "bin_picking_number": "0",
    "layout_file": "product.html",
    "upc": "",
    "mpn": "",
    "gtin": "",
    "date_last_imported": "",
    "search_keywords": "",
    "availability": "available",
    "availability_description": "",
    "gift_wrapping_options_type": "any",
    "gift_wrapping_options_list": [],
    "sort_order": 0,
    "condition": "New",
    "is_condition_shown": False,
    "order_quantity_minimum": 0,
    "order_quantity_maximum": 0,
    "page_title": "",
    "meta_keywords": [],
    "meta_description": "",
    "view_count": 0,
    "preorder_release_date": None,
    "preorder_message": "0",
    "is_preorder_only": False,
    "is_price_hidden": False,
    "price_hidden_label": "0",
    "open_graph_type": "product",
    "open_graph_title": "",
    "open_graph_description": "",
    "open_graph_use_meta_description": True,
    "open_graph_use_product_name": True,
    "open_graph_use_image": True,
    "option_set_id": None,
    "option_set_display": "right",
}

#: What each view of a product shows, for the text of its second and later pictures.
VIEW_TEXTS = {
    "front": "{name} in {colour}",
    "detail": "{name} in {colour}, seen from close by",
    "scene": "{name} in {colour}, at home",
    "pair": "Two of the {name} side by side",
    "evening": "{name} in {colour} by evening light",
    "plan": "{name}, drawn to scale",
}

SHORTHANDS = frozenset(
    {
        *("id", "slug", "custom_url", "channels", "categories", "brand", "related", "picture", "stock"),
        *("options", "modifiers", "variants", "details", "bulk", "video", "reviews"),
    }
)


def product(entry: dict[str, Any], pictures: Pictures, *, seed: int) -> dict[str, Any]:
    """Return the payload of `entry`. Raises ValueError for a field that V3 does not have."""
    entry = _copy(entry)  # the content is read once, and must not be changed through a payload
    unknown = entry.keys() - PRODUCT_DEFAULTS.keys() - SHORTHANDS
    if unknown:
        raise ValueError(f"Product {entry['id']} has unknown fields: {', '.join(sorted(unknown))}")
    product_id = entry["id"]
    dice = Random(f"{seed}/{product_id}")  # noqa: S311  shelf stock, not secrets
    payload = {"id": product_id} | PRODUCT_DEFAULTS | {"meta_keywords": [], "gift_wrapping_options_list": []}
    payload |= {key: value for key, value in entry.items() if key in PRODUCT_DEFAULTS}
    payload |= _placing(entry) | _history(product_id, dice)
    payload["options"] = choices.options(product_id, entry.get("options", []), pictures)
    payload["modifiers"] = choices.modifiers(product_id, entry.get("modifiers", []), pictures)
    payload |= _stock(entry)
    payload["calculated_price"] = payload["sale_price"] or payload["price"]
    payload |= _variants(payload, entry, pictures, dice)
    payload |= _pictures(entry, payload, pictures)
    payload |= extras.extras(entry, payload)
    return payload


def _placing(entry: dict[str, Any]) -> dict[str, Any]:
    slug = entry.get("slug") or slugify(entry["name"])
    endings = category_ids()
    return {
        "categories": [endings[ending] for ending in entry.get("categories", [])],
        "brand_id": brand_ids()[entry["brand"]] if entry.get("brand") else 0,
        "related_products": entry.get("related", [-1]),
        "custom_url": entry.get("custom_url", {"url": f"/{slug}/", "is_customized": False}),
        "channels": entry.get("channels", [CHANNEL_ID]),
        "parent_relations": [],
    }


def _history(product_id: int, dice: Random) -> dict[str, Any]:
    days_old = product_id * 253 % 2500 / 5  # far apart for neighbours, so that every shelf has something new
    created = OPENED + timedelta(days=days_old, minutes=dice.randint(0, 59))
    modified = created + timedelta(days=dice.randint(1, 60), minutes=dice.randint(0, 600))
    return {
        "date_created": created.isoformat(),
        "date_modified": modified.isoformat(),
        "view_count": dice.randint(20, 4000),
        "total_sold": dice.randint(0, 240),
    }


def _stock(entry: dict[str, Any]) -> dict[str, Any]:
    if entry.get("options") and entry.get("inventory_tracking") != "none":
        return {"inventory_tracking": "variant"}
    if "stock" in entry:
        return {"inventory_tracking": "product", "inventory_level": entry["stock"]}
    return {}


def _variants(payload: dict[str, Any], entry: dict[str, Any], pictures: Pictures, dice: Random) -> dict[str, Any]:
    if not payload["options"]:
        base = base_variant(payload)
        return {"variants": [base], "base_variant_id": base["id"]}
    rows = variants(payload, entry.get("variants", []), entry.get("picture", {}), pictures, dice)
    return {
        "variants": rows,
        "base_variant_id": None,
        "inventory_level": sum(row["inventory_level"] for row in rows),
    }


def _pictures(entry: dict[str, Any], payload: dict[str, Any], pictures: Pictures) -> dict[str, Any]:
    """Return `images` and `primary_image`, one for each of the picture's views."""
    picture = entry.get("picture")
    if not picture:
        return {"images": [], "primary_image": {}}
    shots = [shot.split("/") for shot in picture.get("views", ["front", "detail", "scene"])]
    rows = []
    for position, (view, *other) in enumerate(shots, start=1):
        colour = other[0] if other else picture["colour"]
        url = pictures.product(picture["motif"], picture["look"], colour, view)
        text = VIEW_TEXTS[view].format(name=payload["name"], colour=colour)
        if position == 1:
            text = picture.get("alt", text)
        rows.append(image(payload["id"], position, url, text, modified=payload["date_modified"]))
    return {"images": rows, "primary_image": dict(rows[0])}


def _copy(value: Any) -> Any:
    """Copy plain data. At 100,000 products deepcopy, which can do more, would take most of the time."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return value
