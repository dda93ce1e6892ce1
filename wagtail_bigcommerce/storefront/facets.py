"""What a listing can be narrowed by, with counts.

A facet's own choice does not narrow its own counts: they say how many products another value would show.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from ..models import Channel, Product, ProductFacet
from .listing_query import ListingQuery

MAX_FACETS = 8
MAX_VALUES = 15
#: rows read for all facets together
MAX_ROWS = 500


class Filtered(Protocol):
    def __call__(self, *, without: str = "") -> QuerySet[Product]: ...


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """`name` is the query parameter."""

    name: str
    label: str
    values: list[FacetValue] = field(default_factory=list)

    @property
    def has_choice(self) -> bool:
        return any(value.is_chosen for value in self.values)


def facets_of(filtered: Filtered, query: ListingQuery, channel: Channel) -> list[Facet]:
    """Brands, then options and custom fields; facets that would change nothing are left out."""
    facets = [_brands(filtered(without="brand"), query), *_options(filtered, query)]
    return [facet for facet in facets if len(facet.values) > 1 or facet.has_choice]


def _brands(products: QuerySet[Product], query: ListingQuery) -> Facet:
    rows = (
        products.filter(brand__isnull=False, brand__live=True)
        .order_by()
        .values_list("brand__slug", "brand__name")
        .annotate(count=Count("pk"))
        .order_by("-count", "brand__name")[:MAX_VALUES]
    )
    values = [FacetValue(slug, name, count, slug in query.brands) for slug, name, count in rows]
    return Facet("brand", _("Brand"), values)


def _options(filtered: Filtered, query: ListingQuery) -> list[Facet]:
    values: dict[str, list[FacetValue]] = {}
    for name, value, count in _counts(filtered()):
        if name not in query.options:
            values.setdefault(name, []).append(FacetValue(value, value, count, False))
    for name, chosen in query.options.items():
        values[name] = [
            FacetValue(value, value, count, value in chosen)
            for _name, value, count in _counts(filtered(without=name), name=name)
        ]
    facets = [Facet(f"option.{name}", name, found[:MAX_VALUES]) for name, found in values.items()]
    return sorted(facets, key=lambda facet: (not facet.has_choice, -sum(value.count for value in facet.values)))[
        :MAX_FACETS
    ]


def _counts(products: QuerySet[Product], **narrowed: str) -> list[tuple[str, str, int]]:
    rows = ProductFacet.objects.filter(product__in=products.order_by().values("pk"), **narrowed)
    return list(
        rows.values_list("name", "value").annotate(count=Count("product")).order_by("-count", "value")[:MAX_ROWS]
    )
