"""Counts attempts in Django's cache, so that all processes and hosts with one cache count together.

Each attempt takes a place of its own by `cache.add`, which caches that processes share do atomically (a table does not
so by `incr`), and which becomes free by itself when its time is over.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Throttle:
    """At most `limit` attempts of one kind for one key within any `seconds`. Keys are hashed: they may be e-mails."""

    scope: str
    limit: int
    seconds: int

    def allows(self, key: str) -> bool:
        """Count an attempt; False when it is one too many, which does not count."""
        places = self._places(key)
        taken = cache.get_many(places)
        return any(cache.add(place, 1, self.seconds) for place in places if place not in taken)

    def is_exhausted(self, key: str) -> bool:
        """Whether the next attempt would be one too many. Counts none: for callers that count failures only."""
        return len(cache.get_many(self._places(key))) >= self.limit

    def give_back(self, key: str) -> None:
        """Take back one attempt: it turned out not to be one."""
        places = self._places(key)
        taken = cache.get_many(places)
        cache.delete(next((place for place in reversed(places) if place in taken), places[0]))

    def forget(self, key: str) -> None:
        """Start counting anew."""
        cache.delete_many(self._places(key))

    def _places(self, key: str) -> list[str]:
        digest = salted_hmac("wagtail_bigcommerce.throttle", key).hexdigest()
        return [f"bigcommerce.throttle.{self.scope}.{digest}.{number}" for number in range(self.limit)]


def network(address: str) -> str:
    """The addresses that one visitor can easily move within: a single one of IPv4, a /64 of IPv6; "" for unknown."""
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if ":" in address else address
