from datetime import UTC, datetime, timedelta

import pytest

from wagtail_bigcommerce.demostore import DemoStore

from .sessions import StoreSession


class Clock:
    """A store's time that a test moves on."""

    def __init__(self):
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def advance(self, **delta):
        self.now += timedelta(**delta)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(clock):
    """A store with nothing to sell yet."""
    return DemoStore(products=[], clock=clock)


@pytest.fixture
def api(store):
    """Calls the store's API without our client."""
    return StoreSession(store)
