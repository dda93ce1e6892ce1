"""Probes of the database: how fresh the catalog is, whether work gets done, and whether the site can have a shop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Channel, SyncRun, WebhookEvent
from ..sites import site_url_of
from ..store import default_channel_id
from . import queue
from .findings import Finding, error, ok, warning

#: The catalog is looked at every ten minutes.
_STALE_AFTER = timedelta(hours=1)
#: Events are handled within seconds.
_BEHIND_AFTER = timedelta(minutes=10)
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def local_findings() -> Iterator[Finding]:
    """A dozen queries, no network. Raises ConfigurationError when Wagtail has no site."""
    yield _worker()
    yield _last_import()
    yield _inbox()
    yield _site()
    yield _https()
    yield _cookies()


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
    age = timezone.now() - (last.finished_at or last.started_at)
    if age > _STALE_AFTER:
        return warning(
            "last import",
            _("The last import is %(hours)d hours old.") % {"hours": age.total_seconds() // 3600},
            _("See that a worker runs (manage.py qcluster), or run: manage.py bigcommerce_import"),
        )
    return ok("last import", _("Finished %(minutes)d minutes ago.") % {"minutes": age.total_seconds() // 60})


def _inbox() -> Finding:
    dead = WebhookEvent.objects.filter(state=WebhookEvent.State.DEAD).count()
    oldest = oldest_unhandled_seconds()
    if oldest > _BEHIND_AFTER.total_seconds():
        return warning(
            "webhook inbox",
            _("The oldest event has waited for %(minutes)d minutes.") % {"minutes": oldest // 60},
            _("See that a worker runs, and what the event's error says."),
        )
    if dead:
        return warning(
            "webhook inbox",
            _("%(count)d events were given up.") % {"count": dead},
            _("Mend what their errors name, and run: manage.py bigcommerce_webhooks replay"),
        )
    return ok("webhook inbox", _("No event waits."))


def oldest_unhandled_seconds() -> int:
    """How long ago the oldest event arrived that was not handled yet; 0 when there is none."""
    unhandled = WebhookEvent.objects.filter(state__in=[WebhookEvent.State.WAITING, WebhookEvent.State.WORKING])
    oldest = unhandled.aggregate(oldest=Min("received_at"))["oldest"]
    return int((timezone.now() - oldest).total_seconds()) if oldest else 0


def _site() -> Finding:
    channel = Channel.objects.filter(bigcommerce_id=default_channel_id()).select_related("site").first()
    if channel is None or channel.site is None:
        return error(
            "site",
            _("No Wagtail site shows channel %(id)d.") % {"id": default_channel_id()},
            _("Import the catalog, then choose the site under BigCommerce, Channels."),
        )
    if channel.catalog_page_id is None:
        return error(
            "site",
            _("Channel %(id)d has no catalog page, so products have no addresses.") % {"id": channel.bigcommerce_id},
            _("Create a catalog page, and choose it under BigCommerce, Channels."),
        )
    return ok("site", _("%(url)s shows channel %(id)d.") % {"url": channel.site.root_url, "id": channel.bigcommerce_id})


def _https() -> Finding:
    url = site_url_of(default_channel_id())
    parts = urlsplit(url)
    if parts.scheme == "https":
        return ok("https", _("The site's address is HTTPS."))
    if parts.hostname in _LOOPBACK:
        return ok("https", _("The site is on this machine, where plain HTTP will do."))
    return error(
        "https",
        _("The site's address is %(url)s: embedded checkout and webhooks need HTTPS.") % {"url": url},
        _("Serve the site over HTTPS, and set the port of the Wagtail site to 443."),
    )


def _cookies() -> Finding:
    parts = urlsplit(site_url_of(default_channel_id()))
    host, domain = parts.hostname or "", (settings.SESSION_COOKIE_DOMAIN or "").lstrip(".")
    if domain and host != domain and not host.endswith(f".{domain}"):
        return error(
            "cookies",
            _("SESSION_COOKIE_DOMAIN is %(domain)s, and the site is %(host)s: browsers refuse the cookie.")
            % {"domain": domain, "host": host},
            _("Unset SESSION_COOKIE_DOMAIN."),
        )
    if parts.scheme == "https" and not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        return warning(
            "cookies",
            _("Cookies of an HTTPS site are sent over plain HTTP too."),
            _("Set SESSION_COOKIE_SECURE and CSRF_COOKIE_SECURE to True."),
        )
    if str(settings.SESSION_COOKIE_SAMESITE).lower() not in {"lax", "strict"}:
        return warning(
            "cookies",
            _("SESSION_COOKIE_SAMESITE is off: other sites can post to the shop in a visitor's name."),
            _('Set SESSION_COOKIE_SAMESITE to "Lax".'),
        )
    return ok("cookies", _("Session cookies fit the site's address."))
