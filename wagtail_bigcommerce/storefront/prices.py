"""What a price says to a visitor: in figures, or that it is not shown.

Amounts are in the visitor's currency. Live ones are with or without tax as the store's settings say; synced ones as
its catalog states them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..commerce.pricing import Quote, Tier
from ..models import Product, Variant
from .currencies import Currency


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


def hidden(currency: Currency, label: str) -> PriceDisplay:
    return PriceDisplay(currency.code, is_hidden=True, hidden_label=label)


def synced_price(product: Product, currency: Currency) -> PriceDisplay:
    """The price of a product whose variant is not chosen yet: a range when variants differ."""
    lowest, highest = currency.converted(product.price_min), currency.converted(product.price_max)
    if lowest != highest:
        return PriceDisplay(currency.code, lowest=lowest, highest=highest)
    return _single(currency, product.price_min, product.price, product.retail_price)


def synced_variant_price(variant: Variant, product: Product, currency: Currency) -> PriceDisplay:
    """The price of one variant. Null prices of a variant inherit the product's."""
    return _single(
        currency,
        variant.calculated_price,
        product.price if variant.price is None else variant.price,
        product.retail_price if variant.retail_price is None else variant.retail_price,
    )


def live_price(quote: Quote, currency: Currency) -> PriceDisplay:
    """A product's price, which may be a range."""
    if quote.lowest != quote.highest:
        return PriceDisplay(currency.code, lowest=quote.lowest, highest=quote.highest)
    return _compared(currency, quote.lowest, quote.regular, quote.retail)


def live_variant_price(quote: Quote, currency: Currency) -> PriceDisplay:
    """The price of one variant, whatever others cost."""
    return _compared(currency, quote.now, quote.regular, quote.retail)


def synced_tiers(product: Product, currency: Currency) -> list[Tier]:
    """The product's quantity discounts, stated so that they hold for every variant."""
    return [
        Tier(rule["minimum"], rule["maximum"], rule["type"], _tier_amount(rule["type"], rule["amount"], currency))
        for rule in product.bulk_prices
    ]


def _tier_amount(kind: str, amount: str, currency: Currency) -> Decimal:
    return Decimal(amount) if kind == "percent" else currency.converted(Decimal(amount))


def _single(currency: Currency, now: Decimal, regular: Decimal, retail: Decimal | None) -> PriceDisplay:
    return _compared(
        currency,
        currency.converted(now),
        currency.converted(regular),
        None if retail is None else currency.converted(retail),
    )


def _compared(currency: Currency, now: Decimal, regular: Decimal, retail: Decimal | None) -> PriceDisplay:
    was = regular if regular > now else None
    return PriceDisplay(
        currency.code,
        lowest=now,
        highest=now,
        was=was,
        retail=retail if retail is not None and was is None and retail > now else None,
    )
