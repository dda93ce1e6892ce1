"""A client whose network is faked at the wire and whose clock only moves when it sleeps."""

import pytest
import responses

from wagtail_bigcommerce.client import BigCommerceClient, LocalRateBudget

API = "https://api.bigcommerce.com/stores/abc123"
TOKEN = "token-that-must-not-leak"


class Clock:
    """Time that passes by sleeping; `slept` are the naps."""

    def __init__(self):
        self.now = 1_000.0
        self.slept = []

    def time(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def wire():
    """Answers in the order they are registered; a request that was not planned fails the test."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


@pytest.fixture
def client(clock):
    return make_client(clock)


def make_client(clock, **options):
    budget = options.pop("budget", None) or LocalRateBudget(clock.time)
    return BigCommerceClient("abc123", TOKEN, sleep=clock.sleep, budget=budget, **options)


def envelope(data, **pagination):
    """A V3 answer, with page metadata when some is given."""
    return {"data": data, "meta": {"pagination": pagination} if pagination else {}}
