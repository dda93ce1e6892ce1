import json

import pytest

from wagtail_bigcommerce.client import ServerError, UnexpectedResponse

from ..conftest import API, envelope
from ..test_pagination import queries

CHECKOUT = f"{API}/v3/checkouts/c-1"
OPTIONS = "consignments.available_shipping_options"


def body(wire, index=-1):
    content = wire.calls[index].request.body
    return None if content is None else json.loads(content)


def test_each_write_carries_the_version(wire, client):
    address = {"email": "ada@example.com", "country_code": "US"}
    wire.put(CHECKOUT, json=envelope({}))
    wire.post(f"{CHECKOUT}/billing-address", json=envelope({}))
    wire.put(f"{CHECKOUT}/billing-address/a-1", json=envelope({}))
    wire.post(f"{CHECKOUT}/consignments", json=envelope({}))
    wire.put(f"{CHECKOUT}/consignments/s-1", json=envelope({}))
    wire.delete(f"{CHECKOUT}/consignments/s-1", json=envelope({}))
    client.checkouts.set_customer_message("c-1", "Ring twice", version=1)
    client.checkouts.add_billing_address("c-1", address, version=2)
    client.checkouts.update_billing_address("c-1", "a-1", address, version=3)
    client.checkouts.add_consignments("c-1", [{"address": address}, {"pickup_option": {}}], version=4)
    client.checkouts.choose_shipping("c-1", "s-1", "express", version=5)
    client.checkouts.delete_consignment("c-1", "s-1", version=6)
    assert [body(wire, index) for index in range(6)] == [
        {"customer_message": "Ring twice", "version": 1},
        {**address, "version": 2},
        {**address, "version": 3},
        [{"address": address, "version": 4}, {"pickup_option": {}, "version": 4}],
        {"shipping_option_id": "express", "version": 5},
        {"version": 6},
    ]


def test_consignments_bring_their_options(wire, client):
    wire.post(f"{CHECKOUT}/consignments", json=envelope({}))
    wire.put(f"{CHECKOUT}/consignments/s-1", json=envelope({}))
    client.checkouts.add_consignments("c-1", [])
    client.checkouts.update_consignment("c-1", "s-1", {"line_items": []})
    assert queries(wire, "include") == [(OPTIONS,)] * 2


def test_an_order_is_asked_for_once(wire, client, clock):
    """Every call makes another order, so a failure is not repeated."""
    wire.post(f"{CHECKOUT}/orders", status=503)
    with pytest.raises(ServerError):
        client.checkouts.create_order("c-1")
    assert len(wire.calls) == 1


@pytest.mark.parametrize("data", [{}, {"id": "75"}, {"id": None}])
def test_an_order_has_a_number(wire, client, data):
    wire.post(f"{CHECKOUT}/orders", json=envelope(data))
    with pytest.raises(UnexpectedResponse):
        client.checkouts.create_order("c-1")


@pytest.mark.parametrize("answer", [{"checkoutToken": "beb3"}, {"data": {"checkoutToken": "beb3"}}])
def test_the_token_in_both_places(wire, client, answer):
    wire.post(f"{CHECKOUT}/token", json=answer)
    assert client.checkouts.create_token("c-1", seconds=60) == "beb3"
    assert body(wire) == {"maxUses": 1, "ttl": 60}


def test_no_token(wire, client):
    wire.post(f"{CHECKOUT}/token", json={"data": {}})
    with pytest.raises(UnexpectedResponse):
        client.checkouts.create_token("c-1", seconds=60)


def test_an_abandoned_cart(wire, client):
    wire.get(f"{API}/v3/abandoned-carts/t-1", json=envelope({"cart_id": "c-1"}))
    wire.get(f"{API}/v3/abandoned-carts/t-2", json=envelope({}))
    assert client.abandoned_carts.cart_id("t-1") == "c-1"
    with pytest.raises(UnexpectedResponse):
        client.abandoned_carts.cart_id("t-2")
