"""How an import is coming along, in words and numbers for a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import SyncRun
from ..sync.progress import PhaseProgress, progress_of
from .import_actions import is_worker_missing

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: phases as `sync.phases` names them
PHASES: dict[str, str | _StrPromise] = {
    "store": gettext_lazy("Store and channels"),
    "brands": gettext_lazy("Brands"),
    "categories": gettext_lazy("Categories"),
    "products": gettext_lazy("Products"),
    "chosen": gettext_lazy("Chosen products"),
    "vanished": gettext_lazy("Products that did not come"),
    "details": gettext_lazy("Options"),
    "order": gettext_lazy("Order in categories"),
}
#: kinds of rows as a run's counts name them
KINDS: dict[str, str | _StrPromise] = {
    "products": gettext_lazy("Products"),
    "categories": gettext_lazy("Categories"),
    "brands": gettext_lazy("Brands"),
    "channels": gettext_lazy("Channels"),
    "details": gettext_lazy("Options of products"),
}
#: A worker takes a run up within seconds and shows a sign of life with each page.
_SILENT_SECONDS = 60


@dataclass(frozen=True)
class Line:
    """A phase for the eye."""

    label: str
    progress: PhaseProgress

    @property
    def time_left(self) -> str:
        seconds = self.progress.seconds_left
        if not seconds:
            return ""
        if seconds < 60:
            return _("less than a minute")
        return _("about %(minutes)d min") % {"minutes": round(seconds / 60)}


def lines(run: SyncRun) -> Iterator[Line]:
    """The phases that have begun, in their order. No queries."""
    for progress in progress_of(run):
        yield Line(str(PHASES.get(progress.phase, progress.phase)), progress)


def totals(run: SyncRun) -> list[tuple[str, dict[str, int]]]:
    """What became of the objects, by kind."""
    return [(str(label), run.counts[kind]) for kind, label in KINDS.items() if isinstance(run.counts.get(kind), dict)]


def silence(run: SyncRun) -> str:
    """Why nothing moves, when a run that is under way has shown no sign of life; "" while all is well. One query."""
    seconds = (timezone.now() - run.heartbeat_at).total_seconds()
    if run.status != SyncRun.Status.RUNNING or seconds < _SILENT_SECONDS:
        return ""
    if is_worker_missing():
        sentence = _("No sign of life for %(minutes)d min, and no worker is at work. Start one: manage.py qcluster")
    else:
        sentence = _("No sign of life for %(minutes)d min. The worker may be busy, or have died.")
    return sentence % {"minutes": max(1, int(seconds // 60))}
