"""The operations against the store in a box, which checks their text and their variables."""

import uuid
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from wagtail_bigcommerce.client import GraphQLError, login_token
from wagtail_bigcommerce.client.graphql import checkouts, customers
from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.demostore.wallet import add_gift_certificate

from ..conftest import API, envelope

MUG = 7
SAM = 1
GRAPHQL = "https://store-abc123-1.mybigcommerce.com/graphql"


@pytest.fixture
def store():
    return DemoStore(products=[product(id=MUG, name="Mug", price=10)])


@pytest.fixture
def shop(store):
    return store.client()


@pytest.fixture
def cart_id(shop):
    return shop.carts.create(channel_id=1, line_items=[{"product_id": MUG, "quantity": 3}])["id"]


def test_gift_certificates(store, shop, cart_id):
    add_gift_certificate(store, "A-1", Decimal("12.50"))
    add_gift_certificate(store, "B-2", Decimal(100))
    storefront = shop.storefront(1)
    (first,) = checkouts.apply_gift_certificate(storefront, cart_id, "A-1")
    assert (first.code, first.used, first.balance, first.currency) == ("A-1", Decimal("12.5"), Decimal("12.5"), "USD")
    assert "A-1" not in repr(first)
    both = checkouts.apply_gift_certificate(storefront, cart_id, "B-2")
    assert [row.used for row in both] == [Decimal("12.5"), Decimal("17.5")]
    (left,) = checkouts.remove_gift_certificate(storefront, cart_id, "A-1")
    assert (left.code, left.used) == ("B-2", Decimal(30))
    with pytest.raises(GraphQLError) as caught:
        checkouts.apply_gift_certificate(storefront, cart_id, "NOSUCH")
    assert caught.value.messages == ("The gift certificate code is invalid",)


def test_the_currency_of_a_cart(store, shop, cart_id):
    with pytest.raises(GraphQLError):
        checkouts.update_cart_currency(shop.storefront(1), cart_id, "XXX")
    new_id = checkouts.update_cart_currency(shop.storefront(1), cart_id, "USD")
    assert new_id != cart_id
    assert shop.carts.get(new_id)["currency"]["code"] == "USD"


def test_password_rules(shop):
    rules = customers.password_rules(shop.storefront(1))
    assert (rules.minimum_length, rules.require_numbers, rules.require_upper_case) == (7, True, False)


def test_a_password_reset_tells_nobody_who_is_a_customer(store, shop):
    customers.request_password_reset(shop.storefront(1), "sam@example.com", path="/account/password/")
    customers.request_password_reset(shop.storefront(1), "nobody@example.com")
    assert store.state.storefront.password_resets == [(SAM, "/account/password/")]


def test_a_login_goes_on_in_the_hosted_store(store, shop, cart_id):
    token = login_token(
        client_id=store.client_id,
        client_secret=store.client_secret,
        store_hash=store.hash,
        customer_id=SAM,
        channel_id=1,
        issued_at=datetime.now(UTC),
        token_id=str(uuid.uuid4()),
    )
    storefront = shop.storefront(1)
    access = customers.log_in(storefront, token, cart_id=cart_id)
    assert access.customer_id == SAM
    assert access.expires_at > datetime.now(UTC)
    assert access.token not in repr(access)
    assert shop.carts.get(cart_id)["customer_id"] == SAM
    sync = customers.session_sync(
        storefront,
        "/checkout",
        customer_access_token=access.token,
        cart_id=cart_id,
        visit_id=uuid.uuid4(),
        visitor_id=uuid.uuid4(),
    )
    assert sync.url == f"{store.base_url}/session-sync?jwt={sync.token}"
    assert sync.token not in repr(sync)


def test_a_login_token_of_somebody_else(shop):
    with pytest.raises(GraphQLError):
        customers.log_in(shop.storefront(1), "no.token")


def test_a_session_of_a_cart_that_is_gone(shop):
    with pytest.raises(GraphQLError) as caught:
        customers.session_sync(shop.storefront(1), "/checkout", cart_id="gone")
    assert caught.value.codes == ("GenerateSessionSyncTokenCartNotFound",)


@pytest.mark.parametrize(
    ("ask", "data"),
    [
        (lambda storefront: customers.password_rules(storefront), {"site": None}),
        (lambda storefront: customers.log_in(storefront, "a"), {"loginWithCustomerLoginJwt": None}),
        (
            lambda storefront: customers.log_in(storefront, "a"),
            {"loginWithCustomerLoginJwt": {"customerAccessToken": {"value": ""}, "customer": {"entityId": 1}}},
        ),
        (
            lambda storefront: customers.log_in(storefront, "a"),
            {"loginWithCustomerLoginJwt": {"customerAccessToken": {"value": "v"}, "customer": {"entityId": "1"}}},
        ),
        (
            lambda storefront: checkouts.update_cart_currency(storefront, "c", "USD"),
            {"cart": {"updateCartCurrency": {"cart": None}}},
        ),
        (
            lambda storefront: checkouts.apply_gift_certificate(storefront, "c", "A"),
            {"checkout": {"applyCheckoutGiftCertificate": {"checkout": None}}},
        ),
        (
            lambda storefront: customers.request_password_reset(storefront, "a@b.c"),
            {"customer": {"requestResetPassword": {"errors": [{"__typename": "ValidationError"}]}}},
        ),
    ],
)
def test_null_is_a_refusal(wire, client, ask, data):
    wire.post(f"{API}/v3/storefront/api-token-private", json=envelope({"token": "private-1"}))
    wire.post(GRAPHQL, json={"data": data})
    with pytest.raises(GraphQLError):
        ask(client.storefront(1))
