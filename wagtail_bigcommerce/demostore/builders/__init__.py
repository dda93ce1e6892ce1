"""Payloads for tests, as the API would answer them: `product(id=7, name="Mug")`."""

from .catalog import brand, catalog_of, category
from .product import product

__all__ = ["brand", "catalog_of", "category", "product"]
