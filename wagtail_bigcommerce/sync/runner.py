"""Starts runs, works on them, and ends them: one at a time over all processes, resumable after each page.

The lock is the database's: it allows one SyncRun that is running. A run that was cut off is not gone on with, but a new
one starts from its cursor, so that an owner who was only slow finds its own row ended and stops.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..client import BigCommerceClient, parse_datetime
from ..models import Channel, SyncRun
from ..signals import import_failed, import_finished
from ..store import default_channel_id
from .job import Job, Progress, RunLost
from .phases import PHASES, plan
from .refusals import ImportAlreadyRunning, ImportRefused, explain

logger = logging.getLogger(__name__)

#: Changes are read from this long before the last run began: clocks differ, and a change may show late.
OVERLAP = timedelta(minutes=10)
#: A run that was cut off longer ago is not worth going on with.
RESUMABLE_FOR = timedelta(days=1)

_DONE = (SyncRun.Status.FINISHED, SyncRun.Status.HELD)


def run_import(
    *,
    client: BigCommerceClient,
    kind: str = SyncRun.Kind.INCREMENTAL,
    product_ids: Sequence[int] | None = None,
    channel_id: int | None = None,
    dry_run: bool = False,
    allow_mass_removal: bool = False,
    progress: Progress | None = None,
) -> SyncRun:
    """Import the catalog and return the run, which has ended: `finished`, or `held` by the brake.

    `kind` "incremental" reads what changed since the last run, or everything when there was none; "full" reads
    everything, and goes on where a full run was cut off. `product_ids` or `channel_id` limit it, which makes it
    "partial". A dry run counts and writes nothing, not even the run. Network; see `phases` for how many requests.
    Raises ImportRefused, BigCommerceError, or whatever else went wrong, after the run was marked as failed.
    """
    run = start_run(
        client,
        kind=kind,
        product_ids=product_ids,
        channel_id=channel_id,
        dry_run=dry_run,
        allow_mass_removal=allow_mass_removal,
    )
    work_on(run, client, dry_run=dry_run, progress=progress)
    return run


def start_run(
    client: BigCommerceClient,
    *,
    kind: str = SyncRun.Kind.INCREMENTAL,
    product_ids: Sequence[int] | None = None,
    channel_id: int | None = None,
    dry_run: bool = False,
    allow_mass_removal: bool = False,
) -> SyncRun:
    """Take the lock and return a run that is ready to be worked on. No network.

    Raises ImportAlreadyRunning, or ImportRefused when this database holds another store's catalog.
    """
    now = timezone.now()
    _refuse_another_store(client.store_hash)
    cursor: dict[str, Any] = {"began": now.isoformat()}
    if product_ids is not None or channel_id is not None:
        kind = SyncRun.Kind.PARTIAL
        cursor |= _chosen(product_ids, channel_id)
    elif kind == SyncRun.Kind.INCREMENTAL:
        if since := _last_complete(client.store_hash):
            cursor["since"] = (since - OVERLAP).isoformat()
        else:
            kind = SyncRun.Kind.FULL
    if not dry_run:
        _end_stale_run(now)
        if kind == SyncRun.Kind.FULL:
            cursor = _cursor_of_cut_off_run(client.store_hash, now) or cursor
    cursor["allow_mass_removal"] = allow_mass_removal
    run = SyncRun(kind=kind, store_hash=client.store_hash, started_at=now, heartbeat_at=now, cursor=cursor)
    if not dry_run:
        _lock(run)
    return run


def work_on(
    run: SyncRun,
    client: BigCommerceClient,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    for_seconds: float | None = None,
) -> None:
    """Go on with a run until it ends, or for about so many seconds: then it is still running, its cursor saved."""
    stop_at = None if for_seconds is None else time.monotonic() + for_seconds
    job = Job(run, client, dry_run=dry_run, progress=progress)
    try:
        if not _go_through_phases(job, stop_at):
            return
    except RunLost:
        run.refresh_from_db()
        return
    except BaseException as error:
        fail_run(run, error, dry_run=dry_run)
        raise
    _finish(run, dry_run=dry_run)


def _go_through_phases(job: Job, stop_at: float | None) -> bool:
    """Work through what is left of the plan; False when time is up before the end."""
    phases, requests_before = plan(job), job.run.counts.get("requests", 0)
    begin = phases.index(job.cursor["phase"]) if job.cursor.get("phase") in phases else 0
    with job.source.client.operation() as operation:
        for position, name in enumerate(phases[begin:], start=begin):
            job.enter(name)
            for can_stop in PHASES[name](job):
                job.run.counts["requests"] = requests_before + operation.requests
                job.checkpoint()
                if can_stop and stop_at is not None and time.monotonic() >= stop_at:
                    return False
            if position + 1 < len(phases):
                job.enter(phases[position + 1])
            job.run.counts["requests"] = requests_before + operation.requests
            job.checkpoint()
    return True


def _lock(run: SyncRun) -> None:
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError as error:
        raise ImportAlreadyRunning(
            _("Another import is running. Wait for it; should its process have died, %(minutes)d minutes are enough.")
            % {"minutes": SyncRun.STALE_AFTER.total_seconds() // 60}
        ) from error


def _end_stale_run(now: datetime) -> None:
    SyncRun.objects.filter(status=SyncRun.Status.RUNNING, heartbeat_at__lt=now - SyncRun.STALE_AFTER).update(
        status=SyncRun.Status.FAILED, finished_at=now, error=_("Its process died.")
    )


def _cursor_of_cut_off_run(store_hash: str, now: datetime) -> dict[str, Any] | None:
    """Where the last full run stopped, if it failed or died not long ago."""
    last = SyncRun.objects.filter(store_hash=store_hash, kind=SyncRun.Kind.FULL).order_by("-pk").first()
    if last is None or last.status != SyncRun.Status.FAILED or last.heartbeat_at < now - RESUMABLE_FOR:
        return None
    return dict(last.cursor)


def _last_complete(store_hash: str) -> datetime | None:
    """When the last run that read all changes began; None when a full one is due."""
    if not Channel.objects.filter(bigcommerce_id=default_channel_id()).exists():
        return None
    runs = SyncRun.objects.filter(store_hash=store_hash, status__in=_DONE).exclude(kind=SyncRun.Kind.PARTIAL)
    last = runs.order_by("-pk").first()
    return parse_datetime(last.cursor.get("began")) if last else None


def _chosen(product_ids: Sequence[int] | None, channel_id: int | None) -> dict[str, Any]:
    if channel_id is not None and not Channel.objects.filter(bigcommerce_id=channel_id).exists():
        raise ImportRefused(
            _("Channel %(id)d is unknown here. Run a full import first, or choose one that the store has.")
            % {"id": channel_id}
        )
    ids = None if product_ids is None else sorted(set(product_ids))
    return {"ids": ids, "channel_id": channel_id}


def _refuse_another_store(store_hash: str) -> None:
    other = SyncRun.objects.filter(status__in=_DONE).exclude(store_hash=store_hash).order_by("-pk").first()
    if other is not None:
        raise ImportRefused(
            _(
                "This database holds the catalog of store %(other)s, and BIGCOMMERCE_STORE_HASH is %(own)s. "
                "Use an empty database for another store."
            )
            % {"other": other.store_hash, "own": store_hash}
        )


def _finish(run: SyncRun, *, dry_run: bool) -> None:
    held = run.cursor.get("held")
    run.status = SyncRun.Status.HELD if held else SyncRun.Status.FINISHED
    if held:
        numbers = ", ".join(f"{number} {kind}" for kind, number in held.items())
        run.error = _(
            "BigCommerce no longer lists %(numbers)s; nothing was taken away. If that is right, import again with "
            "--full --allow-mass-removal."
        ) % {"numbers": numbers}
    _end(run, dry_run=dry_run)
    if not dry_run:
        import_finished.send_robust(sender=SyncRun, run=run)


def fail_run(run: SyncRun, error: BaseException, *, dry_run: bool = False) -> None:
    """End a run that cannot go on; `error` becomes the line that staff read."""
    run.status, run.error = SyncRun.Status.FAILED, explain(error)
    _end(run, dry_run=dry_run)
    if not dry_run:
        import_failed.send_robust(sender=SyncRun, run=run, error=error)


def _end(run: SyncRun, *, dry_run: bool) -> None:
    run.finished_at = run.heartbeat_at = timezone.now()
    if not dry_run:
        run.save(update_fields=["status", "error", "finished_at", "heartbeat_at"])
