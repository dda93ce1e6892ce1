"""Orders that are made without a cart."""

import pytest

from wagtail_bigcommerce.demostore import DemoStore

from .shelves import GIFT, MUG, TEE, shelves

BILLING = {
    "first_name": "Ada",
    "last_name": "Byron",
    "email": "ada@example.com",
    "street_1": "1 Engine Row",
    "city": "Austin",
    "state": "Texas",
    "zip": "78701",
    "country": "United States",
    "country_iso2": "US",
}


@pytest.fixture
def store(clock):
    return DemoStore(products=shelves(), clock=clock)


def create(api, **fields):
    body = {"billing_address": BILLING, "products": [{"product_id": MUG, "quantity": 2}], **fields}
    return api.post("/v2/orders", json=body)


def test_an_order_is_pending_unless_it_says_otherwise(api):
    assert create(api).json()["status_id"] == 1
    order = create(api, status_id=0, customer_message="Ring twice").json()
    assert (order["status_id"], order["cart_id"], order["customer_message"]) == (0, "", "Ring twice")
    assert order["billing_address"]["email"] == "ada@example.com"


def test_it_is_found_by_its_reference(api):
    order_id = create(api, external_order_id="quote-7").json()["id"]
    assert [row["id"] for row in api.get("/v2/orders?external_order_id=quote-7").json()] == [order_id]


def test_options_custom_lines_and_addresses(api):
    products = [
        {"product_id": TEE, "quantity": 1, "variant_id": 2001},
        {"product_id": GIFT, "quantity": 1, "product_options": [{"id": 801, "value": "Hello"}]},
        {"name": "Engraving", "quantity": 1, "price_ex_tax": 5, "price_inc_tax": 5},
    ]
    order_id = create(api, products=products, shipping_addresses=[BILLING]).json()["id"]
    rows = api.get(f"/v2/orders/{order_id}/products").json()
    assert [row["name"] for row in rows][-1] == "Engraving"
    assert rows[1]["product_options"][0]["display_value"] == "Hello"
    (address,) = api.get(f"/v2/orders/{order_id}/shipping_addresses").json()
    assert (address["city"], address["shipping_method"]) == ("Austin", "Standard delivery")


@pytest.mark.parametrize(
    "fields",
    [
        {"billing_address": None},
        {"products": []},
        {"status_id": 99},
        {"channel_id": 7},
        {"customer_id": 999},
        {"products": [{"name": "Engraving", "quantity": 1, "price_ex_tax": 5}]},
    ],
)
def test_what_is_refused(api, fields):
    known = len(api.get("/v2/orders").json() or [])
    assert create(api, **fields).status_code == 400
    assert len(api.get("/v2/orders").json() or []) == known
