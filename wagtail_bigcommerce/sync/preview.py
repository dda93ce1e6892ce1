"""What an import would do, as plain data, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import models

from ..client import BigCommerceClient
from ..models import Brand, Category, Product, SyncRun
from .differences import ACTIONS, Difference, Differences
from .job import Progress
from .runner import run_import
from .usage import used_on

#: differences of a kind and action that are told in full; all are counted
LIMIT = 200

_MODELS: dict[str, type[models.Model]] = {"brands": Brand, "categories": Category, "products": Product}


def preview_import(
    client: BigCommerceClient,
    *,
    kind: str = SyncRun.Kind.INCREMENTAL,
    product_ids: Sequence[int] | None = None,
    channel_id: int | None = None,
    allow_mass_removal: bool = False,
    limit: int = LIMIT,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Read what an import with these arguments would read, write nothing, and return what it would change.

    The answer is plain data, which JSON takes:

        {"status": "finished" or "held", "kind": "full", "error": "…", "counts": {…as of a run…}, "limit": 200,
         "issues": [{"object_type", "bigcommerce_id", "reason"}],
         "products": {"created": [Difference], "changed": […], "unpublished": […],
                      "counts": {"created": 3, "changed": 1, "unpublished": 0}},
         "categories": {…}, "brands": {…}}

    A Difference is `{"bigcommerce_id", "name", "pk", "fields": [{"field", "label", "old", "new"}], "used_on"}`, the
    last as `usage.used_on` returns it, or None. Unpublished is what visitors saw and would no longer see: gone, hidden,
    or sold in no channel. Of each list at most `limit` are told, and values are cut at 300 characters. Options and
    modifiers are not compared, for they are read in a second pass. Network: as many requests as the import's first
    pass. Raises what `run_import` raises.
    """
    differences = Differences(limit)
    run = run_import(
        client=client,
        kind=kind,
        product_ids=product_ids,
        channel_id=channel_id,
        allow_mass_removal=allow_mass_removal,
        differences=differences,
        progress=progress,
    )
    return {
        "status": run.status,
        "kind": run.kind,
        "error": run.error,
        "counts": run.counts,
        "limit": limit,
        "issues": differences.issues,
        **{name: _told(differences, name, model) for name, model in _MODELS.items()},
    }


def _told(differences: Differences, name: str, model: type[models.Model]) -> dict[str, Any]:
    kept = differences.kept[name]
    usage = used_on(model, [each.pk for each in kept if each.pk is not None])
    return {
        **{action: [_plain(each, usage) for each in kept if each.action == action] for action in ACTIONS},
        "counts": {action: differences.count(name, action) for action in ACTIONS},
    }


def _plain(difference: Difference, usage: dict[int, dict[str, Any]]) -> dict[str, Any]:
    plain = asdict(difference)
    del plain["action"]
    return {**plain, "fields": list(plain["fields"]), "used_on": usage.get(difference.pk or 0)}
