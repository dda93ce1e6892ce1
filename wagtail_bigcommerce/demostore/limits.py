"""The quota of API requests, told in headers as the platform does."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from .messages import ApiProblem


class RateLimit:
    """Fixed windows of `window_ms` with `quota` requests each; both may be changed at any time.

    Source: REST Management, "API rate limits".
    """

    def __init__(self, quota: int, window_ms: int = 30_000) -> None:
        self.quota = quota
        self.window_ms = window_ms
        self._spent = 0
        self._window_end: datetime | None = None

    def spend(self, now: datetime) -> None:
        """Count one request. Raises a 429 with `X-Retry-After` once the window's quota is gone."""
        if self._window_end is None or now >= self._window_end:
            self._window_end = now + timedelta(milliseconds=self.window_ms)
            self._spent = 0
        if self._spent >= self.quota:
            seconds = math.ceil(self._reset_ms(now) / 1000)
            raise ApiProblem(
                429, "You have exceeded the rate limit of requests", headers={"X-Retry-After": str(seconds)}
            )
        self._spent += 1

    def headers(self, now: datetime) -> dict[str, str]:
        return {
            "X-Rate-Limit-Time-Window-Ms": str(self.window_ms),
            "X-Rate-Limit-Time-Reset-Ms": str(self._reset_ms(now)),
            "X-Rate-Limit-Requests-Quota": str(self.quota),
            "X-Rate-Limit-Requests-Left": str(max(0, self.quota - self._spent)),
        }

    def _reset_ms(self, now: datetime) -> int:
        if self._window_end is None:
            return self.window_ms
        return max(0, round((self._window_end - now).total_seconds() * 1000))
