"""The cart as scripts get it: a fixed shape, without the cart's id. Money is text with the currency's digits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from babel.numbers import get_currency_precision

from ..commerce.cart import Cart, CartLine
from ..commerce.errors import CartError, ShopperError
from ..commerce.shipping_estimate import Estimate


def cart_json(
    cart: Cart | None,
    *,
    currency: str,
    errors: Iterable[ShopperError] = (),
    notices: Iterable[str] = (),
    events: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The whole answer. An empty cart has the channel's `currency`. `id` is always null: it would be a key.

    `notices` are what the shopper should know although all went well; `events` what was done, in GA4's words.
    """
    currency = cart.currency if cart else currency
    zero = Decimal(0)
    return {
        "id": None,
        "count": cart.count if cart else 0,
        "currency": currency,
        "subtotal": amount(cart.subtotal if cart else zero, currency),
        "total": amount(cart.total if cart else zero, currency),
        "items": [_item(line, currency) for line in cart.lines] if cart else [],
        "coupons": [
            {"code": coupon.code, "name": coupon.name, "amount": amount(coupon.amount, currency)}
            for coupon in (cart.coupons if cart else ())
        ],
        "discount": amount(cart.discount if cart else zero, currency),
        "saving": amount(cart.saving if cart else zero, currency),
        "tax_included": cart.tax_included if cart else False,
        "errors": [error_json(error) for error in errors],
        "notices": list(notices),
        "events": list(events),
    }


def shipping_json(estimate: Estimate | None) -> dict[str, Any] | None:
    """Ways of shipping, the cheapest first. `is_of_checkout`: for the address that the checkout has already."""
    if estimate is None:
        return None
    return {
        "country": estimate.destination.country_code,
        "is_of_checkout": estimate.is_of_checkout,
        "options": [
            {
                "description": option.description,
                "cost": amount(option.cost, estimate.currency),
                "transit_time": option.transit_time,
            }
            for option in estimate.options
        ],
    }


def error_json(error: ShopperError) -> dict[str, Any]:
    """`message` for people; `fields` by form field; `item_id` of the line concerned, or null."""
    line = error.line if isinstance(error, CartError) else None
    return {"message": error.message, "fields": error.fields, "item_id": line}


def amount(value: Decimal, currency: str) -> str:
    digits = Decimal(1).scaleb(-get_currency_precision(currency.upper()))
    return str(value.quantize(digits, ROUND_HALF_UP))


def _item(line: CartLine, currency: str) -> dict[str, Any]:
    return {
        "item_id": line.item_id,
        "product_id": line.product_id,
        "variant_id": line.variant_id,
        "sku": line.sku,
        "name": line.name,
        "quantity": line.quantity,
        "price": amount(line.price, currency),
        "total": amount(line.total, currency),
        "discount": amount(line.discount, currency),
        "is_gift": line.is_gift,
        "is_editable": line.is_editable,
        "options": [{"name": option.name, "value": option.value} for option in line.options],
    }
