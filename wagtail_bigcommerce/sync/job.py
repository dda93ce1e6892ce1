"""A run at work: what its phases share, and what they leave behind for the next attempt."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from ..client import BigCommerceClient, parse_datetime
from ..models import SyncIssue, SyncRun
from .context import load_context
from .differences import Differences
from .fetching import Fetcher
from .mappers import MappingContext
from .outcome import Outcome
from .second_pass import SecondPass
from .source import Source

#: called after each page with the run, the name of the phase, and how many of how many objects are done (None: unknown)
Progress = Callable[[SyncRun, str, int, int | None], None]


class RunLost(Exception):  # noqa: N818 - named for what happened
    """The run was aborted, or another process took its place: stop without touching it."""


class Job:
    """Wraps a SyncRun while it is worked on.

    The run's cursor holds what was asked for (`ids`, `channel_id`, `since`, `allow_mass_removal`), when the work began
    (`began`), how far it got (`phase`, `after_id`, `checked_to`), the `suspects` that a full pass did not bring and
    those confirmed `gone`, the ids that the brake `held` back and those that staff `released`, both by kind, and the
    `attempts` made since the last checkpoint.
    Products that are `contested` were written by somebody else while a page with them was under way.
    A dry run writes nothing, its own row included.
    """

    def __init__(
        self,
        run: SyncRun,
        client: BigCommerceClient,
        *,
        dry_run: bool = False,
        differences: Differences | None = None,
        progress: Progress | None = None,
        for_seconds: float | None = None,
    ) -> None:
        self.run = run
        self.source = Source(client)
        self.dry_run = dry_run
        self.differences = differences
        self._progress = progress
        self._issues: list[SyncIssue] = []
        self._last_advance: dict[str, float] = {}
        self._stop_at = None if for_seconds is None else time.monotonic() + for_seconds

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Open the threads that fetch, count their requests, and give all requests one correlation id."""
        before = self.run.counts.get("requests", 0)
        with (
            self.source.client.operation() as operation,
            Fetcher(self.source.client, operation.correlation_id) as fetcher,
        ):
            self.fetcher = fetcher
            self._requests = lambda: before + operation.requests + fetcher.requests
            yield

    @cached_property
    def second_pass(self) -> SecondPass:
        return SecondPass(self)

    def has_time(self) -> bool:
        """Tell whether more may be begun; what is under way is finished in any case."""
        return self._stop_at is None or time.monotonic() < self._stop_at

    @property
    def cursor(self) -> dict[str, Any]:
        cursor: dict[str, Any] = self.run.cursor
        return cursor

    @property
    def since(self) -> datetime | None:
        """Read products modified since then; None for all."""
        return parse_datetime(self.cursor.get("since"))

    @cached_property
    def context(self) -> MappingContext:
        """Read anew in each phase, since the phase before may have written rows that this one refers to."""
        return load_context()

    def enter(self, phase: str) -> None:
        """Begin a phase at its beginning, unless the cursor already stands in it."""
        if self.cursor.get("phase") != phase:
            self.cursor.update(phase=phase, after_id=0)
        self._last_advance[phase] = time.monotonic()
        self.__dict__.pop("context", None)

    def count(self, kind: str, outcome: Outcome) -> None:
        """Add a batch to the run's totals of `kind`, and keep its issues."""
        totals = self.run.counts.setdefault(kind, {})
        for name, number in outcome.counts().items():
            totals[name] = totals.get(name, 0) + number
        if self.differences is not None:
            self.differences.add(kind, outcome.differences)
            self.differences.add_issues(asdict(issue) for issue in outcome.issues)
        self._issues += [
            SyncIssue(
                run=self.run, object_type=issue.object_type, bigcommerce_id=issue.bigcommerce_id, reason=issue.reason
            )
            for issue in outcome.issues
        ]
        self.run.counts["issues"] = self.run.counts.get("issues", 0) + len(outcome.issues)

    def add(self, kind: str, name: str, number: int) -> None:
        totals = self.run.counts.setdefault(kind, {})
        totals[name] = totals.get(name, 0) + number

    def unreleased(self, kind: str, ids: Sequence[int]) -> list[int]:
        """Of objects to be taken away, those that nobody has let go: all, but for what staff saw and released."""
        if self.cursor.get("allow_mass_removal"):
            return []
        released = set(self.cursor.get("released", {}).get(kind, ()))
        return [each for each in ids if each not in released]

    def hold(self, kind: str, ids: Sequence[int]) -> None:
        """Note what the brake keeps, so that staff can see and release it. A phase that begins again may call twice."""
        held = self.cursor.setdefault("held", {})
        held[kind] = sorted({*held.get(kind, ()), *ids})

    def checkpoint(self) -> None:
        """Save how far the run got. Raises RunLost when it is no longer ours to go on with."""
        self.run.counts["requests"] = self._requests()
        if self.dry_run:
            return
        self.run.heartbeat_at = timezone.now()
        self.cursor.pop("attempts", None)
        SyncIssue.objects.bulk_create(self._issues)
        self._issues = []
        saved = SyncRun.objects.filter(pk=self.run.pk, status=SyncRun.Status.RUNNING).update(
            cursor=self.run.cursor,
            counts=self.run.counts,
            progress=self.run.progress,
            heartbeat_at=self.run.heartbeat_at,
        )
        if not saved:
            raise RunLost

    def advance(self, number: int, *, left: int | None = None, phase: str | None = None) -> None:
        """Note that another page of `number` objects is done, and that so many are `left` (None: unknown).

        Who watches is told of the phase that the run is in, not of one beside it.
        """
        phase, now = phase or self.cursor["phase"], time.monotonic()
        numbers = self.run.progress.setdefault(phase, {"done": 0, "total": None, "pages": 0, "seconds": 0.0})
        numbers["done"] += number
        numbers["pages"] += 1
        numbers["seconds"] = round(numbers["seconds"] + now - self._last_advance.get(phase, now), 3)
        if left is not None:
            numbers["total"] = numbers["done"] + left
        self._last_advance[phase] = now
        if self._progress is not None and phase == self.cursor["phase"]:
            self._progress(self.run, phase, numbers["done"], numbers["total"])
