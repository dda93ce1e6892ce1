"""The coupons of the demo store.

Source: REST Management, Checkouts v3 "Coupons" and Carts v3 (`coupon_type`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Coupon:
    """A code and what it takes off: `percent` of the catalog lines, `amount` of them, or the shipping."""

    id: int
    code: str
    display_name: str
    percent: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    free_shipping: bool = False
    #: The lines must come to at least this much.
    minimum: Decimal = Decimal(0)

    @property
    def type_name(self) -> str:
        """What checkouts call its kind."""
        if self.free_shipping:
            return "free_shipping"
        return "percentage_discount" if self.percent else "per_total_discount"

    @property
    def type_number(self) -> int:
        """What carts and orders call its kind: 1 percentage, 2 amount off the total, 4 free shipping."""
        return {"percentage_discount": 1, "per_total_discount": 2, "free_shipping": 4}[self.type_name]

    def discount(self, subtotal: Decimal, rate: Decimal) -> Decimal:
        """What it takes off lines that come to `subtotal`, unrounded; `rate` is that of their currency."""
        off = subtotal * self.percent / 100 if self.percent else self.amount * rate
        return min(off, subtotal)


COUPONS = {
    coupon.code: coupon
    for coupon in (
        Coupon(1, "WELCOME10", "10 % off your first order", percent=Decimal(10)),
        Coupon(2, "FIVEOFF50", "5 off orders from 50", amount=Decimal(5), minimum=Decimal(50)),
        Coupon(3, "FREESHIP", "Free delivery", free_shipping=True),
    )
}


def find_coupon(code: str) -> Coupon | None:
    """Return the coupon of a code as a shopper types it: spaces around it and its case do not matter."""
    return COUPONS.get(code.strip().upper())
