import json
from typing import get_args

import pytest
import requests

from wagtail_bigcommerce.client import (
    ConnectionFailed,
    RateLimited,
    ServerError,
    StoredInstrument,
    UnexpectedResponse,
    ValidationFailed,
)

from ..conftest import API, TOKEN, envelope

PAYMENTS = "https://payments.bigcommerce.com/stores/abc123/payments"
CARD = {"payment_method_id": "adyen.card", "instrument_token": "f" * 64, "instrument_type": "stored_card"}


def test_a_payment_goes_to_its_own_host_without_the_accounts_token(wire, client):
    wire.post(PAYMENTS, status=201, json={"data": {"id": "p-1", "status": "success"}})
    assert client.payments.process("pat-1", **CARD)["id"] == "p-1"
    (call,) = wire.calls
    assert call.request.headers["Authorization"] == "PAT pat-1"
    assert call.request.headers["Accept"] == "application/vnd.bc.v1+json"
    assert "X-Auth-Token" not in call.request.headers
    assert TOKEN not in str(call.request.headers)
    assert json.loads(call.request.body) == {
        "payment": {"instrument": {"type": "stored_card", "token": "f" * 64}, "payment_method_id": "adyen.card"}
    }


@pytest.mark.parametrize("failure", [{"status": 500}, {"status": 503}, {"status": 429}, {"body": requests.Timeout()}])
def test_a_payment_is_sent_once(wire, client, failure):
    wire.post(PAYMENTS, **failure)
    with pytest.raises((ConnectionFailed, ServerError, RateLimited)):
        client.payments.process("pat-1", **CARD)
    assert len(wire.calls) == 1


def test_a_refusal_there_does_not_slow_down_the_api(wire, client, clock):
    wire.post(PAYMENTS, status=429, headers={"X-Retry-After": "30"})
    wire.get(f"{API}/v2/store", json={})
    with pytest.raises(RateLimited):
        client.payments.process("pat-1", **CARD)
    client.store.get()
    assert clock.slept == []


def test_a_decline_is_told_without_the_token(wire, client):
    wire.post(PAYMENTS, status=422, json={"status": 422, "title": "Declined", "type": "", "code": 30102})
    with pytest.raises(ValidationFailed) as caught:
        client.payments.process("pat-1", **CARD)
    assert str(caught.value) == f"POST /payments: 422 Declined (request {caught.value.request_id})"


@pytest.mark.parametrize("answer", [{}, {"data": None}, {"data": {"status": "maybe"}}])
def test_only_a_clear_answer_is_a_payment(wire, client, answer):
    wire.post(PAYMENTS, status=201, json=answer)
    with pytest.raises(UnexpectedResponse):
        client.payments.process("pat-1", **CARD)


@pytest.mark.parametrize("instrument_type", ["card", "tokenized_card", "gift_certificate", ""])
def test_card_numbers_have_no_way_through(wire, client, instrument_type):
    assert "card" not in get_args(StoredInstrument)
    with pytest.raises(ValueError, match="stored"):
        client.payments.process("pat-1", **{**CARD, "instrument_type": instrument_type})
    assert not wire.calls


def test_methods_tokens_and_instruments(wire, client):
    wire.get(f"{API}/v3/payments/methods?order_id=7", json=envelope([{"id": "adyen.card"}]))
    wire.post(f"{API}/v3/payments/access_tokens", status=201, json=envelope({"id": "pat-1"}))
    wire.get(f"{API}/v3/customers/5/stored-instruments", json=[{"token": "t"}])
    assert client.payments.methods(order_id=7) == [{"id": "adyen.card"}]
    assert client.payments.create_access_token(7) == "pat-1"
    assert json.loads(wire.calls[1].request.body) == {"order": {"id": 7, "is_recurring": False}}
    assert client.payments.stored_instruments(5) == [{"token": "t"}]


def test_an_access_token_that_is_none(wire, client):
    wire.post(f"{API}/v3/payments/access_tokens", status=201, json=envelope({}))
    with pytest.raises(UnexpectedResponse):
        client.payments.create_access_token(7)
