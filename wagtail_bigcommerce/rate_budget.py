"""The rate-limit budget of a store, shared by all processes through Django's cache.

Two entries: the window as an answer last showed it, and a count of the requests sent since. The count goes up
atomically on Redis, Memcached and in memory. Django's database cache counts in two steps, so two processes may spend
the same request there: the next answer's headers put it right, and a 429 in between is waited for.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace

from django.core.cache import cache

from .client.rate_limit import RateWindow, observed_window


class CacheRateBudget:
    """Implements `client.RateBudget`. `clock` counts seconds and agrees between hosts, as system clocks do."""

    def __init__(self, store_hash: str, clock: Callable[[], float] = time.time) -> None:
        self._window_key = f"bigcommerce:rate:{store_hash}:window"
        self._sent_key = f"bigcommerce:rate:{store_hash}:sent"
        self._clock = clock

    def window(self) -> RateWindow | None:
        """Return the window as it is now, without the requests that are under way; None when nobody asked lately."""
        now = self._clock()
        window = self._window(now)
        return window and replace(window, left=max(0, window.left - cache.get(self._sent_key, 0)))

    def acquire(self, reserve: float = 0.0) -> float:
        now = self._clock()
        window = self._window(now)
        if window is None:
            return 0.0  # a new window: its first answer tells our share
        try:
            sent = cache.incr(self._sent_key)
        except ValueError:  # it expired between the two lines, and the window with it
            return 0.0
        wait = replace(window, left=window.left - (sent - 1)).wait_seconds(now=now, reserve=reserve)
        if wait:
            self._add(-1)
        return wait

    def observe(self, headers: Mapping[str, str], status: int) -> None:
        now = self._clock()
        known = self.window()
        window = observed_window(known, headers, status, now)
        if window is not None and window != known:
            timeout = math.ceil(max(1.0, window.resets_at - now))
            cache.set_many({self._window_key: asdict(window), self._sent_key: 0}, timeout=timeout)

    def _window(self, now: float) -> RateWindow | None:
        stored = cache.get(self._window_key)
        window = RateWindow(**stored) if stored else None
        return window if window and now < window.resets_at else None

    def _add(self, count: int) -> None:
        try:
            cache.incr(self._sent_key, count)
        except ValueError:  # it expired: a new window starts its own count
            return
