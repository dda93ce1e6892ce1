"""Facts about the store that are the same for everybody and change rarely: kept in the cache for an hour."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache

from .. import __version__
from ..client import BigCommerceClient, BigCommerceError

logger = logging.getLogger(__name__)

SECONDS = 3600

T = TypeVar("T")


def remembered(client: BigCommerceClient, name: str, read: Callable[[], T]) -> T:
    """Return what `read` returned within the last hour, else what it returns now. It returns no None."""
    key = f"bigcommerce.facts.{__version__}.{client.store_hash}.{name}"
    value: T | None = cache.get(key)
    if value is None:
        value = read()
        cache.set(key, value, SECONDS)
    return value


def order_statuses(client: BigCommerceClient) -> list[tuple[int, str]]:
    """Return (id, the merchant's name) of the statuses that a placed order can have, in the merchant's order.

    One call an hour; empty when BigCommerce cannot tell, since no page hangs on it.
    """
    try:
        return remembered(client, "order-statuses", lambda: _statuses(client.orders.statuses()))
    except BigCommerceError as error:
        logger.warning("The statuses of orders could not be read: %s", error)
        return []


def _statuses(rows: list[dict[str, Any]]) -> list[tuple[int, str]]:
    rows = sorted((row for row in rows if row.get("id")), key=lambda row: row.get("order") or 0)
    names = ((row["id"], row.get("custom_label") or row.get("name") or "") for row in rows)
    return [(int(number), str(name)) for number, name in names if name]
