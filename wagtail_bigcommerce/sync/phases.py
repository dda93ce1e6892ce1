"""The phases of an import, in the order in which the shop needs them.

Each is a generator that does one piece of work at a time (mostly: one request and its rows) and yields after it, so
that the runner can save the cursor, notice an abort, or hand over to the next time slice. It yields True where the
cursor says how to go on, and False where the phase would begin again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import Any

from django.db import models
from django.utils import timezone

from ..client import Page
from ..models import Brand, Category, Channel, Product, SyncRun
from ..store import default_channel_id
from . import channels, details, ordering, reconcile
from .brands import write_brands
from .categories import write_tree
from .differences import differences_of_gone
from .fetching import Fetched
from .job import Job
from .mappers.category import category_id_of
from .mappers.channel import is_storefront
from .mappers.values import Payload, identifier, identifiers
from .products import write_products
from .refresh import confirmed_gone

_BATCH = 250

#: names in a run's counts
_KINDS: dict[type[models.Model], str] = {Brand: "brands", Category: "categories", Product: "products"}


def read_store(job: Job) -> Iterator[bool]:
    """Facts about the store, and its storefront channels. Raises ImportRefused when they do not fit the settings."""
    source = job.source
    channels.check_clock(source.client.store.time())
    profile, currencies = source.client.store.get(), source.client.currencies.list()
    tax = source.client.settings.tax()
    payloads = [payload for payload in source.client.channels.iter() if is_storefront(payload)]
    channels.check_channel(default_channel_id(), payloads)
    if job.dry_run:
        return
    for payload in payloads:
        job.count("channels", channels.write_channel(payload, profile, currencies, tax, source))
        yield False
    channels.mark_missing_channels(identifiers([payload.get("id") for payload in payloads]))
    channels.link_default_site(default_channel_id())


def read_brands(job: Job) -> Iterator[bool]:
    """All brands."""
    seen: set[int] = set()
    for batch in _batches(job.source.brands()):
        seen.update(identifiers([payload.get("id") for payload in batch]))
        job.count("brands", write_brands(batch, dry_run=job.dry_run))
        job.advance(len(batch))
        yield False
    missing = _missing(Brand, seen)
    returned = list(job.source.brands(ids=missing)) if missing else []
    job.count("brands", write_brands(returned, dry_run=job.dry_run))
    present = {identifier(payload.get("id")) for payload in returned}
    _vanish(job, Brand, [each for each in missing if each not in present])


def read_categories(job: Job) -> Iterator[bool]:
    """All category trees, each with the channel that shows it. Which trees there are is read by full runs only."""
    trees = _trees_of_channels(job) if job.run.kind == SyncRun.Kind.FULL else _known_trees()
    seen: set[int] = set()
    by_tree: dict[int, list[Payload]] = {tree_id: [] for tree_id in trees}
    for payload in job.source.categories(list(trees)):
        seen.update(identifiers([category_id_of(payload)]))
        by_tree.setdefault(identifier(payload.get("tree_id")) or next(iter(trees)), []).append(payload)
    for tree_id, payloads in by_tree.items():
        outcome = write_tree(tree_id, trees.get(tree_id), payloads, job.context, dry_run=job.dry_run)
        job.count("categories", outcome)
        job.advance(len(payloads))
        yield False
    missing = _missing(Category, seen)
    present = {category_id_of(row) for row in job.source.categories(list(trees), ids=missing)} if missing else set()
    _vanish(job, Category, [each for each in missing if each not in present])


def _known_trees() -> dict[int, int | None]:
    """The trees that were imported, as `_trees_of_channels` returns them; a channel's tree may have no category yet."""
    trees: dict[int, int | None] = dict(Category.objects.order_by().values_list("tree_id", "channel").distinct())
    trees |= {tree_id: pk for tree_id, pk in Channel.objects.values_list("tree_id", "pk") if tree_id is not None}
    return trees


