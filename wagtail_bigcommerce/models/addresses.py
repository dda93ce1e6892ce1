"""Where things stand below a channel's catalog page."""

from __future__ import annotations

from .brands import Brand
from .categories import Category
from .products import Product

PRODUCTS = "products"
CATEGORIES = "categories"
BRANDS = "brands"
SEARCH = "search"

_FOLDERS: dict[type[Product] | type[Category] | type[Brand], str] = {
    Product: PRODUCTS,
    Category: CATEGORIES,
    Brand: BRANDS,
}


def path_below_catalog(model: type[Product] | type[Category] | type[Brand], slug: str) -> str:
    """ "products/mug/" for the product with this slug: a path below the catalog page, not encoded."""
    return f"{_FOLDERS[model]}/{slug}/"
