import pickle

import pytest

from wagtail_bigcommerce.client import (
    APIError,
    BigCommerceError,
    ConfigurationError,
    Conflict,
    ConnectionFailed,
    Forbidden,
    InvalidSignature,
    NotFound,
    RateLimited,
    ServerError,
    Unauthorized,
    UnexpectedResponse,
    ValidationFailed,
)
from wagtail_bigcommerce.client.errors import error_class


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, ValidationFailed),
        (401, Unauthorized),
        (403, Forbidden),
        (404, NotFound),
        (405, APIError),
        (409, Conflict),
        (413, APIError),
        (422, ValidationFailed),
        (423, APIError),
        (429, RateLimited),
        (499, APIError),
        (500, ServerError),
        (503, ServerError),
        (507, ServerError),
        (599, ServerError),
    ],
)
def test_each_status_has_its_class(status, expected):
    assert error_class(status) is expected


def test_configuration_errors_stand_outside_the_tree():
    assert not issubclass(ConfigurationError, BigCommerceError)


def test_text_is_one_line_without_personal_data():
    error = ValidationFailed(
        422, "POST", "/v3/customers", "r-1", "Refused:\n sam@example.com  in use", {"email": "sam@example.com in use"}
    )
    assert str(error) == "POST /v3/customers: 422 Refused: … in use (request r-1)"
    assert repr(error) == "<ValidationFailed: POST /v3/customers: 422 Refused: … in use (request r-1)>"
    assert error.field_errors == {"email": "sam@example.com in use"}


def test_a_cart_id_in_a_title_is_masked():
    """It opens the cart to whoever has it."""
    error = NotFound(404, "GET", "/v3/carts/{cart_id}", title="Cart 1AE20D8F-1c2d-4f6a-9c1b-0123456789ab is gone")
    assert str(error) == "GET /v3/carts/{cart_id}: 404 Cart … is gone"


def test_long_titles_are_cut():
    assert len(str(APIError(418, "GET", "/v2/store", title="x" * 10_000))) < 250


@pytest.mark.parametrize(("status", "words"), [(503, "Service Unavailable"), (599, "Unknown status")])
def test_an_error_without_words_gets_the_standard_ones(status, words):
    assert APIError(status, "GET", "/v2/store").title == words


@pytest.mark.parametrize(
    "error",
    [
        ConnectionFailed("GET", "/v2/store", "ReadTimeout", sent=False),
        RateLimited(429, "GET", "/v2/store", "r-1", "Slow down", {}, 1.5),
        ValidationFailed(422, "POST", "/v3/carts", None, "Refused", {"name": "too long"}),
        UnexpectedResponse("GET", "/v2/store", "the body is not JSON", "r-1"),
        InvalidSignature("no signature matches"),
    ],
)
def test_errors_survive_pickling(error):
    restored = pickle.loads(pickle.dumps(error))
    assert type(restored) is type(error)
    assert vars(restored) == vars(error)
    assert str(restored) == str(error)
