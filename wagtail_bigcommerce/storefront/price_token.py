"""The price that a page showed, signed, so that it can be compared when the product is put into the cart.

Nobody is charged by it: BigCommerce alone says what things cost. A page that is the same for everybody holds it, so it
names no visitor and no time; signing keeps it from being made to say what no page of ours ever said.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.core.signing import BadSignature, Signer

from ..commerce.cart import Cart
from ..commerce.line_requests import LineRequest
from ..models import Product, Variant

_SIGNER = Signer(salt="wagtail_bigcommerce.price")


def price_token(product: Product, variants: Iterable[Variant], currency: str) -> str:
    """What the page says the product costs: one price, and those of variants that differ. "" for a hidden price."""
    if product.is_price_hidden:
        return ""
    others = {
        str(variant.bigcommerce_id): str(variant.calculated_price)
        for variant in variants
        if variant.calculated_price != product.calculated_price
    }
    body = [product.bigcommerce_id, currency, str(product.calculated_price), others]
    return _SIGNER.sign_object(body, compress=True)


def changed_price(token: str, product: Product, request: LineRequest, cart: Cart) -> tuple[Decimal, Decimal] | None:
    """What the page said and what is asked now, when they differ; None when they do not, or cannot be compared.

    Prices that a choice or a quantity changes are not on the page in figures, so they are left out.
    """
    line = next((line for line in reversed(cart.lines) if _is_line_of(line.product_id, line.variant_id, request)), None)
    if line is None or _depends_on_more(product, line.quantity, request):
        return None
    seen = _seen(token, product, line.variant_id, cart.currency)
    return None if seen is None or seen == line.list_price else (seen, line.list_price)


def _is_line_of(product_id: int | None, variant_id: int | None, request: LineRequest) -> bool:
    return product_id == request.product_id and request.variant_id in {None, variant_id}


def _depends_on_more(product: Product, quantity: int, request: LineRequest) -> bool:
    if any(rule["minimum"] <= quantity for rule in product.bulk_prices):
        return True
    modifiers = {modifier["id"]: modifier for modifier in product.modifiers}
    chosen = [modifiers.get(selection["option_id"]) for selection in request.option_selections]
    values = [value for modifier in chosen if modifier for value in modifier["values"]]
    return any(value["price_adjuster"] for value in values)


def _seen(token: str, product: Product, variant_id: int | None, currency: str) -> Decimal | None:
    try:
        product_id, seen_currency, price, others = _SIGNER.unsign_object(token)
    except BadSignature:
        return None
    if (product_id, seen_currency) != (product.bigcommerce_id, currency):
        return None
    return Decimal(others.get(str(variant_id), price))
