"""The price that a page showed, signed, so that it can be compared when the product is put into the cart.

Nobody is charged by it: BigCommerce alone says what things cost. A page that is the same for everybody holds it, so it
names no visitor and no time; signing keeps it from being made to say what no page of ours ever said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.signing import BadSignature, Signer

from ..commerce.cart import Cart
from ..commerce.line_requests import LineRequest
from ..models import Product, Variant
from .money import rounded
from .price_book import PriceBook

_SIGNER = Signer(salt="wagtail_bigcommerce.price")


@dataclass(frozen=True)
class _Seen:
    """What a page said one costs; from a quantity of `tiers_from` on it said something else (None: never)."""

    price: Decimal
    tiers_from: int | None


def price_token(product: Product, variants: Iterable[Variant], book: PriceBook) -> str:
    """What the page says the product costs: one price, those of variants that differ, and where quantity discounts
    begin. "" for a hidden price.
    """
    if book.product(product).is_hidden:
        return ""
    code = book.currency.code
    price = str(rounded(book.entered(product), code))
    entered = {str(row.bigcommerce_id): str(rounded(book.entered(product, row), code)) for row in variants}
    others = {variant_id: amount for variant_id, amount in entered.items() if amount != price}
    tiers_from = min((tier.minimum for tier in book.tiers(product)), default=None)
    return _SIGNER.sign_object([product.bigcommerce_id, code, price, others, tiers_from], compress=True)


def changed_price(token: str, product: Product, request: LineRequest, cart: Cart) -> tuple[Decimal, Decimal] | None:
    """What the page said and what is asked now, when they differ; None when they do not, or cannot be compared.

    Prices that a choice or a quantity changes are not on the page in figures, so they are left out.
    """
    line = next((line for line in reversed(cart.lines) if _is_line_of(line.product_id, line.variant_id, request)), None)
    seen = _seen(token, product, line.variant_id, cart.currency) if line else None
    if line is None or seen is None or _depends_on_choices(product, request):
        return None
    if seen.tiers_from is not None and line.quantity >= seen.tiers_from:
        return None
    now = rounded(line.list_price, cart.currency)
    return None if seen.price == now else (seen.price, now)


def _is_line_of(product_id: int | None, variant_id: int | None, request: LineRequest) -> bool:
    return product_id == request.product_id and request.variant_id in {None, variant_id}


def _depends_on_choices(product: Product, request: LineRequest) -> bool:
    modifiers = {modifier["id"]: modifier for modifier in product.modifiers}
    chosen = [modifiers.get(selection["option_id"]) for selection in request.option_selections]
    values = [value for modifier in chosen if modifier for value in modifier["values"]]
    return any(value["price_adjuster"] for value in values)


def _seen(token: str, product: Product, variant_id: int | None, currency: str) -> _Seen | None:
    try:
        product_id, seen_currency, price, others, tiers_from = _SIGNER.unsign_object(token)
    except (BadSignature, ValueError):  # or one that an older release has signed
        return None
    if (product_id, seen_currency) != (product.bigcommerce_id, currency):
        return None
    return _Seen(Decimal(others.get(str(variant_id), price)), tiers_from)
