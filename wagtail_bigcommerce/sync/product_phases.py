"""The phases of an import that read products; see `phases`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import Any

from django.utils import timezone

from ..client import Page
from ..models import Product, SyncRun
from . import details, reconcile
from .differences import differences_of_gone
from .fetching import Fetched
from .job import Job
from .mappers.values import Payload
from .products import write_products
from .refresh import confirmed_gone
from .removal import vanish

_BATCH = 250


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
    yield from _read_again(job, "suspects", gone="gone")
    vanish(job, Product, job.cursor.get("gone", []))


def _read_again(job: Job, waiting: str, gone: str | None = None) -> Iterator[bool]:
    """Read the products in a list of the cursor by id; those that are not there go to the list `gone`."""
    cursor, known = job.cursor, job.cursor.get("checked_to") or None
    while batch := cursor.get(waiting, [])[: reconcile.ASKED_TOGETHER]:

        def read(ids: Sequence[int]) -> set[int]:
            asked_at, page = timezone.now(), job.source.product_page(ids=ids)
            asked_for = [product for product in page.items if product["id"] != known]
            job.count("products", write_products(asked_for, job.context, asked_at=asked_at, dry_run=job.dry_run))
            return {product["id"] for product in page.items}

        missing = reconcile.not_given(read, batch, known)
        if gone is not None:
            cursor[gone] = [*cursor.get(gone, []), *missing]
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


def _note_suspects(cursor: dict[str, Any], products: Iterable[Payload], *, is_last: bool) -> None:
    """Remember rows between the page before and the end of this one that this page did not bring."""
    ids = [product["id"] for product in products]
    after_id = cursor.get("checked_to", 0)
    last_id = max([after_id, *ids])
    found = reconcile.suspects_between(after_id, None if is_last else last_id, ids)
    cursor["suspects"] = [*cursor.get("suspects", []), *found]
    cursor["checked_to"] = last_id
