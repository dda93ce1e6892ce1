"""How much there is of a product: read and written apart from everything else, since every order changes it."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..client import BigCommerceClient, NotFound
from ..models import Product, Variant
from .mappers.product import map_stock
from .mappers.variant import map_variants

_VARIANT_COLUMNS = ("inventory_level", "inventory_warning_level")


def refresh_stock(client: BigCommerceClient, product_id: int) -> None:
    """Read the stock of a product and its variants and write nothing but that. At most one request.

    Does nothing for a product that has no row, was read anew meanwhile, or is gone from BigCommerce. The digest goes,
    since it no longer stands for the row: stock that returns to what it was would else look unchanged to the next
    import. Raises BigCommerceError.
    """
    known = Product.objects.filter(bigcommerce_id=product_id, vanished_at=None)
    if not known.exists():
        return
    asked_at = timezone.now()
    try:
        payload = client.products.get(product_id, include=("variants",))
    except NotFound:
        return
    variants = map_variants(payload.get("variants"), Decimal(0))
    levels = {variant["bigcommerce_id"]: variant for variant in variants}
    with transaction.atomic():
        older = known.filter(Q(synced_at=None) | Q(synced_at__lte=asked_at))
        if not older.update(**map_stock(payload, variants), digest="", synced_at=asked_at):
            return
        rows = Variant.objects.filter(product__bigcommerce_id=product_id, bigcommerce_id__in=levels)
        changed = [row for row in rows.only("bigcommerce_id", *_VARIANT_COLUMNS) if _take_over(row, levels)]
        Variant.objects.bulk_update(changed, _VARIANT_COLUMNS, batch_size=100)


def _take_over(row: Variant, levels: dict[int, dict[str, int]]) -> bool:
    """Put the levels into the row; tells whether that changed anything."""
    read = [levels[row.bigcommerce_id][name] for name in _VARIANT_COLUMNS]
    before = [getattr(row, name) for name in _VARIANT_COLUMNS]
    for name, level in zip(_VARIANT_COLUMNS, read, strict=True):
        setattr(row, name, level)
    return read != before
