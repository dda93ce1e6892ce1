"""Orders of the demo store as V2 shows them."""

import re
from decimal import Decimal

import pytest

from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.carts import Cart, Line
from wagtail_bigcommerce.demostore.modifier_values import choice_of
from wagtail_bigcommerce.demostore.orders import create_order, pay_order, set_status

from .shelves import GIFT, LAST_ONE, MODIFIERS, MUG, TEE, shelves

SAM, KIM = 1, 2


@pytest.fixture
def store(clock):
    return DemoStore(products=shelves(), clock=clock)


@pytest.fixture
def order(store, clock):
    """An order of Kim's that has just been paid."""
    cart = Cart(
        channel_id=1,
        currency_code="USD",
        locale="en",
        created_at=clock(),
        updated_at=clock(),
        customer_id=KIM,
        lines=[Line(MUG, 1001, 2), Line(TEE, 2001, 1), Line(LAST_ONE, 4001, 1)],
        coupon_codes=["WELCOME10"],
        billing_address={"email": "kim@example.com", "country_code": "SE", "city": "Lund"},
    )
    store.state.carts[cart.id] = cart
    order = create_order(store, cart)
    pay_order(store, order, "Pretend payment")
    return order


def ids(answer):
    return [row["id"] for row in answer.json()]


def test_money_is_text_with_four_decimals(api, order):
    row = api.get(f"/v2/orders/{order['id']}").json()
    assert row["subtotal_ex_tax"] == "48.0000"
    assert row["coupon_discount"] == "4.8000"
    assert row["total_inc_tax"] == "43.2000"
    assert row["refunded_amount"] == "0.0000"


def test_dates_are_rfc_2822(api, order):
    assert api.get(f"/v2/orders/{order['id']}").json()["date_created"] == "Sun, 01 Mar 2026 12:00:00 +0000"


def test_a_paid_order(api, order):
    row = api.get(f"/v2/orders/{order['id']}").json()
    assert (row["status_id"], row["status"], row["payment_status"]) == (11, "Awaiting Fulfillment", "captured")
    assert (row["customer_id"], row["items_total"], row["is_deleted"]) == (KIM, 4, False)
    assert row["billing_address"]["country"] == "Sweden"


def test_sub_resources_are_links(api, order):
    links = api.get(f"/v2/orders/{order['id']}").json()["products"]
    assert links["resource"] == f"/orders/{order['id']}/products"
    assert re.search(r"/stores/demo/v2/orders/\d+/products$", links["url"])


def test_products(api, order):
    mug, tee, last_one = api.get(f"/v2/orders/{order['id']}/products").json()
    assert (mug["product_id"], mug["quantity"], mug["price_ex_tax"]) == (MUG, 2, "10.0000")
    assert (mug["total_inc_tax"], mug["applied_discounts"][0]["amount"]) == ("20.0000", "2.0000")
    assert [option["display_value"] for option in tee["product_options"]] == []
    assert last_one["order_id"] == order["id"]
    assert api.get(f"/v2/orders/{order['id']}/products/{mug['id']}").json() == mug
    assert api.get(f"/v2/orders/{order['id']}/products/999").status_code == 404


def test_a_picked_product_is_bundled(api, store, clock):
    choice = choice_of(MODIFIERS["product_list"] | {"display_name": "With"}, 8111)
    line = Line(GIFT, 8001, 1, choices=(choice,))
    cart = Cart(1, "USD", "en", clock(), clock(), lines=[line], billing_address={})
    store.state.carts[cart.id] = cart
    order = create_order(store, cart)
    gift, picked = api.get(f"/v2/orders/{order['id']}/products").json()
    assert (picked["product_id"], picked["is_bundled_product"]) == (LAST_ONE, True)
    assert (picked["parent_order_product_id"], gift["parent_order_product_id"]) == (gift["id"], None)
    assert gift["product_options"][0]["type"] == "Product Pick List"
    pay_order(store, order, "Pretend payment")
    assert store.state.products[LAST_ONE]["inventory_level"] == 0


def test_coupons(api, order):
    (coupon,) = api.get(f"/v2/orders/{order['id']}/coupons").json()
    assert (coupon["code"], coupon["discount"], coupon["type"]) == ("WELCOME10", 4.8, 1)


def test_the_goods_leave_the_stock(store, order):
    assert store.state.products[MUG]["inventory_level"] == 18
    assert store.state.products[MUG]["variants"][0]["inventory_level"] == 18
    assert store.state.products[MUG]["total_sold"] == 2
    assert store.state.products[LAST_ONE]["inventory_level"] == 0


