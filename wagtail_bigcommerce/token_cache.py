"""Storefront tokens in Django's cache, so that all processes share one and BigCommerce is seldom asked for another.

What is cached is a secret, for some hours: whoever reads the cache may ask the storefront what the site may ask. Treat
the cache as the session store is treated, which holds cart ids. Keys are hashes, and tell nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.core.cache import cache

from .client import StorefrontToken


class CacheTokens:
    """Implements `client.TokenCache`."""

    def get(self, key: str) -> StorefrontToken | None:
        kept = cache.get(_name(key))
        if kept is None:
            return None
        value, expires_at = kept
        return StorefrontToken(value, datetime.fromtimestamp(expires_at, UTC))

    def set(self, key: str, token: StorefrontToken) -> None:
        seconds = (token.expires_at - datetime.now(UTC)).total_seconds()
        cache.set(_name(key), (token.value, token.expires_at.timestamp()), seconds)

    def delete(self, key: str) -> None:
        cache.delete(_name(key))


def _name(key: str) -> str:
    return f"bigcommerce.storefront_token.{key}"
