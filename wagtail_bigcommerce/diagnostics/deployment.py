"""Probes of settings that matter once visitors come: no database, no network. `manage.py check --deploy` runs these."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from .. import conf
from .findings import Finding, ok, warning

#: caches that each process has for itself
_PRIVATE_CACHES = {
    "django.core.cache.backends.locmem.LocMemCache",
    "django.core.cache.backends.dummy.DummyCache",
}
_SHORT_SECRET = 16
#: a wait for the rate limit, and the call after it
_SHORTEST_TIME_OUT_SECONDS = 60


def deployment_findings() -> Iterator[Finding]:
    yield _cache().as_check("W010")
    yield _queue().as_check("W011")
    yield _webhook_secret().as_check("W012")


def _cache() -> Finding:
    backend = settings.CACHES["default"]["BACKEND"]
    if backend in _PRIVATE_CACHES:
        return warning(
            "cache",
            _("Each process has a cache of its own, so none knows how much of the rate limit the others use."),
            _("Set CACHES to Redis, Memcached or the database cache."),
        )
    return ok("cache", _("All processes share one cache."))


def _queue() -> Finding:
    """The pitfalls of django-q2's defaults: tasks run twice, again for ever, or are lost."""
    cluster = getattr(settings, "Q_CLUSTER", {})
    timeout, retry = cluster.get("timeout"), cluster.get("retry", 60)
    workers = cluster.get("workers")
    faults = []
    if not (cluster.get("orm") or cluster.get("sync")):
        faults.append(_('"orm" is not set: other brokers lose the tasks in hand when a worker dies'))
    if not timeout:
        faults.append(_('"timeout" is not set: a task that hangs holds its worker for ever'))
    elif timeout < _SHORTEST_TIME_OUT_SECONDS:
        faults.append(
            _('"timeout" is less than %(seconds)d: tasks that wait for the rate limit are stopped in the middle')
            % {"seconds": _SHORTEST_TIME_OUT_SECONDS}
        )
    if timeout and retry <= timeout * 2:
        faults.append(_('"retry" is not more than twice "timeout": tasks that still run are run again'))
    if not cluster.get("max_attempts"):
        faults.append(_('"max_attempts" is not set: a task that fails is run again for ever'))
    if not workers or cluster.get("queue_limit", workers**2) > workers:
        faults.append(_('"queue_limit" is more than "workers": tasks wait in a worker while their "retry" runs out'))
    if cluster.get("ack_failures"):
        faults.append(_('"ack_failures" is set: a task that fails is not tried again'))
    if cluster.get("catch_up", True):
        faults.append(_('"catch_up" is not False: after a pause, missed schedules run one after the other'))
    if faults:
        return warning("queue settings", "; ".join(faults), _("Correct Q_CLUSTER in the settings."))
    return ok("queue settings", _("The queue neither loses tasks nor runs them again for ever."))


def _webhook_secret() -> Finding:
    secrets = [secret.strip() for secret in conf.get("WEBHOOK_SECRET").split(",") if secret.strip()]
    if any(len(secret) < _SHORT_SECRET for secret in secrets):
        return warning(
            "webhook secret",
            _("BIGCOMMERCE_WEBHOOK_SECRET is shorter than %(length)d characters.") % {"length": _SHORT_SECRET},
            _("Set a longer one, or none: it is then derived from SECRET_KEY."),
        )
    if conf.get("STORE_HASH") and not conf.get("CLIENT_SECRET"):
        return warning(
            "webhook secret",
            _("Without the client secret no webhook's signature is checked, and no shopper can sign in to checkout."),
            _("Set BIGCOMMERCE_CLIENT_SECRET to that of the API account."),
        )
    return ok("webhook secret", _("Webhooks can be told from forgeries."))
