"""A store in a box with a mug, a lamp and a manual, and a shopper's cart with all three."""

import pytest

from wagtail_bigcommerce.commerce.checkout import CheckoutAddress
from wagtail_bigcommerce.commerce.server_checkout import get_checkout
from wagtail_bigcommerce.demostore import DemoStore, product

MUG, LAMP, MANUAL = 7, 8, 9
#: customers that every store in a box has
SAM, KIM = 1, 2

ADA = CheckoutAddress(
    email="ada@example.com",
    country_code="US",
    first_name="Ada",
    last_name="Byron",
    address1="1 Engine Row",
    city="Austin",
    state_or_province="Texas",
    postal_code="78701",
)


@pytest.fixture
def store():
    return DemoStore(
        products=[
            product(id=MUG, name="Mug", price=10),
            product(id=LAMP, name="Lamp", price=25),
            product(id=MANUAL, name="Manual", price=5, type="digital"),
        ]
    )


@pytest.fixture
def client(store):
    return store.client(sleep=lambda seconds: None)


@pytest.fixture
def cart_id(client):
    lines = [{"product_id": MUG, "quantity": 2}, {"product_id": LAMP, "quantity": 1}]
    cart = client.carts.create(
        channel_id=1, customer_id=SAM, line_items=[*lines, {"product_id": MANUAL, "quantity": 1}]
    )
    return cart["id"]


@pytest.fixture
def checkout(client, cart_id):
    return get_checkout(client, cart_id)
