"""The rate-limit budget: how many requests may still go out, and how long to wait otherwise.

BigCommerce counts requests per store and window (30 s at the time of writing) and tells the state of the window with
every answer. All apps on a store share that quota and each one's share changes with what the others do, so the numbers
are read from every answer and never kept beyond their window. Nothing here sleeps: a budget decides, the transport
waits.
Sources: REST Management, "API rate limits"; "About our APIs", response headers.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

#: Part of a window's quota that background work leaves to shoppers.
SHOPPER_RESERVE = 0.2

#: Two sightings of one window may differ by the time that answers spend under way.
_SAME_WINDOW_SECONDS = 1.0

#: No header keeps everyone out for longer; quotas are renewed every 30 seconds and every hour.
_LONGEST_WINDOW_SECONDS = 3600.0


@dataclass(frozen=True)
class RateHeaders:
    """What one answer says about the rate limit; None where it says nothing sensible."""

    quota: int | None = None
    left: int | None = None
    reset_after_seconds: float | None = None
    retry_after_seconds: float | None = None

    @classmethod
    def parse(cls, headers: Mapping[str, str]) -> RateHeaders:
        """Read the headers of an answer, whatever the case of their names."""
        lower = {name.lower(): value for name, value in headers.items()}
        quota = _number(lower.get("x-rate-limit-requests-quota"))
        left = _number(lower.get("x-rate-limit-requests-left"))
        reset_after_ms = _number(lower.get("x-rate-limit-time-reset-ms"))
        return cls(
            quota=None if quota is None else int(quota),
            left=None if left is None else int(left),
            reset_after_seconds=None if reset_after_ms is None else reset_after_ms / 1000,
            retry_after_seconds=_longest(_number(lower.get("x-retry-after")), _number(lower.get("retry-after"))),
        )

    @property
    def wait_seconds(self) -> float | None:
        """How long a refused caller has to wait: the longer one when two headers speak."""
        return _longest(self.retry_after_seconds, self.reset_after_seconds)


@dataclass(frozen=True)
class RateWindow:
    """The current window as far as we know it. Times are seconds on any one clock, given by the caller."""

    left: int
    quota: int | None
    resets_at: float

    def wait_seconds(self, *, now: float, reserve: float) -> float:
        """Seconds until a request may go out that leaves `reserve` of the quota to others: 0.0 now, or the rest."""
        floor = math.ceil((self.quota or 0) * reserve)
        return 0.0 if self.left > floor else max(0.0, self.resets_at - now)

    def spend(self) -> RateWindow:
        """The window after one more request was sent."""
        return replace(self, left=max(0, self.left - 1))


def observed_window(known: RateWindow | None, headers: Mapping[str, str], status: int, now: float) -> RateWindow | None:
    """Return the window after an answer, given the window known before.

    A 429 means that nothing is left, whatever its headers count; without a header that says how long, it is platform
    overload and tells nothing about the quota. Answers overtake each other, so within one window the lower count wins.
    """
    seen = RateHeaders.parse(headers)
    if status == 429:
        wait = seen.wait_seconds
        if wait is None:
            return known
        return RateWindow(left=0, quota=seen.quota, resets_at=now + min(wait, _LONGEST_WINDOW_SECONDS))
    if seen.left is None or seen.reset_after_seconds is None:
        return known
    resets_at = now + min(seen.reset_after_seconds, _LONGEST_WINDOW_SECONDS)
    window = RateWindow(left=seen.left, quota=seen.quota, resets_at=resets_at)
    if known is None or now >= known.resets_at or resets_at > known.resets_at + _SAME_WINDOW_SECONDS:
        return window
    return replace(window, left=min(known.left, window.left), resets_at=known.resets_at)


class RateBudget(Protocol):
    """Shared by everyone who talks to one store; implementations must be safe to use from many threads."""

    def acquire(self, reserve: float = 0.0) -> float:
        """Take one request from the budget, if that leaves `reserve` (0 to 1) of the window's quota to others.

        0.0 means go; else nothing was taken, and that many seconds are to wait.
        """

    def observe(self, headers: Mapping[str, str], status: int) -> None:
        """Learn from the headers and status of an answer."""


class LocalRateBudget:
    """A budget for the threads of one process. `clock` counts seconds and never runs backwards."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._window: RateWindow | None = None

    def acquire(self, reserve: float = 0.0) -> float:
        with self._lock:
            now = self._clock()
            if self._window is None or now >= self._window.resets_at:
                self._window = None  # a new window: its first answer tells our share
                return 0.0
            wait = self._window.wait_seconds(now=now, reserve=reserve)
            if wait == 0.0:
                self._window = self._window.spend()
            return wait

    def observe(self, headers: Mapping[str, str], status: int) -> None:
        with self._lock:
            self._window = observed_window(self._window, headers, status, self._clock())


def _number(value: str | None) -> float | None:
    try:
        number = float(value) if value is not None else -1.0
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _longest(*waits: float | None) -> float | None:
    return max((wait for wait in waits if wait is not None), default=None)
