"""A product that was imported without its options and modifiers is asked for as soon as somebody looks at it."""

from __future__ import annotations

from django.core.cache import cache

from ..background import enqueue
from ..models import Product

TASK = "wagtail_bigcommerce.tasks.import_products"
#: while one request is under way, more visitors ask for no more
SECONDS = 300


def request_details(product: Product) -> None:
    """Have a worker read the product's options and modifiers. Returns at once; the page shows what there is."""
    if cache.add(f"wagtail_bigcommerce.details.{product.bigcommerce_id}", True, SECONDS):
        enqueue(TASK, [product.bigcommerce_id])
