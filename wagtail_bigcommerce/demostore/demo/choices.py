"""Options and modifiers: what a shopper chooses on a product page.

Both share one range of ids, since a cart names either by `option_id`.
Source: Catalog V3, "Product variant options" and "Product modifiers".
"""

from copy import deepcopy
from typing import Any

from .pictures import Pictures
from .reader import cloths, palette

#: Ids are derived: a product has at most 99 options and modifiers, each with at most 99 values.
OPTIONS_PER_PRODUCT = 100
VALUES_PER_OPTION = 100
FIRST_MODIFIER = 50

PICK_LISTS = frozenset({"product_list", "product_list_with_images"})

CONFIG_DEFAULTS: dict[str, dict[str, Any]] = {
    "checkbox": {"checked_by_default": False, "checkbox_label": ""},
    "date": {
        "default_value": "",
        "date_limited": False,
        "date_limit_mode": "earliest",
        "date_earliest_value": None,
        "date_latest_value": None,
    },
    "file": {
        "file_types_mode": "specific",
        "file_types_supported": ["images"],
        "file_types_other": [],
        "file_max_size": 524288,
    },
    "text": {
        "default_value": "",
        "text_characters_limited": False,
        "text_min_length": 0,
        "text_max_length": 0,
    },
    "multi_line_text": {
        "default_value": "",
        "text_characters_limited": False,
        "text_min_length": 0,
        "text_max_length": 0,
        "text_lines_limited": False,
        "text_max_lines": 0,
    },
    "numbers_only_text": {
        "default_value": "",
        "number_limited": False,
        "number_limit_mode": "lowest",
        "number_lowest_value": 0,
        "number_highest_value": 0,
        "number_integers_only": False,
    },
    "product_list": {
        "product_list_adjusts_inventory": True,
        "product_list_adjusts_pricing": True,
        "product_list_shipping_calc": "weight",
    },
}
CONFIG_DEFAULTS["product_list_with_images"] = CONFIG_DEFAULTS["product_list"]


def options(product_id: int, entries: list[dict[str, Any]], pictures: Pictures) -> list[dict[str, Any]]:
    """Expand the authored options of one product."""
    return [_choice(product_id, position, entry, pictures) for position, entry in enumerate(entries, start=1)]


def modifiers(product_id: int, entries: list[dict[str, Any]], pictures: Pictures) -> list[dict[str, Any]]:
    """Expand the authored modifiers of one product, with an adjuster on every value."""
    payloads = []
    for position, entry in enumerate(entries, start=1):
        entry = {"values": ["Yes", "No"], **entry} if entry["type"] == "checkbox" else entry
        payload = _choice(product_id, FIRST_MODIFIER + position, entry, pictures)
        payload["required"] = entry.get("required", False)
        for value, authored in zip(payload["option_values"], entry.get("values", []), strict=True):
            value["option_id"] = payload["id"]
            value["adjusters"] = _adjusters(authored if isinstance(authored, dict) else {})
        if entry["type"] == "checkbox":
            for value, checked in zip(payload["option_values"], (True, False), strict=True):
                value["value_data"] = {"checked_value": checked}
                value["is_default"] = payload["config"]["checked_by_default"] is checked
            payload["option_values"][0]["adjusters"] = _adjusters(entry.get("yes", {}))
        payloads.append(payload)
    return payloads


def _choice(product_id: int, position: int, entry: dict[str, Any], pictures: Pictures) -> dict[str, Any]:
    kind, display_name = entry["type"], entry["name"]
    choice_id = product_id * OPTIONS_PER_PRODUCT + position
    defaults = CONFIG_DEFAULTS.get(kind)
    return {
        "id": choice_id,
        "product_id": product_id,
        # Stores keep a name that no shopper should see: the display name with a machine suffix.
        "name": f"{display_name.replace(' ', '-')}{1730000000 + choice_id}-{product_id}",
        "display_name": display_name,
        "type": kind,
        "sort_order": position,
        # A choice without settings is encoded as an empty array by real stores, not as an object.
        "config": [] if defaults is None else deepcopy(defaults) | entry.get("config", {}),
        "option_values": [
            _value(choice_id, number, kind, value, pictures) for number, value in enumerate(entry.get("values", []))
        ],
    }


def _value(
    choice_id: int, number: int, kind: str, authored: str | dict[str, Any], pictures: Pictures
) -> dict[str, Any]:
    fields = {"label": authored} if isinstance(authored, str) else authored
    return {
        "id": choice_id * VALUES_PER_OPTION + number + 1,
        "label": fields["label"],
        "sort_order": number,
        "is_default": fields.get("default", False),
        "value_data": _value_data(kind, fields, pictures),
    }


def _value_data(kind: str, fields: dict[str, Any], pictures: Pictures) -> dict[str, Any] | None:
    if kind == "swatch":
        label = fields["label"]
        return {"image_url": pictures.cloth(label)} if label in cloths() else {"colors": list(palette()[label])}
    if kind in PICK_LISTS:
        return {"product_id": fields["product"]}
    return None


def _adjusters(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the adjusters of a modifier's value from `price = 4.5` or `"10%"`, `weight` and `refused`."""
    message = fields.get("refused", "")
    return {
        "price": _adjuster(fields.get("price")),
        "weight": _adjuster(fields.get("weight")),
        "image_url": "",
        "purchasing_disabled": {"status": bool(message), "message": message},
    }


def _adjuster(amount: float | str | None) -> dict[str, Any]:
    if amount is None:
        return {}
    if isinstance(amount, str):
        return {"adjuster": "percentage", "adjuster_value": int(amount.removesuffix("%"))}
    return {"adjuster": "relative", "adjuster_value": amount}
