"""What the brake kept from vanishing, and where the site shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ..models import Product, SyncRun
from ..sync.usage import used_on

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: products that are named; more are counted
MOST_NAMED = 100

#: what a run's counts call the kinds
_LABELS: dict[str, str | _StrPromise] = {
    "products": gettext_lazy("Products"),
    "categories": gettext_lazy("Categories"),
    "brands": gettext_lazy("Brands"),
    "redirects": gettext_lazy("Redirects"),
}


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
    """So many rows of one kind a run would have taken away. `rows` are the first of them by name, if they are known."""

    label: str
    count: int
    rows: list[WithheldRow]

    @property
    def unnamed(self) -> int:
        return self.count - len(self.rows)


def withheld(run: SyncRun) -> list[Withheld]:
    """What a held run would take away, by kind. A few queries, however many rows there are."""
    return [
        Withheld(
            label=str(_LABELS.get(kind, kind)),
            count=count,
            rows=_products(run.cursor.get("gone", [])) if kind == "products" else [],
        )
        for kind, count in run.cursor.get("held", {}).items()
    ]


def _products(ids: list[int]) -> list[WithheldRow]:
    gone = Product.objects.filter(bigcommerce_id__in=ids, vanished_at=None).only("pk", "name").order_by("name")
    products = list(gone[:MOST_NAMED])
    usage = used_on(Product, [product.pk for product in products])
    return [
        WithheldRow(
            name=product.name,
            edit_url=reverse("wagtailsnippets_wagtail_bigcommerce_product:edit", args=[product.pk]),
            usage_url=reverse("wagtailsnippets_wagtail_bigcommerce_product:usage", args=[product.pk]),
            places=[place["title"] for place in usage.get(product.pk, {}).get("places", [])],
            place_count=usage.get(product.pk, {}).get("count", 0),
        )
        for product in products
    ]
