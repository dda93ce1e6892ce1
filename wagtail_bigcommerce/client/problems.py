"""Reads the body of an error answer: one place for the many shapes that BigCommerce's errors have.

Seen in the field: V3 objects whose `errors` is an object (nested, or with keys like `.customer_create`), a list, or
absent; V2 lists of `{status, message}`; `{code, message}` without a title; HTML; nothing at all; and gzip that no
header announces.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

_GZIP_MAGIC = b"\x1f\x8b"
_LONGEST_ERROR_BODY = 256 * 1024
_TITLE_KEYS = ("title", "message", "detail", "error_description", "error")


class Problem(NamedTuple):
    """What an error body says: a title ("" when it says nothing) and messages by field."""

    title: str
    field_errors: dict[str, str]


def read_problem(content: bytes) -> Problem:
    """Understand the body of an error answer as far as possible. Never raises."""
    body = _decode(content)
    if isinstance(body, list):  # V2
        return _problem_of_list(body)
    if isinstance(body, dict):
        field_errors = dict(_flatten("", body.get("errors")))
        title = next((text for key in _TITLE_KEYS if (text := _text(body.get(key)))), "")
        return Problem(title or next(iter(field_errors.values()), ""), field_errors)
    return Problem("", {})


def _problem_of_list(body: list[Any]) -> Problem:
    messages = [_text(entry.get("message")) if isinstance(entry, dict) else _text(entry) for entry in body]
    return Problem("; ".join(message for message in messages if message), {})


def _flatten(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield a dotted path and a message for every text below `errors`, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flatten(f"{path}.{key}", inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _flatten(f"{path}.{index}" if len(value) > 1 or not path else path, inner)
    elif text := _text(value):
        yield path.strip("."), text


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _decode(content: bytes) -> Any:
    if content.startswith(_GZIP_MAGIC):
        try:
            content = zlib.decompressobj(wbits=31).decompress(content, _LONGEST_ERROR_BODY)
        except zlib.error:
            return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
