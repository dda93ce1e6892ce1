"""Payloads for tests: `product(id=7, name="Mug")` is a whole V3 product, as the API would answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product as combinations
from typing import Any

from ..pricing import PriceRules
from ..state import Payload
from .slugs import url_path

CREATED = "2026-01-01T00:00:00+00:00"

_PRODUCT: Payload = {
    "name": "",
    "type": "physical",
    "sku": "",
    "description": "",
    "weight": 0,
    "width": 0,
    "depth": 0,
    "height": 0,
    "price": 10,
    "cost_price": 0,
    "retail_price": 0,
    "sale_price": 0,
    "map_price": 0,
    "tax_class_id": 0,
    "product_tax_code": "",
    "categories": [],
    "brand_id": 0,
    "option_set_id": None,
    "option_set_display": "right",
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
    "related_products": [-1],
    "warranty": "",
    "bin_picking_number": "",
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
    "date_created": CREATED,
    "date_modified": CREATED,
    "view_count": 0,
    "preorder_release_date": None,
    "preorder_message": "",
    "is_preorder_only": False,
    "is_price_hidden": False,
    "price_hidden_label": "",
    "open_graph_type": "product",
    "open_graph_title": "",
    "open_graph_description": "",
    "open_graph_use_meta_description": True,
    "open_graph_use_product_name": True,
    "open_graph_use_image": True,
}
_VARIANT: Payload = {
    "sku": "",
    "price": None,
    "sale_price": None,
    "retail_price": None,
    "map_price": None,
    "cost_price": 0,
    "weight": None,
    "width": None,
    "depth": None,
    "height": None,
    "is_free_shipping": False,
    "fixed_cost_shipping_price": None,
    "purchasing_disabled": False,
    "purchasing_disabled_message": "",
    "image_url": "",
    "upc": "",
    "mpn": "",
    "gtin": "",
    "inventory_level": 0,
    "inventory_warning_level": 0,
    "bin_picking_number": "",
    "option_values": [],
}
_OPTION: Payload = {"type": "rectangles", "config": [], "option_values": []}
_MODIFIER: Payload = {"type": "text", "required": False, "config": [], "option_values": []}
_VALUE: Payload = {"is_default": False, "value_data": None}
_VIDEO: Payload = {"title": "", "description": "", "sort_order": 0, "type": "youtube", "video_id": "", "length": ""}
_REVIEW: Payload = {
    "title": "",
    "text": "",
    "status": "approved",
    "rating": 5,
    "email": "",
    "name": "",
    "date_reviewed": CREATED,
    "date_created": CREATED,
    "date_modified": CREATED,
}
_ADJUSTERS: Payload = {
    "price": None,
    "weight": None,
    "image_url": "",
    "purchasing_disabled": {"status": False, "message": ""},
}


def product(id: int = 1, name: str = "", **fields: Any) -> Payload:
    """A complete V3 product. `fields` replace any of its fields; rows of sub-resources may be partial.

    - `options={"Size": ["S", "M"]}` makes the option, its values and a variant for each combination;
      a list of V3 options is taken as it is, with `variants` given or made from it.
    - `modifiers`, `custom_fields`, `bulk_pricing_rules`, `videos` and `reviews` are lists of V3 rows;
      `custom_fields` may be a dict of names and values.
    - `images` is a list of URLs or of V3 rows.
    Ids that are left out derive from the product's id, so they are the same in every run.
    """
    name = name or f"Product {id}"
    payload: Payload = {
        **_PRODUCT,
        "id": id,
        "name": name,
        "custom_url": {"url": url_path(name), "is_customized": False},
    }
    payload.update({key: value for key, value in fields.items() if key not in _SUB_RESOURCES})
    payload["options"] = _options(id, fields.get("options", ()))
    payload["modifiers"] = _modifiers(id, fields.get("modifiers", ()))
    payload["images"] = [_image(id, number, row) for number, row in enumerate(fields.get("images", ()), 1)]
    payload["custom_fields"] = _custom_fields(id, fields.get("custom_fields", ()))
    payload["bulk_pricing_rules"] = _numbered(id, fields.get("bulk_pricing_rules", ()))
    payload["videos"] = _numbered(id, fields.get("videos", ()), {**_VIDEO, "product_id": id})
    payload["reviews"] = _numbered(id, fields.get("reviews", ()), {**_REVIEW, "product_id": id})
    payload["variants"] = _variants(payload, fields.get("variants", ()))
    payload["base_variant_id"] = None if payload["options"] else payload["variants"][0]["id"]
    rules = PriceRules({})
    payload["calculated_price"] = float(rules.unit_price(payload, None))
    for variant in payload["variants"]:
        variant.setdefault("calculated_price", float(rules.unit_price(payload, variant)))
        variant.setdefault("calculated_weight", variant["weight"] or payload["weight"])
    return payload


_SUB_RESOURCES = frozenset(
    {
        *("options", "modifiers", "images", "custom_fields", "bulk_pricing_rules", "videos", "reviews"),
        *("variants", "base_variant_id"),
    }
)


def _numbered(product_id: int, rows: Sequence[Payload], template: Payload | None = None) -> list[Payload]:
    return [{**(template or {}), "id": product_id * 1000 + number, **row} for number, row in enumerate(rows, 1)]


def _custom_fields(product_id: int, fields: Mapping[str, str] | Sequence[Payload]) -> list[Payload]:
    if isinstance(fields, Mapping):
        fields = [{"name": name, "value": value} for name, value in fields.items()]
    return _numbered(product_id, fields)


def _options(product_id: int, options: Mapping[str, Sequence[str]] | Sequence[Payload]) -> list[Payload]:
    if isinstance(options, Mapping):
        options = [
            {"display_name": name, "option_values": [{"label": label} for label in labels]}
            for name, labels in options.items()
        ]
    return [_choice(product_id, number, {**_OPTION, **row}) for number, row in enumerate(options, 1)]


def _modifiers(product_id: int, modifiers: Sequence[Payload]) -> list[Payload]:
    # Modifiers share the option ids' range, as carts name both by option_id.
    rows = [_choice(product_id, number, {**_MODIFIER, **row}) for number, row in enumerate(modifiers, 51)]
    for row in rows:
        for value in row["option_values"]:
            value.setdefault("option_id", row["id"])
            value["adjusters"] = {**_ADJUSTERS, **value.get("adjusters", {})}
    return rows


def _choice(product_id: int, number: int, row: Payload) -> Payload:
    choice_id = row.get("id", product_id * 100 + number)
    name = row.get("display_name", f"Choice {number}")
    values = [
        {"id": choice_id * 100 + position, "sort_order": position - 1, **_VALUE, **value}
        for position, value in enumerate(row["option_values"], 1)
    ]
    return {
        "product_id": product_id,
        "display_name": name,
        "name": f"{name}{choice_id}-{product_id}",
        "sort_order": number - 1,
        **row,
        "id": choice_id,
        "option_values": values,
    }


def _image(product_id: int, number: int, row: str | Payload) -> Payload:
    given = {"image_url": row} if isinstance(row, str) else row
    url = given.get("image_url", "")
    sizes = {f"url_{size}": url for size in ("zoom", "standard", "thumbnail", "tiny")}
    return {
        "id": product_id * 1000 + number,
        "product_id": product_id,
        "is_thumbnail": number == 1,
        "sort_order": number - 1,
        "description": "",
        "image_file": url.rsplit("/", 1)[-1],
        "date_modified": CREATED,
        **sizes,
        **{key: value for key, value in given.items() if key != "image_url"},
    }


def _variants(payload: Payload, given: Sequence[Payload]) -> list[Payload]:
    combined = [
        [
            {
                "id": value["id"],
                "label": value["label"],
                "option_id": option["id"],
                "option_display_name": option["display_name"],
            }
            for option, value in zip(payload["options"], values, strict=True)
        ]
        for values in combinations(*(option["option_values"] for option in payload["options"]))
    ]
    rows = given or [{"option_values": values} for values in combined]
    variants = []
    for number, row in enumerate(rows, 1):
        variant = {**_VARIANT, "option_values": combined[number - 1] if number <= len(combined) else [], **row}
        variant_id = variant.setdefault("id", payload["id"] * 1000 + number)
        variant.setdefault("product_id", payload["id"])
        variant.setdefault("sku_id", variant_id if variant["option_values"] else None)
        if not row.get("sku") and payload["sku"]:
            variant["sku"] = f"{payload['sku']}-{number}" if variant["option_values"] else payload["sku"]
        if not variant["option_values"]:
            variant["inventory_level"] = row.get("inventory_level", payload["inventory_level"])
        variants.append(variant)
    return variants
