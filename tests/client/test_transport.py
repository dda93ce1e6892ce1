import gzip
import json
import logging
import uuid
from decimal import Decimal

import pytest
import requests
import responses

from wagtail_bigcommerce.client import (
    BigCommerceClient,
    Conflict,
    ConnectionFailed,
    Forbidden,
    LocalRateBudget,
    NotFound,
    RateLimited,
    ServerError,
    Unauthorized,
    UnexpectedResponse,
    ValidationFailed,
)

from .conftest import API, TOKEN, envelope, make_client

STORE = f"{API}/v2/store"
CART = f"{API}/v3/carts/c-1"


def sent(wire):
    return [call.request for call in wire.calls]


def test_every_request_says_who_asks_and_for_what(wire, client):
    wire.get(STORE, json={"id": "abc123"})
    client.store.get()
    headers = sent(wire)[0].headers
    assert headers["X-Auth-Token"] == TOKEN
    assert headers["Accept"] == "application/json"
    assert headers["User-Agent"].startswith("wagtail-bigcommerce/")
    assert uuid.UUID(headers["X-Correlation-Id"])
    assert "Content-Type" not in headers
    assert "X-BC-Trusted-Proxy-Secret" not in headers
    assert "Cookie" not in headers


def test_bodies_are_json_with_decimals_as_numbers(wire, client):
    wire.post(f"{API}/v3/carts", json=envelope({"id": "c-1"}), status=201)
    client.carts.create(channel_id=1, line_items=[{"product_id": 7, "quantity": 1, "list_price": Decimal("19.90")}])
    request = sent(wire)[0]
    assert request.headers["Content-Type"] == "application/json"
    assert b'"list_price": 19.9}' in request.body


def test_what_json_cannot_say_is_not_sent(wire, client):
    with pytest.raises(TypeError, match="set"):
        client.hooks.update(1, headers={"X-Secret"})
    with pytest.raises(ValueError):
        client.carts.create(channel_id=1, line_items=[{"product_id": 7, "quantity": 1, "list_price": Decimal("NaN")}])
    assert not wire.calls


def test_every_call_has_both_time_outs(wire, clock):
    seen = []

    def answer(request):
        seen.append(request.req_kwargs["timeout"])
        return 200, {}, "{}"

    wire.add_callback("GET", STORE, answer)
    make_client(clock).store.get()
    make_client(clock, timeout_seconds=(1, 2)).store.get()
    assert seen == [(3.05, 20), (1, 2)]


def test_numbers_with_a_point_are_decimals(wire, client):
    wire.get(CART, body='{"data": {"cart_amount": 22.544, "quantity": 3, "big": 1e3}, "meta": {}}')
    cart = client.carts.get("c-1")
    assert cart == {"cart_amount": Decimal("22.544"), "quantity": 3, "big": Decimal(1000)}
    assert type(cart["cart_amount"]) is Decimal


def test_values_in_paths_are_quoted(wire, client):
    wire.delete(f"{API}/v3/checkouts/c-1/coupons/10%25%20off%2F%3Fx%23", json=envelope({"id": "c-1"}))
    assert client.checkouts.remove_coupon("c-1", "10% off/?x#") == {"id": "c-1"}


@pytest.mark.parametrize("code", ["", ".", ".."])
def test_a_value_that_would_change_the_path_names_nothing(wire, client, code):
    with pytest.raises(NotFound):
        client.checkouts.remove_coupon("c-1", code)
    assert not wire.calls


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, ValidationFailed),
        (401, Unauthorized),
        (403, Forbidden),
        (404, NotFound),
        (409, Conflict),
        (500, ServerError),
    ],
)
def test_refusals_become_errors(wire, client, status, error):
    wire.put(f"{CART}/items/i-1", status=status, json={"title": "No"}, headers={"X-Request-Id": "r-9"})
    with pytest.raises(error) as raised:
        client.carts.update_item("c-1", "i-1", {"product_id": 7, "quantity": 2})
    failure = raised.value
    assert (failure.status, failure.title, failure.request_id) == (status, "No", "r-9")
    assert (failure.method, failure.path) == ("PUT", "/v3/carts/{cart_id}/items/{item_id}")
    assert "c-1" not in str(failure)


