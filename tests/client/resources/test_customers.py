import json

import pytest
import requests

from wagtail_bigcommerce.client import (
    ConnectionFailed,
    CredentialCheck,
    NotFound,
    RateLimited,
    ServerError,
    Unauthorized,
    UnexpectedResponse,
    ValidationFailed,
)

from ..conftest import API, envelope
from ..test_pagination import queries

CUSTOMERS = f"{API}/v3/customers"
VALIDATE = f"{CUSTOMERS}/validate-credentials"


def check(client):
    return client.customers.validate_credentials("sam@example.com", "hunter2", channel_id=3)


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ({"is_valid": True, "customer_id": 42}, CredentialCheck(True, 42)),
        ({"is_valid": False}, CredentialCheck(False)),
        ({"is_valid": False, "customer_id": None}, CredentialCheck(False)),
        ({"is_valid": False, "customer_id": 42}, CredentialCheck(False)),
    ],
)
def test_an_explicit_verdict_counts(wire, client, verdict, expected):
    """Edge case 90: no envelope."""
    wire.post(VALIDATE, json=verdict)
    assert check(client) == expected
    assert json.loads(wire.calls[0].request.body) == {
        "email": "sam@example.com",
        "password": "hunter2",
        "channel_id": 3,
    }


@pytest.mark.parametrize(
    "verdict",
    [
        {},
        {"is_valid": "true", "customer_id": 42},
        {"is_valid": "false"},
        {"is_valid": 0},
        {"is_valid": None},
        {"is_valid": True},
        {"is_valid": True, "customer_id": "42"},
        {"is_valid": True, "customer_id": True},
        {"data": {"is_valid": True, "customer_id": 42}},
        [],
    ],
)
def test_anything_but_an_explicit_verdict_is_no_verdict(wire, client, verdict):
    wire.post(VALIDATE, json=verdict)
    with pytest.raises(UnexpectedResponse):
        check(client)


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        ({"status": 429, "headers": {"X-Retry-After": "1"}}, RateLimited),
        ({"status": 401}, Unauthorized),
        ({"status": 422}, ValidationFailed),
        ({"status": 500}, ServerError),
        ({"body": requests.ReadTimeout("slow")}, ConnectionFailed),
    ],
)
def test_a_failure_is_no_verdict_and_is_not_repeated(wire, client, clock, failure, error):
    wire.post(VALIDATE, **failure)
    with pytest.raises(error) as raised:
        check(client)
    assert len(wire.calls) == 1
    assert clock.slept == []
    assert "hunter2" not in repr(raised.value)


def test_one_customer(wire, client):
    wire.get(CUSTOMERS, json=envelope([{"id": 42, "channel_ids": None}]))
    assert client.customers.get(42, include=["formfields"]) == {"id": 42, "channel_ids": None}
    assert queries(wire, "id:in", "include") == [("42", "formfields")]


def test_an_unknown_customer_is_an_explicit_empty_list(wire, client):
    """Edge case 92."""
    wire.get(CUSTOMERS, json=envelope([]))
    with pytest.raises(NotFound):
        client.customers.get(42)


@pytest.mark.parametrize("answer", [{"json": envelope([{"id": 7}])}, {"json": {}}, {"json": envelope(None)}])
def test_nothing_else_means_that_a_customer_is_gone(wire, client, answer):
    wire.get(CUSTOMERS, **answer)
    with pytest.raises(UnexpectedResponse):
        client.customers.get(42)


def test_registering_sends_a_list_and_returns_one(wire, client):
    wire.post(CUSTOMERS, json=envelope([{"id": 42}]))
    assert client.customers.create([{"email": "sam@example.com"}]) == [{"id": 42}]
    assert json.loads(wire.calls[0].request.body) == [{"email": "sam@example.com"}]


def test_a_taken_address_is_told_by_field(wire, client):
    """Edge case 91."""
    errors = {".customer_create": "Error creating customers: email sam@example.com already in use"}
    wire.post(CUSTOMERS, status=422, json={"status": 422, "title": "Create customers failed.", "errors": errors})
    with pytest.raises(ValidationFailed) as raised:
        client.customers.create([{"email": "sam@example.com"}])
    assert "already in use" in raised.value.field_errors["customer_create"]
    assert "sam@example.com" not in str(raised.value)


def test_updating(wire, client):
    wire.put(CUSTOMERS, json=envelope([{"id": 42}]))
    assert client.customers.update([{"id": 42, "first_name": "Sam"}]) == [{"id": 42}]


def test_addresses_are_asked_for_whole(wire, client):
    wire.get(CUSTOMERS, json=envelope([{"id": 42}], total=1))
    assert list(client.customers.iter(emails=["sam+shop@example.com", "max@example.com"])) == [{"id": 42}]
    assert queries(wire, "email:in") == [("sam+shop@example.com,max@example.com",)]
