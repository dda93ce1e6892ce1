"""What a cart costs: its lines at its shopper's prices, coupons, delivery, tax.

All amounts are exact Decimals in the cart's currency, with that currency's decimals. Prices hold the store's tax or get
it added, as its settings say; a gift certificate is money, and is not taxed.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from .carts import Line
from .coupons import Coupon, find_coupon
from .pricing import rounded
from .shipping import SHIPPING_OPTIONS
from .shopper_prices import ShopperPrices, shopper_prices
from .stock import variant_of

if TYPE_CHECKING:
    from .carts import Cart, Consignment
    from .state import Payload
    from .store import DemoStore


@dataclass(frozen=True)
class Money:
    """One of the store's currencies: units for one of its default currency, and its decimals."""

    id: int
    rate: Decimal
    decimal_places: int

    def rounded(self, amount: Decimal) -> Decimal:
        return rounded(amount, self.decimal_places)

    def converted(self, amount: Decimal) -> Decimal:
        """An amount of the default currency in this one."""
        return self.rounded(amount * self.rate)


@dataclass(frozen=True)
class Taxed:
    """An amount without and with its tax."""

    ex_tax: Decimal
    inc_tax: Decimal

    @property
    def tax(self) -> Decimal:
        return self.inc_tax - self.ex_tax


class TaxRules:
    """The tax of one store: one rate for everything."""

    def __init__(self, store: DemoStore, money: Money) -> None:
        self.factor = 1 + store.tax_rate
        self.included = bool(store.state.settings["tax"]["tax_entered_with_prices"])
        self.money = money

    def on(self, amount: Decimal) -> Taxed:
        if self.included:
            return Taxed(self.money.rounded(amount / self.factor), amount)
        return Taxed(amount, self.money.rounded(amount * self.factor))


@dataclass(frozen=True)
class PricedLine:
    """A line of the catalog with its product and its prices for one piece."""

    line: Line
    product: Payload
    variant: Payload
    original_price: Decimal
    list_price: Decimal
    #: What each coupon takes off the whole line.
    coupon_amounts: tuple[tuple[Coupon, Decimal], ...] = ()
    #: The line that brought this one with it.
    parent: Line | None = None

    @property
    def extended_price(self) -> Decimal:
        return self.list_price * self.line.quantity

    @property
    def coupon_amount(self) -> Decimal:
        return sum((amount for _, amount in self.coupon_amounts), Decimal(0))


@dataclass(frozen=True)
class CartTotals:
    """A priced cart."""

    lines: tuple[PricedLine, ...]
    #: What the lines come to, as they are priced.
    base_amount: Decimal
    coupons: tuple[tuple[Coupon, Decimal], ...]
    subtotal: Taxed
    #: The lines less the coupons.
    cart: Taxed
    shipping: Taxed
    is_digital: bool
    tax: TaxRules

    @property
    def coupon_amount(self) -> Decimal:
        return sum((amount for _, amount in self.coupons), Decimal(0))

    @property
    def total(self) -> Taxed:
        return Taxed(self.cart.ex_tax + self.shipping.ex_tax, self.cart.inc_tax + self.shipping.inc_tax)


def price_cart(store: DemoStore, cart: Cart) -> CartTotals:
    """Price a cart. A line whose product has been deleted since is left out, as if it had never been there."""
    money = currency_of(store, cart.currency_code)
    tax = TaxRules(store, money)
    shopper = shopper_prices(store.state, cart.channel_id, cart.currency_code, cart.customer_id)
    lines = [priced for line in cart.lines if (priced := _priced(store, shopper, money, line))]
    catalog_amount = sum((priced.extended_price for priced in lines), Decimal(0))
    taxable = catalog_amount + sum((item.list_price * item.quantity for item in cart.custom_items), Decimal(0))
    certificates = sum((item.amount * item.quantity for item in cart.gift_certificates), Decimal(0))
    coupons = _coupon_amounts(cart, catalog_amount, money)
    discount = sum((amount for _, amount in coupons), Decimal(0))
    return CartTotals(
        lines=_with_coupons(lines, catalog_amount, coupons, money),
        base_amount=taxable + certificates,
        coupons=coupons,
        subtotal=_with_untaxed(tax.on(taxable), certificates),
        cart=_with_untaxed(tax.on(taxable - discount), certificates),
        shipping=tax.on(sum((shipping_cost(each, coupons, money) for each in cart.consignments), Decimal(0))),
        is_digital=not cart.custom_items and all(row.product.get("type") == "digital" for row in lines),
        tax=tax,
    )


