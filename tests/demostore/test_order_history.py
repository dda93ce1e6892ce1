"""Messages about an order of the demo store, and its refunds."""

from decimal import Decimal

import pytest

from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.order_history import add_message, refund

from .shelves import shelves


@pytest.fixture
def store(clock):
    return DemoStore(products=shelves(), clock=clock)


@pytest.fixture
def order(store):
    return store.state.orders[100]


def test_nobody_wrote_anything(api, order):
    assert api.get("/v2/orders/100/messages").status_code == 204


def test_messages_have_two_sides(api, store, order):
    add_message(store, order, "It is on its way.")
    add_message(store, order, "Thank you!", by="customer")

    assert [(row["type"], row["message"]) for row in api.get("/v2/orders/100/messages").json()] == [
        ("admin", "It is on its way."),
        ("customer", "Thank you!"),
    ]


def test_no_refunds_are_an_empty_list(api, order):
    assert api.get("/v3/orders/100/payment_actions/refunds").json()["data"] == []


def test_refunds_move_the_order_on(api, store, order):
    refund(store, order, Decimal("1.00"), reason="A scratch")
    assert api.get("/v2/orders/100").json()["status_id"] == 14

    refund(store, order, Decimal(order["total_inc_tax"]) - 1)
    assert api.get("/v2/orders/100").json()["status_id"] == 4
    rows = api.get("/v3/orders/100/payment_actions/refunds").json()["data"]
    assert [row["reason"] for row in rows] == ["A scratch", ""]


@pytest.mark.parametrize("path", ["/v2/orders/999/messages", "/v3/orders/999/payment_actions/refunds"])
def test_orders_that_are_none(api, path):
    assert api.get(path).status_code == 404
