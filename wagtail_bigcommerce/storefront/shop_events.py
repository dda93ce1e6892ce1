"""What shoppers do, in the words of GA4's e-commerce events, whoever listens.

Pages hand events to their script as data, which makes DOM events of them and, with consent, entries of `dataLayer`.
What the server knows of goes out as the signal `shopper_event` too; views of pages that a cache may have answered are
known to the browser only. Nothing about a person is in an event. Sums are numbers, since that is what GA4 reads.
Source: Google Analytics 4, "Recommended events".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..commerce.order import Order
from ..models import Product
from .money import rounded
from .prices import PriceDisplay
from .session import CartSummary, SummaryLine


@dataclass(frozen=True)
class ShopEvent:
    """`name` and `params` as GA4 has them: `add_to_cart`, `{"currency": "USD", "value": 12.0, "items": […]}`."""

    name: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"event": self.name, "ecommerce": dict(self.params)}


def view_item(product: Product, price: PriceDisplay) -> ShopEvent:
    item = _product_item(product, price)
    value = {"currency": price.currency, "value": item["price"]} if "price" in item else {}
    return ShopEvent("view_item", {**value, "items": [item]})


def view_item_list(name: str, products: Iterable[tuple[Product, PriceDisplay]]) -> ShopEvent:
    """A listing, by the name that it has on its page."""
    items = [{**_product_item(product, price), "index": index} for index, (product, price) in enumerate(products)]
    return ShopEvent("view_item_list", {"item_list_name": name, "items": items})


def cart_events(before: CartSummary, after: CartSummary) -> list[ShopEvent]:
    """What a change of the cart came to: things that were added, things that were removed."""
    lines = {_key(line): line for line in (*before.lines, *after.lines)}
    old, new = _quantities(before), _quantities(after)
    currency = after.currency or before.currency
    differences = {"add_to_cart": new - old, "remove_from_cart": old - new}
    return [
        _of_lines(name, [(lines[key], count) for key, count in difference.items()], currency)
        for name, difference in differences.items()
        if difference
    ]


def view_cart(summary: CartSummary) -> ShopEvent:
    return _of_summary("view_cart", summary)


def begin_checkout(summary: CartSummary) -> ShopEvent:
    return _of_summary("begin_checkout", summary)


def purchase(order: Order, coupons: Sequence[str] = ()) -> ShopEvent:
    """An order that BigCommerce confirmed; `coupons` are the codes that its cart had."""
    currency = order.summary.currency
    items = [
        {
            "item_id": str(line.product_id or line.sku),
            "item_name": line.name,
            **_variant(", ".join(option.label for option in line.options)),
            "price": _number(line.price, currency),
            "quantity": line.quantity,
        }
        for line in order.lines
        if not line.is_part
    ]
    params = {
        "transaction_id": str(order.summary.number),
        "currency": currency,
        "value": _number(order.summary.total, currency),
        "tax": _number(order.tax, currency),
        "shipping": _number(order.shipping, currency),
        **_coupon(coupons),
        "items": items,
    }
    return ShopEvent("purchase", params)


def _of_summary(name: str, summary: CartSummary) -> ShopEvent:
    event = _of_lines(name, [(line, line.quantity) for line in summary.lines], summary.currency)
    value = _number(summary.total, summary.currency)
    return ShopEvent(name, {**event.params, "value": value, **_coupon(summary.coupons)})


def _of_lines(name: str, lines: Iterable[tuple[SummaryLine, int]], currency: str) -> ShopEvent:
    rows = [(line, count, line.total / max(line.quantity, 1)) for line, count in lines]
    items = [
        {
            "item_id": str(line.product_id or ""),
            "item_name": line.name,
            **_variant(line.options),
            "price": _number(price, currency),
            "quantity": count,
        }
        for line, count, price in rows
    ]
    value = sum((price * count for _line, count, price in rows), Decimal(0))
    return ShopEvent(name, {"currency": currency, "value": _number(value, currency), "items": items})


def _product_item(product: Product, price: PriceDisplay) -> dict[str, Any]:
    brand = {"item_brand": product.brand.name} if product.brand_id and product.brand else {}
    amount = {} if price.lowest is None else {"price": _number(price.lowest, price.currency)}
    return {"item_id": str(product.bigcommerce_id), "item_name": product.name, **brand, **amount}


def _quantities(summary: CartSummary) -> Counter[tuple[object, ...]]:
    counts: Counter[tuple[object, ...]] = Counter()
    for line in summary.lines:
        counts[_key(line)] += line.quantity
    return counts


def _key(line: SummaryLine) -> tuple[object, ...]:
    return line.product_id, line.name, line.options


def _variant(text: str) -> dict[str, str]:
    return {"item_variant": text} if text else {}


def _coupon(codes: Sequence[str]) -> dict[str, str]:
    return {"coupon": ", ".join(codes)} if codes else {}


def _number(amount: Decimal, currency: str) -> float:
    return float(rounded(amount, currency))
