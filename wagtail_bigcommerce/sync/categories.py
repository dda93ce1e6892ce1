"""Categories become rows, a tree at a time: each row holds its place, so that pages need no walk up the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from ..models import Category, Channel
from .differences import row_differences
from .digests import digest, storable
from .mappers import MappingContext
from .mappers.category import category_id_of, parent_id_of
from .mappers.values import Payload
from .mapping import attempt, category_mapper
from .moves import Move, leave_redirects
from .outcome import Outcome
from .search import refresh_index
from .tree import Node, Place, places
from .upsert import upsert


class _Known(NamedTuple):
    """What a row already says about a category."""

    pk: int
    digest: str
    vanished_at: datetime | None
    slug: str
    custom_url: str


def write_tree(
    tree_id: int,
    channel_pk: int | None,
    payloads: Iterable[Payload],
    context: MappingContext,
    *,
    dry_run: bool = False,
) -> Outcome:
    """Write the categories of one whole tree that are new, changed or moved, and count. One transaction; no network."""
    outcome, mapper = Outcome(), category_mapper()
    by_id, mapped = {}, {}
    for payload in payloads:
        fields = attempt(partial(mapper, payload, context), "category", category_id_of(payload), outcome)
        if fields is not None:
            by_id[fields["bigcommerce_id"]], mapped[fields["bigcommerce_id"]] = payload, fields
    nodes = [Node(key, parent_id_of(by_id[key]), fields["is_visible"]) for key, fields in mapped.items()]
    known = _known_rows(by_id)
    with transaction.atomic():
        pks = {key: row.pk for key, row in known.items()}
        written: list[int] = []
        unlike: dict[int, dict[str, Any]] = {}
        for level in _levels(places(nodes)):
            rows = []
            for place in level:
                parent_pk = pks.get(place.parent_id) if place.parent_id else None
                fields = {
                    **mapped[place.id],
                    "tree_id": tree_id,
                    "channel_id": channel_pk,
                    "parent_id": parent_pk,
                    "id_path": place.id_path,
                    "depth": place.depth,
                    "ancestors_visible": place.ancestors_visible,
                }
                new_digest = digest(by_id[place.id], fields)
                row = known.get(place.id)
                if row is not None and row.vanished_at is None and row.digest == new_digest:
                    outcome.unchanged += 1
                    continue
                outcome.created += row is None
                outcome.changed += row is not None
                rows.append(_row(fields, by_id[place.id], new_digest))
                unlike[place.id] = fields
            if not dry_run:
                level_pks = {row.bigcommerce_id: row.pk for row in upsert(rows, Category.synced_fields)}
                pks |= level_pks
                written += level_pks.values()
        if dry_run:
            outcome.differences = row_differences(Category, unlike, by_id, names=_names())
        refresh_index(Category, written)
        leave_redirects(Category, _moves(known, mapped, set(written)))
    return outcome


def _moves(known: Mapping[int, _Known], mapped: Mapping[int, dict[str, Any]], written: Collection[int]) -> list[Move]:
    return [
        Move(row.pk, row.slug, fields["slug"], row.custom_url, fields["custom_url"])
        for key, fields in mapped.items()
        if (row := known.get(key))
        and row.pk in written
        and (row.slug, row.custom_url) != (fields["slug"], fields["custom_url"])
    ]


def _names() -> dict[str, dict[int, str]]:
    """What keys of other rows stand for."""
    return {
        "parent_id": dict(Category.objects.values_list("pk", "name")),
        "channel_id": dict(Channel.objects.values_list("pk", "name")),
    }


def _row(fields: dict[str, Any], payload: Payload, new_digest: str) -> Category:
    return Category(**fields, payload=storable(payload), digest=new_digest, synced_at=timezone.now())


def _known_rows(ids: Iterable[int]) -> dict[int, _Known]:
    """By id, whichever tree the row was in."""
    wanted = set(ids)
    rows = Category.objects.values_list("bigcommerce_id", "pk", "digest", "vanished_at", "slug", "custom_url")
    return {
        key: _Known(pk, old_digest, vanished_at, slug, custom_url)
        for key, pk, old_digest, vanished_at, slug, custom_url in rows
        if key in wanted
    }


def _levels(all_places: Iterable[Place]) -> list[list[Place]]:
    """Places by depth, so that a level's parents have been written before it."""
    levels: dict[int, list[Place]] = defaultdict(list)
    for place in all_places:
        levels[place.depth].append(place)
    return [levels[depth] for depth in sorted(levels)]
