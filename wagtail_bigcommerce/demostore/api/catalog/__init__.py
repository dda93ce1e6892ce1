"""Catalog V3, a module a resource."""

from . import (
    assignments,
    brands,
    categories,
    metafields,
    products,
    reviews,
    sub_resources,
    variants,
)

__all__ = ["assignments", "brands", "categories", "metafields", "products", "reviews", "sub_resources", "variants"]