def _trees_of_channels(job: Job) -> dict[int, int | None]:
    """Ask for the trees; returns the primary key of the channel (None: no storefront has it) by tree id."""
    known = {channel.bigcommerce_id: channel for channel in Channel.objects.only("bigcommerce_id", "tree_id")}
    trees: dict[int, int | None] = {}
    for tree in job.source.trees():
        tree_id = identifier(tree.get("id"))
        if tree_id is None:
            continue
        channel = next((known[each] for each in identifiers(tree.get("channels")) if each in known), None)
        trees[tree_id] = channel.pk if channel else None
        if channel is not None and channel.tree_id != tree_id and not job.dry_run:
            Channel.objects.filter(pk=channel.pk).update(tree_id=tree_id)
    return trees


def read_products(job: Job) -> Iterator[bool]:
    """The first pass: every product, or those modified since the last run. After it the shop can be browsed.

    While a page is written the next is under way, and what is left of the network reads options and modifiers.
    """
    cursor = job.cursor
    awaited = _start_page(job, cursor["after_id"])
    while True:
        fetched = awaited.result() if job.dry_run else job.second_pass.beside(awaited, up_to=cursor["after_id"])
        page = fetched.value
        following = page.next if job.has_time() else None
        if following is not None:
            awaited = _start_page(job, following)
        outcome = write_products(page.items, job.context, asked_at=fetched.asked_at, dry_run=job.dry_run)
        job.count("products", outcome)
        cursor["contested"] = [*cursor.get("contested", []), *outcome.contested]
        if job.run.kind == SyncRun.Kind.FULL:
            _note_suspects(cursor, page.items, is_last=page.next is None)
        # by number, the total does not tell how much is left
        left = None if page.total is None or cursor["after_id"] < 0 else max(0, page.total - len(page.items))
        job.advance(len(page.items), left=left)
        if page.next is None:
            return
        cursor["after_id"] = page.next
        yield following is None


def _start_page(job: Job, after_id: int) -> Future[Fetched[Page]]:
    channel_id, since = job.cursor.get("channel_id"), job.since
    return job.fetcher.start(
        lambda: job.source.product_page(after_id=after_id, channel_id=channel_id, modified_since=since)
    )


def read_contested_products(job: Job) -> Iterator[bool]:
    """Ask again for products that somebody else wrote while the page with them was under way: who was later?"""
    yield from _read_again(job, "contested")


def read_chosen_products(job: Job) -> Iterator[bool]:
    """The products with the ids that were asked for; one that is confirmed gone vanishes at once."""
    ids = job.cursor["ids"]
    while batch := [product_id for product_id in ids if product_id > job.cursor["after_id"]][:_BATCH]:
        asked_at, page = timezone.now(), job.source.product_page(ids=batch)
        job.count("products", write_products(page.items, job.context, asked_at=asked_at, dry_run=job.dry_run))
        gone = confirmed_gone(job.source, batch, [product["id"] for product in page.items])
        if job.differences is not None:
            job.differences.add("products", differences_of_gone(Product, gone))
        if not job.dry_run:
            job.add("products", "vanished", reconcile.mark_vanished(Product, gone))
            # details fire no event and may have changed alone
            Product.objects.filter(bigcommerce_id__in=batch).exclude(details_digest="").update(details_digest="")
        job.cursor["after_id"] = batch[-1]
        job.advance(len(batch), left=len(ids) - ids.index(batch[-1]) - 1)
        yield True


def confirm_vanished(job: Job) -> Iterator[bool]:
    """Ask for the products that a full pass did not bring; mark those that are gone, read those that are not."""
    yield from _read_again(job, "suspects", missing="gone")
    _vanish(job, Product, job.cursor.get("gone", []))


