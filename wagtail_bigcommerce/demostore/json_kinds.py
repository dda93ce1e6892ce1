"""Is each field of a request's body of the JSON type that the operation takes? In the words of the API's errors."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .messages import problem

INVALID_BODY = "JSON data is missing or invalid"
_EXPECTED = {
    bool: "error.expected.jsboolean",
    dict: "error.expected.jsobject",
    float: "error.expected.jsnumber",
    int: "error.expected.jsnumber",
    list: "error.expected.jsarray",
    str: "error.expected.jsstring",
}
#: Integers are of 32 bits, amounts of money stay where their cents are exact.
_LARGEST_INTEGER = 2**31 - 1
_LARGEST_NUMBER = 10**12


def wrong_kinds(row: Any, kinds: Mapping[str, type]) -> dict[str, str]:
    """Return a message by name for each field that is there, is not null and is of another type.

    `float` stands for any number. A `row` that is no object is reported under the empty name.
    """
    if not isinstance(row, dict):
        return {"": _EXPECTED[dict]}
    return {
        name: _EXPECTED[kind]
        for name, kind in kinds.items()
        if row.get(name) is not None and not _is_of(row[name], kind)
    }


def require_kinds(row: Any, kinds: Mapping[str, type]) -> dict[str, Any]:
    """Return `row`, or refuse it with a 422 that names every field of a wrong type."""
    faults = wrong_kinds(row, kinds)
    if faults:
        problem(422, INVALID_BODY, faults)
    return dict(row)


def faults_by_row(rows: Iterable[Any], check: Callable[[Any], dict[str, str]]) -> dict[str, str]:
    """Return what `check` finds in each row of a list, by `{index}.{field}` as the API names it."""
    return {f"{index}.{key}": text for index, row in enumerate(rows) for key, text in check(row).items()}


def _is_of(value: Any, kind: type) -> bool:
    if kind is int:
        return type(value) is int and abs(value) <= _LARGEST_INTEGER
    if kind is float:
        return type(value) in {int, float} and math.isfinite(value) and abs(value) <= _LARGEST_NUMBER
    return isinstance(value, kind)
