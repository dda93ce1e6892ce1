"""The order summary beside the hosted checkout: lines, choices and sums."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..api.cart_payloads import image_url
from ..cart_totals import CartTotals, PricedLine
from .markup import Html, fill, joined

if TYPE_CHECKING:
    from ..carts import Cart
    from ..store import DemoStore


def summary_html(store: DemoStore, cart: Cart, totals: CartTotals) -> Html:
    """Return the summary of a cart, with what its delivery costs once that is chosen."""
    lines = [_line(store, priced, _amount(cart, totals, priced.extended_price)) for priced in totals.lines]
    lines += [
        _row(item.name, item.quantity, _amount(cart, totals, item.list_price * item.quantity))
        for item in cart.custom_items
    ]
    lines += [
        _row(item.name, item.quantity, _amount(cart, totals, item.amount * item.quantity))
        for item in cart.gift_certificates
    ]
    sums = [fill("sum", label="Subtotal", amount=_amount(cart, totals, totals.base_amount))]
    sums += [
        fill("sum", label=f"{coupon.display_name} ({coupon.code})", amount=_amount(cart, totals, -discount))
        for coupon, discount in totals.coupons
    ]
    if not totals.is_digital:
        sums.append(fill("sum", label="Delivery", amount=_delivery(cart, totals)))
    if totals.total.tax:
        label = "Tax (included)" if totals.tax.included else "Tax"
        sums.append(fill("sum", label=label, amount=_amount(cart, totals, totals.total.tax)))
    return fill("summary", lines=joined(lines), sums=joined(sums), total=_amount(cart, totals, totals.total.inc_tax))


def _delivery(cart: Cart, totals: CartTotals) -> str:
    if not cart.consignments:
        return "Chosen at checkout"
    cost = totals.shipping.inc_tax if totals.tax.included else totals.shipping.ex_tax
    return _amount(cart, totals, cost) if cost else "Free"


def _amount(cart: Cart, totals: CartTotals, value: Decimal) -> str:
    return f"{value:,.{totals.tax.money.decimal_places}f} {cart.currency_code}"


def _line(store: DemoStore, priced: PricedLine, amount: str) -> Html:
    choices = [fill("choice", name=choice.name, value=choice.value) for choice in priced.line.choices]
    url = image_url(priced.product, priced.variant)
    # Pictures of other hosts stay out: the page's policy would block them.
    is_own = url.startswith(f"{store.base_url}/")
    picture = fill("picture", url=url.removeprefix(store.base_url)) if is_own else Html("")
    return fill(
        "line",
        picture=picture,
        name=priced.line.name or priced.product["name"],
        quantity=priced.line.quantity,
        choices=joined(choices),
        amount=amount,
    )


def _row(name: str, quantity: int, amount: str) -> Html:
    return fill("line", picture=Html(""), name=name, quantity=quantity, choices=Html(""), amount=amount)
