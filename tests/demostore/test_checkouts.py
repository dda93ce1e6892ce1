"""Checkouts of the demo store: sums, coupons, addresses, delivery and the order."""

from decimal import Decimal

import pytest

from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.carts import abandon_cart

from .shelves import GIFT, MANUAL, MUG, TEE, shelves

ADDRESS = {
    "first_name": "Ada",
    "last_name": "Byron",
    "email": "ada@example.com",
    "address1": "1 Engine Row",
    "city": "Austin",
    "state_or_province": "Texas",
    "postal_code": "78701",
    "country_code": "US",
    "phone": "15125550100",
}
GONE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def store(clock):
    return DemoStore(products=shelves(), clock=clock)


@pytest.fixture
def cart(api):
    lines = [{"product_id": MUG, "quantity": 3}, {"product_id": TEE, "variant_id": 2001, "quantity": 1}]
    return api.post("/v3/carts", json={"line_items": lines}).json()["data"]


@pytest.fixture
def url(cart):
    return f"/v3/checkouts/{cart['id']}"


def consignment_for(cart, **changes):
    lines = cart["line_items"]["physical_items"]
    items = [{"item_id": line["id"], "quantity": line["quantity"]} for line in lines]
    return {"address": ADDRESS, "line_items": items, **changes}


def test_a_checkout_is_its_cart(api, cart, url):
    checkout = api.get(url).json()["data"]
    assert checkout["id"] == checkout["cart"]["id"] == cart["id"]
    assert (checkout["subtotal_ex_tax"], checkout["grand_total"], checkout["order_id"]) == (55, 55, None)
    assert "options" not in checkout["cart"]["line_items"]["physical_items"][1]


def test_includes(api, cart, url):
    names = "cart.line_items.physical_items.options,consignments.available_shipping_options,promotions.banners"
    api.post(f"{url}/consignments", json=[consignment_for(cart)])
    checkout = api.get(f"{url}?include={names}").json()["data"]
    options = checkout["cart"]["line_items"]["physical_items"][1]["options"]
    assert [option["value"] for option in options] == ["S", "Red"]
    assert len(checkout["consignments"][0]["available_shipping_options"]) == 2
    assert checkout["promotions"] == [{"banners": []}]


def test_there_is_no_checkout_without_a_cart(api):
    assert api.get(f"/v3/checkouts/{GONE}").status_code == 404
    assert api.post(f"/v3/checkouts/{GONE}/coupons", json={"coupon_code": "WELCOME10"}).status_code == 404


def test_a_coupon_takes_a_tenth_off(api, cart, url):
    answer = api.post(f"{url}/coupons", json={"coupon_code": " welcome10 "})
    assert answer.status_code == 200
    checkout = answer.json()["data"]
    assert checkout["grand_total"] == 49.5
    assert checkout["coupons"] == [
        {
            "id": 1,
            "code": "WELCOME10",
            "coupon_type": "percentage_discount",
            "display_name": "10 % off your first order",
            "discounted_amount": 5.5,
        }
    ]
    shown = api.get(f"/v3/carts/{cart['id']}").json()["data"]
    assert (shown["base_amount"], shown["cart_amount"], shown["discount_amount"]) == (55, 49.5, 0)
    assert shown["coupons"][0]["coupon_type"] == "1"
    assert [line["coupon_amount"] for line in shown["line_items"]["physical_items"]] == [3, 2.5]


def test_what_a_coupon_takes_off_is_spread_to_the_cent(api, store):
    lines = [{"product_id": MUG, "quantity": 1, "list_price": 3.33, "name": name} for name in "ABC"]
    cart = api.post("/v3/carts", json={"line_items": lines}).json()["data"]
    api.post(f"/v3/checkouts/{cart['id']}/coupons", json={"coupon_code": "WELCOME10"})
    shown = api.get(f"/v3/carts/{cart['id']}").json()["data"]
    shares = [Decimal(str(line["coupon_amount"])) for line in shown["line_items"]["physical_items"]]
    assert sum(shares) == Decimal("1.00")
    assert max(shares) - min(shares) <= Decimal("0.02")


