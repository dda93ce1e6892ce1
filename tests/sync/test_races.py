"""Imports, webhooks and other imports beside each other: the later answer wins, whoever writes last."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.models import Product, SyncRun, Variant
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.sync import product_phases, products
from wagtail_bigcommerce.sync.context import load_context
from wagtail_bigcommerce.sync.details import write_details
from wagtail_bigcommerce.sync.fetching import Fetched
from wagtail_bigcommerce.sync.products import write_products
from wagtail_bigcommerce.sync.refresh import refresh_products
from wagtail_bigcommerce.sync.refusals import ImportAlreadyRunning
from wagtail_bigcommerce.sync.source import Source
from wagtail_bigcommerce.sync.stock import refresh_stock


@pytest.fixture
def stocked(bigcommerce, import_catalog):
    for product_id in (1, 2, 3):
        bigcommerce.add_product(product(product_id, price=10))
    import_catalog()
    return bigcommerce


@pytest.fixture
def between_page_and_rows(monkeypatch):
    """Calls something once, when a page of the first pass has arrived and is about to be written."""

    def arrange(happens):
        def write(*arguments, **options):
            monkeypatch.setattr(product_phases, "write_products", write_products)
            happens()
            return write_products(*arguments, **options)

        monkeypatch.setattr(product_phases, "write_products", write)

    return arrange


def prices():
    return {row.bigcommerce_id: int(row.price) for row in Product.objects.all()}


def test_a_page_does_not_overwrite_what_a_webhook_brought_since(stocked, import_catalog, between_page_and_rows):
    stocked.update_product(1, price=11)
    stocked.update_product(2, price=12)

    def webhook():
        stocked.update_product(1, price=99)
        refresh_products(get_client(background=True), [1])

    between_page_and_rows(webhook)
    before = len(stocked.requests)
    run = import_catalog()
    assert run.status == "finished"
    assert prices() == {1: 99, 2: 12, 3: 10}
    asked_again = [each for each in stocked.requests[before:] if each.params.get("id:in", "").startswith("1")]
    assert len([each for each in asked_again if "variants" in each.params["include"]]) == 2


def test_what_else_changed_is_not_lost_when_only_the_stock_was_newer(stocked, import_catalog, between_page_and_rows):
    stocked.update_product(1, price=11, inventory_tracking="product", inventory_level=5)

    def order():
        stocked.update_product(1, inventory_level=4)
        refresh_stock(get_client(background=True), 1)

    between_page_and_rows(order)
    import_catalog()
    row = Product.objects.get(bigcommerce_id=1)
    assert (row.price, row.inventory_level) == (11, 4)


def test_an_older_answer_is_not_written_whatever_its_dates_say(stocked):
    source = Source(get_client())
    asked_at, old = timezone.now() - timedelta(seconds=5), source.product_page(ids=[1]).items
    stocked.state.products[1]["price"] = 55
    refresh_products(get_client(), [1])
    outcome = write_products(old, load_context(), asked_at=asked_at)
    assert (outcome.contested, outcome.changed) == ([1], 0)
    assert prices()[1] == 55


def test_a_row_that_changes_while_a_page_is_mapped_is_left_alone(stocked):
    """The rows are looked at once more when they are locked."""
    stocked.update_product(1, price=11)
    asked_at = timezone.now()
    page = Source(get_client()).product_page(ids=[1, 2]).items
    original = products._uncontested

    def late(prepared):
        Product.objects.filter(bigcommerce_id=1).update(price=77, synced_at=timezone.now())
        return original(prepared)

    with patch.object(products, "_uncontested", late):
        outcome = write_products(page, load_context(), asked_at=asked_at)
    assert outcome.contested == [1]
    assert prices()[1] == 77


def test_options_that_were_read_later_stay(stocked):
    source = Source(get_client())
    asked_at, old = timezone.now(), source.details_page([1])
    stocked.state.products[1]["modifiers"] = product(1, modifiers=[{"display_name": "Engraving"}])["modifiers"]
    refresh_products(get_client(), [1])
    write_details([([1], Fetched(old, asked_at))])
    assert [each["name"] for each in Product.objects.get(bigcommerce_id=1).modifiers] == ["Engraving"]


def test_older_stock_is_not_written(stocked):
    stocked.update_product(1, inventory_tracking="product", inventory_level=5)
    refresh_products(get_client(), [1])
    Product.objects.filter(bigcommerce_id=1).update(synced_at=timezone.now() + timedelta(seconds=5), inventory_level=3)
    refresh_stock(get_client(), 1)
    assert Product.objects.get(bigcommerce_id=1).inventory_level == 3


def test_a_refresh_costs_few_statements(stocked, django_assert_max_num_queries):
    stocked.update_product(1, price=12)
    with django_assert_max_num_queries(30):
        refresh_products(get_client(), [1])


def test_a_second_import_at_the_same_time_is_refused_and_disturbs_nothing(stocked, import_catalog):
    stocked.update_product(1, price=11)
    refused = []

    def second(run, phase, done, total):
        with pytest.raises(ImportAlreadyRunning) as caught:
            import_catalog()
        refused.append(caught.value)

    run = import_catalog(progress=second)
    assert (run.status, prices()[1], SyncRun.objects.filter(status="finished").count()) == ("finished", 11, 2)
    assert refused


class TestOldDetails:
    """Edits of options and modifiers that move no date and show in no page."""

    @pytest.fixture
    def shelf(self, bigcommerce, import_catalog):
        for product_id in range(1, 15):
            bigcommerce.add_product(product(product_id))
        import_catalog()
        for each in bigcommerce.state.products.values():
            each["modifiers"] = product(each["id"], modifiers=[{"display_name": "Engraving"}])["modifiers"]
        return bigcommerce

    def engraved(self):
        return sum(bool(row.modifiers) for row in Product.objects.all())

    def test_are_found_within_a_week_of_full_imports(self, shelf, import_catalog):
        Product.objects.update(details_synced_at=timezone.now() - timedelta(days=1))
        for night in range(1, 8):
            import_catalog()
            assert self.engraved() == 2 * night

    def test_are_not_looked_for_right_after_an_import(self, shelf, import_catalog):
        before = len(shelf.requests)
        import_catalog()
        assert not [each for each in shelf.requests[before:] if "modifiers" in each.params.get("include", "")]

    def test_that_changed_nothing_announce_nothing(self, bigcommerce, import_catalog):
        bigcommerce.add_product(product(1))
        import_catalog()
        Product.objects.update(details_synced_at=timezone.now() - timedelta(days=1))
        run = import_catalog()
        assert run.counts["details"] == {"created": 0, "changed": 0, "unchanged": 1}


def test_a_product_without_details_is_not_asked_for_in_every_run(stocked, import_catalog):
    """BigCommerce may not give a product that it listed; nothing changed means nothing to ask."""
    Product.objects.create(bigcommerce_id=77, name="Ghost", slug="ghost")
    import_catalog(kind="incremental")
    before = len(stocked.requests)
    import_catalog(kind="incremental")
    assert len(stocked.requests) - before == 3
    assert Variant.objects.filter(product__bigcommerce_id=77).count() == 0
