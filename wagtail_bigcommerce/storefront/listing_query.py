"""What a visitor asks of a listing, read from the address. A value that makes no sense is left out, never an error."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from . import search

RELEVANCE = "relevance"
SORTS = ("featured", "newest", "best-selling", "name", "-name", "price", "-price", "rating")
#: more than a person clicks; keeps a forged address from becoming a query of thousands of conditions
MAX_VALUES = 20
MAX_AMOUNT = Decimal(10) ** 12

_OPTION = "option."


@dataclass(frozen=True)
class ListingQuery:
    """`text` is what was typed to search for; "" is no search. `sort` "" means the listing's own order. Prices are in
    the channel's currency. `options` maps a facet's name to the values of which a product must have one."""

    text: str = ""
    sort: str = ""
    page: int = 1
    brands: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    min_price: Decimal | None = None
    max_price: Decimal | None = None
    in_stock: bool = False
    rating: Decimal | None = None
    options: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_filtered(self) -> bool:
        return bool(
            self.brands
            or self.categories
            or self.options
            or self.in_stock
            or any(limit is not None for limit in (self.min_price, self.max_price, self.rating))
        )

    @classmethod
    def read(cls, query: QueryDict) -> ListingQuery:
        sort = query.get("sort", "")
        names = [name for name in query if name.startswith(_OPTION) and name != _OPTION][:MAX_VALUES]
        options = {name.removeprefix(_OPTION): _texts(query, name) for name in names}
        return cls(
            text=search.typed(query.get("q", "")),
            sort=sort if sort in SORTS else "",
            page=_page(query.get("page", "")),
            brands=_texts(query, "brand"),
            categories=_texts(query, "category"),
            min_price=_amount(query.get("min_price", "")),
            max_price=_amount(query.get("max_price", "")),
            in_stock=query.get("in_stock", "").lower() in {"1", "true", "on", "yes"},
            rating=_amount(query.get("rating", "")),
            options={name: values for name, values in options.items() if values and "\0" not in name},
        )


def _texts(query: QueryDict, name: str) -> list[str]:
    # databases refuse NUL
    return [text for text in query.getlist(name) if text and "\0" not in text][:MAX_VALUES]


def _page(text: str) -> int:
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount < MAX_AMOUNT else None
