"""Something goes wrong at each call in turn: the shopper hears what to do next, and ends with one order, paid once."""

import pytest
from django.core.cache import cache

from wagtail_bigcommerce.commerce.errors import PaymentUnknown, ShopperError, TryLater
from wagtail_bigcommerce.commerce.payments import pay_with_stored_card
from wagtail_bigcommerce.commerce.placing import place_order
from wagtail_bigcommerce.commerce.server_checkout import (
    Delivery,
    choose_shipping,
    get_checkout,
    set_billing_address,
    set_deliveries,
)
from wagtail_bigcommerce.demostore.wallet import add_stored_card

from .conftest import ADA, SAM

#: calls of `buy` on a good day
CALLS = 11


def prepare(client, cart_id):
    """The steps up to the order; what is settled already is left as it is."""
    checkout = get_checkout(client, cart_id)
    if checkout.billing_address is None:
        checkout = set_billing_address(client, checkout, ADA)
    if checkout.undelivered:
        checkout = set_deliveries(client, checkout, [Delivery.everything(checkout, address=ADA)])
    for consignment in checkout.consignments:
        if not consignment.is_settled:
            checkout = choose_shipping(client, checkout, consignment.id, consignment.shipping_options[0].id)


def buy(client, cart_id, card):
    prepare(client, cart_id)
    order_id = place_order(client, cart_id)
    pay_with_stored_card(client, order_id, payment_method_id="demo.card", card_token=card, customer_id=SAM)


def trouble(client, cart_id, card):
    """What the shopper is told, None when all went well."""
    try:
        buy(client, cart_id, card)
    except ShopperError as error:
        return error
    return None


@pytest.fixture
def card(store):
    return add_stored_card(store, SAM)


def test_a_good_day(store, client, cart_id, card):
    before = len(store.requests)
    buy(client, cart_id, card)
    assert len(store.requests) - before == CALLS


@pytest.mark.parametrize("number", range(CALLS))
@pytest.mark.parametrize("kind", ["error", "lost", "reset", "overloaded", "broken_json", "html", "truncated"])
def test_one_bad_call(store, client, cart_id, card, kind, number):
    store.faults.next(kind=kind, after=number)
    known = set(store.state.orders)
    error = trouble(client, cart_id, card)
    if error is not None and not isinstance(error, PaymentUnknown):
        assert error.message
        assert cart_id in store.state.carts
        buy(client, cart_id, card)
    (order,) = [row for order_id, row in store.state.orders.items() if order_id not in known]
    payments = [request for request in store.requests if request.path == "/stores/demo/payments"]
    turned_away = kind == "overloaded" and number == CALLS - 1
    assert len(payments) == 1 + turned_away
    if isinstance(error, PaymentUnknown):
        # It was not made, but that could not be known: the next one waits until it can.
        assert order["status_id"] == 0
        assert isinstance(trouble(client, cart_id, card), TryLater)
        cache.clear()
        buy(client, cart_id, card)
    assert order["payment_status"] == "captured"
