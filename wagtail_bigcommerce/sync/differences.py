"""What an import would change, field by field: worked out by dry runs, which write nothing."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Literal

from django.db import models

from .digests import storable
from .mappers.values import Payload

#: as JSON has it; lists and objects are text by then
Shown = str | int | bool | None

Action = Literal["created", "changed", "unpublished"]

#: in the order of what matters most
ACTIONS: tuple[Action, ...] = ("unpublished", "changed", "created")

#: changes with every other change, and tells nothing by itself
_UNTOLD = frozenset({"date_modified"})

#: longer values are cut, so that a list of many differences stays small
_MAX_LENGTH = 300


@dataclass(frozen=True)
class FieldChange:
    """One value before and after. `field` names a column, or what is beside the row: "variants[SKU].price"."""

    field: str
    label: str
    old: Shown
    new: Shown


@dataclass(frozen=True)
class Difference:
    """One object that would change. `pk` is its row's, None before there is one."""

    action: Action
    bigcommerce_id: int
    name: str
    pk: int | None = None
    fields: tuple[FieldChange, ...] = ()


class Differences:
    """Collects the differences of a dry run by kind ("products", …): counts all, and keeps the first of each action."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.kept: dict[str, list[Difference]] = defaultdict(list)
        #: `{object_type, bigcommerce_id, reason}` of what could not be read
        self.issues: list[dict[str, Any]] = []
        self._counts: Counter[tuple[str, Action]] = Counter()

    def add(self, kind: str, differences: Iterable[Difference]) -> None:
        for difference in differences:
            self._counts[kind, difference.action] += 1
            if self._counts[kind, difference.action] <= self.limit:
                self.kept[kind].append(difference)

    def add_issues(self, issues: Iterable[dict[str, Any]]) -> None:
        self.issues += islice(issues, self.limit - len(self.issues))

    def count(self, kind: str, action: Action) -> int:
        return self._counts[kind, action]


def changes(model: type[models.Model], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[FieldChange]:
    """Compare columns by attribute name; `new` says which."""
    return [
        FieldChange(name, _label(model, name), shown(old[name]), shown(value))
        for name, value in new.items()
        if old[name] != value and name not in _UNTOLD
    ]


def changes_elsewhere(old: Payload, new: Payload) -> list[FieldChange]:
    """Compare payloads as stored: what changed at BigCommerce although no column shows it."""
    return [
        FieldChange(f"payload.{name}", name, shown(old.get(name)), shown(new.get(name)))
        for name in sorted({*old, *new} - _UNTOLD)
        if old.get(name) != new.get(name)
    ]


def row_differences(
    model: type[models.Model],
    mapped: Mapping[int, Mapping[str, Any]],
    payloads: Mapping[int, Payload],
    names: Mapping[str, Mapping[int, str]] | None = None,
) -> list[Difference]:
    """Compare columns by BigCommerce id with the rows that there are. `names` stand for keys of other rows. One query.

    What was visible and will not be is unpublished.
    """
    rows: dict[int, Any] = model._default_manager.in_bulk(list(mapped), field_name="bigcommerce_id")
    found = []
    for bigcommerce_id, values in mapped.items():
        row = rows.get(bigcommerce_id)
        if row is None:
            found.append(Difference("created", bigcommerce_id, values["name"]))
            continue
        new = {**values, "vanished_at": None}
        old = {name: getattr(row, name) for name in new}
        for name, words in (names or {}).items():
            old[name], new[name] = (words.get(side[name] or 0, "") for side in (old, new))
        fields = changes(model, old, new) or changes_elsewhere(row.payload, storable(payloads[bigcommerce_id]))
        hidden = _is_visible(old) and not _is_visible(new)
        action: Action = "unpublished" if hidden else "changed"
        found.append(Difference(action, bigcommerce_id, values["name"], row.pk, tuple(fields)))
    return found


def _is_visible(values: Mapping[str, Any]) -> bool:
    flags = (values.get("is_visible", True), values.get("ancestors_visible", True), values["vanished_at"] is None)
    return all(flags)


def differences_of_gone(model: type[models.Model], ids: Iterable[int]) -> list[Difference]:
    """Rows that BigCommerce no longer has, as the differences that marking them would be."""
    rows = model._default_manager.filter(bigcommerce_id__in=list(ids), vanished_at=None)
    columns = rows.order_by("bigcommerce_id").values_list("pk", "bigcommerce_id", "name")
    return [Difference("unpublished", bigcommerce_id, name, pk) for pk, bigcommerce_id, name in columns]


def shown(value: Any) -> Shown:
    """A value as people and JSON take it: exact numbers and dates as text, lists and objects as JSON text, cut."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        digits = f"{value:f}"
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _MAX_LENGTH else f"{text[: _MAX_LENGTH - 1]}…"


def _label(model: type[models.Model], name: str) -> str:
    column = model._meta.get_field(name.removesuffix("_id") if name != "bigcommerce_id" else name)
    return str(getattr(column, "verbose_name", name))
