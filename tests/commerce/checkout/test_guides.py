"""The guides do what they say: their code runs, block after block, against the store in a box."""

import re
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from wagtail_bigcommerce.commerce.checkouts import Mode, checkout_url
from wagtail_bigcommerce.commerce.preparation import CheckoutPreparation
from wagtail_bigcommerce.commerce.server_checkout import get_checkout
from wagtail_bigcommerce.demostore.carts import Cart, Line
from wagtail_bigcommerce.demostore.orders import AWAITING_FULFILLMENT, create_order, set_status

from .conftest import MUG, SAM

GUIDES = Path(__file__).resolve().parents[3] / "docs" / "how-to"


def blocks(name):
    return re.findall(r"^```python\n(.*?)^```$", (GUIDES / name).read_text(), re.DOTALL | re.MULTILINE)


def run(code, name):
    """The names that the code of a guide ends with."""
    module = ModuleType(name)
    exec(compile(code, f"{name}.py", "exec"), vars(module))
    return vars(module)


def test_from_a_cart_to_a_paid_order():
    names = run("\n".join(blocks("server-side-checkout.md")), "server_side_checkout")
    store = names["store"]
    paid = store.state.orders[names["order_id"]]
    assert (paid["status_id"], paid["customer_id"]) == (AWAITING_FULFILLMENT, names["customer_id"])
    assert paid["customer_message"] == "Please ring twice."
    # 3 mugs and a lamp less a tenth, two deliveries
    assert Decimal(paid["total_inc_tax"]) == names["checkout"].total == Decimal("78.30")
    assert names["left_to_pay"] == Decimal("58.30")
    assert "NO-SUCH-CODE" in names["shown_to_the_shopper"]
    addresses = store.state.order_parts[names["order_id"]]["shipping_addresses"]
    assert [row["city"] for row in addresses] == ["Portland", "Salem"]
    assert not names["payment"].is_pending
    assert store.state.orders[names["quote_id"]]["status_id"] == 0
    assert names["entry"].url.endswith("/payments")
    assert not any(b"4111" in request.body or b"number" in request.body for request in store.requests)


@pytest.fixture
def rules(settings, monkeypatch):
    code, settings_code = blocks("checkout-rules.md")
    module = ModuleType("shop.checkout")
    exec(compile(code, "shop/checkout.py", "exec"), vars(module))
    monkeypatch.setitem(sys.modules, "shop", ModuleType("shop"))
    monkeypatch.setitem(sys.modules, "shop.checkout", module)
    settings.WAGTAIL_BIGCOMMERCE = run(settings_code, "settings")["WAGTAIL_BIGCOMMERCE"]
    return module.Preparation


def order(store):
    now = datetime.now(UTC)
    line = Line(MUG, store.state.products[MUG]["variants"][0]["id"], 1)
    cart = Cart(1, "USD", "en", now, now, customer_id=SAM, lines=[line], billing_address={"email": "sam@example.com"})
    set_status(store, create_order(store, cart), AWAITING_FULFILLMENT)


def codes(client, cart_id, customer_id=SAM):
    checkout_url(client, cart_id=cart_id, channel_id=1, customer_id=customer_id, mode=Mode.REDIRECT)
    return [coupon.code for coupon in get_checkout(client, cart_id).coupons]


def test_the_fourth_order_gets_a_code(store, client, cart_id, rules):
    assert issubclass(rules, CheckoutPreparation)
    order(store)  # with the one that every store in a box begins with, two
    assert codes(client, cart_id) == []
    order(store)
    assert codes(client, cart_id) == ["WELCOME10"]


def test_a_customer_begins_with_the_address_of_the_book(client, cart_id, rules):
    codes(client, cart_id)
    address = get_checkout(client, cart_id).billing_address
    assert (address.email, address.address1, address.country_code) == ("sam@example.com", "48 Mill Lane", "US")


def test_a_guest_begins_with_nothing(store, client, cart_id, rules):
    assert codes(client, cart_id, customer_id=0) == []
    assert get_checkout(client, cart_id).billing_address is None


def test_a_present_gets_a_message(store, client, rules):
    variant = store.state.products[MUG]["variants"][0]
    variant["sku"] = "GIFT-1"
    cart_id = client.carts.create(channel_id=1, line_items=[{"product_id": MUG, "quantity": 1}])["id"]
    codes(client, cart_id, customer_id=0)
    assert get_checkout(client, cart_id).customer_message == "Please leave the price tags off."


def test_asking_the_storefront_api(client):
    (code,) = blocks("graphql.md")
    assert run(code, "graphql_guide")["password_length"](client, 1) == (7, 5)
