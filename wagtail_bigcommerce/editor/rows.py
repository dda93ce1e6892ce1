"""Reading rows for lists, cards and choosers: few queries, without what is not shown, and searched by the database.

Editors' searches do not go through Wagtail's search: it cannot look inside a SKU, and its SQLite backend fails on a
double quote.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from ..models import Channel, Product

Row = TypeVar("Row", bound=Model)

#: what neither a card nor a list shows; a product's row can be some 50 kB with them
HEAVY_PRODUCT_COLUMNS = (
    "payload",
    "description",
    "warranty",
    "content",
    "videos",
    "options",
    "modifiers",
    "custom_fields",
    "bulk_prices",
    "variant_skus",
    "search_keywords",
    "meta_description",
)

MOST_WORDS = 10
DEFAULT_CURRENCY = "USD"


def light(products: QuerySet[Product]) -> QuerySet[Product]:
    """Products as lists and cards need them: two queries, whatever their number."""
    return products.defer(*HEAVY_PRODUCT_COLUMNS).select_related("brand").prefetch_related("channel_assignments")


def search(rows: QuerySet[Row], query: str, fields: Iterable[str]) -> QuerySet[Row]:
    """Rows in which every word of `query` stands in one of `fields`, or is the row's BigCommerce id."""
    for word in query.replace("\0", "").split()[:MOST_WORDS]:
        anywhere = reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields))
        if word.isdecimal() and len(word) < 10:
            anywhere |= Q(bigcommerce_id=int(word))
        rows = rows.filter(anywhere)
    return rows


def catalog_currency() -> str:
    """The currency of synced prices. One query."""
    return Channel.objects.values_list("default_currency", flat=True).first() or DEFAULT_CURRENCY
