from dataclasses import replace
from decimal import Decimal

import pytest

from wagtail_bigcommerce.commerce.errors import CheckoutError, CheckoutGone, TryLater
from wagtail_bigcommerce.commerce.once import one_at_a_time
from wagtail_bigcommerce.commerce.placing import CustomItem, OrderItem, OrderRequest, create_order, place_order
from wagtail_bigcommerce.commerce.server_checkout import (
    Delivery,
    choose_shipping,
    set_billing_address,
    set_customer_message,
    set_deliveries,
)
from wagtail_bigcommerce.demostore.orders import pay_order

from .conftest import ADA, LAMP, MUG, SAM

QUOTE = OrderRequest(
    reference="quote-2031",
    channel_id=1,
    currency="USD",
    billing_address=ADA,
    shipping_address=replace(ADA, city="Waco"),
    items=(OrderItem(MUG, 3), CustomItem("Engraving", 1, Decimal("4.50"), Decimal("4.95"))),
    customer_id=SAM,
    customer_message="As agreed",
)


@pytest.fixture
def ready(client, checkout):
    checkout = set_billing_address(client, checkout, ADA)
    checkout = set_deliveries(client, checkout, [Delivery.everything(checkout, address=ADA)])
    consignment = checkout.consignments[0]
    return choose_shipping(client, checkout, consignment.id, consignment.shipping_options[0].id)


def posts(store, path):
    return [request for request in store.requests if (request.method, request.path) == ("POST", path)]


def incomplete(client, cart_id):
    return [row["id"] for row in client.orders.iter(cart_id=cart_id)]


def test_an_order_is_incomplete_and_leaves_the_cart(client, ready, cart_id):
    order_id = place_order(client, cart_id)
    order = client.orders.get(order_id)
    assert (order["status_id"], order["total_inc_tax"]) == (0, "54.9500")
    assert client.carts.get(cart_id)


def test_asked_twice_there_is_one_order(client, ready, cart_id):
    assert place_order(client, cart_id) == place_order(client, cart_id)
    assert len(incomplete(client, cart_id)) == 1


def test_a_changed_checkout_is_another_order(client, ready, cart_id):
    first = place_order(client, cart_id)
    client.carts.add_items(cart_id, [{"product_id": LAMP, "quantity": 1}])
    (lamp,) = [item_id for item_id, quantity in ready.to_deliver if quantity == 1]
    client.checkouts.update_consignment(
        cart_id,
        ready.consignments[0].id,
        {"address": ADA.payload(), "line_items": [{"item_id": lamp, "quantity": 2}]},
    )
    with pytest.raises(CheckoutError):  # which takes the chosen delivery away
        place_order(client, cart_id)
    option = ready.consignments[0].shipping_options[0].id
    client.checkouts.choose_shipping(cart_id, ready.consignments[0].id, option)
    with pytest.raises(CheckoutError):  # and the mugs have nowhere to go
        place_order(client, cart_id)
    assert incomplete(client, cart_id) == [first]


@pytest.mark.parametrize("kind", ["lost", "truncated"])
def test_an_answer_that_got_lost_makes_no_second_order(store, client, ready, cart_id, kind):
    store.faults.next(kind=kind, path="*/orders", method="POST")
    with pytest.raises(TryLater):
        place_order(client, cart_id)
    assert incomplete(client, cart_id) == [place_order(client, cart_id)]


def test_two_clicks_at_once(client, ready, cart_id):
    with one_at_a_time("place", cart_id), pytest.raises(TryLater, match="already"):
        place_order(client, cart_id)
    assert place_order(client, cart_id)


def test_a_cart_that_was_paid_for_is_gone(store, client, ready, cart_id):
    order_id = place_order(client, cart_id)
    kept = store.state.carts[cart_id]
    pay_order(store, store.state.orders[order_id], "Pretend payment")
    with pytest.raises(CheckoutGone):
        place_order(client, cart_id)
    store.state.carts[cart_id] = kept  # the webhook is on its way
    with pytest.raises(CheckoutGone):
        place_order(client, cart_id)


def test_open_questions(client, checkout, cart_id):
    with pytest.raises(CheckoutError) as caught:
        place_order(client, cart_id)
    assert set(caught.value.fields) == {"billing_address", "deliveries"}
    checkout = set_billing_address(client, checkout, replace(ADA, address1=""))
    checkout = set_deliveries(client, checkout, [Delivery.everything(checkout, address=replace(ADA, last_name=""))])
    with pytest.raises(CheckoutError) as caught:
        place_order(client, cart_id)
    assert set(caught.value.fields) == {"billing_address", "deliveries", "shipping"}


def test_a_refused_order(store, client, ready, cart_id):
    store.faults.next(422, path="*/orders", method="POST")
    with pytest.raises(CheckoutError):
        place_order(client, cart_id)
    store.faults.next(404, path="*/orders", method="POST")
    with pytest.raises(CheckoutGone):
        place_order(client, cart_id)


def test_an_order_without_a_cart(client):
    order_id = create_order(client, QUOTE)
    order = client.orders.get(order_id)
    assert (order["status_id"], order["customer_id"], order["customer_message"]) == (0, SAM, "As agreed")
    assert (order["billing_address"]["city"], order["subtotal_ex_tax"]) == ("Austin", "34.5000")
    assert [row["city"] for row in client.orders.shipping_addresses(order_id)] == ["Waco"]
    assert [row["name"] for row in client.orders.products(order_id)] == ["Mug", "Engraving"]


def test_one_order_a_reference(store, client):
    assert create_order(client, QUOTE) == create_order(client, QUOTE)
    assert create_order(client, replace(QUOTE, reference="quote-2032")) != create_order(client, QUOTE)
    assert len(posts(store, "/v2/orders")) == 2


def test_a_lost_answer_makes_no_second_order_without_a_cart(store, client):
    store.faults.next(kind="lost", path="/v2/orders", method="POST")
    with pytest.raises(TryLater):
        create_order(client, QUOTE)
    assert create_order(client, QUOTE)
    assert len(posts(store, "/v2/orders")) == 1


def test_orders_that_cannot_be(store, client):
    with pytest.raises(CheckoutError):
        create_order(client, replace(QUOTE, items=(OrderItem(999, 1),)))
    for nonsense in (replace(QUOTE, reference=""), replace(QUOTE, items=())):
        with pytest.raises(ValueError, match="needs"):
            create_order(client, nonsense)


def test_options_and_variants_of_items():
    assert OrderItem(MUG, 1, variant_id=71).payload() == {"product_id": MUG, "quantity": 1, "variant_id": 71}
    chosen = OrderItem(MUG, 1, variant_id=71, options=((5, "12"),)).payload()
    assert chosen == {"product_id": MUG, "quantity": 1, "product_options": [{"id": 5, "value": "12"}]}


def test_a_change_within_the_second_makes_it_another_order(client, ready, cart_id, store):
    orders = [place_order(client, cart_id)]
    ready = set_customer_message(client, ready, "Ring twice")
    orders.append(place_order(client, cart_id))
    set_billing_address(client, ready, replace(ADA, first_name="Augusta"))
    orders.append(place_order(client, cart_id))
    assert len(set(orders)) == 3
    assert store.state.orders[orders[1]]["customer_message"] == "Ring twice"


def test_an_order_from_before_a_change_is_not_used_again(client, ready, cart_id, store):
    first = place_order(client, cart_id)
    store.state.orders[first]["date_created"] = "Thu, 01 Jan 2026 00:00:00 +0000"
    assert place_order(client, cart_id) != first
