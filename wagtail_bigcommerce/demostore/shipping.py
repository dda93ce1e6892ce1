"""The ways of delivery the demo store offers, the same to everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class ShippingOption:
    """One way of delivery; `cost` is in the cart's currency."""

    id: str
    type: str
    description: str
    cost: Decimal
    transit_time: str


SHIPPING_OPTIONS = {
    option.id: option
    for option in (
        ShippingOption("7f3c1e5a9b2d4680", "shipping_flatrate", "Standard delivery", Decimal("4.95"), "3 to 5 days"),
        ShippingOption("2b8d0f6c4a1e9375", "shipping_flatrate", "Express delivery", Decimal("14.50"), "1 day"),
    )
}

#: What the hosted checkout page chooses for a shopper.
STANDARD = next(iter(SHIPPING_OPTIONS.values()))

#: Ways to pick an order up at the shop (Pickup API), which cost nothing.
PICKUP_METHOD_IDS = frozenset({1})
