from dataclasses import replace
from decimal import Decimal

import pytest

from wagtail_bigcommerce.commerce.checkout import CheckoutAddress, checkout_from_payload
from wagtail_bigcommerce.commerce.errors import CheckoutError, CheckoutGone, TryLater
from wagtail_bigcommerce.commerce.server_checkout import (
    Delivery,
    apply_code,
    choose_shipping,
    get_checkout,
    remove_code,
    set_billing_address,
    set_customer_message,
    set_deliveries,
)

from .conftest import ADA


def calls(store, since):
    return [f"{request.method} {request.path.rpartition('/')[2]}" for request in store.requests[since:]]


def test_what_a_checkout_is(checkout, cart_id):
    assert checkout.id == cart_id
    assert [(line.name, line.quantity, line.price) for line in checkout.lines] == [
        ("Mug", 2, Decimal(10)),
        ("Lamp", 1, Decimal(25)),
        ("Manual", 1, Decimal(5)),
    ]
    assert (checkout.currency, checkout.subtotal, checkout.total) == ("USD", Decimal(50), Decimal(50))
    assert len(checkout.to_deliver) == len(checkout.undelivered) == 2
    assert checkout.billing_address is None


def test_nothing_personal_shows(client, checkout):
    checkout = set_billing_address(client, checkout, ADA)
    shown = repr(checkout) + repr(ADA) + repr(Delivery.everything(checkout, address=ADA))
    assert "ada@" not in shown
    assert "Engine" not in shown
    assert checkout.id not in shown


def test_every_step_is_one_call(store, client, checkout):
    for step in (
        lambda now: set_billing_address(client, now, ADA),
        lambda now: set_customer_message(client, now, "Ring twice"),
        lambda now: set_deliveries(client, now, [Delivery.everything(now, address=ADA)]),
        lambda now: choose_shipping(client, now, now.consignments[0].id, now.consignments[0].shipping_options[1].id),
        lambda now: apply_code(client, now, "welcome10"),
        lambda now: remove_code(client, now, "WELCOME10"),
        lambda now: set_billing_address(client, now, replace(ADA, city="Waco")),
    ):
        before = len(store.requests)
        checkout = step(checkout)
        assert len(store.requests) == before + 1
    assert checkout.billing_address.city == "Waco"
    assert checkout.customer_message == "Ring twice"
    assert checkout.shipping == Decimal("14.5")
    assert checkout.total == Decimal("64.5")


def test_several_addresses_and_a_pick_up(client, checkout):
    mugs, lamp = checkout.to_deliver
    checkout = set_deliveries(
        client,
        checkout,
        [
            Delivery({mugs[0]: 1}, address=ADA),
            Delivery({mugs[0]: 1}, address=replace(ADA, city="Waco")),
            Delivery({lamp[0]: 1}, pickup_method_id=1),
        ],
    )
    assert [row.address and row.address.city for row in checkout.consignments] == ["Austin", "Waco", None]
    assert checkout.undelivered == ()
    assert [row.is_settled for row in checkout.consignments] == [False, False, True]
    for consignment in checkout.consignments[:2]:
        cheapest = min(consignment.shipping_options, key=lambda option: option.cost)
        checkout = choose_shipping(client, checkout, consignment.id, cheapest.id)
    assert checkout.shipping == Decimal("9.9")
    assert all(row.is_settled for row in checkout.consignments)


def test_deliveries_replace_those_before(store, client, checkout):
    first = set_deliveries(client, checkout, [Delivery.everything(checkout, address=ADA)])
    before = len(store.requests)
    second = set_deliveries(client, first, [Delivery.everything(first, pickup_method_id=1)])
    assert [request.method for request in store.requests[before:]] == ["DELETE", "POST"]
    assert [row.pickup_method_id for row in second.consignments] == [1]


def test_a_delivery_has_one_way_to_go():
    for where in ({}, {"address": ADA, "pickup_method_id": 1}):
        with pytest.raises(ValueError, match="picked up"):
            Delivery({"a": 1}, **where)


def test_a_change_in_between_is_read_and_the_step_done_once_more(store, client, checkout):
    set_customer_message(client, checkout, "from another tab")
    before = len(store.requests)
    after = set_billing_address(client, checkout, ADA)
    assert [request.method for request in store.requests[before:]] == ["POST", "GET", "POST"]
    assert after.customer_message == "from another tab"
    assert after.billing_address.email == "ada@example.com"


def test_a_second_conflict_is_told(store, client, checkout):
    store.faults.next(409, path="*/billing-address", times=2)
    before = len(store.requests)
    with pytest.raises(CheckoutError, match="at the same time"):
        set_billing_address(client, checkout, ADA)
    assert len(store.requests) == before + 3


def test_nothing_to_check_out_any_more(client, checkout, cart_id):
    client.carts.delete(cart_id)
    with pytest.raises(CheckoutGone):
        get_checkout(client, cart_id)
    with pytest.raises(CheckoutGone):
        set_billing_address(client, checkout, ADA)


def test_a_consignment_that_is_gone_is_no_lost_checkout(client, checkout):
    with pytest.raises(CheckoutError) as caught:
        choose_shipping(client, checkout, "gone", "any")
    assert not isinstance(caught.value, CheckoutGone)


def test_refused_fields_are_named_in_our_words(client, checkout):
    with pytest.raises(CheckoutError) as caught:
        set_billing_address(client, checkout, replace(ADA, phone="none", email="ada@example.com"))
    assert caught.value.fields == {"phone": "Please check this field."}


@pytest.mark.parametrize("code", ["NOSUCH", "x" * 51])
def test_a_code_that_is_none(client, checkout, code):
    with pytest.raises(CheckoutError, match="cannot be used"):
        apply_code(client, checkout, code)


def test_a_long_message_is_not_even_sent(store, client, checkout):
    before = len(store.requests)
    with pytest.raises(CheckoutError) as caught:
        set_customer_message(client, checkout, "x" * 2001)
    assert "customer_message" in caught.value.fields
    assert len(store.requests) == before


@pytest.mark.parametrize("fault", [{"status": 503}, {"status": 401}, {"kind": "overloaded"}, {"kind": "broken_json"}])
def test_a_store_that_cannot_be_asked(store, client, checkout, fault):
    store.faults.next(path="*/billing-address", times=None, **fault)
    with pytest.raises(TryLater):
        set_billing_address(client, checkout, ADA)


def test_odd_payloads():
    bare = checkout_from_payload({"id": "c"})
    assert (bare.lines, bare.consignments, bare.total, bare.version) == ((), (), Decimal(0), None)
    odd = {
        "id": "c",
        "cart": None,
        "billing_address": {"id": "5eb", "email": "", "country_code": ""},
        "consignments": [{"id": 5, "shipping_address": {"country_code": "SE"}, "selected_shipping_option": {}}],
        "grand_total": "12.50",
    }
    checkout = checkout_from_payload(odd)
    assert (checkout.billing_address, checkout.billing_address_id, checkout.total) == (None, "5eb", Decimal("12.5"))
    (consignment,) = checkout.consignments
    assert consignment.address == CheckoutAddress(email="", country_code="SE")
    assert not consignment.is_settled
    assert checkout.consignment("5") is consignment
    assert checkout.consignment("6") is None
