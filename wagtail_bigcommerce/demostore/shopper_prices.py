"""What certain shoppers pay: the price list and the group discounts that apply on a channel, in a currency.

Source: REST Management, "Price calculations", "Price lists"; Price Lists v3; Customers v2, "Customer groups".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .state import Payload, State


@dataclass(frozen=True)
class ShopperPrices:
    """The rules for one kind of shopper. All amounts it gives are in the store's default currency."""

    state: State
    channel_id: int
    currency_code: str
    #: 0 for none, as on a customer.
    customer_group_id: int = 0

    def record(self, variant: Payload) -> Payload | None:
        """The record of the price list that applies, None where the catalog's price does.

        A list without a record for the variant in this currency leaves the catalog's price as it is.
        """
        price_list_id = self._price_list_id()
        record = self.state.price_records.get((price_list_id, variant["id"], self.currency_code.lower()))
        return None if record is None else {**record, **self._converted(record)}

    def discounted(self, product: Payload, amount: Decimal) -> Decimal:
        """A price less the group's discount. The closest rule counts: the product's, its category's, that for all."""
        group = self.state.customer_groups.get(self.customer_group_id, {})
        for kind, ids in (("product", [product["id"]]), ("category", product["categories"]), ("all", [None])):
            for rule in group.get("discount_rules", ()):
                if rule["type"] == kind and rule.get(f"{kind}_id") in ids:
                    return changed_price(amount, rule["method"], Decimal(str(rule["amount"])))
        return amount

    def _price_list_id(self) -> int:
        """The list of the channel and group, else of the group, else of the channel; 0 for none."""
        active = {row["id"] for row in self.state.price_lists.values() if row["active"]}
        lists = {
            (row.get("channel_id"), row.get("customer_group_id")): row["price_list_id"]
            for row in self.state.price_list_assignments.values()
            if row["price_list_id"] in active
        }
        group = self.state.customer_groups.get(self.customer_group_id, {})
        for rule in group.get("discount_rules", ()):
            if rule["type"] == "price_list" and rule["price_list_id"] in active:
                lists.setdefault((None, self.customer_group_id), rule["price_list_id"])
        places: list[tuple[int | None, int | None]] = [(self.channel_id, None)]
        if self.customer_group_id:
            places = [(self.channel_id, self.customer_group_id), (None, self.customer_group_id), *places]
        return next((lists[place] for place in places if place in lists), 0)

    def _converted(self, record: Payload) -> Payload:
        rates = {row["currency_code"]: row["currency_exchange_rate"] for row in self.state.currencies.values()}
        rate = Decimal(rates[self.currency_code.upper()])
        amounts: Payload = {name: _divided(record.get(name), rate) for name in AMOUNTS}
        tiers = [
            tier if tier["type"] == "percent" else {**tier, "amount": _divided(tier["amount"], rate)}
            for tier in record["bulk_pricing_tiers"]
        ]
        return {**amounts, "bulk_pricing_tiers": tiers}


AMOUNTS = ("price", "sale_price", "retail_price", "map_price")


def changed_price(amount: Decimal, method: str, by: Decimal) -> Decimal:
    """An amount after a rule: `percent` off, a `price` off, or `fixed` instead."""
    if method == "fixed":
        return by
    return amount - (amount * by / 100 if method == "percent" else by)


def shopper_prices(state: State, channel_id: int, currency_code: str, customer_id: int = 0) -> ShopperPrices:
    """The prices of a customer, who may be in no group, or of guests (0), who may have a group of their own."""
    group_id = (
        state.customers.get(customer_id, {}).get("customer_group_id", 0) if customer_id else guest_group_id(state)
    )
    return ShopperPrices(state, channel_id, currency_code, group_id)


def guest_group_id(state: State) -> int:
    """The group of shoppers who are not signed in, 0 for none."""
    return next((row["id"] for row in state.customer_groups.values() if row["is_group_for_guests"]), 0)


def _divided(value: Any, rate: Decimal) -> Decimal | None:
    return None if value is None else Decimal(str(value)) / rate
