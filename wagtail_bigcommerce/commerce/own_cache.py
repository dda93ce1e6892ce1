"""What one customer is shown again and again, kept for a minute: going back and forth in an account costs no calls.

Each entry is one customer's: the id is part of its name. Whoever changes something forgets what it changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from .. import __version__
from ..client import BigCommerceClient

SECONDS = 60

T = TypeVar("T")


def own(client: BigCommerceClient, customer_id: int, name: str, read: Callable[[], T]) -> T:
    """Return what `read` returned for this customer within the last minute, else what it returns now."""
    key = _key(client, customer_id, name)
    kept: tuple[T] | None = cache.get(key)
    if kept is None:
        kept = (read(),)
        cache.set(key, kept, SECONDS)
    return kept[0]


def forget_own(client: BigCommerceClient, customer_id: int, *names: str) -> None:
    """Ask BigCommerce the next time."""
    cache.delete_many([_key(client, customer_id, name) for name in names])


def _key(client: BigCommerceClient, customer_id: int, name: str) -> str:
    return f"bigcommerce.own.{__version__}.{client.store_hash}.{customer_id}.{name}"