def test_without_a_request_id_our_correlation_id_stands_in(wire, client):
    wire.get(STORE, status=404)
    with client.operation() as operation, pytest.raises(NotFound) as raised:
        client.store.get()
    assert raised.value.request_id == operation.correlation_id


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Bad gateway</body></html>",
        b"",
        b"\x00\xff",
        gzip.compress(b'{"title": "squeezed"}', mtime=0),
    ],
)
def test_no_error_body_crashes_the_client(wire, client, body):
    wire.get(CART, status=404, body=body)
    with pytest.raises(NotFound):
        client.carts.get("c-1")


def test_an_error_body_that_only_claims_to_be_gzip_keeps_its_status(wire, client):
    wire.get(CART, status=404, body=b"plain", headers={"Content-Encoding": "gzip"})
    with pytest.raises(NotFound):
        client.carts.get("c-1")


@pytest.mark.parametrize(
    "body",
    [
        b"<html></html>",
        b'{"data": ',
        b"",
        b"[]",
        b"null",
        b'{"data": []}',
        b'{"data": null}',
        b"{}",
        b"NaN",
        b"\xff\xfe",
        b'{"data": {"cart_amount": NaN}}',
        b"[" * 99_999,
    ],
)
def test_a_success_without_the_promised_object_is_unexpected(wire, client, body):
    wire.get(CART, body=body, content_type="text/html; charset=utf-8")
    with pytest.raises(UnexpectedResponse) as raised:
        client.carts.get("c-1")
    assert str(raised.value).startswith("GET /v3/carts/{cart_id}: unexpected answer: ")
    assert len(wire.calls) == 1


@pytest.mark.parametrize("body", [b'{"data": {}}', b'{"data": null}', b'{"data": [1]}', b"[]", b"{}"])
def test_a_success_without_the_promised_list_is_unexpected(wire, client, body):
    wire.get(f"{API}/v3/catalog/brands", body=body)
    with pytest.raises(UnexpectedResponse):
        list(client.brands.iter())


@pytest.mark.parametrize("meta", [{}, None, []])
def test_meta_may_be_anything(wire, client, meta):
    """Edge case 8."""
    wire.get(CART, json={"data": {"id": "c-1"}, "meta": meta})
    assert client.carts.get("c-1") == {"id": "c-1"}


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_not_followed_with_the_token(wire, client, status):
    wire.get(STORE, status=status, headers={"Location": "https://elsewhere.example/v2/store"})
    wire.get("https://elsewhere.example/v2/store", json={})
    with pytest.raises(UnexpectedResponse, match="redirect"):
        client.store.get()
    assert [request.url for request in sent(wire)] == [STORE]


def test_reads_are_repeated_until_they_succeed(wire, client, clock):
    for status in (500, 502, 503):
        wire.get(STORE, status=status)
    wire.get(STORE, json={"id": "abc123"})
    assert client.store.get() == {"id": "abc123"}
    assert clock.slept == [pytest.approx(0.75, abs=0.25), pytest.approx(1.5, abs=0.5), pytest.approx(3, abs=1)]


def test_reads_are_given_up_after_the_last_attempt(wire, clock):
    wire.get(STORE, status=503)
    with pytest.raises(ServerError):
        make_client(clock, max_attempts=3).store.get()
    assert len(wire.calls) == 3


@pytest.mark.parametrize("failure", [{"status": 500}, {"status": 503}, {"body": requests.ConnectionError("reset")}])
def test_a_post_is_never_sent_twice_when_it_may_have_had_an_effect(wire, client, failure):
    wire.post(f"{CART}/items", **failure)
    with pytest.raises((ServerError, ConnectionFailed)):
        client.carts.add_items("c-1", [{"product_id": 7, "quantity": 1}])
    assert len(wire.calls) == 1


def test_a_malformed_option_is_no_retry_storm(wire, client):
    """Edge case 88: 500 with application/problem+json."""
    wire.post(f"{CART}/items", status=500, json={"title": "Bad option"}, content_type="application/problem+json")
    with pytest.raises(ServerError, match="Bad option"):
        client.carts.add_items("c-1", [{"product_id": 7, "quantity": 1}])
    assert len(wire.calls) == 1


