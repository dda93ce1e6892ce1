"""Finds products, categories and brands in recorded JSON, whatever the file wraps them in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..builders import brand, category
from ..state import Payload

_CAMEL_HUMP = re.compile(r"(?<=[a-z0-9])[A-Z]")
#: How deep below `{"data": ...}` or `{"someName": ...}` rows are looked for.
_WRAPPERS = 2


def iter_rows(document: Any, depth: int = _WRAPPERS) -> Iterator[Payload]:
    """Yield every row of a document: a list, one object, or either inside a wrapping object."""
    if isinstance(document, list):
        for entry in document:
            yield from iter_rows(entry, 0)
    elif isinstance(document, dict):
        if "id" in document or "category_id" in document:
            yield snake_case_keys(document)
        elif depth:
            for entry in document.values():
                yield from iter_rows(entry, depth - 1)


def snake_case_keys(value: Any) -> Any:
    """The same value with `camelCase` keys renamed, all the way down."""
    if isinstance(value, dict):
        return {
            _CAMEL_HUMP.sub(lambda hump: f"_{hump[0].lower()}", name): snake_case_keys(entry)
            for name, entry in value.items()
        }
    if isinstance(value, list):
        return [snake_case_keys(entry) for entry in value]
    return value


def is_product(row: Payload) -> bool:
    return {"id", "name", "price", "availability"} <= row.keys()


def is_category(row: Payload) -> bool:
    # Pages of the store's content have names, parents and addresses too, but say their type.
    return {"name", "parent_id"} <= row.keys() and bool({"url", "custom_url"} & row.keys()) and "type" not in row


def is_brand(row: Payload) -> bool:
    return {"id", "name", "custom_url", "page_title"} <= row.keys() and not is_category(row) and not is_product(row)


def iter_categories(row: Payload) -> Iterator[Payload]:
    """The category and all below it, as `trees/categories` lists them, from any of the three shapes."""
    fields = {name: value for name, value in row.items() if name not in ("id", "children", "custom_url", "url")}
    category_id = fields.pop("category_id", None) or row["id"]
    url = row.get("url") or row.get("custom_url") or {}
    path = url if isinstance(url, str) else url.get("path") or url.get("url")
    if path:
        fields["url"] = {"path": path, "is_customized": False}
    yield category(category_id, **{name: value for name, value in fields.items() if name not in ("depth", "path")})
    for child in row.get("children") or ():
        yield from iter_categories(child)


def whole_brand(row: Payload) -> Payload:
    return brand(**row)


def options_of_variants(variants: list[Payload]) -> list[Payload]:
    """The options that the variants' values tell of, where a recording has no options of its own."""
    options: dict[int, Payload] = {}
    for variant in variants:
        for value in variant.get("option_values", ()):
            option = options.setdefault(
                value["option_id"],
                {
                    "id": value["option_id"],
                    "display_name": value.get("option_display_name", f"Option {value['option_id']}"),
                    "option_values": {},
                },
            )
            label = value.get("label", f"Value {value['id']}")
            option["option_values"].setdefault(value["id"], {"id": value["id"], "label": label})
    return [{**option, "option_values": list(option["option_values"].values())} for option in options.values()]
