"""What the product page's script needs to follow a visitor's choices without asking the server.

Prices and stock texts come rendered by the page's own templates and are listed once each, so that 300 variants stay
light and a site's own price template holds for every variant.
"""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from . import stock
from .product_page import ProductPage


class _Table:
    """Values without repetition; `add` returns where a value stands."""

    def __init__(self) -> None:
        self._places: dict[Any, int] = {}

    def add(self, value: Any) -> int:
        return self._places.setdefault(value, len(self._places))

    def values(self) -> list[Any]:
        return list(self._places)


def variant_data(page: ProductPage) -> dict[str, Any]:
    """`{"options": [option id], "variants": [[id, sku, [value id], price, stock, image]], "prices": [html], …}`.

    A variant's value ids stand in the order of `options`; price, stock and image are places in their lists (image -1:
    none of its own).
    """
    price_table, stock_table, image_table = _Table(), _Table(), _Table()
    option_ids = page.selection.option_ids
    rows = []
    for variant in page.selection.variants:
        values = {value["option_id"]: value["id"] for value in variant.option_values}
        rows.append(
            [
                variant.bigcommerce_id,
                variant.sku or page.product.sku,
                [values.get(option_id) for option_id in option_ids],
                price_table.add(page.prices.variant(variant, page.product)),
                stock_table.add(stock.stock_of(page.product, variant)),
                image_table.add(variant.image_url) if variant.image_url else -1,
            ]
        )
    return {
        "options": list(option_ids),
        "variants": rows,
        "prices": [_html("elements/price.html", price=price) for price in price_table.values()],
        "stocks": [
            {"html": _html("elements/stock.html", stock=entry), "orderable": entry.can_be_ordered}
            for entry in stock_table.values()
        ],
        "images": image_table.values(),
    }


def _html(template: str, **context: Any) -> str:
    return render_to_string(f"wagtail_bigcommerce/{template}", context).strip()
