from copy import deepcopy
from functools import partial

import pytest

from tests.conftest import STORE_URL
from wagtail_bigcommerce.client import BigCommerceClient
from wagtail_bigcommerce.demostore import DemoStore, product

from .visitors import Visitor

#: of each kind one, with ids that tests can name
PRODUCTS = [
    product(id=7, name="Mug", sku="MUG", price=12, images=[f"{STORE_URL}/images/mug.png"]),
    product(id=8, name="Harbour tee", sku="TEE", price=25, options={"Size": ["S", "M"], "Colour": ["Blue", "Red"]}),
    product(id=9, name="Gift box", price=30, sale_price=20, modifiers=[{"display_name": "Note"}, {"type": "date"}]),
]


@pytest.fixture
def store():
    """A store that sells three things."""
    return DemoStore(products=deepcopy(PRODUCTS), base_url=STORE_URL)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    """The client counts the seconds between its attempts as ever, and does not sit them out."""
    patient = partial(BigCommerceClient, sleep=lambda seconds: None)
    monkeypatch.setattr("wagtail_bigcommerce.store.BigCommerceClient", patient)


@pytest.fixture
def visitor(imported, store):
    """Somebody who opens the shop for the first time."""
    store.requests.clear()
    return Visitor(store)
