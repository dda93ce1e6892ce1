"""What the brake kept from vanishing, and where the site shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from ..models import Brand, Category, Product, SyncRun
from ..sync.usage import used_on

#: rows of a kind that are named; more are counted
MOST_NAMED = 100

#: what a run's cursor calls the kinds that have pages
_MODELS: dict[str, type[models.Model]] = {"products": Product, "categories": Category, "brands": Brand}


@dataclass(frozen=True)
class WithheldRow:
    name: str
    edit_url: str
    usage_url: str
    #: titles of pages and snippets that show it, and how many there are in all
    places: list[str]
    place_count: int


@dataclass(frozen=True)
class Withheld:
    """So many rows of one kind a run would have taken away.

    `rows` are the first of them by name; none of kinds that editors do not meet.
    """

    label: str
    count: int
    rows: list[WithheldRow]

    @property
    def unnamed(self) -> int:
        return self.count - len(self.rows)


def withheld(run: SyncRun) -> list[Withheld]:
    """What a held run would take away, by kind. A few queries for each kind, however many rows there are."""
    return [
        _rows_of(_MODELS[kind], ids) if kind in _MODELS else Withheld(kind, len(ids), [])
        for kind, ids in run.cursor.get("held", {}).items()
    ]


def _rows_of(model: type[models.Model], ids: list[int]) -> Withheld:
    rows = model._default_manager.filter(bigcommerce_id__in=ids, vanished_at=None).only("pk", "name").order_by("name")
    named = list(rows[:MOST_NAMED])
    usage = used_on(model, [row.pk for row in named])
    views = f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}"
    return Withheld(
        label=str(model._meta.verbose_name_plural),
        count=rows.count(),
        rows=[
            WithheldRow(
                name=str(row),
                edit_url=reverse(f"{views}:edit", args=[row.pk]),
                usage_url=reverse(f"{views}:usage", args=[row.pk]),
                places=[place["title"] for place in usage.get(row.pk, {}).get("places", [])],
                place_count=usage.get(row.pk, {}).get("count", 0),
            )
            for row in named
        ],
    )
