"""Variants: what is bought. Source: REST Management, Catalog v3, Product Variants."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .values import (
    Payload,
    boolean,
    identifier,
    integer,
    number,
    price,
    rows,
    text,
)


def map_variants(payload: object, product_price: Decimal) -> list[dict[str, Any]]:
    """Return the columns of each variant, `bigcommerce_id` among them, in BigCommerce's order and each once.

    A null price inherits the product's; `calculated_price` is what BigCommerce makes of it and wins.
    """
    variants: dict[int, dict[str, Any]] = {}
    for row in rows(payload):
        variant_id = identifier(row.get("id"))
        if variant_id is not None:
            variants[variant_id] = _map_variant(row, variant_id, len(variants), product_price)
    return list(variants.values())


def _map_variant(row: Payload, variant_id: int, position: int, product_price: Decimal) -> dict[str, Any]:
    own_price, sale_price = number(row.get("price")), price(row.get("sale_price"))
    calculated = number(row.get("calculated_price"))
    if calculated is None:
        calculated = sale_price or (product_price if own_price is None else own_price)
    return {
        "bigcommerce_id": variant_id,
        "sku": text(row.get("sku"), 255),
        "sku_id": identifier(row.get("sku_id")),
        "upc": text(row.get("upc"), 64),
        "gtin": text(row.get("gtin"), 64),
        "mpn": text(row.get("mpn"), 255),
        "price": own_price,
        "sale_price": sale_price,
        "retail_price": price(row.get("retail_price")),
        "calculated_price": calculated,
        "weight": number(row.get("weight")),
        "inventory_level": integer(row.get("inventory_level")),
        "inventory_warning_level": integer(row.get("inventory_warning_level")),
        "purchasing_disabled": boolean(row.get("purchasing_disabled")),
        "purchasing_disabled_message": text(row.get("purchasing_disabled_message"), 255),
        "image_url": text(row.get("image_url")),
        "option_values": map_option_values(row.get("option_values")),
        "position": position,
    }


def map_option_values(payload: object) -> list[Payload]:
    """`[{option_id, option_display_name, id, label}]`; products from before V3 leave both texts out."""
    return [
        {
            "option_id": option_id,
            "option_display_name": text(row.get("option_display_name")),
            "id": value_id,
            "label": text(row.get("label")),
        }
        for row in rows(payload)
        if (option_id := identifier(row.get("option_id"))) and (value_id := identifier(row.get("id")))
    ]


def fill_labels(option_values: list[Payload], options: list[Payload]) -> list[Payload]:
    """Complete texts that a variant left out from the product's options. Values that no option lists stay nameless."""
    names = {option["id"]: option["name"] for option in options}
    labels = {(option["id"], value["id"]): value["label"] for option in options for value in option["values"]}
    return [
        {
            **chosen,
            "option_display_name": chosen["option_display_name"] or names.get(chosen["option_id"], ""),
            "label": chosen["label"] or labels.get((chosen["option_id"], chosen["id"]), ""),
        }
        for chosen in option_values
    ]
