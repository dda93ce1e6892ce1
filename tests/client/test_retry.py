import pytest

from wagtail_bigcommerce.client import APIError, ConnectionFailed, RateLimited, ServerError, UnexpectedResponse
from wagtail_bigcommerce.client.errors import error_class
from wagtail_bigcommerce.client.retry import RetryPolicy

POLICY = RetryPolicy(max_attempts=5, jitter=lambda: 1.0)


def status(code, **details):
    return error_class(code)(code, "GET", "/v2/store", **details)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "error",
    [
        ConnectionFailed("GET", "/v2/store", "ReadTimeout"),
        ConnectionFailed("GET", "/v2/store", "ConnectTimeout", sent=False),
        *[status(code) for code in (429, 500, 502, 503, 504)],
    ],
)
def test_what_is_idempotent_is_repeated(method, error):
    assert POLICY.delay(error, method=method, attempt=1) > 0


@pytest.mark.parametrize(
    "error", [ConnectionFailed("POST", "/v3/carts", "ReadTimeout"), *[status(code) for code in (500, 502, 503, 504)]]
)
def test_a_post_that_may_have_had_an_effect_is_final(error):
    assert POLICY.delay(error, method="POST", attempt=1) is None


@pytest.mark.parametrize("error", [ConnectionFailed("POST", "/v3/carts", "ConnectTimeout", sent=False), status(429)])
def test_a_post_that_certainly_had_none_is_repeated(error):
    assert POLICY.delay(error, method="POST", attempt=1) > 0


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 423, 501, 507])
def test_refusals_are_final(code):
    assert POLICY.delay(status(code), method="GET", attempt=1) is None


def test_an_answer_nobody_understands_is_final():
    assert POLICY.delay(UnexpectedResponse("GET", "/v2/store", "no JSON"), method="GET", attempt=1) is None


def test_waits_grow_and_writes_wait_longer():
    reads = [POLICY.delay(status(500), method="GET", attempt=attempt) for attempt in range(1, 6)]
    writes = [POLICY.delay(status(500), method="PUT", attempt=attempt) for attempt in range(1, 6)]
    assert reads == [1, 2, 4, 8, None]
    assert writes == [2, 4, 8, 16, None]


def test_waits_have_a_ceiling_and_a_spread():
    patient = RetryPolicy(max_attempts=100, jitter=lambda: 1.0)
    assert patient.delay(status(503), method="GET", attempt=50) == 30
    assert RetryPolicy(jitter=lambda: 0.0).delay(status(503), method="GET", attempt=1) == 0.5


def test_what_bigcommerce_asks_for_is_never_shortened():
    asked = RateLimited(429, "GET", "/v2/store", retry_after_seconds=17.5)
    assert POLICY.delay(asked, method="POST", attempt=1) == 17.5
    assert POLICY.delay(RateLimited(429, "GET", "/v2/store", retry_after_seconds=0), method="GET", attempt=1) == 1
    assert POLICY.delay(ServerError(503, "GET", "/v2/store", retry_after_seconds=9), method="GET", attempt=1) == 9


def test_an_unknown_refusal_is_final():
    assert POLICY.delay(APIError(418, "GET", "/v2/store"), method="GET", attempt=1) is None
