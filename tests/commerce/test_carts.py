"""Carts over the wire: what is sent, and what becomes of answers that a healthy store does not give."""

import json

import pytest
import requests
import responses

from wagtail_bigcommerce.client import BigCommerceClient
from wagtail_bigcommerce.commerce import carts
from wagtail_bigcommerce.commerce.errors import CartError, TryLater
from wagtail_bigcommerce.commerce.line_requests import LineRequest
from wagtail_bigcommerce.models import Product

API = "https://api.bigcommerce.com/stores/abc/v3/carts"
MUG = {"id": "a", "name": "Mug", "product_id": 7, "variant_id": 71, "quantity": 1, "list_price": 12}

pytestmark = pytest.mark.django_db


def cart(*items, **fields):
    return {"data": {"id": "c1", "currency": {"code": "USD"}, "line_items": {"physical_items": items}, **fields}}


@pytest.fixture
def wire():
    with responses.RequestsMock() as mock:
        yield mock


@pytest.fixture
def client():
    return BigCommerceClient("abc", "token", sleep=lambda seconds: None)


def add(client, cart_id="c1"):
    return carts.add_lines(client, channel_id=2, cart_id=cart_id, lines=[LineRequest(7, 1, variant_id=71)])


def sent(wire, number=-1):
    return json.loads(wire.calls[number].request.body)


def test_new_cart_names_channel_customer_and_currency(wire, client):
    wire.post(API, json=cart(MUG), status=201)

    carts.add_lines(client, channel_id=2, cart_id=None, lines=[LineRequest(7, 1)], customer_id=11, currency="EUR")

    body = sent(wire)
    assert (body["channel_id"], body["customer_id"], body["currency"]) == (2, 11, {"code": "EUR"})


def test_options_are_asked_for_in_every_answer(wire, client):
    wire.post(f"{API}/c1/items", json=cart(MUG), status=201)
    add(client)

    assert "line_items.physical_items.options" in wire.calls[0].request.params["include"]


def test_add_is_not_repeated_when_it_may_have_arrived(wire, client):
    wire.post(f"{API}/c1/items", body=requests.ReadTimeout())

    with pytest.raises(TryLater):
        add(client)
    assert len(wire.calls) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
def test_add_is_not_repeated_on_server_errors(wire, client, status):  # (88)
    wire.post(f"{API}/c1/items", status=status, body="<html>")

    with pytest.raises(TryLater):
        add(client)
    assert len(wire.calls) == 1


def test_conflict_is_tried_once_more_and_not_for_ever(wire, client):
    for _ in range(2):
        wire.post(f"{API}/c1/items", status=409, json={"title": "conflict"})

    with pytest.raises(CartError):
        add(client)
    assert len(wire.calls) == 2


def test_update_sends_the_version_that_was_read(wire, client):
    wire.get(f"{API}/c1", json=cart(MUG, version=4))
    wire.put(f"{API}/c1/items/a", json=cart({**MUG, "quantity": 3}))

    changed = carts.update_line(client, "c1", "a", 3)

    assert changed.lines[0].quantity == 3
    assert sent(wire) == {"line_item": {"product_id": 7, "quantity": 3, "variant_id": 71}, "version": 4}


def test_update_reads_again_after_a_conflict(wire, client):
    for version in (4, 5):
        wire.get(f"{API}/c1", json=cart(MUG, version=version))
    wire.put(f"{API}/c1/items/a", status=409, json={"title": "conflict"})
    wire.put(f"{API}/c1/items/a", json=cart({**MUG, "quantity": 3}))

    assert carts.update_line(client, "c1", "a", 3).lines[0].quantity == 3
    assert sent(wire)["version"] == 5


@pytest.mark.parametrize("text", ["1 Feb 2026", "01 Feb 2026", "Feb 1, 2026", "2026-02-01"])
def test_dates_are_read_back_from_what_the_cart_shows(wire, client, text):
    date = {"id": 5, "name": "Day", "type": "date", "required": False, "config": {}, "values": []}
    Product.objects.create(bigcommerce_id=7, name="Mug", slug="mug", modifiers=[date])
    option = {"name": "Day", "nameId": 5, "value": text, "valueId": None}
    wire.get(f"{API}/c1", json=cart({**MUG, "options": [option]}))
    wire.put(f"{API}/c1/items/a", json=cart(MUG))

    carts.update_line(client, "c1", "a", 2)

    (selection,) = sent(wire)["line_item"]["option_selections"]
    assert selection == {"option_id": 5, "option_value": {"day": "01", "month": "02", "year": "2026"}}


def test_date_that_cannot_be_read_back_changes_nothing(wire, client):
    date = {"id": 5, "name": "Day", "type": "date", "required": False, "config": {}, "values": []}
    Product.objects.create(bigcommerce_id=7, name="Mug", slug="mug", modifiers=[date])
    wire.get(f"{API}/c1", json=cart({**MUG, "options": [{"name": "Day", "nameId": 5, "value": "dimanche"}]}))

    with pytest.raises(CartError) as caught:
        carts.update_line(client, "c1", "a", 2)
    assert caught.value.line == "a"


def test_gift_of_a_promotion_keeps_its_quantity(wire, client):
    wire.get(f"{API}/c1", json=cart({**MUG, "added_by_promotion": True}))

    with pytest.raises(CartError):
        carts.update_line(client, "c1", "a", 2)


def test_last_line_removed_answers_nothing(wire, client):  # (85)
    wire.delete(f"{API}/c1/items/a", status=204)

    assert carts.remove_line(client, "c1", "a") is None


def test_cart_of_another_customer_is_tolerated(wire, client):
    wire.put(f"{API}/c1", status=404, json={"title": "Cart not found"})

    assert carts.assign_customer(client, "c1", 11) is None
