"""Everything a product page shows, gathered in three queries: the product came before, variants and other products
here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from ..commerce.pricing import Tier
from ..models import Category, Channel, Product, ProductCategory, ProductTag
from . import choices, links, price_token, stock
from .cards import CARD_COLUMNS
from .navigation import Link
from .price_book import PriceBook
from .prices import PriceDisplay
from .selection import Selection, select

RELATED = 4
#: how many categories a breadcrumb trail can show; deeper ones lose their top
TRAIL_DEPTH = 6


def shown_product(channel: Channel, slug: str) -> Product | None:
    """The product at an address, with its brand and its breadcrumb trail, in one query.

    Where two products claim one address (BigCommerce swaps them in two steps), the older one has it.
    """
    category = (
        Category.objects.shown(channel)
        .filter(placements__product=OuterRef("pk"))
        .order_by("-depth", "sort_order", "pk")
        .values(trail=JSONObject(**_trail_columns()))
    )
    return (
        Product.objects.shown(channel)
        .filter(slug=slug)
        .select_related("brand", "social_image")
        .annotate(
            category_trail=Subquery(category[:1]),
            has_tags=Exists(ProductTag.objects.filter(content_object=OuterRef("pk"))),
        )
        .defer("payload", "brand__payload", "brand__content")
        .order_by("bigcommerce_id")
        .first()
    )


def _trail_columns() -> dict[str, F]:
    columns: dict[str, F] = {}
    for level in range(TRAIL_DEPTH):
        prefix = "parent__" * level
        columns |= {f"name{level}": F(f"{prefix}name"), f"slug{level}": F(f"{prefix}slug")}
    return columns


@dataclass(frozen=True)
class ProductPage:
    """A product as one visitor's address shows it. All but its prices comes from the database."""

    product: Product
    channel: Channel
    query: Mapping[str, str]
    #: whose prices it shows; without one, a guest's of the last sync
    book: PriceBook | None = None

    @cached_property
    def selection(self) -> Selection:
        return select(self.product, self.product.variants.order_by("position"), self.query)

    @cached_property
    def prices(self) -> PriceBook:
        """Prices of everything on the page, asked for together."""
        book = self.book or PriceBook(self.channel)
        chosen = self.selection.variant
        variants = sorted(self.selection.variants, key=lambda variant: variant is not chosen)
        book.prepare_page(self.product, variants, self.related)
        return book

    @property
    def currency(self) -> str:
        return self.prices.currency.code

    @cached_property
    def url(self) -> str:
        return links.product_url(self.product, self.channel)

    @cached_property
    def price(self) -> PriceDisplay:
        if self.selection.variant:
            return self.prices.variant(self.selection.variant, self.product)
        return self.prices.product(self.product)

    @property
    def price_token(self) -> str:
        """The prices on this page, signed, for the form that puts the product into the cart."""
        return price_token.price_token(self.product, self.selection.variants, self.prices)

    @property
    def bulk_prices(self) -> Sequence[Tier]:
        """Quantity discounts."""
        return self.prices.tiers(self.product)

    @cached_property
    def stock(self) -> stock.Stock:
        if self.selection.is_impossible:
            return stock.Stock(stock.UNAVAILABLE, _("This combination is not available."))
        return stock.stock_of(self.product, self.selection.variant)

    @property
    def sku(self) -> str:
        variant = self.selection.variant
        return (variant.sku if variant else "") or self.product.sku

    @cached_property
    def options(self) -> list[choices.ChoiceField]:
        return choices.option_fields(self.product, self.selection)

    @cached_property
    def modifiers(self) -> list[choices.ChoiceField]:
        currency = None if self.price.is_hidden else self.prices.currency
        return choices.modifier_fields(self.product, self.query, currency, self._other_products)

    @property
    def is_offered(self) -> bool:
        """Whether this visitor may buy it at all."""
        return self.product.is_purchasable and not self.prices.asks_to_sign_in

    @cached_property
    def is_blocked(self) -> bool:
        """Whether no choice makes it possible to order this here."""
        return not self.is_offered or any(field.blocks_ordering for field in self.modifiers)

    @property
    def can_be_ordered(self) -> bool:
        return not self.is_blocked and self.stock.can_be_ordered

    @property
    def smallest_quantity(self) -> int:
        return max(self.product.order_quantity_minimum, 1)

    @property
    def largest_quantity(self) -> int | None:
        return self.product.order_quantity_maximum or None

    @cached_property
    def gallery(self) -> list[dict[str, Any]]:
        """Images in the order shown: the chosen variant's own stands first."""
        variant = self.selection.variant
        if variant is None or not variant.image_url:
            return self.product.images
        shown = [image for image in self.product.images if variant.image_url in image.values()]
        if not shown:
            url = variant.image_url
            shown = [{"id": 0, "alt": variant.label, "url": url, "zoom": url, "thumbnail": url, "tiny": url}]
        return shown + [image for image in self.product.images if image is not shown[0]]

    @cached_property
    def breadcrumbs(self) -> list[Link]:
        trail = getattr(self.product, "category_trail", None) or {}
        levels = [level for level in reversed(range(TRAIL_DEPTH)) if trail.get(f"slug{level}")]
        categories = [
            Link(trail[f"name{level}"], links.catalog_url(self.channel, f"{links.CATEGORIES}/{trail[f'slug{level}']}/"))
            for level in levels
        ]
        return [Link(_("Shop"), links.catalog_url(self.channel)), *categories, Link(self.product.name, self.url)]

    @cached_property
    def tags(self) -> list[str]:
        """Names of the editors' tags; a query only for a product that has some."""
        return list(self.product.tags.names()) if getattr(self.product, "has_tags", True) else []

    @cached_property
    def related(self) -> list[Product]:
        """Products the merchant named; where none is named, others from the same categories."""
        if self.product.related_ids:
            named = (self._other_products.get(product_id) for product_id in self.product.related_ids)
            return [product for product in named if product is not None][:RELATED]
        listed = self._listed_ids
        return [product for key, product in self._other_products.items() if key not in listed][:RELATED]

    @cached_property
    def _listed_ids(self) -> set[int]:
        """Products that product lists offer as values."""
        values = (value for modifier in self.product.modifiers for value in modifier["values"])
        return {value["product_id"] for value in values if value["product_id"]}

    @cached_property
    def _other_products(self) -> dict[int, Product]:
        """Products this page shows besides its own, by BigCommerce id, in one query."""
        named = {*self._listed_ids, *self.product.related_ids}
        wanted = Q(bigcommerce_id__in=named)
        if not self.product.related_ids:
            own = ProductCategory.objects.filter(product=self.product.pk).values("category")
            wanted |= Q(Exists(ProductCategory.objects.filter(product=OuterRef("pk"), category__in=own)))
        others = (
            Product.objects.shown(self.channel)
            .filter(wanted)
            .exclude(pk=self.product.pk)
            .select_related("brand")
            .only(*CARD_COLUMNS)
            .order_by(Case(When(bigcommerce_id__in=named, then=0), default=1), "sort_order", "bigcommerce_id")
        )
        return {product.bigcommerce_id: product for product in others[: len(named) + RELATED]}
