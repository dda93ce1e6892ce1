"""Whether the store sells what a cart line asks for: availability, quantity limits and stock.

BigCommerce names the reason only in the `title` of the error; every refusal here is a 422.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .messages import problem
from .stock import level, used_by

if TYPE_CHECKING:
    from .carts import Cart, Line
    from .state import Payload
    from .store import DemoStore


def require_purchasable(product: Payload, variant: Payload) -> None:
    """Refuse a product or variant that is not for sale."""
    if product.get("availability") == "disabled":
        problem(422, f"{product['name']} can't be purchased at this time.")
    if variant.get("purchasing_disabled"):
        problem(
            422,
            variant.get("purchasing_disabled_message")
            or f"The selected options of {product['name']} can't be purchased.",
        )


def require_quantity(product: Payload, quantity: int) -> None:
    """Refuse less than the product's minimum or more than its maximum; 0 stands for no limit."""
    minimum = product.get("order_quantity_minimum") or 0
    maximum = product.get("order_quantity_maximum") or 0
    if minimum and quantity < minimum:
        problem(422, f"You need to purchase a minimum of {minimum} of the {product['name']} per order.")
    if maximum and quantity > maximum:
        problem(422, f"You can only purchase a maximum of {maximum} of the {product['name']} per order.")


def require_stock(store: DemoStore, cart: Cart, line: Line) -> None:
    """Refuse a line that, with the other lines of its cart, asks for more than the store has."""
    for product, variant in used_by(store, line):
        available = level(product, variant)
        if available is None:
            continue
        tracked_by_variant = product["inventory_tracking"] == "variant"
        wanted = sum(
            other.quantity
            for other in cart.lines
            for used, used_variant in used_by(store, other)
            if used["id"] == product["id"] and (not tracked_by_variant or used_variant["id"] == variant["id"])
        )
        if wanted > available:
            problem(422, f"We don't have enough {product['name']} in stock for the quantity you selected.")
