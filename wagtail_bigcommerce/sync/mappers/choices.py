"""What a shopper chooses: options, which make variants, and modifiers, which do not.

Sources: REST Management, Catalog v3, Product Variant Options and Product Modifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .modifier_config import map_config
from .values import Payload, boolean, identifier, integer, mapping, price_text, rows, text

_HEX_COLOR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")


def map_options(payload: object) -> list[Payload]:
    """`[{id, name, type, sort_order, values}]`, in the order in which they are shown."""
    return _in_order(_map_option(row) for row in rows(payload) if identifier(row.get("id")))


def map_modifiers(payload: object) -> list[Payload]:
    """Like options, with `required`, `config` and, for each value, what it does to price and availability."""
    return _in_order(_map_modifier(row) for row in rows(payload) if identifier(row.get("id")))


def options_of_variants(variants: Iterable[Mapping[str, Any]], known: Sequence[Payload] = ()) -> list[Payload]:
    """Return the options that the variants show, for as long as the options themselves are unread.

    `known` is what was read earlier: it brings the types, swatches and order of what is still there.
    """
    known_options = {option["id"]: option for option in known}
    options: dict[int, Payload] = {}
    for variant in variants:
        for chosen in variant["option_values"]:
            option_id = chosen["option_id"]
            option = options.get(option_id)
            if option is None:
                option = options[option_id] = _unread_option(chosen, len(options), known_options.get(option_id))
            option["values"].setdefault(chosen["id"], chosen)
    return _in_order(
        {**option, "values": _values_shown(option, known_options.get(option["id"]))} for option in options.values()
    )


def with_unlisted(read: Sequence[Payload], shown: Sequence[Payload]) -> list[Payload]:
    """Return the options that were read, completed by those that variants show and the list of options lacks.

    Products from before V3 have such variants; without this they could not be chosen.
    """
    shown_by_id = {option["id"]: option for option in shown}
    completed = []
    for option in read:
        listed = {value["id"] for value in option["values"]}
        unlisted = [value for value in shown_by_id.pop(option["id"], {}).get("values", ()) if value["id"] not in listed]
        completed.append({**option, "values": [*option["values"], *unlisted]})
    return [*completed, *shown_by_id.values()]


def _unread_option(chosen: Payload, position: int, known: Payload | None) -> Payload:
    if known is not None:
        return {**known, "values": {}}
    name = chosen["option_display_name"]
    return {"id": chosen["option_id"], "name": name, "type": "dropdown", "sort_order": position, "values": {}}


def _values_shown(option: Payload, known: Payload | None) -> list[Payload]:
    read = {value["id"]: value for value in known["values"]} if known else {}
    return _in_order(
        read.get(value_id) or _value(value_id, chosen["label"], sort_order=len(read) + position)
        for position, (value_id, chosen) in enumerate(option["values"].items())
    )


def _map_option(row: Payload) -> Payload:
    return {
        "id": identifier(row.get("id")),
        "name": text(row.get("display_name")) or text(row.get("name")),
        "type": text(row.get("type")) or "dropdown",
        "sort_order": integer(row.get("sort_order")),
        "values": _in_order(_map_value(value) for value in rows(row.get("option_values")) if _is_value(value)),
    }


def _map_modifier(row: Payload) -> Payload:
    option = _map_option(row)
    values = (_map_modifier_value(value) for value in rows(row.get("option_values")) if _is_value(value))
    return {
        **option,
        "required": boolean(row.get("required")),
        "config": map_config(row.get("config"), kind=option["type"], name=option["name"]),
        "values": _in_order(values),
    }


def _map_value(row: Payload) -> Payload:
    data = mapping(row.get("value_data"))
    return _value(
        identifier(row.get("id")) or 0,
        text(row.get("label")),
        sort_order=integer(row.get("sort_order")),
        is_default=boolean(row.get("is_default")),
        colors=map_colors(data.get("colors")),
        image_url=text(data.get("image_url")),
        product_id=identifier(data.get("product_id")),
    )


def _map_modifier_value(row: Payload) -> Payload:
    checked = mapping(row.get("value_data")).get("checked_value")
    adjusters = mapping(row.get("adjusters"))
    value = _map_value(row)
    return {
        **value,
        "image_url": value["image_url"] or text(adjusters.get("image_url")),
        "checked": checked if isinstance(checked, bool) else None,
        "price_adjuster": _map_adjuster(adjusters.get("price")),
        "purchasing_disabled": _is_disabled(adjusters.get("purchasing_disabled")),
    }


def _value(
    value_id: int,
    label: str,
    *,
    sort_order: int,
    is_default: bool = False,
    colors: Sequence[str] = (),
    image_url: str = "",
    product_id: int | None = None,
) -> Payload:
    return {
        "id": value_id,
        "label": label,
        "sort_order": sort_order,
        "is_default": is_default,
        "colors": list(colors),
        "image_url": image_url,
        "product_id": product_id,
    }


def map_colors(colors: object) -> list[str]:
    """Return the `#rrggbb` codes in a swatch; stores also send several of them in one string. Nothing else passes."""
    entries = colors if isinstance(colors, list) else [colors]
    return [code.lower() for entry in entries if isinstance(entry, str) for code in _HEX_COLOR.findall(entry)]


def _map_adjuster(adjuster: object) -> Payload | None:
    given = mapping(adjuster)
    amount = price_text(given.get("adjuster_value"))
    if amount is None or not float(amount):
        return None
    kind = "percentage" if given.get("adjuster") == "percentage" else "relative"
    return {"type": kind, "value": amount}


def _is_disabled(flag: object) -> bool:
    """Tell it from an object (as on modifier values) or a bool (as on variants)."""
    return boolean(flag.get("status")) if isinstance(flag, dict) else boolean(flag)


def _is_value(row: Payload) -> bool:
    return identifier(row.get("id")) is not None


def _in_order(entries: Iterable[Payload]) -> list[Payload]:
    """Sort by `sort_order`; where stores leave it equal, BigCommerce's own order stays."""
    return sorted(entries, key=lambda entry: int(entry["sort_order"]))
