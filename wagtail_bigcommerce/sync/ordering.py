"""The order in which a merchant arranged the products of a category by hand."""

from __future__ import annotations

from collections.abc import Mapping

from ..models import Category, ProductCategory


def categories_arranged_by_hand() -> list[Category]:
    """Categories that say "featured" themselves: elsewhere BigCommerce does not look at the manual order."""
    rows = Category.objects.filter(default_product_sort="featured", vanished_at=None)
    return list(rows.order_by("bigcommerce_id").only("bigcommerce_id"))


def write_order(category: Category, order: Mapping[int, int]) -> None:
    """Write positions by product id; products without one lose theirs. Rows that have theirs are not touched."""
    placements = ProductCategory.objects.filter(category=category).values_list(
        "pk", "product__bigcommerce_id", "sort_order"
    )
    moved = [
        ProductCategory(pk=pk, sort_order=order.get(product_id))
        for pk, product_id, position in placements
        if position != order.get(product_id)
    ]
    ProductCategory.objects.bulk_update(moved, ["sort_order"], batch_size=250)