def test_the_same_coupon_counts_once(api, url):
    for _ in range(2):
        answer = api.post(f"{url}/coupons", json={"coupon_code": "WELCOME10"})
    assert answer.json()["data"]["grand_total"] == 49.5


def test_coupons_add_up(api, url):
    api.post(f"{url}/coupons", json={"coupon_code": "WELCOME10"})
    answer = api.post(f"{url}/coupons", json={"coupon_code": "FIVEOFF50"})
    assert answer.json()["data"]["grand_total"] == 44.5


@pytest.mark.parametrize("code", ["NOSUCH", "", "x" * 51, None, 10])
def test_codes_that_are_none(api, cart, url, code):
    assert api.post(f"{url}/coupons", json={"coupon_code": code}).status_code == 422
    assert api.get(url).json()["data"]["version"] == cart["version"]


def test_a_coupon_with_a_minimum(api):
    cart = api.post("/v3/carts", json={"line_items": [{"product_id": MUG, "quantity": 1}]}).json()["data"]
    answer = api.post(f"/v3/checkouts/{cart['id']}/coupons", json={"coupon_code": "FIVEOFF50"})
    assert answer.status_code == 422
    assert answer.json()["title"] == "Coupon code FIVEOFF50 is not eligible for this checkout"
    assert api.get(f"/v3/carts/{cart['id']}").json()["data"]["coupons"] == []


def test_a_coupon_goes_by_its_code(api, url):
    api.post(f"{url}/coupons", json={"coupon_code": "WELCOME10"})
    assert api.delete(f"{url}/coupons/1").status_code == 404
    answer = api.delete(f"{url}/coupons/WELCOME10")
    assert answer.json()["data"]["grand_total"] == 55
    assert api.delete(f"{url}/coupons/WELCOME10").status_code == 404


def test_a_stale_version_is_a_conflict(api, cart, url):
    stale = {"version": cart["version"] + 7}
    assert api.post(f"{url}/coupons", json={"coupon_code": "WELCOME10", **stale}).status_code == 409
    assert api.post(f"{url}/billing-address", json={**ADDRESS, **stale}).status_code == 409
    assert api.post(f"{url}/consignments", json=[consignment_for(cart, **stale)]).status_code == 409


def test_an_applied_coupon_reaches_the_webhooks(api, store, cart, url):
    api.post("/v3/hooks", json={"scope": "store/cart/couponApplied", "destination": "https://a.example.com/"})
    api.post(f"{url}/coupons", json={"coupon_code": "WELCOME10"})
    assert [delivery.scope for delivery in store.webhooks.waiting] == ["store/cart/couponApplied"]


def test_the_billing_address_gives_the_cart_its_email(api, cart, url):
    checkout = api.post(f"{url}/billing-address", json=ADDRESS).json()["data"]
    address = checkout["billing_address"]
    assert (address["country"], address["city"]) == ("United States", "Austin")
    assert api.get(f"/v3/carts/{cart['id']}").json()["data"]["email"] == "ada@example.com"
    changed = api.put(f"{url}/billing-address/{address['id']}", json={**ADDRESS, "city": "Waco"})
    assert changed.json()["data"]["billing_address"]["city"] == "Waco"
    assert api.put(f"{url}/billing-address/nobody", json=ADDRESS).status_code == 404
    assert api.post(f"{url}/billing-address", json={"email": "ada@example.com"}).status_code == 422


