"""Writing one page of products: what the database makes of odd batches, and who is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.models import Product, SyncIssue, Variant
from wagtail_bigcommerce.signals import product_synced, product_vanished
from wagtail_bigcommerce.sync.mappers import MappingContext
from wagtail_bigcommerce.sync.products import write_products

pytestmark = pytest.mark.django_db


def write(*payloads):
    return write_products(payloads, MappingContext(), asked_at=timezone.now())


def unstorable(product_id):
    """A product with a number that no JSON column takes."""
    return product(product_id) | {"fixed_cost_shipping_price": float("nan")}


def test_counts():
    assert write(product(1), product(2)).counts() == {"created": 2, "changed": 0, "unchanged": 0}
    assert write(product(1, price=5), product(2), product(3)).counts() == {"created": 1, "changed": 1, "unchanged": 1}


def test_a_product_that_comes_twice_counts_once():
    outcome = write(product(1, "Cup"), product(1, "Mug"))
    assert outcome.counts() == {"created": 1, "changed": 0, "unchanged": 0}
    assert Product.objects.get().name == "Mug"


def test_a_variant_that_comes_twice_is_one_row():
    payload = product(1, options={"Size": ["S", "M"]})
    payload["variants"].append(dict(payload["variants"][0]))
    write(payload)
    assert Variant.objects.count() == 2


def test_products_that_share_a_variant_do_not_break_the_page():
    one, other = product(1), product(2)
    other["variants"][0]["id"] = one["variants"][0]["id"]
    assert write(one, other).created == 2
    assert Variant.objects.count() == 1


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"name": ""}, "no id or no name"),
        ({"name": None}, "no id or no name"),
        ({"variants": None}, "without its variants"),
        ({"price": 10**20}, "out of range"),
    ],
)
def test_a_product_that_cannot_be_mapped_is_an_issue_and_the_others_are_written(broken, reason):
    outcome = write(product(1), product(2) | broken, product(3))
    assert [(issue.bigcommerce_id, reason in issue.reason) for issue in outcome.issues] == [(2, True)]
    assert set(Product.objects.values_list("bigcommerce_id", flat=True)) == {1, 3}


def test_a_product_without_an_id_is_an_issue():
    outcome = write(product(1) | {"id": None}, product(2))
    assert [issue.bigcommerce_id for issue in outcome.issues] == [None]
    assert Product.objects.get().bigcommerce_id == 2


def test_a_shape_that_nobody_has_seen_is_an_issue(caplog):
    outcome = write(product(1), product(2) | {"brand_id": 3, "variants": [{"id": 9, "option_values": [{"id": [1]}]}]})
    assert outcome.created + len(outcome.issues) == 2
    assert Product.objects.filter(bigcommerce_id=1).exists()


def test_a_product_that_cannot_be_mapped_keeps_what_it_was():
    write(product(1, "Mug"))
    write(product(1, "Mug", price=10) | {"variants": None})
    assert Product.objects.get().variants.count() == 1


def test_a_product_that_the_database_refuses_is_an_issue_and_the_others_are_written():
    outcome = write(*(product(number) for number in range(1, 8)), unstorable(8), product(9))
    assert [issue.bigcommerce_id for issue in outcome.issues] == [8]
    assert "refused" in outcome.issues[0].reason
    assert outcome.created == Product.objects.count() == 8
    assert Variant.objects.count() == 8


def test_characters_that_databases_refuse_are_left_out():
    write(product(1, "Mu\x00g\ud800", description="<p>a\x00b</p>", custom_fields={"Gl\x00aze": "Blue\udc00"}))
    row = Product.objects.get()
    assert (row.name, row.description) == ("Mug", "<p>ab</p>")
    assert row.custom_fields[0]["name"] == "Glaze"
    assert row.payload["name"] == "Mug"


def test_statements_do_not_grow_with_the_page():
    def statements(numbers):
        with CaptureQueriesContext(connection) as queries:
            write(*(product(number, options={"Size": ["S", "M"]}) for number in numbers))
        return len([query for query in queries if "indexentry" not in query["sql"]])

    assert statements(range(1, 3)) == statements(range(100, 112))


class TestSignals:
    @pytest.fixture
    def synced(self):
        heard = []

        def receive(sender, product, created, changed_fields, **kwargs):
            heard.append((product.bigcommerce_id, created, changed_fields))

        product_synced.connect(receive)
        yield heard
        product_synced.disconnect(receive)

    def test_a_new_product(self, synced):
        write(product(1))
        [(product_id, created, fields)] = synced
        assert (product_id, created) == (1, True)
        assert {"name", "price", "options"} <= fields

    def test_a_changed_product_says_what_changed(self, synced):
        write(product(1))
        synced.clear()
        write(product(1, price=12))
        [(product_id, created, fields)] = synced
        assert (product_id, created) == (1, False)
        assert fields == {"price", "calculated_price", "price_min", "price_max"}

    def test_an_unchanged_product_says_nothing(self, synced):
        write(product(1))
        synced.clear()
        write(product(1))
        assert synced == []

    def test_a_receiver_gets_what_editors_own_too(self):
        write(product(1))
        Product.objects.update(seo_title="Ours")
        titles = []

        def receive(sender, product, **kwargs):
            titles.append(product.seo_title)
            product.save()

        product_synced.connect(receive)
        write(product(1, price=12))
        product_synced.disconnect(receive)
        assert titles == ["Ours"]
        assert Product.objects.get().seo_title == "Ours"

    def test_vanished(self, bigcommerce, import_catalog):
        for product_id in (1, 2):
            bigcommerce.add_product(product(product_id))
        import_catalog()
        bigcommerce.delete_product(1)
        heard = []

        def receive(sender, product, **kwargs):
            heard.append((product.bigcommerce_id, product.vanished_at is not None))

        product_vanished.connect(receive)
        import_catalog()
        product_vanished.disconnect(receive)
        assert heard == [(1, True)]


def test_issues_of_a_run_are_kept(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1))
    bigcommerce.add_product(product(2, price=10**20))
    run = import_catalog()
    assert (run.status, run.counts["issues"]) == ("finished", 1)
    issue = SyncIssue.objects.get()
    assert (issue.run, issue.object_type, issue.bigcommerce_id) == (run, "product", 2)
    assert "out of range" in issue.reason
