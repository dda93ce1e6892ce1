"""What a product costs: catalog price, sale, variant, price list, pick lists, modifiers, groups, bulk tiers.

Precedence, weakest first: product price, product sale, variant price, variant sale, price list, its bulk tiers, price
of a picked product, modifier adjusters, discount of the customer group, bulk pricing; the last two not where a price
list applies (REST Management, "Price calculations").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .shopper_prices import ShopperPrices, changed_price
from .state import Payload

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Price:
    """Amounts for one unit in the store's default currency, unrounded. `sale_price` is None when not on sale."""

    price: Decimal
    sale_price: Decimal | None
    retail_price: Decimal | None
    map_price: Decimal | None
    #: Bulk pricing rules of the product, or tiers of the price list.
    bulk_rules: Sequence[Payload]
    #: What a shopper pays for one, at the quantity that was asked for.
    calculated_price: Decimal


def money(value: Any) -> Decimal | None:
    """A price as Decimal; None for a price that is not set: null, an empty object, or 0 (edge of V3)."""
    if value is None or isinstance(value, dict) or value == "":
        return None
    return Decimal(str(value)) or None


def rounded(amount: Decimal, decimal_places: int = 2) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-decimal_places), ROUND_HALF_UP)


class PriceRules:
    """Prices against one catalog; `products` is asked for the products that pick lists point at.

    With `shopper` they are that shopper's, otherwise the catalog's.
    """

    def __init__(self, products: Mapping[int, Payload], shopper: ShopperPrices | None = None) -> None:
        self.products = products
        self.shopper = shopper

    def unit_price(self, product: Payload, variant: Payload | None) -> Decimal:
        """The catalog's `calculated_price`: one unit, nothing chosen."""
        return self.price_of(product, variant).calculated_price

    def price_of(
        self,
        product: Payload,
        variant: Payload | None = None,
        selections: Mapping[int, Any] | None = None,
        quantity: int = 1,
    ) -> Price:
        """The price of one unit. `selections` maps option and modifier ids to what was chosen.

        For choices that is a value id; anything else, such as typed text, costs nothing.
        """
        row = variant or {}
        list_price = money(product.get("price")) or Decimal(0)
        sale = money(product.get("sale_price"))
        if (own := _own_price(row.get("price"))) is not None:
            # A variant's price of its own is stronger than the sale of the product.
            list_price, sale = own, None
        sale = money(row.get("sale_price")) or sale
        retail = money(row.get("retail_price")) or money(product.get("retail_price"))
        minimum = money(row.get("map_price")) or money(product.get("map_price"))
        record = self.shopper.record(variant) if self.shopper and variant else None
        if record is not None:
            list_price = _own_price(record["price"]) or Decimal(0)
            sale = money(record["sale_price"])
            retail, minimum = money(record["retail_price"]) or retail, money(record["map_price"]) or minimum
        extra = self._adjustments(product, selections or {}, sale or list_price)
        return Price(
            price=list_price + extra,
            sale_price=None if sale is None else sale + extra,
            retail_price=retail,
            map_price=minimum,
            bulk_rules=product.get("bulk_pricing_rules", []) if record is None else record["bulk_pricing_tiers"],
            calculated_price=max(self._unit(product, record, sale or list_price, extra, quantity), Decimal(0)),
        )

    def _unit(self, product: Payload, record: Payload | None, base: Decimal, extra: Decimal, quantity: int) -> Decimal:
        if record is not None:
            return _bulk_price(record["bulk_pricing_tiers"], base, quantity) + extra
        unit = base + extra
        if self.shopper is not None:
            unit = self.shopper.discounted(product, unit)
        return _bulk_price(product.get("bulk_pricing_rules", ()), unit, quantity)

    def _adjustments(self, product: Payload, selections: Mapping[int, Any], base: Decimal) -> Decimal:
        total = Decimal(0)
        for choice in [*product.get("options", ()), *product.get("modifiers", ())]:
            for value in choice["option_values"]:
                if value["id"] == selections.get(choice["id"]):
                    total += self._picked_price(choice, value) + _adjustment(value, base)
        return total

    def _picked_price(self, choice: Payload, value: Payload) -> Decimal:
        config = choice.get("config")
        if not isinstance(config, dict) or not config.get("product_list_adjusts_pricing"):
            return Decimal(0)
        picked = self.products.get((value.get("value_data") or {}).get("product_id", 0))
        if picked is None:
            return Decimal(0)
        return self.unit_price(picked, picked["variants"][0])


def _own_price(value: Any) -> Decimal | None:
    # Of a variant null means "as the product", and unlike on a product 0 is a price.
    return None if value is None or isinstance(value, dict) or value == "" else Decimal(str(value))


def _adjustment(value: Payload, base: Decimal) -> Decimal:
    adjuster = (value.get("adjusters") or {}).get("price") or {}
    amount = money(adjuster.get("adjuster_value")) or Decimal(0)
    if adjuster.get("adjuster") == "percentage":
        return base * amount / 100
    return amount if adjuster.get("adjuster") == "relative" else Decimal(0)


def _bulk_price(rules: Sequence[Payload], unit: Decimal, quantity: int) -> Decimal:
    for rule in rules:
        # A quantity_max of 0 or none has no upper end.
        if rule["quantity_min"] <= quantity <= (rule["quantity_max"] or quantity):
            return changed_price(unit, rule["type"], Decimal(str(rule["amount"])))
    return unit
