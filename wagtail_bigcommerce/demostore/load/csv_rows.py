"""Reads the control panel's "V3 product export": a row a product, variant, image or video.

Rows below a product belong to it. Values are text; an empty cell of a variant means "as the product".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..state import Payload

#: Options of a variant follow each other without any separator, so the next `Type=` ends a value.
_OPTION = re.compile(r"Type=(?P<type>[^|]*)\|Name=(?P<name>[^|]*)\|Value=(?P<value>.*?)(?=Type=\w+\|Name=|$)", re.S)
_SWATCH = re.compile(r"(?P<label>.*)\[(?P<colors>#[^\]]*)\]")
_CUSTOM_FIELD = re.compile(r"(?:id=(?P<id>\d+)\|)?(?P<name>[^=]+)=(?P<value>.*)", re.S)
_OPTION_TYPES = {
    "rectangle": "rectangles",
    "radio": "radio_buttons",
    "dropdown": "dropdown",
    "swatch": "swatch",
    "product_list": "product_list",
    "product_list_with_images": "product_list_with_images",
}
_TEXTS = {
    "name": "Name",
    "sku": "SKU",
    "description": "Description",
    "page_title": "Page Title",
    "meta_description": "Meta Description",
    "search_keywords": "Search Keywords",
    "bin_picking_number": "Bin Picking Number",
    "upc": "UPC/EAN",
    "gtin": "Global Trade Number",
    "mpn": "Manufacturer Part Number",
    "warranty": "Warranty",
}
_NUMBERS = {
    "price": "Price",
    "cost_price": "Cost Price",
    "retail_price": "Retail Price",
    "sale_price": "Sale Price",
    "fixed_cost_shipping_price": "Fixed Shipping Cost",
    "weight": "Weight",
    "width": "Width",
    "height": "Height",
    "depth": "Depth",
}
_INTEGERS = {
    "inventory_level": "Current Stock",
    "inventory_warning_level": "Low Stock",
    "brand_id": "Brand ID",
    "tax_class_id": "Tax Class",
    "sort_order": "Sort Order",
}
_FLAGS = {
    "is_visible": "Is Visible",
    "is_featured": "Is Featured",
    "is_free_shipping": "Free Shipping",
    "is_condition_shown": "Show Product Condition",
}
_VARIANT_TEXTS = ("sku", "upc", "gtin", "mpn", "bin_picking_number")
_VARIANT_INTEGERS = ("inventory_level", "inventory_warning_level")


def iter_products(path: Path) -> Iterator[Payload]:
    """Yield partial V3 products. `categories` holds the column's entries as text: ids or paths."""
    product: Payload | None = None
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Item"] == "Product":
                if product is not None:
                    yield product
                product = _product(row)
            elif product is not None and row["Item"] in _PARTS:
                part, read = _PARTS[row["Item"]]
                product[part].append(read(row, product))
    if product is not None:
        yield product


def _product(row: dict[str, str]) -> Payload:
    product: Payload = {
        "id": int(row["ID"]),
        "type": row["Type"] or "physical",
        "inventory_tracking": row["Inventory Tracking"] or "none",
        "condition": row["Product Condition"] or "New",
        "categories": [entry.strip() for entry in row["Categories"].split(";") if entry.strip()],
        "meta_keywords": [word.strip() for word in row["Meta Keywords"].split(",") if word.strip()],
        "custom_fields": list(_custom_fields(row["Custom Fields"])),
        **{field: row[column] for field, column in _TEXTS.items()},
        **{field: _number(row[column]) or 0 for field, column in _NUMBERS.items()},
        **{field: int(_number(row[column]) or 0) for field, column in _INTEGERS.items()},
        **{field: row[column].upper() == "TRUE" for field, column in _FLAGS.items()},
        "options": [],
        "variants": [],
        "images": [],
        "videos": [],
    }
    if row["Product URL"]:
        product["custom_url"] = {"url": row["Product URL"], "is_customized": False}
    return product


def _variant(row: dict[str, str], product: Payload) -> Payload:
    return {
        "id": int(row["ID"]),
        "image_url": row["Variant Image URL"],
        "is_free_shipping": row["Free Shipping"].upper() == "TRUE",
        "option_values": [_value(match, product) for match in _OPTION.finditer(row["Options"])],
        **{field: row[_TEXTS[field]] for field in _VARIANT_TEXTS},
        **{field: _number(row[column]) for field, column in _NUMBERS.items()},
        **{field: int(_number(row[_INTEGERS[field]]) or 0) for field in _VARIANT_INTEGERS},
    }


def _value(match: re.Match[str], product: Payload) -> Payload:
    """The value a variant has of one option; option and value join the product's when they are new."""
    options: list[Payload] = product["options"]
    option = next((row for row in options if row["display_name"] == match["name"]), None)
    if option is None:
        option = {
            "id": product["id"] * 100 + len(options) + 1,
            "display_name": match["name"],
            "type": _OPTION_TYPES.get(match["type"].lower(), "dropdown"),
            "option_values": [],
        }
        options.append(option)
    values = option["option_values"]
    swatch = _SWATCH.fullmatch(match["value"])
    label = swatch["label"] if swatch else match["value"]
    value = next((row for row in values if row["label"] == label), None)
    if value is None:
        value = {"id": option["id"] * 100 + len(values) + 1, "label": label}
        if swatch:
            value["value_data"] = {"colors": re.findall(r"#\w+", swatch["colors"])}
        values.append(value)
    return {
        "id": value["id"],
        "label": label,
        "option_id": option["id"],
        "option_display_name": option["display_name"],
    }


def _image(row: dict[str, str], product: Payload) -> Payload:
    url = row["Internal Image URL (Export)"] or row["Image URL (Import)"]
    return {
        "id": int(row["ID"]),
        "image_file": url.rpartition("/")[2].partition("?")[0],
        "description": row["Image Description"],
        "is_thumbnail": row["Image is Thumbnail"].upper() == "TRUE",
        "sort_order": int(_number(row["Image Sort Order"]) or 0),
    }


def _video(row: dict[str, str], product: Payload) -> Payload:
    return {
        "id": int(row["ID"]),
        "product_id": product["id"],
        "type": "youtube",
        "video_id": row["YouTube ID"],
        "title": row["Video Title"],
        "description": row["Video Description"],
        "sort_order": int(_number(row["Video Sort Order"]) or 0),
        "length": "",
    }


_PARTS: dict[str, tuple[str, Any]] = {
    "Variant": ("variants", _variant),
    "Image": ("images", _image),
    "Video": ("videos", _video),
}


def _custom_fields(cell: str) -> Iterator[Payload]:
    for entry in filter(None, cell.split(";")):
        match = _CUSTOM_FIELD.fullmatch(entry)
        if match:
            field: Payload = {"name": match["name"], "value": match["value"]}
            yield {"id": int(match["id"]), **field} if match["id"] else field


def _number(cell: str) -> float | None:
    return float(cell) if cell.strip() else None
