"""A few products, read anew outside of any run."""

import pytest

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.models import Product, SyncRun
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.sync.refresh import refresh_products
from wagtail_bigcommerce.sync.runs import start_run


@pytest.fixture
def refresh(bigcommerce, db):
    return lambda *ids: refresh_products(get_client(background=True), ids)


def test_reads_what_changed_with_its_options(bigcommerce, import_catalog, refresh):
    bigcommerce.add_product(product(1))
    import_catalog()
    bigcommerce.update_product(1, price=99, modifiers=product(1, modifiers=[{"display_name": "Note"}])["modifiers"])
    before = len(bigcommerce.requests)
    outcome = refresh(1)
    row = Product.objects.get()
    assert (row.price, [each["name"] for each in row.modifiers]) == (99, ["Note"])
    assert (outcome.changed, len(bigcommerce.requests) - before) == (1, 2)


def test_reads_new_products(bigcommerce, import_catalog, refresh):
    import_catalog()
    bigcommerce.add_product(product(1, options={"Size": ["S"]}))
    refresh(1)
    assert Product.objects.get().details_synced_at is not None


def test_marks_what_is_confirmed_gone(bigcommerce, import_catalog, refresh):
    bigcommerce.add_product(product(1))
    import_catalog()
    bigcommerce.delete_product(1)
    refresh(1, 4711)
    assert Product.objects.get().vanished_at is not None


def test_an_empty_answer_is_no_confirmation(bigcommerce, import_catalog, refresh):
    bigcommerce.add_product(product(1))
    import_catalog()
    body = {
        "data": [],
        "meta": {"pagination": {"total": 0, "count": 0, "per_page": 250, "current_page": 1, "links": {}}},
    }
    bigcommerce.faults.next(200, path="/v3/catalog/products", body=body)
    refresh(1)
    assert Product.objects.get().vanished_at is None


def test_works_beside_a_run(bigcommerce, import_catalog, refresh):
    bigcommerce.add_product(product(1))
    start_run(get_client(background=True), kind="full")
    refresh(1)
    assert Product.objects.count() == 1
    assert SyncRun.objects.get().status == "running"
