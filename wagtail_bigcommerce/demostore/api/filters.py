"""Query filters of lists: `field`, `field:in`, `:not_in`, `:min`, `:max`, `:greater`, `:less`, `:like`, `:not`.

Each list names the filters it has; any other parameter is refused with 422, so that a misspelt one is
found at once instead of answering with everything.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from ..messages import Request, problem
from ..state import Payload

Predicate = Callable[[Payload], bool]
#: Makes the predicate from the parameter's text and the store's time; raises ValueError for nonsense.
Filter = Callable[[str, datetime], Predicate]
Filters = dict[str, Filter]

#: Parameters of lists that do not filter.
CONTROLS = frozenset({"page", "limit", "sort", "direction", "include", "include_fields", "exclude_fields"})

#: Parameters of lists that page by cursor besides.
CURSORS: Filters = dict.fromkeys(("after", "before"), lambda text, now: lambda row: True)

#: Turns a parameter's text into what rows are compared with.
Parse = Callable[[str, datetime], Any]
#: Turns a row's value into something comparable.
Read = Callable[[Any], Any]

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "": operator.eq,
    "not": operator.ne,
    "min": operator.ge,
    "max": operator.le,
    "greater": operator.gt,
    "less": operator.lt,
    "in": lambda value, wanted: value in wanted,
    "not_in": lambda value, wanted: value not in wanted,
    "like": lambda value, wanted: wanted.strip("%") in value,
}
_OF_LISTS = frozenset({"in", "not_in"})


def integers(field: str, *operators: str) -> Filters:
    return _filters(field, operators, lambda text, now: int(text))


def numbers(field: str, *operators: str) -> Filters:
    return _filters(field, operators, lambda text, now: float(text))


def booleans(field: str) -> Filters:
    """A flag, sent as true/false or 1/0."""
    return _filters(field, (), _flag)


def texts(field: str, *operators: str) -> Filters:
    """Filters on text, blind to case as the database behind the API is."""
    return _filters(field, operators, lambda text, now: text.casefold(), read=_folded)


def dates(field: str, *operators: str) -> Filters:
    """Filters on a point in time.

    A value without a time part silently gets the current time of day, as the documentation of the
    product filters warns.
    """
    return _filters(field, operators, _moment, read=lambda value: _parse(value) if value else None)


def flag_when(param: str, condition: Predicate) -> Filters:
    """A flag that asks for something computed from the row."""

    def make(text: str, now: datetime) -> Predicate:
        wanted = _flag(text, now)
        return lambda row: condition(row) is wanted

    return {param: make}


def filtered(request: Request, rows: Iterable[Payload], filters: Filters, now: datetime) -> list[Payload]:
    """The rows that pass every filter of the request. Raises a 422 for an unknown or unreadable one."""
    unknown = sorted(name for name in request.params if name not in filters and name not in CONTROLS)
    if unknown:
        problem(422, f"The filter(s): {', '.join(unknown)} are not valid filter parameter(s).")
    for name, text in request.params.items():
        if name in filters:
            try:
                rows = filter(filters[name](text, now), rows)
            except ValueError:
                problem(422, f"The filter {name} is invalid", {name: f"cannot read {text!r}"})
    return list(rows)


def _filters(field: str, operators: tuple[str, ...], parse: Parse, read: Read | None = None) -> Filters:
    return {f"{field}:{name}" if name else field: _filter(field, name, parse, read) for name in operators or ("",)}


def _filter(field: str, operator_name: str, parse: Parse, read: Read | None) -> Filter:
    compare = _COMPARISONS[operator_name]

    def make(text: str, now: datetime) -> Predicate:
        wanted: Any = parse(text, now) if operator_name not in _OF_LISTS else _parsed_list(parse, text, now)

        def matches(row: Payload) -> bool:
            value = row.get(field)
            if read is not None:
                value = read(value)
            return value is not None and compare(value, wanted)

        return matches

    return make


def _parsed_list(parse: Parse, text: str, now: datetime) -> set[Any]:
    return {parse(part.strip(), now) for part in text.split(",") if part.strip()}


def _folded(value: Any) -> str | None:
    return None if value is None else str(value).casefold()


def _flag(text: str, now: datetime) -> bool:
    if text.lower() in ("1", "true"):
        return True
    if text.lower() in ("0", "false"):
        return False
    raise ValueError(text)


def _parse(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _moment(text: str, now: datetime) -> datetime:
    if "T" in text:
        # A plus sign that was not percent-encoded arrives as a space.
        return _parse(text.strip().replace(" ", "+"))
    return datetime.combine(_parse(text.strip()).date(), now.time(), tzinfo=UTC)
