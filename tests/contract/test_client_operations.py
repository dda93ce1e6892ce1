"""Every operation of the client, with every parameter it can send, against the demo store.

The assertions are few on purpose: the plugin in this folder holds each exchange against BigCommerce's specification,
and the client's and the store's own tests say what the answers mean.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from wagtail_bigcommerce.client import NotFound
from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.carts import abandon_cart
from wagtail_bigcommerce.demostore.order_history import add_message, refund
from wagtail_bigcommerce.demostore.wallet import add_stored_card

pytestmark = pytest.mark.contract

ADDRESS = {
    "first_name": "Ada",
    "last_name": "Quay",
    "email": "ada@example.com",
    "address1": "1 Harbour Street",
    "city": "Austin",
    "state_or_province": "Texas",
    "state_or_province_code": "TX",
    "country_code": "US",
    "postal_code": "78701",
}
ALL_INCLUDES = (
    "bulk_pricing_rules",
    "custom_fields",
    "images",
    "modifiers",
    "options",
    "primary_image",
    "variants",
    "videos",
)


@pytest.fixture(scope="module")
def store():
    return DemoStore()


@pytest.fixture(scope="module")
def client(store):
    return store.client()


@pytest.fixture
def simple(client):
    """A product that can be bought as it is."""
    return next(
        product
        for product in client.products.iter(include=("variants", "modifiers"))
        if product["base_variant_id"]
        and product["availability"] == "available"
        and not product["modifiers"]
        and not product["order_quantity_minimum"]
        and (product["inventory_tracking"] == "none" or product["inventory_level"] > 20)
    )


@pytest.fixture
def cart(client, simple):
    return client.carts.create(channel_id=1, line_items=[{"product_id": simple["id"], "quantity": 2}])


def test_store(client):
    assert client.store.get()["id"]
    assert client.store.time().tzinfo
    assert client.currencies.list()
    assert client.settings.inventory()
    assert client.settings.inventory(1)
    assert client.settings.storefront_product()
    assert client.settings.storefront_product(1)
    assert client.settings.tax()


def test_channels(client):
    channels = list(client.channels.iter(**{"available": True, "type:in": "storefront"}))
    channel_id = channels[0]["id"]
    assert client.channels.get(channel_id)["id"] == channel_id
    assert client.channels.currency_assignments(channel_id)["default_currency"]
    site = client.channels.site(channel_id)
    assert client.sites.get(site["id"])["channel_id"] == channel_id
    assert isinstance(list(client.sites.routes(site["id"])), list)
    assert isinstance(list(client.redirects.iter(site["id"])), list)
    assert isinstance(list(client.redirects.iter()), list)


def test_a_channel_of_ones_own(client):
    channel_id = client.channels.create("a-new-shop")["id"]
    assert client.checkout_settings.get(channel_id)["should_redirect_to_storefront_for_auth"] is False
    assert client.checkout_settings.update(channel_id, should_redirect_to_storefront_for_auth=True)
    site_id = client.channels.create_site(channel_id, "https://new.example.com")["id"]
    assert client.channels.update_site(channel_id, "https://newer.example.com")["id"] == site_id
    assert client.channels.update_checkout_url(channel_id, "https://checkout.newer.example.com")["id"] == site_id
    with pytest.raises(NotFound):
        client.channels.currency_assignments(channel_id)
    assert client.channels.assign_currencies(channel_id, ["USD"], default="USD")["default_currency"] == "USD"
    (route,) = client.sites.save_routes(site_id, [{"type": "cart", "matching": "*", "route": "/basket/"}])
    client.sites.save_routes(site_id, [{**route, "route": "/cart/"}])
    assert [row["route"] for row in client.sites.routes(site_id)] == ["/cart/"]


@pytest.mark.parametrize("include", [(), ("images", "variants", "custom_fields", "bulk_pricing_rules"), ALL_INCLUDES])
def test_products(client, include):
    page = client.products.page(limit=20, include=include, channel_ids=[1])
    assert page.items
    following = client.products.page(after_id=page.items[-1]["id"], limit=5, include=include)
    assert following.items[0]["id"] > page.items[-1]["id"]


def test_products_by_date_id_and_field(client):
    since = datetime(2020, 1, 1, tzinfo=UTC)
    found = list(client.products.iter(modified_since=since, include_fields=("name", "price")))
    assert found
    some = [product["id"] for product in found[:3]]
    assert len(list(client.products.iter(ids=some, exclude_fields=("description",)))) == 3
    assert client.products.get(some[0], include=ALL_INCLUDES)["id"] == some[0]
    with pytest.raises(NotFound):
        client.products.get(999_999_999)


def test_every_product_of_the_demo_catalog_fits_the_specification(client):
    assert len(list(client.products.iter(include=ALL_INCLUDES))) >= 80


def test_assignments_variants_and_reviews(client):
    products = [product["id"] for product in client.products.page(limit=3).items]
    assert list(client.products.channel_assignments(channel_ids=[1], product_ids=products))
    assert list(client.products.category_assignments(product_ids=products))
    assert list(client.variants.iter(product_ids=products))
    assert isinstance([list(client.products.reviews(product)) for product in products], list)


def test_a_review(client, simple):
    review = client.products.create_review(
        simple["id"],
        {
            "title": "Good",
            "text": "Holds tea.",
            "rating": 5,
            "name": "Ada",
            "email": "ada@example.com",
            "status": "pending",
            "date_reviewed": "2026-01-01T10:00:00+00:00",
        },
    )
    assert review["status"] == "pending"


def test_categories_and_brands(client):
    trees = list(client.trees.iter(channel_ids=[1]))
    categories = list(client.categories.iter(tree_ids=[trees[0]["id"]]))
    ids = [category["category_id"] for category in categories]
    assert list(client.categories.iter(ids=ids[:2]))
    assert isinstance(list(client.categories.sort_order(ids[0])), list)
    brands = list(client.brands.iter())
    assert list(client.brands.iter(ids=[brands[0]["id"]]))


def test_pricing(client):
    items = [{"product_id": product["id"]} for product in client.products.page(limit=10).items]
    assert len(client.pricing.quote(items, channel_id=1, currency_code="USD")) == len(items)
    assert client.pricing.quote(items, channel_id=1, currency_code="USD", customer_group_id=0, customer_id=0)
    assert list(client.price_lists.assignments(channel_id=1, **{"customer_group_id:in": [1, 2]})) == []
    assert isinstance(client.customer_groups.list(is_group_for_guests=True), list)
    assert isinstance(client.customer_groups.list(), list)


def test_cart_to_checkout(client, cart, simple):
    line = cart["line_items"]["physical_items"] or cart["line_items"]["digital_items"]
    cart = client.carts.get(cart["id"])
    cart = client.carts.add_items(
        cart["id"], [{"product_id": simple["id"], "quantity": 1}], version=cart.get("version")
    )
    cart = client.carts.update_item(
        cart["id"], line[0]["id"], {"product_id": simple["id"], "quantity": 4}, version=cart.get("version")
    )
    assert client.carts.redirect_urls(cart["id"])["embedded_checkout_url"]
    assert client.checkouts.get(cart["id"])["id"] == cart["id"]
    client.checkouts.add_coupon(cart["id"], "WELCOME10")
    client.checkouts.remove_coupon(cart["id"], "WELCOME10")
    assert client.carts.remove_item(cart["id"], line[0]["id"]) is None
    with pytest.raises(NotFound):
        client.carts.get(cart["id"])


def test_checkout_to_payment(client, store, cart):
    customer = next(client.customers.iter(emails=["sam@example.com"]))
    cart = client.carts.set_customer(cart["id"], customer["id"])
    lines = [{"item_id": line["id"], "quantity": 1} for line in cart["line_items"]["physical_items"]]
    checkout = client.checkouts.add_billing_address(cart["id"], ADDRESS, version=cart["version"])
    address_id = checkout["billing_address"]["id"]
    checkout = client.checkouts.update_billing_address(cart["id"], address_id, ADDRESS, version=checkout["version"])
    checkout = client.checkouts.set_customer_message(cart["id"], "Ring twice", version=checkout["version"])
    parts = [
        {"address": ADDRESS, "line_items": lines},
        {"line_items": lines, "pickup_option": {"pickup_method_id": 1}},
    ]
    checkout = client.checkouts.add_consignments(cart["id"], parts, version=checkout["version"])
    shipped, picked_up = checkout["consignments"]
    checkout = client.checkouts.update_consignment(
        cart["id"], shipped["id"], {"address": ADDRESS, "line_items": lines}, version=checkout["version"]
    )
    option = checkout["consignments"][0]["available_shipping_options"][0]
    checkout = client.checkouts.choose_shipping(cart["id"], shipped["id"], option["id"], version=checkout["version"])
    client.checkouts.delete_consignment(cart["id"], picked_up["id"], version=checkout["version"])
    assert client.checkouts.create_token(cart["id"], seconds=600)
    order_id = client.checkouts.create_order(cart["id"])
    card = add_stored_card(store, customer["id"])
    assert client.payments.stored_instruments(customer["id"])[0]["token"] == card
    assert client.payments.methods(checkout_id=cart["id"])
    assert client.payments.methods(order_id=order_id)
    payment = client.payments.process(
        client.payments.create_access_token(order_id),
        payment_method_id="demo.card",
        instrument_token=card,
        instrument_type="stored_card",
    )
    assert payment["status"] == "success"


def test_order_without_a_cart(client, simple):
    billing = {
        "first_name": "Ada",
        "last_name": "Quay",
        "street_1": "1 Harbour Street",
        "city": "Austin",
        "state": "Texas",
        "zip": "78701",
        "country": "United States",
        "country_iso2": "US",
        "email": "ada@example.com",
    }
    order = client.orders.create(
        {
            "status_id": 0,
            "channel_id": 1,
            "customer_id": 0,
            "default_currency_code": "USD",
            "billing_address": billing,
            "shipping_addresses": [billing],
            "products": [{"product_id": simple["id"], "quantity": 1}],
            "external_order_id": "quote-7",
        }
    )
    assert order["status_id"] == 0
    assert [row["id"] for row in client.orders.iter(external_order_id="quote-7")] == [order["id"]]


def test_abandoned_cart(client, store, cart):
    token = abandon_cart(store, store.state.carts[cart["id"]])
    assert client.abandoned_carts.cart_id(token) == cart["id"]


def test_storefront_tokens(client):
    expires_at = datetime.now(UTC) + timedelta(hours=1)
    token = client.storefront_tokens.create_private([1], scopes=["Unauthenticated"], expires_at=expires_at)
    assert client.storefront_tokens.create_impersonation([1], expires_at=expires_at) != token
    client.storefront_tokens.revoke(token)


def test_cart_of_a_customer(client, simple):
    customer = next(client.customers.iter(emails=["sam@example.com"]))
    cart = client.carts.create(
        channel_id=1,
        customer_id=customer["id"],
        currency_code="USD",
        locale="en",
        line_items=[{"product_id": simple["id"], "quantity": 1}],
        custom_items=[{"name": "Gift note", "quantity": 1, "list_price": 2, "sku": "NOTE"}],
        gift_certificates=[
            {
                "name": "A gift",
                "theme": "General",
                "amount": 25,
                "quantity": 1,
                "sender": {"name": "Ada", "email": "ada@example.com"},
                "recipient": {"name": "Grace", "email": "grace@example.com"},
            }
        ],
    )
    assert client.carts.set_customer(cart["id"], 0)["customer_id"] == 0
    client.carts.delete(cart["id"])


def test_customers(client):
    created = client.customers.create(
        [
            {
                "email": "ada@example.com",
                "first_name": "Ada",
                "last_name": "Quay",
                "authentication": {"new_password": "correct-horse-7"},
                "origin_channel_id": 1,
            }
        ]
    )
    customer_id = created[0]["id"]
    assert client.customers.update([{"id": customer_id, "company": "Quay & Co"}])[0]["company"] == "Quay & Co"
    includes = ("addresses", "storecredit", "attributes", "formfields")
    assert client.customers.get(customer_id, include=includes)["email"] == "ada@example.com"
    assert client.customers.validate_credentials("ada@example.com", "correct-horse-7", channel_id=1).is_valid
    assert not client.customers.validate_credentials("ada@example.com", "wrong-horse-7", channel_id=1).is_valid


def test_orders(client, store):
    customer = next(client.customers.iter(emails=["sam@example.com"]))
    orders = list(client.orders.iter(customer_id=customer["id"], sort="date_created:desc"))
    order_id = orders[0]["id"]
    assert client.orders.get(order_id)["customer_id"] == customer["id"]
    assert list(client.orders.products(order_id))
    assert list(client.orders.shipping_addresses(order_id))
    assert isinstance(list(client.orders.shipments(order_id)), list)
    assert order_id in [row["id"] for row in client.orders.page(1, 10, customer_id=customer["id"], sort="id:desc")]
    add_message(store, store.state.orders[order_id], "It is on its way.")
    refund(store, store.state.orders[order_id], Decimal("1.50"), reason="A scratch")
    assert [row["type"] for row in client.orders.messages(order_id)] == ["admin"]
    assert [row["total_amount"] for row in client.orders.refunds(order_id)] == [Decimal("1.5")]
    assert client.orders.statuses()
    assert list(client.orders.iter(cart_id="00000000-0000-4000-8000-000000000000")) == []


def test_addresses(client):
    customer = client.customers.create([{"email": "abe@example.com", "first_name": "Abe", "last_name": "Quay"}])[0]
    address = {name: value for name, value in ADDRESS.items() if name not in ("email", "state_or_province_code")}
    created = client.addresses.create({**address, "customer_id": customer["id"]})
    assert client.addresses.create({**address, "customer_id": customer["id"]}) is None
    client.addresses.update({**address, "id": created["id"], "city": "Dallas"})
    assert [row["city"] for row in client.addresses.iter(customer["id"], include=("formfields",))] == ["Dallas"]
    client.addresses.delete(created["id"])
    assert list(client.addresses.iter(customer["id"])) == []


def test_geography(client):
    countries = {row["country_iso2"]: row for row in client.geography.countries()}
    assert "Oregon" in [row["state"] for row in client.geography.states(countries["US"]["id"])]
    assert list(client.geography.states(countries["IS"]["id"])) == []


def test_subscribers(client):
    row = client.subscribers.create(
        {"email": "abe@example.com", "first_name": "Abe", "source": "storefront", "channel_id": 1}
    )
    assert client.subscribers.find("Abe@example.com", channel_id=1)["id"] == row["id"]
    assert client.subscribers.find("abe@example.com", channel_id=2) is None
    client.subscribers.delete(row["id"])
    assert client.subscribers.find("abe@example.com", channel_id=1) is None


def test_wishlists(client, simple):
    customer = next(client.customers.iter(emails=["sam@example.com"]))
    item = {"product_id": simple["id"], "variant_id": simple["base_variant_id"]}
    wishlist = client.wishlists.create({"customer_id": customer["id"], "name": "Home", "is_public": False, "items": []})
    wishlist = client.wishlists.add_items(wishlist["id"], [item])
    assert [row["id"] for row in client.wishlists.iter(customer["id"])] == [wishlist["id"]]
    renamed = {"customer_id": customer["id"], "name": "Garden", "is_public": True, "items": wishlist["items"]}
    client.wishlists.update(wishlist["id"], renamed)
    wishlist = client.wishlists.get(wishlist["id"])
    assert (wishlist["name"], len(wishlist["items"])) == ("Garden", 1)
    client.wishlists.delete_item(wishlist["id"], wishlist["items"][0]["id"])
    client.wishlists.delete(wishlist["id"])
    assert list(client.wishlists.iter(customer["id"])) == []


def test_hooks(client):
    hook = client.hooks.create(
        "store/product/updated", "https://shop.example.com/bigcommerce/webhook/", headers={"X-Shop-Secret": "s" * 40}
    )
    assert client.hooks.get(hook["id"])["scope"] == "store/product/updated"
    assert client.hooks.update(hook["id"], is_active=False)["is_active"] is False
    assert hook["id"] in [known["id"] for known in client.hooks.iter()]
    client.hooks.delete(hook["id"])
    with pytest.raises(NotFound):
        client.hooks.get(hook["id"])
