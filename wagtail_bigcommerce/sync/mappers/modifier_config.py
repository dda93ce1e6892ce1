"""The `config` of a modifier, with limits that apply and nothing else.

Keys keep BigCommerce's names. A limit that is switched off, 0, or makes no sense is None, so that whoever renders or
checks an input looks at the limit alone. Source: REST Management, Catalog v3, Product Modifiers, `config`.
"""

from __future__ import annotations

from .values import Payload, boolean, count, mapping, moment, number_text, text


def map_config(config: object, *, kind: str, name: str) -> Payload:
    """Return the settings of a modifier of type `kind`; `{}` for types that have none, whatever empty shape came."""
    given = mapping(config)
    mapper = _MAPPERS.get(kind)
    return mapper(given, name) if mapper else {}


def _map_text(given: Payload, name: str) -> Payload:
    limited = boolean(given.get("text_characters_limited"))
    return {
        "default_value": text(given.get("default_value")),
        "text_min_length": (count(given.get("text_min_length")) or None) if limited else None,
        "text_max_length": (count(given.get("text_max_length")) or None) if limited else None,
    }


def _map_multi_line_text(given: Payload, name: str) -> Payload:
    limited = boolean(given.get("text_lines_limited"))
    lines = (count(given.get("text_max_lines")) or None) if limited else None
    return {**_map_text(given, name), "text_max_lines": lines}


def _map_number(given: Payload, name: str) -> Payload:
    limited, mode = boolean(given.get("number_limited")), given.get("number_limit_mode")
    lowest = number_text(given.get("number_lowest_value")) if limited and mode != "highest" else None
    highest = number_text(given.get("number_highest_value")) if limited and mode != "lowest" else None
    if lowest is not None and highest is not None and float(lowest) > float(highest):
        lowest = highest = None
    return {
        "default_value": number_text(given.get("default_value")),
        "number_lowest_value": lowest,
        "number_highest_value": highest,
        "number_integers_only": boolean(given.get("number_integers_only")),
    }


def _map_date(given: Payload, name: str) -> Payload:
    limited, mode = boolean(given.get("date_limited")), given.get("date_limit_mode")
    earliest = _date(given.get("date_earliest_value")) if limited and mode != "latest" else None
    latest = _date(given.get("date_latest_value")) if limited and mode != "earliest" else None
    if earliest and latest and earliest > latest:
        earliest = latest = None
    return {
        "default_value": _date(given.get("default_value")),
        "date_earliest_value": earliest,
        "date_latest_value": latest,
    }


def _map_file(given: Payload, name: str) -> Payload:
    some = given.get("file_types_mode") != "all"
    return {
        "file_types_supported": _texts(given.get("file_types_supported")) if some else [],
        "file_types_other": _texts(given.get("file_types_other")) if some else [],
        # in kilobytes
        "file_max_size": count(given.get("file_max_size")) or None,
    }


def _map_checkbox(given: Payload, name: str) -> Payload:
    return {
        "checkbox_label": text(given.get("checkbox_label")) or name,
        "checked_by_default": boolean(given.get("checked_by_default")),
    }


def _map_product_list(given: Payload, name: str) -> Payload:
    return {
        "product_list_adjusts_inventory": boolean(given.get("product_list_adjusts_inventory")),
        "product_list_adjusts_pricing": boolean(given.get("product_list_adjusts_pricing")),
        "product_list_shipping_calc": text(given.get("product_list_shipping_calc")) or "none",
    }


def _date(value: object) -> str | None:
    """A day as "2026-01-31"; modifiers know no time of day."""
    parsed = moment(value)
    return parsed.date().isoformat() if parsed else None


def _texts(value: object) -> list[str]:
    return [entry for entry in value if isinstance(entry, str) and entry] if isinstance(value, list) else []


_MAPPERS = {
    "checkbox": _map_checkbox,
    "date": _map_date,
    "file": _map_file,
    "multi_line_text": _map_multi_line_text,
    "numbers_only_text": _map_number,
    "product_list": _map_product_list,
    "product_list_with_images": _map_product_list,
    "text": _map_text,
}
