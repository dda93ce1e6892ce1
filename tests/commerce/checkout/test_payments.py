import logging
from dataclasses import replace

import pytest

from wagtail_bigcommerce.commerce import payments
from wagtail_bigcommerce.commerce.errors import PaymentError, PaymentUnknown, TryLater
from wagtail_bigcommerce.commerce.once import one_at_a_time
from wagtail_bigcommerce.commerce.payments import new_card, pay_with_stored_card, payment_methods, stored_cards
from wagtail_bigcommerce.commerce.placing import create_order
from wagtail_bigcommerce.demostore.wallet import add_stored_card

from .conftest import KIM, SAM
from .test_placing import QUOTE

PAYMENTS = "/stores/demo/payments"


@pytest.fixture
def order_id(client):
    return create_order(client, QUOTE)


@pytest.fixture
def card(store):
    return add_stored_card(store, SAM)


def pay(client, order_id, card, customer_id=SAM, method="demo.card"):
    return pay_with_stored_card(client, order_id, payment_method_id=method, card_token=card, customer_id=customer_id)


def sent(store):
    return [request for request in store.requests if request.path == PAYMENTS]


def status(store, order_id):
    return store.state.orders[order_id]["status_id"]


def test_how_an_order_can_be_paid(client, order_id, card):
    methods = {method.id: method for method in payment_methods(client, order_id, customer_id=SAM)}
    cards = methods["demo.card"]
    assert (cards.is_test, cards.new_cards, cards.asks_security_code) == (True, ("AMEX", "MASTERCARD", "VISA"), False)
    (stored,) = cards.stored_cards
    assert (stored.brand, stored.last_4, stored.is_default) == ("VISA", "4242", True)
    assert stored.token == card
    assert card not in repr(methods)
    assert stored_cards(client, SAM) == [stored]


def test_paying(store, client, order_id, card):
    payment = pay(client, order_id, card)
    assert not payment.is_pending
    assert status(store, order_id) == 11
    (request,) = sent(store)
    assert "X-Auth-Token" not in request.headers


def test_a_pending_payment(store, client, order_id):
    card = add_stored_card(store, SAM, outcome="pending")
    assert pay(client, order_id, card).is_pending
    with pytest.raises(TryLater):
        pay(client, order_id, card)
    assert len(sent(store)) == 1


def test_a_declined_card(store, client, order_id, card):
    with pytest.raises(PaymentError, match="declined") as caught:
        pay(client, order_id, add_stored_card(store, SAM, outcome="declined"))
    assert not isinstance(caught.value, PaymentUnknown)
    assert pay(client, order_id, card)


@pytest.mark.parametrize("customer_id", [KIM, 0])
def test_orders_of_others_do_not_exist(store, client, order_id, card, customer_id):
    for ask in (
        lambda: pay(client, order_id, card, customer_id),
        lambda: payment_methods(client, order_id, customer_id=customer_id),
        lambda: new_card(client, order_id, payment_method_id="demo.card", customer_id=customer_id),
    ):
        with pytest.raises(PaymentError, match="no such order"):
            ask()
    with pytest.raises(PaymentError, match="no such order"):
        pay(client, 999, card)
    assert not sent(store)


def test_cards_of_others_cannot_be_used(store, client, order_id):
    with pytest.raises(PaymentError, match="cannot be used"):
        pay(client, order_id, add_stored_card(store, KIM))
    assert not sent(store)


def test_a_guest_has_no_stored_cards(store, client):
    order_id = create_order(client, replace(QUOTE, customer_id=0))
    with pytest.raises(PaymentError, match="cannot be used"):
        pay(client, order_id, "", customer_id=0)
    assert new_card(client, order_id, payment_method_id="demo.card", customer_id=0)


def test_an_order_is_paid_once(store, client, order_id, card):
    pay(client, order_id, card)
    with pytest.raises(PaymentError, match="already"):
        pay(client, order_id, card)
    assert len(sent(store)) == 1


def test_two_clicks_at_once(store, client, order_id, card):
    with one_at_a_time("pay", order_id), pytest.raises(TryLater):
        pay(client, order_id, card)
    assert not sent(store)


def test_a_payment_whose_answer_got_lost_is_found_by_its_order(store, client, order_id, card):
    store.faults.next(kind="lost", path=PAYMENTS)
    assert not pay(client, order_id, card).is_pending
    assert len(sent(store)) == 1


@pytest.mark.parametrize("fault", [{"status": 500}, {"kind": "hang"}, {"kind": "html"}])
def test_nobody_pays_twice_while_nobody_knows(store, client, order_id, card, fault, caplog):
    caplog.set_level(logging.ERROR)
    store.faults.next(path=PAYMENTS, **fault)
    with pytest.raises(PaymentUnknown):
        pay(client, order_id, card)
    with pytest.raises(TryLater):
        pay(client, order_id, card)
    assert len(sent(store)) == 1
    assert f"order {order_id}" in caplog.text


def test_an_unreadable_order_after_a_lost_answer(store, client, order_id, card):
    store.faults.next(kind="lost", path=PAYMENTS)
    store.faults.next(503, path=f"/v2/orders/{order_id}", after=1, times=None)
    with pytest.raises(PaymentUnknown):
        pay(client, order_id, card)


@pytest.mark.parametrize("path", ["/v2/orders/*", "/v3/payments/methods", "/v3/payments/access_tokens"])
def test_before_the_payment_every_failure_is_harmless(store, client, order_id, card, path):
    store.faults.next(503, path=path, times=None)
    with pytest.raises(TryLater):
        pay(client, order_id, card)
    store.faults.clear()
    assert pay(client, order_id, card)


@pytest.mark.parametrize("refused", ["/v3/payments/methods", "/v3/payments/access_tokens"])
def test_orders_that_cannot_be_paid_from_here(store, client, order_id, card, refused):
    store.faults.next(422, path=refused)
    with pytest.raises(PaymentError, match="checkout page"):
        pay(client, order_id, card)


def test_throttled_payments_were_not_made(store, client, order_id, card):
    store.faults.next(kind="overloaded", path=PAYMENTS)
    with pytest.raises(TryLater):
        pay(client, order_id, card)
    assert pay(client, order_id, card)


def test_a_security_code_is_never_ours_to_ask(store, client, order_id, card):
    asks = {"instrument_type": "STORED_CARD", "verification_value_required": True}
    method = {"id": "demo.card", "supported_instruments": [asks], "stored_instruments": [{"token": card}]}
    store.faults.next(200, path="/v3/payments/methods", body={"data": [method]})
    with pytest.raises(PaymentError, match="security code"):
        pay(client, order_id, card)
    assert not sent(store)


def test_for_a_new_card_we_stop_at_the_token(store, client, order_id):
    entry = new_card(client, order_id, payment_method_id="demo.card", customer_id=SAM)
    assert entry.url == f"{store.base_url}{PAYMENTS}"
    token = entry.headers["Authorization"].removeprefix("PAT ")
    assert store.state.wallet.access_tokens[token] == order_id
    assert token not in repr(entry)
    assert not sent(store)
    with pytest.raises(PaymentError, match="New cards"):
        new_card(client, order_id, payment_method_id="bigcommerce.store_credit", customer_id=SAM)


def test_no_function_takes_a_card():
    names = {name for value in vars(payments).values() for name in getattr(value, "__annotations__", {})}
    assert names.isdisjoint({"number", "card_number", "security_code", "verification_value", "cvv"})
