"""Brands become rows. They belong to the store, fire no webhooks, and are read whole."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from ..models import Brand
from .digests import digest, storable
from .mappers import MappingError
from .mappers.brand import map_brand
from .mappers.values import Payload, identifier
from .outcome import Issue, Outcome
from .search import refresh_index
from .upsert import upsert


def write_brands(payloads: Iterable[Payload], *, dry_run: bool = False) -> Outcome:
    """Write the brands that are new or changed, and count. One transaction; no network."""
    outcome = Outcome()
    by_id = {identifier(payload.get("id")): payload for payload in payloads}
    known = {
        brand_id: (old_digest, vanished_at)
        for brand_id, old_digest, vanished_at in Brand.objects.filter(
            bigcommerce_id__in=[key for key in by_id if key]
        ).values_list("bigcommerce_id", "digest", "vanished_at")
    }
    changed = []
    for brand_id, payload in by_id.items():
        new_digest = digest(payload)
        if brand_id in known and known[brand_id] == (new_digest, None):
            outcome.unchanged += 1
            continue
        try:
            fields = map_brand(payload)
        except MappingError as error:
            outcome.issues.append(Issue("brand", brand_id, str(error)))
            continue
        changed.append(Brand(**fields, payload=storable(payload), digest=new_digest, synced_at=timezone.now()))
    outcome.changed = sum(brand.bigcommerce_id in known for brand in changed)
    outcome.created = len(changed) - outcome.changed
    if changed and not dry_run:
        with transaction.atomic():
            refresh_index(Brand, [brand.pk for brand in upsert(changed, Brand.synced_fields)])
    return outcome
