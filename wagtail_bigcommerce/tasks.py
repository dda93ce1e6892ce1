"""What workers run: each takes plain values, does one thing, and may be run again.

Named by dotted path where they are enqueued: `enqueue("wagtail_bigcommerce.tasks.import_products", [77])`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from . import conf
from .background import enqueue, is_behind
from .client import BigCommerceError, ConfigurationError
from .commerce import completed_orders, security_log
from .models import SyncRun, WebhookEvent
from .staff import tell_staff
from .store import get_client
from .sync.identity import require_store
from .sync.refresh import refresh_products
from .sync.refusals import ImportAlreadyRunning, ImportRefused, explain
from .sync.runner import work_on
from .sync.runs import fail_run, start_run
from .webhooks import inbox, subscriptions
from .webhooks.handlers import NotImported, handle

logger = logging.getLogger(__name__)

#: A task works this long and hands over to the next: well below any sensible time-out of a queue.
SLICE_SECONDS = 20.0
#: Slices that may begin at one point of a run. A page that kills its worker would otherwise do so for ever.
ATTEMPTS = 3

#: Of one kind of trouble staff are told no more often.
TELL_EVERY = timedelta(hours=3)

#: Runs are kept so long, and the newest of them in any case.
KEEP_RUNS = timedelta(days=30)
KEPT_RUNS = 100

#: what can go wrong without a fault of ours
_FORESEEN = (BigCommerceError, ConfigurationError, ImportRefused, NotImported)


def import_products(product_ids: Sequence[int]) -> None:
    """Read a few products anew, with options and modifiers; for what a page found missing.

    The queue runs a task that killed its worker for ever, so attempts are counted in the cache before they begin.
    """
    key = f"bigcommerce.attempts.{','.join(map(str, product_ids))}"[:200]
    cache.add(key, 0, 3600)
    if cache.incr(key) > ATTEMPTS:
        logger.error("Products %s are left alone for an hour: reading them stopped the worker each time", product_ids)
        return
    client = get_client(background=True)
    require_store(client)
    refresh_products(client, product_ids)
    cache.delete(key)


def import_catalog(kind: str = SyncRun.Kind.INCREMENTAL) -> None:
    """Import in slices. Does nothing while another import is running: that one brings the same."""
    try:
        run = start_run(get_client(background=True), kind=kind)
    except ImportAlreadyRunning:
        return
    continue_import(run.pk)


def continue_import(run_id: int) -> None:
    """Do one slice of a run and enqueue the next. The attempt is recorded first, since a worker may die on the way."""
    run = SyncRun.objects.get(pk=run_id)
    if run.status != SyncRun.Status.RUNNING:
        return
    attempts = run.cursor.get("attempts", 0)
    if attempts >= ATTEMPTS:
        fail_run(run, ImportRefused(_("The import stopped its worker again and again at the same place.")))
        _tell_how_it_ended(run)
        return
    run.cursor["attempts"] = attempts + 1
    run.save(update_fields=["cursor"])
    try:
        work_on(run, get_client(background=True), for_seconds=SLICE_SECONDS)
    finally:
        _tell_how_it_ended(run)
    if run.status == SyncRun.Status.RUNNING:
        enqueue("wagtail_bigcommerce.tasks.continue_import", run_id)


def _tell_how_it_ended(run: SyncRun) -> None:
    """Tell staff of an import that failed or was held; of the next one not before a while, since more will follow."""
    if run.status in {SyncRun.Status.FAILED, SyncRun.Status.HELD}:
        subject = _("BigCommerce import: %(status)s") % {"status": run.get_status_display()}
        tell_staff(subject, run.error, at_most_every=TELL_EVERY)


def handle_webhooks(subject: str) -> None:
    """Handle all events that wait about one subject ("product:77"), in one go. Failures are tried again later."""
    events = inbox.take(subject)
    if not events:
        return
    try:
        handle(get_client(background=True), subject, events)
    except _FORESEEN as error:
        logger.warning("Webhook events about %s were not handled: %s", subject, error)
        inbox.failed(events, _reason(error))
    except Exception as error:  # whatever went wrong, the events stay, say why, and get another attempt
        logger.exception("Webhook events about %s were not handled", subject)
        inbox.failed(events, _reason(error))
    else:
        inbox.done(events)
    if inbox.has_more(subject):
        enqueue("wagtail_bigcommerce.tasks.handle_webhooks", subject)


def retry_webhooks() -> None:
    """Take up again what failed a while ago or was lost on the way, and tell what was given up. Scheduled."""
    if not is_behind():
        _enqueue_webhooks(inbox.ready_subjects())
    given_up = inbox.given_up_since(timezone.now() - TELL_EVERY)
    if errors := [f"{event}: {event.error}" for event in given_up[:10]]:
        fix = _("Mend what they name, then try again in the admin, or run: manage.py bigcommerce_webhooks replay")
        text = "\n".join([*errors, "", fix])
        tell_staff(_("BigCommerce webhook events were given up"), text, at_most_every=TELL_EVERY)


def replay_webhooks() -> int:
    """Let events that were given up be tried again, as often as new ones; return how many objects they are about."""
    subjects = inbox.replay(WebhookEvent.objects.all())
    _enqueue_webhooks(subjects)
    return len(subjects)


def _enqueue_webhooks(subjects: Iterable[str]) -> None:
    for subject in subjects:
        enqueue("wagtail_bigcommerce.tasks.handle_webhooks", subject)


def check_webhooks() -> None:
    """Put webhooks right that were switched off or lost, tell staff, and read what was not told meanwhile. Scheduled.

    Only where somebody set them up for this very address: a copy of the site must not subscribe by itself.
    """
    if not subscriptions.is_set_up():
        return
    before = subscriptions.sync(get_client(background=True))
    if before.refused:
        reasons = "\n".join(f"{scope}: {reason}" for scope, reason in before.refused.items())
        logger.warning("Webhooks were refused: %s", reasons)
        tell_staff(_("BigCommerce refuses webhooks"), reasons, at_most_every=timedelta(days=1))
    lines = [
        *(_("%(scope)s was missing") % {"scope": scope} for scope in before.missing if scope not in before.refused),
        *(_("%(scope)s was switched off") % {"scope": hook["scope"]} for hook in before.inactive),
        *(_("%(scope)s had an old secret") % {"scope": hook["scope"]} for hook in before.outdated),
        *(_("%(scope)s was no longer needed") % {"scope": hook["scope"]} for hook in before.surplus),
    ]
    if not lines:
        return
    logger.warning("Webhooks were put right: %s", "; ".join(lines))
    tell_staff(_("BigCommerce webhooks were put right"), "\n".join(lines))
    # nobody knows since when, and what is deleted or taken out of a channel shows in no list of changes
    enqueue("wagtail_bigcommerce.tasks.import_catalog", SyncRun.Kind.FULL)


def scheduled_import(kind: str) -> None:
    """Import by the clock, once a store is configured. Scheduled."""
    if not conf.credentials().missing():
        import_catalog(kind)


def clean_up() -> None:
    """Delete events, security events, runs and notes about orders that nobody will look at any more. Scheduled."""
    inbox.clean_up()
    ended = SyncRun.objects.exclude(status=SyncRun.Status.RUNNING)
    # the newest are what the next import goes on from, however old
    kept = list(ended.order_by("-pk").values_list("pk", flat=True)[:KEPT_RUNS])
    ended.filter(started_at__lt=timezone.now() - KEEP_RUNS).exclude(pk__in=kept).delete()
    security_log.clean_up()
    completed_orders.clean_up()


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, NotImported) else explain(error)
