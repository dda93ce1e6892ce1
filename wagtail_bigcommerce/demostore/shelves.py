"""Ways through the products that do no more than they have to, in a catalog of any size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .demo import ProductsOnDemand
from .state import Payload


def summaries(products: Mapping[int, Payload]) -> Iterable[Payload]:
    """Each product with at least what lists filter and sort by; rows to read and not to change."""
    return products.summaries() if isinstance(products, ProductsOnDemand) else products.values()


def ids_after(products: Mapping[int, Payload], product_id: int) -> list[int]:
    """All greater ids, in order."""
    if isinstance(products, ProductsOnDemand):
        return products.ids_after(product_id)
    return sorted(each for each in products if each > product_id)


def row_of(products: Mapping[int, Payload], product_id: int) -> Payload:
    """A product to read and not to change."""
    return products.read(product_id) if isinstance(products, ProductsOnDemand) else products[product_id]