def test_what_the_webhooks_hear(api, store, request):
    for scope in ("store/order/*", "store/cart/converted", "store/product/inventory/order/updated"):
        api.post("/v3/hooks", json={"scope": scope, "destination": "https://shop.example.com/"})
    order = request.getfixturevalue("order")
    scopes = [delivery.scope for delivery in store.webhooks.waiting]
    assert scopes[0] == "store/order/created"
    assert "store/order/statusUpdated" in scopes
    assert scopes.count("store/product/inventory/order/updated") == 2
    converted = next(row for row in store.webhooks.waiting if row.scope == "store/cart/converted")
    assert f'"orderId": {order["id"]}'.encode() in converted.body


def test_the_past_order_of_the_demo_shopper(api):
    (order,) = api.get(f"/v2/orders?customer_id={SAM}").json()
    assert (order["id"], order["status"], order["items_shipped"]) == (100, "Shipped", 2)
    (shipment,) = api.get("/v2/orders/100/shipments").json()
    assert shipment["items"][0]["quantity"] == 2
    assert shipment["tracking_link"].startswith("https://")
    (address,) = api.get("/v2/orders/100/shipping_addresses").json()
    assert (address["city"], address["shipping_method"]) == ("Portland", "Standard delivery")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("customer_id=2", [101]),
        ("customer_id=99", []),
        ("email=KIM@example.com", [101]),
        ("status_id=11", [101]),
        ("min_id=101", [101]),
        ("max_id=100", [100]),
        ("min_total=43.2&max_total=43.20", [101]),
        ("min_date_created=2026-03-01T00:00:00%2B00:00", [101]),
        ("max_date_created=Sat, 28 Feb 2026 00:00:00 %2B0000", [100]),
        ("payment_method=Pretend payment", [100, 101]),
        ("channel_id=2", []),
        ("sort=date_created:desc", [101, 100]),
        ("limit=1", [100]),
        ("limit=1&page=2", [101]),
        ("limit=1&page=3", []),
    ],
)
def test_lists(api, order, query, found):
    answer = api.get(f"/v2/orders?{query}")
    if found:
        assert ids(answer) == found
    else:
        assert (answer.status_code, answer.content) == (204, b"")


def test_an_order_is_found_by_its_cart(api, order):
    assert ids(api.get(f"/v2/orders?cart_id={order['cart_id']}")) == [order["id"]]


@pytest.mark.parametrize("query", ["sort=shoe_size", "min_total=lots", "min_date_created=yesterday"])
def test_filters_that_make_no_sense(api, order, query):
    answer = api.get(f"/v2/orders?{query}")
    assert answer.status_code == 400
    assert isinstance(answer.json(), list)


def test_counting(api, order):
    counted = api.get("/v2/orders/count").json()
    assert counted["count"] == 2
    assert {row["id"]: row["count"] for row in counted["statuses"] if row["count"]} == {2: 1, 11: 1}


def test_statuses(api):
    rows = api.get("/v2/order_statuses").json()
    assert [row["id"] for row in rows] == list(range(15))
    assert api.get("/v2/order_statuses/11").json()["name"] == "Awaiting Fulfillment"
    assert api.get("/v2/order_statuses/99").status_code == 404


def test_an_unknown_order_is_a_404_in_a_list(api):
    answer = api.get("/v2/orders/999")
    assert (answer.status_code, answer.json()[0]["status"]) == (404, 404)
    assert api.get("/v2/orders/999/products").status_code == 404


def test_a_merchant_moves_an_order_on(api, store, order, clock):
    clock.advance(days=1)
    set_status(store, order, 2)
    row = api.get(f"/v2/orders/{order['id']}").json()
    assert (row["status"], row["date_modified"]) == ("Shipped", "Mon, 02 Mar 2026 12:00:00 +0000")


def test_tax(api, store, clock):
    store.tax_rate = Decimal("0.25")
    cart = Cart(1, "USD", "en", clock(), clock(), lines=[Line(MUG, 1001, 1)], billing_address={})
    row = create_order(store, cart)
    assert (row["total_ex_tax"], row["total_tax"], row["total_inc_tax"]) == ("10.0000", "2.5000", "12.5000")
    (line,) = api.get(f"/v2/orders/{row['id']}/products").json()
    assert (line["price_ex_tax"], line["price_tax"], line["total_inc_tax"]) == ("10.0000", "2.5000", "12.5000")
