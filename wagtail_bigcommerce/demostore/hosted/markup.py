"""HTML of the hosted pages: templates with `$name` placeholders, and values that are escaped on their way in."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any


class Html(str):
    """Text that is HTML already, and is not escaped again."""

    __slots__ = ()


def fill(template: str, /, **values: Any) -> Html:
    """Return `templates/{template}.html` with its placeholders filled; each must have a value."""
    return Html(_template(template).substitute({key: _escaped(value) for key, value in values.items()}))


def joined(parts: list[Html]) -> Html:
    return Html("".join(parts))


@cache
def _template(name: str) -> Template:
    return Template((files(__package__) / "templates" / f"{name}.html").read_text(encoding="utf-8"))


def _escaped(value: Any) -> str:
    return value if isinstance(value, Html) else escape(str(value))
