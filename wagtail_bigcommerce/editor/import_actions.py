"""What staff do with imports. All of it is written to Wagtail's log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..background import enqueue
from ..client import BigCommerceError, ConfigurationError
from ..diagnostics import queue
from ..models import Product, SyncRun
from ..store import get_client
from ..sync.identity import require_store
from ..sync.refresh import refresh_products
from ..sync.refusals import ImportRefused
from ..sync.runs import request_abort, start_run

#: what the actions below raise; `sync.refusals.explain` makes one line of each
REFUSALS = (ImportRefused, ConfigurationError, BigCommerceError)

#: So many products are read while the person waits: two requests and less than a second.
AT_ONCE = 10

_OF_ALL = (SyncRun.Kind.FULL, SyncRun.Kind.INCREMENTAL)
_DECIDED = (SyncRun.Status.RUNNING, SyncRun.Status.FINISHED, SyncRun.Status.HELD)


def is_worker_missing() -> bool:
    """Tell whether nobody would do what is put into the queue. One query."""
    return not getattr(settings, "Q_CLUSTER", {}).get("sync") and not queue.is_working()


def start(
    user: Any,
    *,
    kind: str = SyncRun.Kind.INCREMENTAL,
    product_ids: Sequence[int] | None = None,
    channel_id: int | None = None,
    released: SyncRun | None = None,
) -> SyncRun:
    """Start an import in the background and return its run. No network.

    Raises ImportRefused when another one is running or no worker would do it, ConfigurationError without a store.
    """
    if is_worker_missing():
        # a run that nobody works on would keep others from starting
        raise ImportRefused(_("No worker is at work, so nothing would happen. Start one: manage.py qcluster"))
    client = get_client(background=True)
    with transaction.atomic():
        run = start_run(
            client,
            kind=kind,
            product_ids=product_ids,
            channel_id=channel_id,
            released=released,
        )
        log(instance=run, action="bigcommerce.import", user=user)
        enqueue("wagtail_bigcommerce.tasks.continue_import", run.pk)
    return run


def retry(user: Any, run: SyncRun) -> SyncRun:
    """Import again what a run that failed or was aborted was to import; a full one goes on where it failed.

    Raises ImportRefused for other runs.
    """
    if run.status not in {SyncRun.Status.FAILED, SyncRun.Status.ABORTED}:
        raise ImportRefused(_("Only imports that failed or were aborted can be tried again."))
    if run.kind == SyncRun.Kind.PARTIAL:
        return start(user, product_ids=run.cursor.get("ids"), channel_id=run.cursor.get("channel_id"))
    return start(user, kind=run.kind)


def can_be_released(run: SyncRun) -> bool:
    """Tell whether a run was held by the brake and no later one has looked at the same. A query for held runs."""
    looks_at_the_same = {SyncRun.Kind.FULL} if run.kind == SyncRun.Kind.FULL else set(_OF_ALL)
    later = SyncRun.objects.filter(pk__gt=run.pk, kind__in=looks_at_the_same, status__in=_DECIDED)
    return run.status == SyncRun.Status.HELD and not later.exists()


def release(user: Any, run: SyncRun) -> SyncRun:
    """Import everything again, and let go what the brake held back, but no more than that.

    Raises ImportRefused where nothing is held.
    """
    if not can_be_released(run):
        raise ImportRefused(_("Nothing is held any more: a later import has looked at it again."))
    new = start(user, kind=SyncRun.Kind.FULL, released=run)
    log(instance=run, action="bigcommerce.release", user=user)
    return new


def abort(user: Any, run: SyncRun) -> None:
    """Stop a run after the page that it is at. Raises ImportRefused when it had ended already."""
    if not request_abort(run):
        raise ImportRefused(_("The import had ended already."))
    log(instance=run, action="bigcommerce.abort", user=user)


def import_now(user: Any, products: Sequence[Product]) -> None:
    """Read a few products anew, at once. Two requests for up to AT_ONCE, and one for each that is gone."""
    client = get_client()
    require_store(client)
    refresh_products(client, [product.bigcommerce_id for product in products])
    _log_products(user, products)


def import_soon(user: Any, products: Sequence[Product]) -> SyncRun:
    """Read many products anew, in a run of their own."""
    run = start(user, product_ids=[product.bigcommerce_id for product in products])
    _log_products(user, products)
    return run


def _log_products(user: Any, products: Sequence[Product]) -> None:
    for product in products:
        log(instance=product, action="bigcommerce.import", user=user)
