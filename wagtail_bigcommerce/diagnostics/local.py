"""Probes of database and cache: how fresh the catalog is, whether work gets done, and what the store's API allows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import conf
from ..models import SyncRun, WebhookEvent
from ..rate_budget import CacheRateBudget
from ..store import default_channel_id, get_client
from ..webhooks import subscriptions
from . import queue
from .findings import Finding, error, ok, warning

#: The catalog is looked at every ten minutes.
_STALE_AFTER_MINUTES = 60
#: Events are handled within seconds.
_BEHIND_AFTER = timedelta(minutes=10)


def _worker() -> Finding:
    if getattr(settings, "Q_CLUSTER", {}).get("sync"):
        return ok("worker", _("Background work is done at once, without a worker."))
    if queue.is_working():
        return ok("worker", _("A worker is at work; %(count)d tasks wait.") % {"count": queue.waiting_tasks()})
    return error(
        "worker",
        _("No worker has been at work for minutes: nothing is imported, and webhooks are not handled."),
        _("Run: manage.py qcluster. If schedules are missing, run manage.py migrate first."),
    )


def _last_import() -> Finding:
    runs = SyncRun.objects.exclude(kind=SyncRun.Kind.PARTIAL).order_by("-pk")
    last = runs.exclude(status=SyncRun.Status.RUNNING).first()
    if last is None:
        return error("last import", _("The catalog was never imported."), _("Run: manage.py bigcommerce_import"))
    if last.status != SyncRun.Status.FINISHED:
        return error(
            "last import",
            _("The last import did not finish: %(reason)s") % {"reason": last.error or last.get_status_display()},
            _("Mend the reason, and run: manage.py bigcommerce_import"),
        )
    minutes = _minutes_since(last.finished_at or last.started_at)
    if minutes > _STALE_AFTER_MINUTES:
        return warning(
            "last import",
            _("The last import is %(hours)d hours old.") % {"hours": minutes // 60},
            _("See that a worker runs (manage.py qcluster), or run: manage.py bigcommerce_import"),
        )
    return ok("last import", _("Finished %(minutes)d minutes ago.") % {"minutes": minutes})


def _last_webhook() -> Finding:
    last = WebhookEvent.objects.order_by("-received_at").values_list("received_at", flat=True).first()
    if not subscriptions.is_set_up():
        return warning(
            "last webhook",
            _("Webhooks to this address were not set up from here, so a change is seen minutes later."),
            _("Run: manage.py bigcommerce_connect"),
        )
    if last is None:
        return warning(
            "last webhook",
            _("No webhook has arrived yet."),
            _("Change a product at BigCommerce. If nothing arrives, see that %(address)s can be reached from outside.")
            % {"address": subscriptions.destination()},
        )
    return ok("last webhook", _("It arrived %(minutes)d minutes ago.") % {"minutes": _minutes_since(last)})


def _oldest_change() -> Finding:
    """Events hold no values; what one tells of is shown once it was handled."""
    oldest = oldest_unhandled_seconds()
    if oldest > _BEHIND_AFTER.total_seconds():
        return warning(
            "oldest change",
            _("A change that BigCommerce told of %(minutes)d minutes ago is not shown yet.")
            % {"minutes": oldest // 60},
            _("See that a worker runs, and what the event's error says."),
        )
    return ok("oldest change", _("All changes that BigCommerce told of are shown, or will be in a moment."))


def _inbox() -> Finding:
    dead = WebhookEvent.objects.filter(state=WebhookEvent.State.DEAD).count()
    if dead:
        return warning(
            "webhook inbox",
            _("%(count)d events were given up.") % {"count": dead},
            _("Mend what their errors name, and run: manage.py bigcommerce_webhooks replay"),
        )
    return ok("webhook inbox", _("No event was given up."))


def oldest_unhandled_seconds() -> int:
    """How long ago the oldest event arrived that was not handled yet; 0 when there is none."""
    unhandled = WebhookEvent.objects.filter(state__in=[WebhookEvent.State.WAITING, WebhookEvent.State.WORKING])
    oldest = unhandled.aggregate(oldest=Min("received_at"))["oldest"]
    return int((timezone.now() - oldest).total_seconds()) if oldest else 0


def _rate_limit() -> Finding:
    window = CacheRateBudget(conf.credentials().store_hash).window()
    if window is None or not window.quota:
        return ok("rate limit", _("The store was not asked lately."))
    numbers = {"left": window.left, "quota": window.quota}
    if not window.left:
        return warning(
            "rate limit",
            _("All %(quota)d requests that the store's plan allows for the moment are used up.") % numbers,
            _("If that is often so: see which other applications use the store's API, or ask for a larger plan."),
        )
    return ok("rate limit", _("%(left)d of %(quota)d requests are left for the moment.") % numbers)


def _storefront_token() -> Finding:
    """Tokens last for hours and are renewed before they run out, so that one is there is good news, and enough."""
    expires_at = get_client().storefront(default_channel_id()).token_expires_at()
    if expires_at is None:
        return ok("storefront token", _("None was needed lately."))
    minutes = (expires_at - timezone.now()).total_seconds() // 60
    return ok("storefront token", _("It is good for %(minutes)d minutes, and is then replaced.") % {"minutes": minutes})


def _minutes_since(moment: datetime) -> int:
    return int((timezone.now() - moment).total_seconds() // 60)


#: A dozen queries in all, no network. Each raises ConfigurationError when store or Wagtail site is not configured.
PROBES: dict[str, Callable[[], Finding]] = {
    "worker": _worker,
    "last import": _last_import,
    "last webhook": _last_webhook,
    "oldest change": _oldest_change,
    "webhook inbox": _inbox,
    "rate limit": _rate_limit,
    "storefront token": _storefront_token,
}