def _read_again(job: Job, waiting: str, missing: str | None = None) -> Iterator[bool]:
    """Read the products in a list of the cursor by id; those that are not there go to the list `missing`."""
    cursor = job.cursor
    while batch := cursor.get(waiting, [])[:_BATCH]:
        asked_at, page = timezone.now(), job.source.product_page(ids=batch)
        job.count("products", write_products(page.items, job.context, asked_at=asked_at, dry_run=job.dry_run))
        if missing is not None:
            returned = {product["id"] for product in page.items}
            cursor[missing] = [*cursor.get(missing, []), *(each for each in batch if each not in returned)]
        cursor[waiting] = cursor[waiting][len(batch) :]
        job.advance(len(batch), left=len(cursor[waiting]))
        yield True


def mark_old_details(job: Job) -> Iterator[bool]:
    """Have options and modifiers read again that were read long ago: BigCommerce does not tell of all their changes."""
    details.mark_old(before=job.run.started_at)
    yield from ()


def read_details(job: Job) -> Iterator[bool]:
    """What the second pass has not read beside the first."""
    yield from job.second_pass.rest()


def read_order(job: Job) -> Iterator[bool]:
    """Manual order, of the categories that use it. A request for each of them."""
    categories = ordering.categories_arranged_by_hand()
    for done, category in enumerate(categories, start=1):
        if category.bigcommerce_id > job.cursor["after_id"]:
            ordering.write_order(category, job.source.sort_order(category.bigcommerce_id))
            job.cursor["after_id"] = category.bigcommerce_id
            job.advance(1, left=len(categories) - done)
            yield True


def _note_suspects(cursor: dict[str, Any], products: Iterable[Payload], *, is_last: bool) -> None:
    """Remember rows between the page before and the end of this one that this page did not bring."""
    ids = [product["id"] for product in products]
    after_id = cursor.get("checked_to", 0)
    last_id = max([after_id, *ids])
    found = reconcile.suspects_between(after_id, None if is_last else last_id, ids)
    cursor["suspects"] = [*cursor.get("suspects", []), *found]
    cursor["checked_to"] = last_id


def _missing(model: type[models.Model], seen: set[int]) -> list[int]:
    ids = model._default_manager.filter(vanished_at=None).values_list("bigcommerce_id", flat=True)
    return [each for each in ids if each not in seen]


def _vanish(job: Job, model: type[models.Model], gone: list[int]) -> None:
    """Mark what is confirmed gone, or hold the run when that would take away too much."""
    kind = _KINDS[model]
    if job.differences is not None:
        job.differences.add(kind, differences_of_gone(model, gone))
    known = model._default_manager.filter(vanished_at=None).count()
    if reconcile.is_too_much(len(gone), known) and not job.cursor.get("allow_mass_removal"):
        job.cursor.setdefault("held", {})[kind] = len(gone)
    elif gone:
        job.add(kind, "vanished", len(gone) if job.dry_run else reconcile.mark_vanished(model, gone))


def _batches(rows: Iterable[Payload]) -> Iterator[list[Payload]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


Phase = Callable[[Job], Iterator[bool]]

PHASES: dict[str, Phase] = {
    "store": read_store,
    "brands": read_brands,
    "categories": read_categories,
    "products": read_products,
    "chosen": read_chosen_products,
    "contested": read_contested_products,
    "vanished": confirm_vanished,
    "old details": mark_old_details,
    "details": read_details,
    "order": read_order,
}

_FULL = ("store", "brands", "categories", "products", "contested", "vanished", "old details", "details", "order")
_INCREMENTAL = ("brands", "categories", "products", "contested", "details")
_CHOSEN = ("chosen", "details")
_CHANNEL = ("products", "contested", "details")
#: phases that only follow up what others have written
_FOLLOWING = {"contested", "old details", "details", "order"}


def plan(job: Job) -> list[str]:
    """Names of the phases that this run goes through."""
    names: tuple[str, ...]
    if job.run.kind == SyncRun.Kind.PARTIAL:
        names = _CHOSEN if job.cursor.get("ids") else _CHANNEL
    else:
        names = _FULL if job.run.kind == SyncRun.Kind.FULL else _INCREMENTAL
    return [name for name in names if not (job.dry_run and name in _FOLLOWING)]
