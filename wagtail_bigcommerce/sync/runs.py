"""Starts runs and ends them: one at a time over all processes.

The lock is the database's: it allows one SyncRun that is running. A run that was cut off is not gone on with, but a new
one starts from its cursor, so that an owner who was only slow finds its own row ended and stops.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..client import BigCommerceClient, parse_datetime
from ..models import Channel, ConnectedStore, SyncRun
from ..signals import import_failed, import_finished
from ..store import default_channel_id
from .identity import remember_store, require_store
from .refusals import ImportAlreadyRunning, ImportRefused, explain

#: Changes are read from this long before the last run began: clocks differ, and a change may show late.
OVERLAP = timedelta(minutes=10)
#: A run that was cut off longer ago is not worth going on with.
RESUMABLE_FOR = timedelta(days=1)

_DONE = (SyncRun.Status.FINISHED, SyncRun.Status.HELD)


def start_run(
    client: BigCommerceClient,
    *,
    kind: str = SyncRun.Kind.INCREMENTAL,
    product_ids: Sequence[int] | None = None,
    channel_id: int | None = None,
    dry_run: bool = False,
    allow_mass_removal: bool = False,
    released: SyncRun | None = None,
) -> SyncRun:
    """Take the lock and return a run that is ready to be worked on. No network.

    With `released`, a held run, what that run would have taken away may go; `allow_mass_removal` lets anything go.
    Raises ImportAlreadyRunning, or ImportRefused when this database holds another store's catalog.
    """
    if dry_run:
        require_store(client)
    else:
        remember_store(client)
    now = timezone.now()
    cursor: dict[str, Any] = {"began": now.isoformat()}
    progress: dict[str, Any] = {}
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
        if kind == SyncRun.Kind.FULL and (cut_off := _cut_off_run(client.store_hash, now)):
            cursor, progress = dict(cut_off.cursor), dict(cut_off.progress)
    cursor["allow_mass_removal"] = allow_mass_removal
    cursor["released"] = dict(released.cursor.get("held", {})) if released else {}
    run = SyncRun(
        kind=kind,
        store_hash=client.store_hash,
        started_at=now,
        heartbeat_at=now,
        cursor=cursor,
        progress=progress,
    )
    if not dry_run:
        _lock(run)
    return run


def finish_run(run: SyncRun, *, dry_run: bool = False) -> None:
    """End a run that went through all its phases: `finished`, or `held` when the brake kept something."""
    held = run.cursor.get("held")
    run.status = SyncRun.Status.HELD if held else SyncRun.Status.FINISHED
    if held:
        numbers = ", ".join(f"{len(ids)} {kind}" for kind, ids in held.items())
        run.error = _(
            "BigCommerce no longer lists %(numbers)s; nothing was taken away. If that is right, release this import in "
            "the admin, or import again with --full --allow-mass-removal."
        ) % {"numbers": numbers}
    if _end(run, dry_run=dry_run):
        import_finished.send_robust(sender=SyncRun, run=run)


def fail_run(run: SyncRun, error: BaseException, *, dry_run: bool = False) -> None:
    """End a run that cannot go on; `error` becomes the line that staff read."""
    run.status, run.error = SyncRun.Status.FAILED, explain(error)
    if _end(run, dry_run=dry_run):
        import_failed.send_robust(sender=SyncRun, run=run, error=error)


def request_abort(run: SyncRun) -> bool:
    """Let a run stop after the page that it is at; tells whether it was under way. May be called from any process.

    What was written stays. The run counts as ended at once; a full import after it begins anew, and the next
    incremental one reads all changes since the last that was complete.
    """
    now = timezone.now()
    under_way = SyncRun.objects.filter(pk=run.pk, status=SyncRun.Status.RUNNING)
    aborted = under_way.update(status=SyncRun.Status.ABORTED, finished_at=now, error=_("It was aborted."))
    run.refresh_from_db()
    return bool(aborted)


@contextmanager
def exclusively(client: BigCommerceClient, kind: str) -> Iterator[SyncRun]:
    """Keep imports out while something else writes the catalog, and leave a run that tells of it.

    Raises ImportAlreadyRunning. `keep_lock` has to be called at least once in `SyncRun.STALE_AFTER`.
    """
    now = timezone.now()
    _end_stale_run(now)
    run = SyncRun(kind=kind, store_hash=client.store_hash, started_at=now, heartbeat_at=now)
    _lock(run)
    try:
        yield run
    except BaseException as error:
        run.status, run.error = SyncRun.Status.FAILED, explain(error)
        _end(run, dry_run=False)
        raise
    run.status = SyncRun.Status.FINISHED
    _end(run, dry_run=False)


def keep_lock(run: SyncRun) -> None:
    """Give a sign of life. Raises ImportRefused when the run was ended from outside, or taken for dead."""
    under_way = SyncRun.objects.filter(pk=run.pk, status=SyncRun.Status.RUNNING)
    if not under_way.update(heartbeat_at=timezone.now()):
        raise ImportRefused(_("It was ended by somebody else, and nothing was written."))


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


def _cut_off_run(store_hash: str, now: datetime) -> SyncRun | None:
    """The last full run, if it failed or died not long ago: the next one goes on where it stopped."""
    last = SyncRun.objects.filter(store_hash=store_hash, kind=SyncRun.Kind.FULL).order_by("-pk").first()
    if last is None or last.status != SyncRun.Status.FAILED or last.heartbeat_at < now - RESUMABLE_FOR:
        return None
    return last


def _last_complete(store_hash: str) -> datetime | None:
    """When the last run that read all changes began; None when a full one is due."""
    if not Channel.objects.filter(bigcommerce_id=default_channel_id()).exists():
        return None
    store = ConnectedStore.objects.first()
    if store is None:
        return None
    # since then, since the ids of before may have been another store's in between
    runs = SyncRun.objects.filter(store_hash=store_hash, status__in=_DONE, started_at__gte=store.since)
    last = runs.filter(kind__in=(SyncRun.Kind.FULL, SyncRun.Kind.INCREMENTAL)).order_by("-pk").first()
    return parse_datetime(last.cursor.get("began")) if last else None


def _chosen(product_ids: Sequence[int] | None, channel_id: int | None) -> dict[str, Any]:
    if channel_id is not None and not Channel.objects.filter(bigcommerce_id=channel_id).exists():
        raise ImportRefused(
            _("Channel %(id)d is unknown here. Run a full import first, or choose one that the store has.")
            % {"id": channel_id}
        )
    ids = None if product_ids is None else sorted(set(product_ids))
    return {"ids": ids, "channel_id": channel_id}


def _end(run: SyncRun, *, dry_run: bool) -> bool:
    """Save how a run ended and tell whether that is so: one that was ended from outside keeps that."""
    run.finished_at = run.heartbeat_at = timezone.now()
    if dry_run:
        return False
    under_way = SyncRun.objects.filter(pk=run.pk, status=SyncRun.Status.RUNNING)
    ended = under_way.update(
        status=run.status, error=run.error, finished_at=run.finished_at, heartbeat_at=run.heartbeat_at
    )
    if not ended:
        run.refresh_from_db()
    return bool(ended)