def test_delivery_is_chosen_in_a_request_of_its_own(api, cart, url):
    checkout = api.post(
        f"{url}/consignments?include=consignments.available_shipping_options", json=[consignment_for(cart)]
    ).json()["data"]
    assert checkout["grand_total"] == 55
    (consignment,) = checkout["consignments"]
    option = consignment["available_shipping_options"][1]
    target = f"{url}/consignments/{consignment['id']}"
    both = {"shipping_option_id": option["id"], "address": ADDRESS}
    assert api.put(target, json=both).status_code == 422
    assert api.put(target, json={"shipping_option_id": "none"}).status_code == 422
    checkout = api.put(target, json={"shipping_option_id": option["id"]}).json()["data"]
    assert checkout["shipping_cost_total_ex_tax"] == option["cost"] == 14.5
    assert checkout["grand_total"] == 69.5
    moved = api.put(target, json={"address": {**ADDRESS, "city": "Waco"}}).json()["data"]
    assert moved["grand_total"] == 55
    assert moved["consignments"][0]["address"]["city"] == "Waco"
    assert api.delete(target).json()["data"]["consignments"] == []
    assert api.delete(target).status_code == 404


def test_free_delivery(api, cart, url):
    consignment = api.post(f"{url}/consignments", json=[consignment_for(cart)]).json()["data"]["consignments"][0]
    options = api.get(f"{url}?include=consignments.available_shipping_options").json()["data"]
    option_id = options["consignments"][0]["available_shipping_options"][0]["id"]
    api.put(f"{url}/consignments/{consignment['id']}", json={"shipping_option_id": option_id})
    checkout = api.post(f"{url}/coupons", json={"coupon_code": "FREESHIP"}).json()["data"]
    assert checkout["grand_total"] == 55


@pytest.mark.parametrize("items", [[], [{"item_id": GONE, "quantity": 1}], "too many"])
def test_a_consignment_of_nothing(api, cart, url, items):
    if items == "too many":
        items = [{"item_id": cart["line_items"]["physical_items"][0]["id"], "quantity": 4}]
    assert api.post(f"{url}/consignments", json=[consignment_for(cart, line_items=items)]).status_code == 422


def test_tax(api, store, cart, url):
    store.tax_rate = Decimal("0.1")
    checkout = api.get(url).json()["data"]
    assert (checkout["subtotal_ex_tax"], checkout["subtotal_inc_tax"]) == (55, 60.5)
    assert checkout["taxes"] == [{"name": "Tax", "amount": 5.5}]
    assert (checkout["tax_total"], checkout["grand_total"]) == (5.5, 60.5)


def test_a_message(api, url):
    assert api.put(url, json={"customer_message": "Ring twice"}).json()["data"]["customer_message"] == "Ring twice"
    assert api.put(url, json={"customer_message": "x" * 2001}).status_code == 422


def test_an_order_is_incomplete_until_it_is_paid(api, cart, url):
    assert api.post(f"{url}/orders", json={}).status_code == 422
    api.post(f"{url}/billing-address", json=ADDRESS)
    assert api.post(f"{url}/orders", json={}).status_code == 422
    api.post(f"{url}/consignments", json=[consignment_for(cart)])
    order_id = api.post(f"{url}/orders", json={}).json()["data"]["id"]
    order = api.get(f"/v2/orders/{order_id}").json()
    assert (order["status_id"], order["cart_id"]) == (0, cart["id"])
    assert api.get(f"/v3/carts/{cart['id']}").status_code == 200
    assert api.post(f"{url}/orders", json={}).json()["data"]["id"] == order_id + 1


def test_a_digital_order_needs_no_delivery(api):
    cart = api.post("/v3/carts", json={"line_items": [{"product_id": MANUAL, "quantity": 1}]}).json()["data"]
    url = f"/v3/checkouts/{cart['id']}"
    api.post(f"{url}/billing-address", json=ADDRESS)
    order_id = api.post(f"{url}/orders", json={}).json()["data"]["id"]
    order = api.get(f"/v2/orders/{order_id}").json()
    assert (order["order_is_digital"], order["shipping_address_count"]) == (True, 0)
    assert api.get(f"/v2/orders/{order_id}/shipping_addresses").status_code == 204


