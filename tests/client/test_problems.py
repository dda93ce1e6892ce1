"""Edge cases 10 to 13 and 101: every shape of error body gives a title and messages by field, and none crashes."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_bigcommerce.client.problems import read_problem


def problem_of(body):
    return read_problem(json.dumps(body).encode())


@pytest.mark.parametrize(
    ("body", "title", "field_errors"),
    [
        ({"status": 422, "title": "Refused", "errors": {"name": "is too long"}}, "Refused", {"name": "is too long"}),
        ({"title": "Refused", "errors": {".customer_create": "taken"}}, "Refused", {"customer_create": "taken"}),
        ({"title": "Refused", "errors": {"0.email": "bad"}}, "Refused", {"0.email": "bad"}),
        ({"title": "Refused", "errors": {"address": {"city": "missing"}}}, "Refused", {"address.city": "missing"}),
        ({"title": "Refused", "errors": {"city": ["missing"]}}, "Refused", {"city": "missing"}),
        ({"title": "Refused", "errors": {"city": ["a", "b"]}}, "Refused", {"city.0": "a", "city.1": "b"}),
        ({"title": "Refused", "errors": ["one", "two"]}, "Refused", {"0": "one", "1": "two"}),
        ({"title": "Refused", "errors": []}, "Refused", {}),
        ({"title": "Refused", "errors": None}, "Refused", {}),
        ({"title": "Refused"}, "Refused", {}),
        ({"errors": {"name": "is too long"}}, "is too long", {"name": "is too long"}),
        ({"code": "forbidden", "message": "No scope"}, "No scope", {}),
        ({"status": 422, "code": 22004, "title": "Bad SKU", "errors": {}}, "Bad SKU", {}),
        ({"status": 404, "title": 404, "detail": "Gone"}, "Gone", {}),
        ([{"status": 404, "message": "No such order"}], "No such order", {}),
        ([{"status": 400, "message": "One"}, {"status": 400, "message": "Two"}], "One; Two", {}),
        (["just words"], "just words", {}),
        ([], "", {}),
        ({}, "", {}),
        (None, "", {}),
        ("words", "", {}),
    ],
)
def test_every_known_shape(body, title, field_errors):
    assert problem_of(body) == (title, field_errors)


@pytest.mark.parametrize("content", [b"", b"<html><title>502</title></html>", b"\xff\xfe\x00", b"{", b"[" * 100_000])
def test_what_is_no_json_says_nothing(content):
    assert read_problem(content) == ("", {})


def test_gzip_that_no_header_announced_is_read():
    assert read_problem(gzip.compress(b'{"title": "Refused"}')).title == "Refused"


def test_broken_gzip_and_gzip_bombs_say_nothing():
    assert read_problem(b"\x1f\x8b broken") == ("", {})
    assert read_problem(gzip.compress(b"[" * 50_000_000)) == ("", {})


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_json_crashes_it(body):
    title, field_errors = problem_of(body)
    assert isinstance(title, str)
    assert all(isinstance(text, str) and text for text in field_errors.values())
