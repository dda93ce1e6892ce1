"""Takes away what is confirmed gone, unless that is too much for one run."""

from __future__ import annotations

from django.db import models

from ..models import Brand, Category, Product
from . import reconcile
from .differences import differences_of_gone
from .job import Job

#: names in a run's counts
_KINDS: dict[type[models.Model], str] = {Brand: "brands", Category: "categories", Product: "products"}


def missing(model: type[models.Model], seen: set[int]) -> list[int]:
    """Ids of rows that a list, read to its end, did not bring."""
    ids = model._default_manager.filter(vanished_at=None).values_list("bigcommerce_id", flat=True)
    return [each for each in ids if each not in seen]


def vanish(job: Job, model: type[models.Model], gone: list[int]) -> None:
    """Mark what is confirmed gone, or hold the run when that would take away too much."""
    kind = _KINDS[model]
    if job.differences is not None:
        job.differences.add(kind, differences_of_gone(model, gone))
    known = model._default_manager.filter(vanished_at=None).count()
    if reconcile.is_too_much(len(job.unreleased(kind, gone)), known):
        job.hold(kind, gone)
    elif gone:
        job.add(kind, "vanished", len(gone) if job.dry_run else reconcile.mark_vanished(model, gone))