def test_the_order_tells_what_was_chosen(api):
    line = {"product_id": GIFT, "quantity": 1, "option_selections": [{"option_id": 801, "option_value": "Hello"}]}
    cart = api.post("/v3/carts", json={"line_items": [line]}).json()["data"]
    url = f"/v3/checkouts/{cart['id']}"
    api.post(f"{url}/billing-address", json=ADDRESS)
    api.post(f"{url}/consignments", json=[consignment_for(cart)])
    order_id = api.post(f"{url}/orders", json={}).json()["data"]["id"]
    (row,) = api.get(f"/v2/orders/{order_id}/products").json()
    (option,) = row["product_options"]
    assert (option["display_name"], option["display_value"], option["type"]) == ("A text", "Hello", "Text field")


def test_several_addresses_each_with_its_delivery(api, cart, url):
    mug, tee = cart["line_items"]["physical_items"]
    parts = [
        {"address": ADDRESS, "line_items": [{"item_id": mug["id"], "quantity": 3}]},
        {"address": {**ADDRESS, "city": "Waco"}, "line_items": [{"item_id": tee["id"], "quantity": 1}]},
    ]
    include = "include=consignments.available_shipping_options"
    first, second = api.post(f"{url}/consignments?{include}", json=parts).json()["data"]["consignments"]
    for consignment, index in ((first, 0), (second, 1)):
        option = consignment["available_shipping_options"][index]
        api.put(f"{url}/consignments/{consignment['id']}", json={"shipping_option_id": option["id"]})
    checkout = api.post(f"{url}/billing-address", json=ADDRESS).json()["data"]
    assert checkout["shipping_cost_total_ex_tax"] == 19.45
    order_id = api.post(f"{url}/orders", json={}).json()["data"]["id"]
    rows = api.get(f"/v2/orders/{order_id}/shipping_addresses").json()
    assert [(row["city"], row["base_cost"]) for row in rows] == [("Austin", "4.9500"), ("Waco", "14.5000")]
    lines = api.get(f"/v2/orders/{order_id}/products").json()
    assert [line["order_address_id"] for line in lines] == [row["id"] for row in rows]


def test_what_is_picked_up_is_not_shipped(api, cart, url):
    lines = consignment_for(cart)["line_items"]
    pickup = {"line_items": lines, "pickup_option": {"pickup_method_id": 1}}
    checkout = api.post(f"{url}/consignments", json=[pickup]).json()["data"]
    (consignment,) = checkout["consignments"]
    assert consignment["selected_pickup_option"] == {"pickup_method_id": 1}
    target = f"{url}/consignments/{consignment['id']}"
    option = {"shipping_option_id": "7f3c1e5a9b2d4680"}
    assert api.put(target, json=option).status_code == 422
    unknown = {"line_items": lines, "pickup_option": {"pickup_method_id": 9}}
    assert api.post(f"{url}/consignments", json=[unknown]).status_code == 422
    api.post(f"{url}/billing-address", json=ADDRESS)
    order_id = api.post(f"{url}/orders", json={}).json()["data"]["id"]
    assert api.get(f"/v2/orders/{order_id}/shipping_addresses").status_code == 204


def test_a_token_for_the_confirmation_page(api, url):
    assert api.post(f"{url}/token", json={"ttl": 60, "maxUses": 1}).json()["data"]["checkoutToken"]
    assert api.post(f"{url}/token", json={"ttl": 0}).status_code == 422
    assert api.post(f"{url}/token", json={"ttl": 2592001}).status_code == 422


def test_an_abandoned_cart_is_found_by_its_token(api, store, cart):
    token = abandon_cart(store, store.state.carts[cart["id"]])
    assert api.get(f"/v3/abandoned-carts/{token}").json()["data"] == {"cart_id": cart["id"]}
    api.delete(f"/v3/carts/{cart['id']}")
    assert api.get(f"/v3/abandoned-carts/{token}").status_code == 404
    assert api.get(f"/v3/abandoned-carts/{GONE}").status_code == 404
