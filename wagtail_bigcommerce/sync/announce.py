"""Signals about products, which bulk writes do not send. Reads the database only if somebody listens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..models import Product
from ..models.base import RemoteRow
from ..signals import product_synced, product_vanished

_COLUMNS = [name for name in Product.synced_fields if name not in RemoteRow.REMOTE_FIELDS]

Values = dict[int, dict[str, Any]]


def values_before(pks: Iterable[int]) -> Values:
    """Columns of products that are about to be written, by primary key, for `announce` to compare with."""
    return _values(list(pks)) if product_synced.has_listeners(Product) else {}


def announce(written: Mapping[int, bool], before: Values) -> None:
    """Send `product_synced` for each primary key in `written`, which says whether the row was created."""
    if not product_synced.has_listeners(Product):
        return
    after = _values(list(written))
    products = Product.objects.in_bulk(list(written))
    for pk, created in written.items():
        old = before.get(pk, {})
        changed = {name for name, value in after[pk].items() if name not in old or old[name] != value}
        product_synced.send(sender=Product, product=products[pk], created=created, changed_fields=changed)


def announce_vanished(pks: Iterable[int]) -> None:
    """Send `product_vanished` for each product."""
    if product_vanished.has_listeners(Product):
        for product in Product.objects.filter(pk__in=list(pks)):
            product_vanished.send(sender=Product, product=product)


def _values(pks: list[int]) -> Values:
    rows = Product.objects.filter(pk__in=pks).values("pk", *_COLUMNS) if pks else ()
    return {row.pop("pk"): row for row in rows}
