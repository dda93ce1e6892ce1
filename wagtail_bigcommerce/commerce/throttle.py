"""Counts attempts in Django's cache, so that all processes and hosts with one cache count together."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Throttle:
    """At most `limit` attempts of one kind for one key within `seconds`. Keys are hashed: they may be e-mails."""

    scope: str
    limit: int
    seconds: int

    def allows(self, key: str) -> bool:
        """Count an attempt; False when it is one too many."""
        name = self._name(key)
        if cache.add(name, 1, self.seconds):
            return True
        try:
            return cache.incr(name) <= self.limit
        except ValueError:  # it ran out between the two calls
            cache.set(name, 1, self.seconds)
            return True

    def is_exhausted(self, key: str) -> bool:
        """Whether the next attempt would be one too many. Counts none: for callers that count failures only."""
        return int(cache.get(self._name(key), 0)) >= self.limit

    def forget(self, key: str) -> None:
        """Start counting anew."""
        cache.delete(self._name(key))

    def _name(self, key: str) -> str:
        return f"bigcommerce.throttle.{self.scope}.{salted_hmac('wagtail_bigcommerce.throttle', key).hexdigest()}"
