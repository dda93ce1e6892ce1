"""Products of a listing: filtered, sorted, a page at a time, by what the database says; only prices may be live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, F, OrderBy, OuterRef, Q, Subquery, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Category, Channel, Product, ProductCategory, ProductFacet
from ..models.products import ProductQuerySet
from . import search
from .cards import CARD_COLUMNS
from .facets import Facet, facets_of
from .listing_query import RELEVANCE, SORTS, ListingQuery
from .price_book import PriceBook

SORT_LABELS: dict[str, Promise] = {
    RELEVANCE: _("Best match"),
    "featured": _("Featured"),
    "newest": _("Newest"),
    "best-selling": _("Best selling"),
    "name": _("Name, A to Z"),
    "-name": _("Name, Z to A"),
    "price": _("Price, low to high"),
    "-price": _("Price, high to low"),
    "rating": _("Best rated"),
}

#: a category's own order at BigCommerce -> ours
CATEGORY_SORTS = {
    "featured": "featured",
    "newest": "newest",
    "best_selling": "best-selling",
    "alpha_asc": "name",
    "alpha_desc": "-name",
    "avg_customer_review": "rating",
    "price_asc": "price",
    "price_desc": "-price",
}

BY_PRICE = ("price", "-price")

# where a price is hidden its place in an order must not give it away
_PRICES_LAST = Case(When(is_price_hidden=True, then=1), default=0)

_ORDERS: dict[str, tuple[Any, ...]] = {
    "featured": (F("is_featured").desc(), "sort_order", "name"),
    "newest": (F("date_created").desc(nulls_last=True),),
    "best-selling": ("-total_sold", "name"),
    "name": ("name",),
    "-name": ("-name",),
    "price": (_PRICES_LAST, "price_min", "name"),
    "-price": (_PRICES_LAST, "-price_min", "name"),
    "rating": (F("rating").desc(nulls_last=True), "-reviews_count", "name"),
}


@dataclass(frozen=True)
class Listing:
    """A list of products as one address asks for it.

    `products` is what the page lists at most: a channel's, a category's or a brand's.
    """

    products: ProductQuerySet
    query: ListingQuery
    channel: Channel
    category: Category | None = None
    per_page: int = 24
    #: whose prices are shown; without one, a guest's of the last sync
    prices: PriceBook | None = None

    @property
    def sort(self) -> str:
        if self.query.sort and (self.shows_prices or self.query.sort not in BY_PRICE):
            return self.query.sort
        if self.query.text:
            return RELEVANCE
        own = self.category.default_product_sort if self.category else ""
        sort = CATEGORY_SORTS.get(own, "featured")
        return sort if self.shows_prices or sort not in BY_PRICE else "featured"

    @cached_property
    def book(self) -> PriceBook:
        return self.prices or PriceBook(self.channel)

    @property
    def shows_prices(self) -> bool:
        """Whether products can be sorted and filtered by price; where prices are hidden that would give them away."""
        return self.book.are_shown

    @property
    def sort_choices(self) -> list[tuple[str, Promise]]:
        names = (RELEVANCE, *SORTS) if self.query.text else SORTS
        return [(name, SORT_LABELS[name]) for name in names if self.shows_prices or name not in BY_PRICE]

    @cached_property
    def page(self) -> Page[Any]:
        """The products of this page; a number beyond the last page gives the last."""
        paginator = Paginator(self._in_order(), self.per_page)
        page = paginator.get_page(self.query.page)
        shown: list[Any] = list(page.object_list)
        page.object_list = self._cards(shown) if self.sort == RELEVANCE else shown
        self.book.prepare(page.object_list)
        page.shown_numbers = [  # type: ignore[attr-defined]
            number if isinstance(number, int) else None
            for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ]
        return page

    @property
    def filter_count(self) -> int:
        """How many things narrow the listing; two limits of the price are one."""
        query = self.query
        has_price = self.shows_prices and (query.min_price is not None or query.max_price is not None)
        picked = [*query.brands, *query.categories, *(value for values in query.options.values() for value in values)]
        return len(picked) + sum([has_price, query.in_stock, query.rating is not None])

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @cached_property
    def facets(self) -> list[Facet]:
        return facets_of(self._filtered, self.query, self.channel)

    @cached_property
    def chosen_category_paths(self) -> list[str]:
        """Of the categories in the query that this channel shows."""
        chosen = Category.objects.shown(self.channel).filter(slug__in=self.query.categories)
        return list(chosen.values_list("id_path", flat=True))

    @cached_property
    def _matching_ids(self) -> list[int]:
        return search.product_ids(self.query.text)

    def _filtered(self, *, without: str = "") -> ProductQuerySet:
        """The products that pass all filters, or all but the one named: what choosing another value would find."""
        products, query = self.products, self.query
        if query.text:
            products = products.filter(pk__in=self._matching_ids)
        for name, narrow in _FILTERS.items():
            if name != without:
                products = narrow(products, self)
        for name, values in query.options.items():
            if name != without:
                has_value = ProductFacet.objects.filter(product=OuterRef("pk"), name=name, value__in=values)
                products = products.filter(Exists(has_value))
        return products

    def _in_order(self) -> ProductQuerySet | list[int]:
        """Rows in order; for the best match first, their keys, since only the search engine knows that order."""
        products = self._filtered()
        if self.sort == RELEVANCE:
            found = set(products.values_list("pk", flat=True))
            return [pk for pk in self._matching_ids if pk in found]
        return products.select_related("brand").only(*CARD_COLUMNS).order_by(*self._order(), "pk")

    def _cards(self, keys: list[int]) -> list[Product]:
        rows = Product.objects.select_related("brand").only(*CARD_COLUMNS).in_bulk(keys)
        return [rows[key] for key in keys if key in rows]

    def _order(self) -> tuple[Any, ...]:
        if self.sort != "featured" or self.category is None:
            return _ORDERS[self.sort]
        placed = ProductCategory.objects.filter(product=OuterRef("pk"), category=self.category)
        by_hand = OrderBy(Subquery(placed.values("sort_order")[:1]), nulls_last=True)
        return (by_hand, *_ORDERS["featured"])


def _by_brand(products: ProductQuerySet, listing: Listing) -> ProductQuerySet:
    brands = listing.query.brands
    return products.filter(brand__slug__in=brands) if brands else products


def _by_category(products: ProductQuerySet, listing: Listing) -> ProductQuerySet:
    if not listing.query.categories:
        return products
    below = [Q(category__id_path__startswith=id_path) for id_path in listing.chosen_category_paths]
    if not below:
        return products.none()
    return products.filter(Exists(ProductCategory.objects.filter(reduce(or_, below), product=OuterRef("pk"))))


def _by_price(products: ProductQuerySet, listing: Listing) -> ProductQuerySet:
    lowest, highest = listing.query.min_price, listing.query.max_price
    if not listing.shows_prices or (lowest is None and highest is None):
        return products
    products, rate = products.filter(is_price_hidden=False), listing.book.currency.rate
    if lowest is not None:
        products = products.filter(price_max__gte=lowest / rate)
    if highest is not None:
        products = products.filter(price_min__lte=highest / rate)
    return products


def _by_stock(products: ProductQuerySet, listing: Listing) -> ProductQuerySet:
    return products.in_stock() if listing.query.in_stock else products


def _by_rating(products: ProductQuerySet, listing: Listing) -> ProductQuerySet:
    rating = listing.query.rating
    return products.filter(rating__gte=rating) if rating is not None else products


_FILTERS: dict[str, Callable[[ProductQuerySet, Listing], ProductQuerySet]] = {
    "brand": _by_brand,
    "category": _by_category,
    "price": _by_price,
    "in_stock": _by_stock,
    "rating": _by_rating,
}
