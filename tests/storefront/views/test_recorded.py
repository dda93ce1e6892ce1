"""Recordings of real stores, sold: each product has its page, goes into the cart as its form says, and is paid for."""

import pytest

from tests.conftest import STORE_URL
from tests.sync.conftest import RECORDED
from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.load import load_path
from wagtail_bigcommerce.models import Product

from .visitors import Visitor

SOURCES = [RECORDED / "isabella232-bigcommerce", RECORDED / "fusionary-Fusionary.BigCommerceApi"]


@pytest.fixture(params=SOURCES, ids=lambda folder: folder.name)
def store(request):
    return DemoStore(catalog=load_path(request.param, f"{STORE_URL}/images"), base_url=STORE_URL)


def chosen(form):
    """The first possible value of every option, as a visitor without JavaScript posts it."""
    fields = {}
    for field in form.select("[name^=option_]"):
        if field.name == "select":
            fields.setdefault(field["name"], field.select_one("option[value]:not([value=''])")["value"])
        else:
            fields.setdefault(field["name"], field["value"])
    return fields


if RECORDED.is_dir():

    def test_every_recorded_product_can_be_bought(imported, store):
        visitor = Visitor(store)
        for count, product in enumerate(Product.objects.all(), start=1):
            form = visitor.page(f"/shop/products/{product.slug}/").select_one("[data-product-form]")
            cart = visitor.add(product.bigcommerce_id, **chosen(form))
            assert cart["errors"] == [], product.name
            assert len(cart["items"]) == count
        total = cart["total"]
        url = visitor.submit_with_token("/checkout/", "/checkout/url/", mode="redirect")["Location"]
        assert visitor.pay(url).status_code == 200
        confirmation = visitor.page("/checkout/complete/").text
        assert all(product.name in confirmation for product in Product.objects.all())
        assert total.split(".")[0] in confirmation.replace(",", "")