def test_a_post_that_was_turned_away_is_sent_again(wire, client, clock):
    wire.post(f"{API}/v3/carts", status=429, headers={"X-Retry-After": "4"})
    wire.post(f"{API}/v3/carts", status=201, json=envelope({"id": "c-1"}))
    assert client.carts.create(channel_id=1) == {"id": "c-1"}
    assert clock.slept == [4.0]


def test_a_post_that_never_left_is_sent_again(wire, client):
    wire.post(f"{API}/v3/carts", body=requests.ConnectTimeout("slow"))
    wire.post(f"{API}/v3/carts", status=201, json=envelope({"id": "c-1"}))
    assert client.carts.create(channel_id=1) == {"id": "c-1"}


def test_one_correlation_id_for_all_attempts(wire, client):
    wire.get(STORE, status=500)
    wire.get(STORE, json={})
    client.store.get()
    first, second = sent(wire)
    assert first.headers["X-Correlation-Id"] == second.headers["X-Correlation-Id"]


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"X-Retry-After": "3", "X-Rate-Limit-Time-Reset-Ms": "9000"}, 9.0),
        ({"x-retry-after": "12", "x-rate-limit-time-reset-ms": "9000"}, 12.0),
        ({"X-Rate-Limit-Requests-Left": "35", "X-Rate-Limit-Time-Reset-Ms": "15000"}, 15.0),  # edge case 112
        ({"Retry-After": "5"}, 5.0),
    ],
)
def test_a_429_waits_for_the_longer_of_its_headers(wire, client, clock, headers, wait):
    wire.get(STORE, status=429, headers=headers)
    wire.get(STORE, json={})
    client.store.get()
    assert clock.slept == [wait]


def test_a_429_without_headers_backs_off(wire, client, clock):
    """Edge case 99."""
    wire.get(STORE, status=429)
    wire.get(STORE, status=429)
    wire.get(STORE, json={})
    client.store.get()
    assert clock.slept == [pytest.approx(0.75, abs=0.25), pytest.approx(1.5, abs=0.5)]


def test_a_wait_beyond_ones_patience_is_an_error_at_once(wire, clock):
    wire.get(STORE, status=429, headers={"X-Retry-After": "61"})
    with pytest.raises(RateLimited) as raised:
        make_client(clock, max_wait_seconds=60).store.get()
    assert raised.value.retry_after_seconds == 61
    assert clock.slept == []


def test_patience_is_for_the_whole_call(wire, clock):
    wire.get(STORE, status=429, headers={"X-Retry-After": "25"})
    with pytest.raises(RateLimited):
        make_client(clock, max_wait_seconds=60).store.get()
    assert clock.slept == [25, 25]


def test_the_budget_is_waited_for_before_a_request_is_sent(wire, client, clock):
    wire.get(STORE, json={}, headers={"X-Rate-Limit-Requests-Left": "0", "X-Rate-Limit-Time-Reset-Ms": "7000"})
    wire.get(STORE, json={})
    client.store.get()
    assert clock.slept == []
    client.store.get()
    assert clock.slept == [7.0]


def test_a_used_up_budget_beyond_ones_patience_sends_nothing(wire, clock):
    client = make_client(clock, max_wait_seconds=5)
    wire.get(STORE, json={}, headers={"X-Rate-Limit-Requests-Left": "0", "X-Rate-Limit-Time-Reset-Ms": "7000"})
    client.store.get()
    with pytest.raises(RateLimited) as raised:
        client.store.get()
    assert (raised.value.status, raised.value.retry_after_seconds) == (429, 7.0)
    assert len(wire.calls) == 1


def test_background_work_waits_where_a_shopper_goes_on(wire, clock):
    budget = LocalRateBudget(clock.time)
    shopper = make_client(clock, budget=budget)
    job = make_client(clock, budget=budget, background=True)
    headers = {
        "X-Rate-Limit-Requests-Quota": "150",
        "X-Rate-Limit-Requests-Left": "30",
        "X-Rate-Limit-Time-Reset-Ms": "7000",
    }
    wire.get(STORE, json={}, headers=headers)
    shopper.store.get()
    shopper.store.get()
    assert clock.slept == []
    job.store.get()
    assert clock.slept == [7.0]


