"""One change of a visitor's cart at a time.

A session is read at the start of a request and written at its end. Two adds at the same moment would each make a cart,
and the later one would make the session forget the other's. So they wait for each other, on a lock in the cache, which
all processes and hosts of a site share; the one that waited reads the session anew.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.core.cache import cache
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext as _

from ..commerce.errors import TryLater

#: longer than the client tries one call; a process that was killed blocks its visitor no longer than this
LOCK_SECONDS = 90
#: how long a request waits for the one before it
WAIT_SECONDS = 10
_PAUSE_SECONDS = 0.05


@contextmanager
def exclusive(session: SessionBase, name: str) -> Iterator[None]:
    """Hold the lock, with what the session says under `name` as it is now; save the session at the end.

    Raises TryLater when somebody else holds it for too long, or when the session has ended in the meantime. A visitor
    without a session yet has nothing that could be lost: they go straight on.
    """
    known = session.get(name)
    key = session.session_key
    if key is None:
        yield
        return
    with _lock(key):
        stored = type(session)(key)
        current = stored.get(name)
        if stored.session_key is None:
            raise _ended()
        if current != known:
            session[name] = current or {}
        yield
        if session.modified and session.session_key == key:
            _save(session)


def _save(session: SessionBase) -> None:
    try:
        session.save()
    except UpdateError as error:
        session.modified = False  # or the middleware would try once more
        raise _ended() from error


def _ended() -> TryLater:
    return TryLater(_("You were signed in or out in the meantime. Please try again."))


@contextmanager
def _lock(key: str) -> Iterator[None]:
    name = f"bigcommerce.session.{salted_hmac('wagtail_bigcommerce.session', key).hexdigest()}"
    holder = get_random_string(12)
    give_up_at = time.monotonic() + WAIT_SECONDS
    while not cache.add(name, holder, LOCK_SECONDS):
        if time.monotonic() > give_up_at:
            raise TryLater(_("Your cart is still being changed. Please look at it in a moment."))
        time.sleep(_PAUSE_SECONDS)
    try:
        yield
    finally:
        if cache.get(name) == holder:
            cache.delete(name)
