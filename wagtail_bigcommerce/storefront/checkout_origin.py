"""Scheme and host of a channel's hosted checkout, learnt from the addresses that BigCommerce makes.

It depends on the store's configuration, and changes when a merchant changes the domain.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.cache import cache

from ..models import Channel

SECONDS = 3600


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def remember_origin(channel: Channel, url: str) -> str:
    """Keep the origin of an address of the hosted checkout for an hour, and return it."""
    origin = origin_of(url)
    cache.set(_key(channel), origin, SECONDS)
    return origin


def known_origin(channel: Channel) -> str | None:
    """Return the origin if an address of it was made within the last hour. No call."""
    return cache.get(_key(channel))


def _key(channel: Channel) -> str:
    return f"bigcommerce.checkout_origin.{channel.pk}"
