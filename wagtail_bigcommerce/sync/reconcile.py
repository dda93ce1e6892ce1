"""What BigCommerce no longer has: marked as vanished, never deleted, and never on the word of one answer.

A row becomes a suspect when a whole pass did not bring it. Suspects are asked for by id, beside one that is there, for
lists can be cut short. What is confirmed gone is marked only if it is not too much at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from .. import conf
from ..client.pagination import IDS_PER_REQUEST
from ..models import Product
from .announce import announce_vanished

#: so many may always go, however small the catalog is
_ALWAYS_ALLOWED = 10
_BATCH = 500

#: ids in one question: with one that is there, they fit a filter
ASKED_TOGETHER = IDS_PER_REQUEST - 1


def is_too_much(gone: int, known: int) -> bool:
    """Tell whether `gone` of `known` objects are more than one run may take away (MASS_REMOVAL_LIMIT).

    That nothing at all is left is always too much: an empty answer is no reason to empty a shop.
    """
    return gone > 0 and (gone >= known or gone > max(_ALWAYS_ALLOWED, known * float(conf.get("MASS_REMOVAL_LIMIT"))))


def suspects_between(after_id: int, last_id: int | None, present: Collection[int]) -> list[int]:
    """Ids of products in `(after_id, last_id]` that have rows and are not `present`; without `last_id`, to the end."""
    rows = Product.objects.filter(vanished_at=None, bigcommerce_id__gt=after_id)
    if last_id is not None:
        rows = rows.filter(bigcommerce_id__lte=last_id)
    ids = rows.order_by("bigcommerce_id").values_list("bigcommerce_id", flat=True)
    seen = set(present)
    return [product_id for product_id in ids if product_id not in seen]


def not_given(read: Callable[[Sequence[int]], Iterable[int]], suspects: Sequence[int], known: int | None) -> list[int]:
    """Of the suspects, those that `read` does not find when it asks for them by id.

    Each question asks for `known` as well, which the list did bring: an answer without it is empty or cut short, and
    nothing is concluded from it. Without any that is known, the brake has the last word.
    """
    gone: list[int] = []
    for start in range(0, len(suspects), ASKED_TOGETHER):
        batch = suspects[start : start + ASKED_TOGETHER]
        found = set(read(batch if known is None else [*batch, known]))
        if known is None or known in found:
            gone += [each for each in batch if each not in found]
    return gone


def mark_vanished(model: type[models.Model], ids: Sequence[int], at: datetime | None = None) -> int:
    """Mark rows as vanished and return how many were not yet."""
    at, marked = at or timezone.now(), 0
    for start in range(0, len(ids), _BATCH):
        rows = model._default_manager.filter(bigcommerce_id__in=ids[start : start + _BATCH], vanished_at=None)
        with transaction.atomic():
            pks = list(rows.values_list("pk", flat=True))
            marked += model._default_manager.filter(pk__in=pks).update(vanished_at=at, synced_at=at)
            if model is Product:
                announce_vanished(pks)
    return marked
