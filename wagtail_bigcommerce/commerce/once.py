"""Keeps two requests from doing the same thing at the same time: a double click must not order or pay twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .errors import TryLater

#: longer than the calls inside can take
SECONDS = 120


@dataclass
class Guard:
    """Held while the block runs, and for `kept_seconds` after it."""

    kept_seconds: int = 0


@contextmanager
def one_at_a_time(what: str, key: str | int) -> Iterator[Guard]:
    """Run the block unless another process is in it for the same key: then TryLater. Keys are hashed."""
    name = f"bigcommerce.once.{what}.{salted_hmac('wagtail_bigcommerce.once', str(key)).hexdigest()}"
    if not cache.add(name, 1, SECONDS):
        raise TryLater(_("This is being done already. Please wait a moment."))
    guard = Guard()
    try:
        yield guard
    finally:
        if guard.kept_seconds:
            cache.set(name, 1, guard.kept_seconds)
        else:
            cache.delete(name)
