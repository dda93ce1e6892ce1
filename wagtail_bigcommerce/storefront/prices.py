"""What a price says to a visitor, from synced values.

Amounts are in the channel's default currency, as BigCommerce's catalog states them; whether tax is in them is the
store's business, so nothing here speaks of tax.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..models import Product, Variant


@dataclass(frozen=True)
class PriceDisplay:
    """Either hidden (and then no amount is in it), or `lowest` to `highest`, with what it was compared to."""

    currency: str
    is_hidden: bool = False
    hidden_label: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    #: price before the sale; only when higher than what is asked now
    was: Decimal | None = None
    #: manufacturer's price; only when higher than what is asked now, and not together with `was`
    retail: Decimal | None = None

    @property
    def is_range(self) -> bool:
        return self.lowest != self.highest

    @property
    def saving(self) -> Decimal | None:
        """Never negative: None when nothing is saved."""
        if self.was is None or self.lowest is None:
            return None
        return self.was - self.lowest


def product_price(product: Product, currency: str) -> PriceDisplay:
    """The price of a product whose variant is not chosen yet: a range when variants differ."""
    if product.is_price_hidden:
        return PriceDisplay(currency, is_hidden=True, hidden_label=product.price_hidden_label)
    lowest, highest = product.price_min, product.price_max
    if lowest != highest:
        return PriceDisplay(currency, lowest=lowest, highest=highest)
    return _single(currency, lowest, product.price, product.retail_price)


def variant_price(variant: Variant, product: Product, currency: str) -> PriceDisplay:
    """The price of one variant. Null prices of a variant inherit the product's."""
    if product.is_price_hidden:
        return PriceDisplay(currency, is_hidden=True, hidden_label=product.price_hidden_label)
    return _single(
        currency,
        variant.calculated_price,
        product.price if variant.price is None else variant.price,
        product.retail_price if variant.retail_price is None else variant.retail_price,
    )


def _single(currency: str, now: Decimal, regular: Decimal, retail: Decimal | None) -> PriceDisplay:
    was = regular if regular > now else None
    return PriceDisplay(
        currency,
        lowest=now,
        highest=now,
        was=was,
        retail=retail if retail is not None and was is None and retail > now else None,
    )


@dataclass(frozen=True)
class BulkPrice:
    """A quantity discount: "6 to 11: 10 % off". `maximum` None: no upper bound.

    `kind` as BigCommerce has it: `price` takes an amount off each, `percent` a share, `fixed` is the price of each.
    """

    minimum: int
    maximum: int | None
    kind: str
    amount: Decimal


def bulk_prices(product: Product) -> list[BulkPrice]:
    """The product's quantity discounts, stated so that they hold for every variant; none when prices are hidden."""
    if product.is_price_hidden:
        return []
    return [
        BulkPrice(rule["minimum"], rule["maximum"], rule["type"], Decimal(rule["amount"]))
        for rule in product.bulk_prices
    ]
