"""Variants: every purchasable combination of a product's option values.

Source: Catalog V3, "Product variants". A product without options has one, the base variant.
"""

from itertools import product as combinations
from random import Random
from typing import Any

from .pictures import Pictures
from .text import sku_codes

#: Ids are derived from the product's; BigCommerce allows 600 variants a product.
VARIANTS_PER_PRODUCT = 1000
#: A variant's `sku_id` is another number than its `id`; base variants have none.
FIRST_SKU_ID = 500_000_000

VARIANT_DEFAULTS: dict[str, Any] = {
    "price": None,
    "sale_price": None,
    "retail_price": None,
    "cost_price": 0,
    "map_price": None,
    "weight": None,
    "width": None,
    "height": None,
    "depth": None,
    "is_free_shipping": False,
    "fixed_cost_shipping_price": None,
    "purchasing_disabled": False,
    "purchasing_disabled_message": "",
    "image_url": "",
    "upc": "",
    "mpn": "",
    "gtin": "",
    "bin_picking_number": "0",
    "inventory_level": 0,
    "inventory_warning_level": 0,
}


def base_variant(product: dict[str, Any]) -> dict[str, Any]:
    """Return the hidden variant of a product that has no options."""
    return _variant(
        product,
        VARIANT_DEFAULTS
        | {
            "id": product["id"] * VARIANTS_PER_PRODUCT,
            "sku": product["sku"],
            "sku_id": None,
            "upc": product["upc"],
            "inventory_level": product["inventory_level"],
            "inventory_warning_level": product["inventory_warning_level"],
            "option_values": [],
        },
    )


def variants(
    product: dict[str, Any],
    exceptions: list[dict[str, Any]],
    picture: dict[str, Any],
    pictures: Pictures,
    dice: Random,
) -> list[dict[str, Any]]:
    """Combine the option values of `product` and apply the authored `exceptions` to those they name.

    An exception is `{when = {Size = "Large"}, <variant field> = …}`; `absent = true` leaves the
    combination out. Where a swatch is chosen the variant's picture has its colour.
    """
    choices = [option["option_values"] for option in product["options"]]
    codes = [
        dict(zip((value["id"] for value in values), sku_codes(value["label"] for value in values), strict=True))
        for values in choices
    ]
    payloads = []
    for number, values in enumerate(combinations(*choices), start=1):
        chosen = {o["display_name"]: v["label"] for o, v in zip(product["options"], values, strict=True)}
        changes: dict[str, Any] = {}
        for exception in exceptions:
            if exception["when"].items() <= chosen.items():
                changes |= {key: value for key, value in exception.items() if key != "when"}
        stock = dice.randint(4, 60) if product["inventory_tracking"] == "variant" else 0
        if changes.pop("absent", False):
            continue
        suffix = "-".join(code[value["id"]] for code, value in zip(codes, values, strict=True))
        variant_id = product["id"] * VARIANTS_PER_PRODUCT + number
        payloads.append(
            _variant(
                product,
                VARIANT_DEFAULTS
                | {
                    "id": variant_id,
                    "sku": f"{product['sku']}-{suffix}" if product["sku"] else "",
                    "sku_id": FIRST_SKU_ID + variant_id,
                    "image_url": _image_url(product, chosen, picture, pictures),
                    "inventory_level": stock,
                    "inventory_warning_level": product["inventory_warning_level"],
                    "option_values": [
                        {
                            "id": value["id"],
                            "label": value["label"],
                            "option_id": option["id"],
                            "option_display_name": option["display_name"],
                        }
                        for option, value in zip(product["options"], values, strict=True)
                    ],
                }
                | changes,
            )
        )
    return payloads


def _variant(product: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    own = fields["sale_price"] or fields["price"]
    weight = product["weight"] if fields["weight"] is None else fields["weight"]
    computed = {"calculated_price": own or product["calculated_price"], "calculated_weight": weight}
    return {"product_id": product["id"]} | fields | computed


def _image_url(product: dict[str, Any], chosen: dict[str, str], picture: dict[str, Any], pictures: Pictures) -> str:
    for option in product["options"]:
        if option["type"] == "swatch" and picture:
            colour = chosen[option["display_name"]]
            return pictures.product(picture["motif"], picture["look"], colour, "front") + "?size=zoom"
    return ""
