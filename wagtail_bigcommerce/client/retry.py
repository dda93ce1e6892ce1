"""Decides whether a failed call is worth repeating, and after how long. Never sleeps, never sends.

BigCommerce knows no idempotency keys, so a POST is repeated only when it certainly had no effect: it never left, or
was turned away with 429. Reads, PUT and DELETE leave the same state however often they run.
Sources: REST Management, "Status codes"; migration guide, "Errors"; "Integration design".
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from .errors import APIError, BigCommerceError, ConnectionFailed, RateLimited

_TRANSIENT_STATUSES = frozenset({500, 502, 503, 504})
_LONGEST_DELAY_SECONDS = 30.0


@dataclass(frozen=True)
class RetryPolicy:
    """Exponential back-off with jitter; writes wait twice as long as reads."""

    max_attempts: int = 5
    base_seconds: float = 1.0
    jitter: Callable[[], float] = random.random

    def delay(self, error: BigCommerceError, *, method: str, attempt: int) -> float | None:
        """Return the seconds to wait before the next attempt, or None when the error is final.

        `attempt` counts from 1. What BigCommerce itself asks to wait is never shortened.
        """
        if attempt >= self.max_attempts or not _worth_repeating(error, method):
            return None
        backoff = self.base_seconds * (1 if method == "GET" else 2) * 2.0 ** (attempt - 1)
        delay = min(backoff, _LONGEST_DELAY_SECONDS) * (0.5 + self.jitter() / 2)
        asked_for = error.retry_after_seconds if isinstance(error, APIError) else None
        return max(delay, asked_for or 0.0)


def _worth_repeating(error: BigCommerceError, method: str) -> bool:
    if isinstance(error, RateLimited):
        return True
    if isinstance(error, ConnectionFailed):
        return method != "POST" or not error.sent
    if method == "POST" or not isinstance(error, APIError):
        return False
    return error.status in _TRANSIENT_STATUSES
