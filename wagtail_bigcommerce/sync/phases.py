"""The phases of an import, in the order in which the shop needs them.

Each is a generator that does one piece of work at a time (mostly: one request and its rows) and yields after it, so
that the runner can save the cursor, notice an abort, or hand over to the next time slice. It yields True where the
cursor says how to go on, and False where the phase would begin again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from ..models import Brand, Category, Channel, SyncRun
from ..store import default_channel_id
from . import channels, ordering, product_phases, reconcile
from .brands import write_brands
from .categories import write_tree
from .job import Job
from .mappers.category import category_id_of
from .mappers.channel import is_storefront
from .mappers.values import Payload, identifier, identifiers
from .removal import missing, vanish
from .store_redirects import read_redirects

_BATCH = 250


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

    def read(ids: Sequence[int]) -> list[int]:
        returned = list(job.source.brands(ids=ids))
        job.count("brands", write_brands([row for row in returned if row.get("id") not in seen], dry_run=job.dry_run))
        return identifiers([payload.get("id") for payload in returned])

    vanish(job, Brand, reconcile.not_given(read, missing(Brand, seen), max(seen, default=None)))


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

    def read(ids: Sequence[int]) -> list[int]:
        return identifiers([category_id_of(row) for row in job.source.categories(list(trees), ids=ids)])

    vanish(job, Category, reconcile.not_given(read, missing(Category, seen), max(seen, default=None)))


def _known_trees() -> dict[int, int | None]:
    """The trees that were imported, as `_trees_of_channels` returns them; a channel's tree may have no category yet."""
    trees: dict[int, int | None] = dict(
        Category.objects.filter(vanished_at=None).order_by().values_list("tree_id", "channel").distinct()
    )
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


def read_order(job: Job) -> Iterator[bool]:
    """Manual order, of the categories that use it. A request for each of them."""
    categories = ordering.categories_arranged_by_hand()
    for done, category in enumerate(categories, start=1):
        if category.bigcommerce_id > job.cursor["after_id"]:
            ordering.write_order(category, job.source.sort_order(category.bigcommerce_id))
            job.cursor["after_id"] = category.bigcommerce_id
            job.advance(1, left=len(categories) - done)
            yield True


def _batches(rows: Iterable[Payload]) -> Iterator[list[Payload]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


Phase = Callable[[Job], Iterator[bool]]

PHASES: dict[str, Phase] = {
    "store": read_store,
    "brands": read_brands,
    "categories": read_categories,
    "products": product_phases.read_products,
    "chosen": product_phases.read_chosen_products,
    "contested": product_phases.read_contested_products,
    "vanished": product_phases.confirm_vanished,
    "old details": product_phases.mark_old_details,
    "details": product_phases.read_details,
    "order": read_order,
    "redirects": read_redirects,
}

_FULL = (
    "store",
    "brands",
    "categories",
    "products",
    "contested",
    "vanished",
    "old details",
    "details",
    "order",
    "redirects",
)
_INCREMENTAL = ("brands", "categories", "products", "contested", "details")
_CHOSEN = ("chosen", "details")
_CHANNEL = ("products", "contested", "details")
#: phases that only follow up what others have written
_FOLLOWING = {"contested", "old details", "details", "order", "redirects"}


def plan(job: Job) -> list[str]:
    """Names of the phases that this run goes through."""
    names: tuple[str, ...]
    if job.run.kind == SyncRun.Kind.PARTIAL:
        names = _CHOSEN if job.cursor.get("ids") else _CHANNEL
    else:
        names = _FULL if job.run.kind == SyncRun.Kind.FULL else _INCREMENTAL
    return [name for name in names if not (job.dry_run and name in _FOLLOWING)]
