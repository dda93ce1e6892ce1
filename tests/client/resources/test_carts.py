import json

import pytest

from wagtail_bigcommerce.client import CART_INCLUDES, Conflict, NotFound, UnexpectedResponse

from ..conftest import API, envelope
from ..test_pagination import queries

CART = f"{API}/v3/carts/c-1"
URLS = {"cart_url": "https://a", "checkout_url": "https://b", "embedded_checkout_url": "https://c"}


def body(wire, index=-1):
    content = wire.calls[index].request.body
    return None if content is None else json.loads(content)


def test_creating_names_the_channel_and_leaves_out_what_was_not_given(wire, client):
    wire.post(f"{API}/v3/carts", status=201, json=envelope({"id": "c-1"}))
    client.carts.create(channel_id=3, line_items=[{"product_id": 7, "quantity": 1}])
    assert body(wire) == {"channel_id": 3, "customer_id": 0, "line_items": [{"product_id": 7, "quantity": 1}]}
    client.carts.create(
        channel_id=3, customer_id=42, currency_code="EUR", locale="fr", gift_certificates=[{"amount": 5}]
    )
    assert body(wire) == {
        "channel_id": 3,
        "customer_id": 42,
        "currency": {"code": "EUR"},
        "locale": "fr",
        "gift_certificates": [{"amount": 5}],
    }


def test_chosen_options_are_always_asked_for(wire, client):
    wire.post(f"{API}/v3/carts", status=201, json=envelope({}))
    wire.get(CART, json=envelope({}))
    wire.put(CART, status=201, json=envelope({}))
    wire.post(f"{CART}/items", status=201, json=envelope({}))
    wire.put(f"{CART}/items/i-1", json=envelope({}))
    wire.delete(f"{CART}/items/i-1", json=envelope({}))
    client.carts.create(channel_id=1)
    client.carts.get("c-1")
    client.carts.set_customer("c-1", 42)
    client.carts.add_items("c-1", [{"product_id": 7, "quantity": 1}])
    client.carts.update_item("c-1", "i-1", {"product_id": 7, "quantity": 1})
    client.carts.remove_item("c-1", "i-1")
    assert queries(wire, "include") == [(",".join(CART_INCLUDES),)] * 6


def test_writes_carry_the_version_that_was_read(wire, client):
    wire.post(f"{CART}/items", status=201, json=envelope({}))
    wire.put(f"{CART}/items/i-1", json=envelope({}))
    wire.delete(f"{CART}/items/i-1", json=envelope({}))
    wire.put(CART, status=409, json={"title": "Possible conflict"})
    client.carts.add_items("c-1", [{"product_id": 7, "quantity": 1}], version=4)
    client.carts.update_item("c-1", "i-1", {"product_id": 7, "quantity": 2}, version=4)
    client.carts.remove_item("c-1", "i-1", version=4)
    with pytest.raises(Conflict):
        client.carts.set_customer("c-1", 42, version=4)
    assert [body(wire, index)["version"] for index in range(4)] == [4, 4, 4, 4]
    assert body(wire, 1)["line_item"] == {"product_id": 7, "quantity": 2}


@pytest.mark.parametrize(
    ("answer", "cart"),
    [
        ({"json": envelope({"id": "c-1"})}, {"id": "c-1"}),
        ({"json": {"id": "c-1"}}, {"id": "c-1"}),  # as specified
        ({"status": 204}, None),  # edge case 85: the last line was removed, and the cart with it
    ],
)
def test_removing_a_line(wire, client, answer, cart):
    wire.delete(f"{CART}/items/i-1", **answer)
    assert client.carts.remove_item("c-1", "i-1") == cart
    assert body(wire) is None


def test_deleting_answers_without_a_body(wire, client):
    wire.delete(CART, status=204)
    assert client.carts.delete("c-1") is None


def test_a_cart_that_is_gone(wire, client):
    """Edge case 84."""
    wire.get(CART, status=404, json={"status": 404, "title": "Cart not found"})
    with pytest.raises(NotFound):
        client.carts.get("c-1")


def test_redirect_urls_are_made_anew_each_time(wire, client):
    wire.post(f"{CART}/redirect_urls", status=201, json=envelope(URLS))
    assert client.carts.redirect_urls("c-1") == URLS
    client.carts.redirect_urls("c-1")
    assert len(wire.calls) == 2


@pytest.mark.parametrize("missing", list(URLS))
def test_a_missing_redirect_url_is_noticed(wire, client, missing):
    wire.post(f"{CART}/redirect_urls", status=201, json=envelope({**URLS, missing: None}))
    with pytest.raises(UnexpectedResponse):
        client.carts.redirect_urls("c-1")


def test_coupons_are_applied_and_taken_back_by_code(wire, client):
    checkout = f"{API}/v3/checkouts/c-1"
    wire.get(checkout, json=envelope({"id": "c-1"}))
    wire.post(f"{checkout}/coupons", json=envelope({"id": "c-1"}))
    wire.delete(f"{checkout}/coupons/SAVE%2010", json=envelope({"id": "c-1"}))
    assert client.checkouts.get("c-1") == {"id": "c-1"}
    assert client.checkouts.add_coupon("c-1", "SAVE 10", version=2) == {"id": "c-1"}
    assert body(wire) == {"coupon_code": "SAVE 10", "version": 2}
    assert client.checkouts.remove_coupon("c-1", "SAVE 10") == {"id": "c-1"}
    assert body(wire) is None
