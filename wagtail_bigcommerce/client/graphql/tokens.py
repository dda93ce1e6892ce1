"""Storefront tokens: made when they are first needed, kept for hours, renewed before they run out.

A token is a secret, also where it is cached. So it lives for hours instead of months, its key tells nothing, and it is
never logged.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from ..resources import StorefrontTokens

LIFETIME = timedelta(hours=6)

#: A token is replaced this long before it runs out, so that clocks may differ and no call meets its end.
RENEWAL = timedelta(minutes=30)


@dataclass(frozen=True)
class StorefrontToken:
    """A token and when it runs out (aware)."""

    value: str = field(repr=False)
    expires_at: datetime


class TokenCache(Protocol):
    """Where tokens are kept between calls: for one process, or shared by many. As confidential as the tokens."""

    def get(self, key: str) -> StorefrontToken | None:
        """Return the token of a key."""

    def set(self, key: str, token: StorefrontToken) -> None:
        """Keep a token, until it runs out at most."""

    def delete(self, key: str) -> None:
        """Forget a token."""


class MemoryTokenCache:
    """Keeps tokens for the threads of one process."""

    def __init__(self) -> None:
        self._tokens: dict[str, StorefrontToken] = {}
        self._lock = threading.Lock()

    def get(self, key: str) -> StorefrontToken | None:
        with self._lock:
            return self._tokens.get(key)

    def set(self, key: str, token: StorefrontToken) -> None:
        with self._lock:
            self._tokens[key] = token

    def delete(self, key: str) -> None:
        with self._lock:
            self._tokens.pop(key, None)


@dataclass(frozen=True)
class TokenKind:
    """What a token is for. `scopes` None is an impersonation token, which knows none."""

    channel_id: int
    scopes: frozenset[str] | None


class TokenSource:
    """Gives out the tokens of one store. Uses the network only when there is none, or one about to run out."""

    def __init__(
        self,
        store_hash: str,
        tokens: StorefrontTokens,
        cache: TokenCache,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store_hash = store_hash
        self._tokens = tokens
        self._cache = cache
        self._now = now

    def get(self, kind: TokenKind) -> str:
        """Return a token that is good for half an hour at least."""
        key = self._key(kind)
        token = self._cache.get(key)
        if token is None or token.expires_at - self._now() < RENEWAL:
            token = self._new(kind)
            self._cache.set(key, token)
        return token.value

    def expires_at(self, kind: TokenKind) -> datetime | None:
        """Return when the token in use runs out; None while there is none. No network."""
        token = self._cache.get(self._key(kind))
        return token.expires_at if token else None

    def forget(self, kind: TokenKind) -> None:
        """Forget a token that BigCommerce does not take any more: revoked, most likely."""
        self._cache.delete(self._key(kind))

    def _new(self, kind: TokenKind) -> StorefrontToken:
        expires_at = (self._now() + LIFETIME).replace(microsecond=0)
        channels = [kind.channel_id]
        if kind.scopes is None:
            return StorefrontToken(self._tokens.create_impersonation(channels, expires_at=expires_at), expires_at)
        value = self._tokens.create_private(channels, scopes=sorted(kind.scopes), expires_at=expires_at)
        return StorefrontToken(value, expires_at)

    def _key(self, kind: TokenKind) -> str:
        scopes: Collection[str] = sorted(kind.scopes) if kind.scopes is not None else ("impersonation",)
        name = "\0".join([self._store_hash, str(kind.channel_id), *scopes])
        return hashlib.sha256(name.encode()).hexdigest()
