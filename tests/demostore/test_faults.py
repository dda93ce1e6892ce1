"""Every kind of bad day, in process and on a real socket, and which requests it strikes."""

import time

import pytest
import requests

from wagtail_bigcommerce.client import (
    APIError,
    BigCommerceClient,
    ConnectionFailed,
    RateLimited,
    ServerError,
    UnexpectedResponse,
)
from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.demostore.faults import KINDS, Fault
from wagtail_bigcommerce.demostore.messages import Request

PRODUCTS = "/v3/catalog/products"
#: What a caller that does not try again sees; `slow` is a good answer that takes its time.
OUTCOMES = {
    "throttled": RateLimited,
    "overloaded": RateLimited,
    "error": ServerError,
    "html": ServerError,
    "broken_json": UnexpectedResponse,
    "truncated": ConnectionFailed,
    "reset": ConnectionFailed,
    "lost": ConnectionFailed,
    "hang": ConnectionFailed,
}


@pytest.fixture(params=["in process", "on a socket"])
def line(request, clock):
    """The store, and what makes a client that tries once and finds a fresh quota; joined in both ways there are."""
    store = DemoStore(products=[product(id=7, name="Mug")], clock=clock)
    options = {"max_attempts": 1, "timeout_seconds": (1, 0.5)}
    if request.param == "in process":
        yield store, lambda: store.client(**options)
        return
    with store.serve() as server:
        yield store, lambda: BigCommerceClient(store.hash, store.access_token, api_url=server.url, **options)


def test_every_kind_is_known_here():
    assert set(OUTCOMES) | {"slow"} == set(KINDS)


@pytest.mark.parametrize("kind", sorted(OUTCOMES))
def test_a_reader_sees_the_fault_and_then_a_good_answer(line, kind):
    store, connect = line
    store.faults.next(kind=kind, path=f"{PRODUCTS}/*")
    with pytest.raises(OUTCOMES[kind]):
        connect().products.get(7)
    assert connect().products.get(7)["name"] == "Mug"


def test_a_slow_answer_is_whole(line):
    store, connect = line
    store.faults.next(kind="slow", seconds=0.2)
    started = time.monotonic()
    assert connect().products.get(7)["name"] == "Mug"
    assert time.monotonic() - started >= 0.19


@pytest.mark.parametrize("kind", ["throttled", "overloaded", "error", "html", "reset", "hang"])
def test_what_is_refused_is_not_carried_out(line, kind):
    store, connect = line
    store.faults.next(kind=kind, method="POST")
    with pytest.raises((APIError, ConnectionFailed)):
        connect().hooks.create("store/product/updated", "https://shop.example.com/hook")
    assert not store.state.hooks


@pytest.mark.parametrize("kind", ["broken_json", "truncated", "lost"])
def test_an_answer_that_is_lost_does_not_undo_what_was_done(line, kind):
    store, connect = line
    store.faults.next(kind=kind, method="POST")
    with pytest.raises((UnexpectedResponse, ConnectionFailed)):
        connect().hooks.create("store/product/updated", "https://shop.example.com/hook")
    assert len(store.state.hooks) == 1


def test_a_lost_connection_does_not_say_that_nothing_was_sent(line):
    store, connect = line
    store.faults.next(kind="reset")
    with pytest.raises(ConnectionFailed) as failed:
        connect().products.get(7)
    assert failed.value.sent


def test_a_reset_ends_a_socket_the_hard_way(store):
    store.faults.next(kind="reset")
    with store.serve() as server, pytest.raises(requests.ConnectionError, match="reset by peer"):
        requests.get(f"{server.url}/stores/demo/v2/time", timeout=5)


def test_throttling_says_how_long_and_overload_does_not(api, store):
    store.faults.next(kind="throttled", headers={"X-Retry-After": "7"})
    store.faults.next(kind="overloaded")
    throttled, overloaded = api.get("/v2/time"), api.get("/v2/time")
    assert (throttled.status_code, throttled.headers["X-Retry-After"]) == (429, "7")
    assert "X-Rate-Limit-Time-Reset-Ms" in throttled.headers
    assert overloaded.status_code == 429
    assert not [name for name in overloaded.headers if name.lower().startswith("x-r")]


def test_a_page_of_a_proxy_is_no_json(api, store):
    store.faults.next(kind="html")
    store.faults.next(kind="html", status=200)
    for status in (502, 200):
        answer = api.get("/v2/time")
        assert answer.status_code == status
        assert answer.headers["Content-Type"].startswith("text/html")


def test_the_nth_request_is_struck(api, store):
    store.faults.next(503, after=2, times=2)
    assert [api.get("/v2/time").status_code for _ in range(6)] == [200, 200, 503, 503, 200, 200]


def test_only_requests_that_match_are_counted(api, store):
    store.faults.next(503, path="/v2/store", after=1)
    asked = ["/v2/store", "/v2/time", "/v2/time", "/v2/store", "/v2/store"]
    assert [api.get(path).status_code for path in asked] == [200, 200, 200, 503, 200]


def test_waiting_faults_count_on_while_another_strikes(api, store):
    store.faults.next(503, times=2)
    store.faults.next(500, after=3)
    assert [api.get("/v2/time").status_code for _ in range(5)] == [503, 503, 200, 500, 200]


def test_a_share_of_the_requests_to_a_path_for_good(api, store):
    store.faults.next(503, path="/v2/time", rate=0.5, times=None)
    statuses = [api.get("/v2/time").status_code for _ in range(40)]
    assert 8 < statuses.count(503) < 32
    assert {api.get("/v2/store").status_code for _ in range(10)} == {200}
    store.faults.clear()
    assert {api.get("/v2/time").status_code for _ in range(10)} == {200}


def test_chance_knows_every_kind_but_the_long_silence_and_repeats_by_seed():
    def kinds(seed):
        faults = DemoStore(products=[], seed=seed).faults
        faults.rate = 0.5
        struck = (faults.take(Request("GET", "/v2/time")) for _ in range(300))
        return [fault and fault.kind for fault in struck]

    assert kinds(3) == kinds(3) != kinds(4)
    assert set(kinds(3)) == {None, *KINDS} - {"hang"}


def test_chance_leaves_pages_of_the_hosted_store_alone(store):
    store.faults.rate = 1.0
    assert store.faults.take(Request("GET", "/v1/loader.js")) is None


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="earthquake is no kind of fault"):
        Fault(kind="earthquake")
