"""The second pass: options and modifiers, which the API gives for ten products at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from ..models import Product, ProductFacet, Variant
from .announce import announce, values_before
from .digests import digest
from .fetching import Fetched
from .mappers.choices import map_modifiers, map_options, with_unlisted
from .mappers.facets import facets_of
from .mappers.values import Payload
from .mappers.variant import fill_labels
from .mapping import attempt
from .outcome import Outcome
from .upsert import replace_links, update_rows

_COLUMNS = ("options", "modifiers", "details_digest", "details_synced_at")
_KNOWN_COLUMNS = ("bigcommerce_id", "options", "modifiers", "custom_fields", "synced_at", "details_synced_at")
_BATCH = 500

#: instead of a digest, of products that BigCommerce does not give when asked for their details
_NOT_GIVEN = "-"
#: A full import reads what was not read for this long: so much of it that all are read again in a week of nights.
_FRESH_FOR = timedelta(hours=12)
_NIGHTS = 7


def products_without_details() -> QuerySet[Product]:
    """Products whose options and modifiers are unread, or may have changed since they were read."""
    return Product.objects.filter(details_digest="", vanished_at=None)


def mark_old(before: datetime) -> None:
    """Have a seventh of the catalog read again, the oldest: not all edits of modifiers show elsewhere."""
    present = Product.objects.filter(vanished_at=None)
    read = present.exclude(details_digest="").filter(details_synced_at__lt=before - _FRESH_FOR)
    most = math.ceil(present.count() / _NIGHTS)
    oldest = list(read.order_by("details_synced_at", "pk").values_list("pk", flat=True)[:most])
    for start in range(0, len(oldest), _BATCH):
        Product.objects.filter(pk__in=oldest[start : start + _BATCH]).update(details_digest="")


def write_details(answers: Sequence[tuple[Sequence[int], Fetched[list[Payload]]]]) -> Outcome:
    """Write options and modifiers of products that have rows. One transaction; no network.

    `answers` are the ids that were asked for and what came. A product that was read anew in the meantime is left as it
    is; one whose options cannot be mapped becomes an issue, and is not asked for again until it changes.
    """
    outcome = Outcome()
    asked_at = {product_id: answer.asked_at for ids, answer in answers for product_id in ids}
    payloads = {payload["id"]: payload for _ids, answer in answers for payload in answer.value}
    with transaction.atomic():
        rows = Product.objects.select_for_update().filter(bigcommerce_id__in=list(asked_at)).order_by("pk")
        read = [row for row in rows.only(*_KNOWN_COLUMNS) if not _is_newer(row, asked_at[row.bigcommerce_id])]
        before = values_before(product.pk for product in read)
        changed, nameless = set(), []
        for product in read:
            shown, payload = (product.options, product.modifiers), payloads.get(product.bigcommerce_id, {})
            if _fill(product, payload, asked_at[product.bigcommerce_id], outcome):
                nameless.append(product)
            if (product.options, product.modifiers) != shown:
                changed.add(product.pk)
        update_rows(read, _COLUMNS)
        if nameless:
            _name_variants(nameless)
        announce(dict.fromkeys(changed, False), before)
    outcome.changed, outcome.unchanged = len(changed), len(read) - len(changed)
    return outcome


def _is_newer(product: Product, asked_at: datetime) -> bool:
    return any(moment is not None and moment > asked_at for moment in (product.synced_at, product.details_synced_at))


def _fill(product: Product, payload: Payload, asked_at: datetime, outcome: Outcome) -> bool:
    """Put what was read into the row's columns; tells whether variants lack words that options have."""
    shown = product.options
    product.details_synced_at = asked_at
    product.details_digest = digest([payload.get("options"), payload.get("modifiers")]) if payload else _NOT_GIVEN
    read = attempt(lambda: _map(payload, shown), "product", product.bigcommerce_id, outcome) if payload else None
    if read is None:
        return False
    product.options, product.modifiers = read
    return any(not option["name"] or not all(value["label"] for value in option["values"]) for option in shown)


def _map(payload: Payload, shown: list[Payload]) -> tuple[list[Payload], list[Payload]]:
    return with_unlisted(map_options(payload.get("options")), shown), map_modifiers(payload.get("modifiers"))


def _name_variants(products: Sequence[Product]) -> None:
    """Give variants that came with bare ids the words of their options; their facets follow."""
    wanted = set()
    for product in products:
        variants = list(Variant.objects.filter(product=product).only("option_values"))
        for variant in variants:
            variant.option_values = fill_labels(variant.option_values, product.options)
        Variant.objects.bulk_update(variants, ["option_values"], batch_size=100)
        named = [{"option_values": variant.option_values} for variant in variants]
        wanted |= {(product.pk, *facet) for facet in facets_of(named, product.custom_fields)}
    columns = ("product_id", "name", "value")
    replace_links(ProductFacet, columns, wanted, owners=[product.pk for product in products])
