"""Brands become rows. They belong to the store, fire no webhooks, and are read whole."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..models import Brand
from .differences import row_differences
from .digests import digest, storable
from .mappers.values import Payload, identifier
from .mapping import attempt, brand_mapper, mark_of
from .moves import Move, leave_redirects
from .outcome import Issue, Outcome
from .search import refresh_index
from .upsert import upsert


def write_brands(payloads: Iterable[Payload], *, dry_run: bool = False) -> Outcome:
    """Write the brands that are new or changed, and count. One transaction; no network."""
    outcome, mapper = Outcome(), brand_mapper()
    by_id = _by_id(payloads, outcome)
    known = {
        row.bigcommerce_id: row
        for row in Brand.objects.filter(bigcommerce_id__in=list(by_id)).only(
            "bigcommerce_id", "digest", "vanished_at", "slug", "custom_url"
        )
    }
    mapped, digests = {}, {}
    for brand_id, payload in by_id.items():
        new_digest = digest(payload, mark_of(mapper))
        row = known.get(brand_id)
        if row is not None and row.vanished_at is None and row.digest == new_digest:
            outcome.unchanged += 1
            continue
        fields = attempt(partial(mapper, payload), "brand", brand_id, outcome)
        if fields is not None:
            mapped[fields["bigcommerce_id"]], digests[fields["bigcommerce_id"]] = fields, new_digest
    outcome.changed = sum(brand_id in known for brand_id in mapped)
    outcome.created = len(mapped) - outcome.changed
    if dry_run:
        outcome.differences = row_differences(Brand, mapped, by_id)
    elif mapped:
        _write(mapped, digests, by_id, known)
    return outcome


def _by_id(payloads: Iterable[Payload], outcome: Outcome) -> dict[int, Payload]:
    by_id = {}
    for payload in payloads:
        brand_id = identifier(payload.get("id"))
        if brand_id is None:
            outcome.issues.append(Issue("brand", None, "it has no id"))
        else:
            by_id[brand_id] = payload
    return by_id


def _write(
    mapped: dict[int, dict[str, Any]], digests: dict[int, str], payloads: dict[int, Payload], known: dict[int, Brand]
) -> None:
    brands = [
        Brand(**fields, payload=storable(payloads[brand_id]), digest=digests[brand_id], synced_at=timezone.now())
        for brand_id, fields in mapped.items()
    ]
    with transaction.atomic():
        refresh_index(Brand, [brand.pk for brand in upsert(brands, Brand.synced_fields)])
        leave_redirects(
            Brand,
            [
                Move(row.pk, row.slug, fields["slug"], row.custom_url, fields["custom_url"])
                for brand_id, fields in mapped.items()
                if (row := known.get(brand_id)) and (row.slug, row.custom_url) != (fields["slug"], fields["custom_url"])
            ],
        )
