"""What a probe finds: one line each, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from django.utils.translation import gettext_lazy as _

#: what pages call the probes
_TITLES = {
    "backend": _("Shoppers' login"),
    "cache": _("Cache"),
    "channel": _("Channel"),
    "checkout URL": _("Checkout address"),
    "checkout settings": _("Checkout settings"),
    "clock": _("Clock"),
    "cookies": _("Cookies"),
    "credentials": _("Store"),
    "currency": _("Currency"),
    "embedded checkout": _("Embedded checkout"),
    "https": _("HTTPS"),
    "last import": _("Last import"),
    "last webhook": _("Last webhook"),
    "oldest change": _("Oldest change not taken over"),
    "queue settings": _("Queue settings"),
    "rate limit": _("Rate limit"),
    "routes": _("Routes"),
    "scopes": _("API scopes"),
    "settings": _("Settings"),
    "site": _("Site"),
    "site URL": _("Site address"),
    "storefront token": _("Storefront API token"),
    "webhook inbox": _("Webhook inbox"),
    "webhook secret": _("Webhook secret"),
    "webhooks": _("Webhooks"),
    "worker": _("Worker"),
}


class Level(Enum):
    OK = "ok"
    #: works, but not as it could, or not for long
    WARNING = "warning"
    #: something that the shop needs does not work
    ERROR = "error"
    #: could not be found out, because of another error
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Finding:
    """`probe` is a fixed English name, for scripts; `message` and `fix` are for people, and hold no secret.

    `check` is the id of the system check that says the same, such as "W010"; "" where none does.
    """

    probe: str
    level: Level
    message: str
    fix: str = ""
    check: str = ""

    @property
    def title(self) -> str:
        """What a page calls it, in the reader's language."""
        return str(_TITLES.get(self.probe, self.probe))

    def as_check(self, check: str) -> Finding:
        return replace(self, check=check)


def ok(probe: str, message: str) -> Finding:
    return Finding(probe, Level.OK, message)


def warning(probe: str, message: str, fix: str) -> Finding:
    return Finding(probe, Level.WARNING, message, fix)


def error(probe: str, message: str, fix: str) -> Finding:
    return Finding(probe, Level.ERROR, message, fix)


def skipped(probe: str, message: str) -> Finding:
    return Finding(probe, Level.SKIPPED, message)