def test_an_operation_can_leave_more_to_others(wire, clock):
    job = make_client(clock, background=True)
    headers = {
        "X-Rate-Limit-Requests-Quota": "150",
        "X-Rate-Limit-Requests-Left": "75",
        "X-Rate-Limit-Time-Reset-Ms": "7000",
    }
    wire.get(STORE, json={}, headers=headers)
    job.store.get()
    job.store.get()
    assert clock.slept == []
    with job.operation(reserve=0.5):
        job.store.get()
    assert clock.slept == [7.0]


def test_an_operation_with_a_limit_of_its_own_does_not_close_the_shop(wire, client, clock):
    """Otherwise guessing passwords on the site would keep every shopper waiting."""
    wire.post(f"{API}/v3/customers/validate-credentials", status=429, headers={"X-Rate-Limit-Time-Reset-Ms": "30000"})
    wire.get(STORE, json={})
    with pytest.raises(RateLimited):
        client.customers.validate_credentials("sam@example.com", "guess", channel_id=1)
    client.store.get()
    assert clock.slept == []


def test_logs_and_errors_hold_no_secret_and_no_personal_data(wire, client, caplog):
    caplog.set_level(logging.DEBUG, logger="wagtail_bigcommerce")
    url = f"{API}/v3/customers"
    wire.get(url, status=500, json={"title": "Failed for sam@example.com"})
    wire.get(url, body=requests.ConnectionError(f"Max retries exceeded with url: {url}?email:in=sam@example.com"))
    wire.get(url, status=403)
    with pytest.raises(Forbidden) as raised:
        list(client.customers.iter(emails=["sam@example.com"]))
    texts = [record.getMessage() for record in caplog.records] + [str(raised.value), repr(raised.value)]
    assert any("attempt 2 follows" in text for text in texts)
    for text in texts:
        assert "sam@" not in text
        assert TOKEN not in text


def test_a_failed_connection_does_not_drag_the_url_along(wire, clock):
    url = f"{API}/v3/customers"
    wire.get(url, body=requests.ConnectionError(f"failed: {url}?email:in=sam@example.com"))
    with pytest.raises(ConnectionFailed) as raised:
        list(make_client(clock, max_attempts=1).customers.iter(emails=["sam@example.com"]))
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    assert str(raised.value) == "GET /v3/customers: no answer (ConnectionError)"


def test_visitors_addresses_are_sent_with_the_proxy_secret_only(wire, clock, client):
    wire.get(STORE, json={})
    trusted = make_client(clock, trusted_proxy_secret="proxy-secret")
    with trusted.operation(client_ip="203.0.113.7"):
        trusted.store.get()
        client.store.get()
    trusted.store.get()
    with_secret, without_secret, outside = [request.headers for request in sent(wire)]
    assert with_secret["X-BC-Trusted-Proxy-Secret"] == "proxy-secret"
    assert with_secret["True-Client-IP"] == "203.0.113.7"
    for headers in (without_secret, outside):
        assert "True-Client-IP" not in headers
        assert "X-BC-Trusted-Proxy-Secret" not in headers


def test_netrc_does_not_add_credentials(wire, client, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine api.bigcommerce.com login someone password else")
    monkeypatch.setenv("NETRC", str(netrc))
    wire.get(STORE, json={})
    client.store.get()
    assert "Authorization" not in sent(wire)[0].headers


def test_another_address_of_the_api(wire, clock):
    wire.get("http://127.0.0.1:8001/stores/demo/v2/store", json={})
    BigCommerceClient("demo", TOKEN, api_url="http://127.0.0.1:8001/").store.get()
    assert len(wire.calls) == 1


def test_queries_leave_out_none_and_join_lists(wire, client):
    wire.get(f"{API}/v3/channels", json=envelope([]))
    list(client.channels.iter(available=True, include=["currencies"], **{"type:in": ["storefront", "pos"], "x": None}))
    assert sent(wire)[0].params == {
        "available": "true",
        "include": "currencies",
        "type:in": "storefront,pos",
        "limit": "250",
    }


def test_the_whole_request_body_is_what_was_given(wire, client):
    body = {"scope": "store/order/*", "destination": "https://shop.example/hook", "is_active": True}
    wire.post(f"{API}/v3/hooks", json=envelope({"id": 1}), match=[responses.matchers.json_params_matcher(body)])
    client.hooks.create("store/order/*", "https://shop.example/hook")
    assert json.loads(sent(wire)[0].body) == body