def bundled_lines(store: DemoStore, priced: PricedLine) -> list[PricedLine]:
    """Return the lines that come with a line: a product that a pick list chose, at no price of its own."""
    lines = []
    for choice in priced.line.choices:
        picked = store.state.products.get(choice.picked_product_id or 0)
        if picked is not None:
            line_id = str(uuid.uuid5(uuid.UUID(priced.line.id), str(choice.option_id)))
            variant = picked["variants"][0]
            line = Line(picked["id"], variant["id"], priced.line.quantity, id=line_id)
            lines.append(PricedLine(line, picked, variant, Decimal(0), Decimal(0), parent=priced.line))
    return lines


def _with_untaxed(taxed: Taxed, amount: Decimal) -> Taxed:
    return Taxed(taxed.ex_tax + amount, taxed.inc_tax + amount)


def _coupon_amounts(cart: Cart, subtotal: Decimal, money: Money) -> tuple[tuple[Coupon, Decimal], ...]:
    left, amounts = subtotal, []
    for code in cart.coupon_codes:
        coupon = find_coupon(code)
        if coupon is not None and subtotal >= coupon.minimum * money.rate:
            amount = money.rounded(coupon.discount(left, money.rate))
            left -= amount
            amounts.append((coupon, amount))
    return tuple(amounts)


def _with_coupons(
    lines: list[PricedLine], subtotal: Decimal, coupons: tuple[tuple[Coupon, Decimal], ...], money: Money
) -> tuple[PricedLine, ...]:
    """Spread each coupon over the lines by their price; the last line takes what rounding leaves."""
    spread: list[list[tuple[Coupon, Decimal]]] = [[] for _ in lines]
    smallest = Decimal(1).scaleb(-money.decimal_places)
    for coupon, amount in coupons:
        left = amount
        for index, priced in enumerate(lines):
            if not amount:
                continue
            share = (amount * priced.extended_price / subtotal).quantize(smallest, ROUND_DOWN)
            share = left if index == len(lines) - 1 else share
            left -= share
            spread[index].append((coupon, share))
    return tuple(replace(priced, coupon_amounts=tuple(shares)) for priced, shares in zip(lines, spread, strict=True))


def shipping_cost(consignment: Consignment, coupons: tuple[tuple[Coupon, Decimal], ...], money: Money) -> Decimal:
    """Return what the delivery of a consignment costs: nothing before one has been chosen, or with a coupon for it."""
    if consignment.shipping_option_id is None or any(coupon.free_shipping for coupon, _ in coupons):
        return Decimal(0)
    return money.converted(SHIPPING_OPTIONS[consignment.shipping_option_id].cost)


def currency_of(store: DemoStore, code: str) -> Money:
    row = next(row for row in store.state.currencies.values() if row["currency_code"] == code)
    return Money(row["id"], Decimal(row["currency_exchange_rate"]), row["decimal_places"])


def _priced(store: DemoStore, shopper: ShopperPrices, money: Money, line: Line) -> PricedLine | None:
    product = store.state.products.get(line.product_id)
    variant = variant_of(product, line.variant_id) if product else None
    if product is None or variant is None:
        return None
    selections = {choice.option_id: choice.value_id for choice in line.choices}
    price = store.price_of(product, variant, selections, line.quantity, shopper)
    list_price = money.converted(price.calculated_price) if line.list_price is None else line.list_price
    return PricedLine(line, product, variant, money.converted(price.price), list_price)
