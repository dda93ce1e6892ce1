"""BigCommerce's clock. Login tokens are good for 30 seconds by it: a server whose clock is off could log nobody in."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from ..client import BigCommerceClient, BigCommerceError

logger = logging.getLogger(__name__)

#: how long a measured difference is believed
SECONDS = 3600

#: BigCommerce tells the time in whole seconds, and the answer is under way for a moment
TOLERANCE = timedelta(seconds=3)


def bigcommerce_now(client: BigCommerceClient) -> datetime:
    """Return the time as BigCommerce has it, aware. One call an hour; our own time when it does not tell."""
    key = f"bigcommerce.clock.{client.store_hash}"
    offset: timedelta | None = cache.get(key)
    if offset is None:
        offset = _measured_offset(client)
        cache.set(key, offset, SECONDS)
    return timezone.now() + offset


def _measured_offset(client: BigCommerceClient) -> timedelta:
    try:
        offset = client.store.time() - timezone.now()
    except BigCommerceError as error:
        logger.warning("BigCommerce's clock could not be read: %s", error)
        return timedelta(0)
    if abs(offset) <= TOLERANCE:
        return timedelta(0)
    logger.warning("The clock of this server is %s off BigCommerce's", offset)
    return offset
