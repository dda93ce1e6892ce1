"""What an import would change, before anything is written."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, ReferenceIndex

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.models import Brand, Product
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.sync.preview import preview_import

WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def preview(bigcommerce, db):
    def run(**options):
        seen = preview_import(get_client(background=True), **{"kind": "full", **options})
        json.dumps(seen)  # plain data
        return seen

    return run


def changed_fields(difference):
    return {change["field"]: (change["old"], change["new"]) for change in difference["fields"]}


@pytest.fixture
def stocked(bigcommerce, import_catalog):
    bigcommerce.state.brands[3] = {"id": 3, "name": "Common Good"}
    bigcommerce.add_product(product(1, "Mug", price=12, brand_id=3, description="<p>Blue</p>"))
    bigcommerce.add_product(product(2, "Cup"))
    bigcommerce.add_product(product(3, "Jug", options={"Size": ["S", "L"]}))
    import_catalog()
    return bigcommerce


def test_a_first_import_is_all_new(bigcommerce, preview):
    bigcommerce.state.brands[3] = {"id": 3, "name": "Common Good"}
    bigcommerce.add_product(product(1, "Mug", brand_id=3))
    seen = preview()
    assert seen["products"]["counts"] == {"created": 1, "changed": 0, "unpublished": 0}
    assert [(each["bigcommerce_id"], each["name"]) for each in seen["products"]["created"]] == [(1, "Mug")]
    assert [each["name"] for each in seen["brands"]["created"]] == ["Common Good"]
    assert not Product.objects.exists()
    assert not Brand.objects.exists()


def test_nothing_to_do(stocked, preview):
    seen = preview()
    assert seen["status"] == "finished"
    for kind in ("products", "categories", "brands"):
        assert set(seen[kind]["counts"].values()) == {0}


def test_changes_field_by_field_and_nothing_is_written(stocked, preview):
    stocked.update_product(1, price=15.5, description="<p>Red</p>", brand_id=0)
    with CaptureQueriesContext(connection) as queries:
        seen = preview()
    assert [query["sql"] for query in queries if query["sql"].startswith(WRITES)] == []
    (difference,) = seen["products"]["changed"]
    assert difference["name"] == "Mug"
    changes = changed_fields(difference)
    assert changes["price"] == ("12", "15.5")
    assert changes["description"] == ("<p>Blue</p>", "<p>Red</p>")
    assert changes["brand_id"] == ("Common Good", "")
    label = next(change["label"] for change in difference["fields"] if change["field"] == "price")
    assert label == "price"


def test_changes_of_variants(stocked, preview):
    small = stocked.state.products[3]["variants"][0]
    stocked.update_variant(3, small["id"], price=9)
    seen = preview()
    (difference,) = seen["products"]["changed"]
    assert changed_fields(difference)[f"variants[{small['sku'] or small['id']}].price"] == (None, "9")


def test_what_no_column_shows(stocked, preview):
    stocked.update_product(2, tax_class_id=7)
    (difference,) = preview()["products"]["changed"]
    assert "payload.tax_class_id" in changed_fields(difference)


def test_gone_hidden_and_sold_nowhere_are_unpublished(stocked, preview):
    stocked.delete_product(1)
    stocked.update_product(2, is_visible=False)
    stocked.unassign(3, 1)
    seen = preview()
    assert {each["bigcommerce_id"] for each in seen["products"]["unpublished"]} == {1, 2, 3}
    assert Product.objects.get(bigcommerce_id=1).vanished_at is None


def test_a_brand_that_would_change(stocked, preview):
    stocked.state.brands[3]["name"] = "Uncommon Good"
    (difference,) = preview()["brands"]["changed"]
    assert changed_fields(difference)["name"] == ("Common Good", "Uncommon Good")


def test_where_it_is_used(stocked, preview):
    mug = Product.objects.get(bigcommerce_id=1)
    page = Page.objects.get(depth=2)
    ReferenceIndex.objects.create(
        base_content_type=ReferenceIndex._get_base_content_type(page),
        content_type=page.content_type,
        object_id=page.pk,
        to_content_type=ReferenceIndex._get_base_content_type(mug),
        to_object_id=mug.pk,
        model_path="body.item",
        content_path="body.1",
        content_path_hash="0" * 32,
    )
    stocked.update_product(1, price=99)
    (difference,) = preview()["products"]["changed"]
    place = {"type": "wagtailcore.page", "id": page.pk, "title": page.title}
    assert difference["used_on"] == {"count": 1, "places": [place]}


def test_what_cannot_be_read_is_told(stocked, preview):
    stocked.update_product(2, price=10**17)
    (issue,) = preview()["issues"]
    assert (issue["object_type"], issue["bigcommerce_id"]) == ("product", 2)


def test_it_is_bounded(bigcommerce, preview):
    for product_id in range(1, 8):
        bigcommerce.add_product(product(product_id))
    seen = preview(limit=3)
    assert len(seen["products"]["created"]) == 3
    assert seen["products"]["counts"]["created"] == 7


def test_long_values_are_cut(stocked, preview):
    stocked.update_product(1, description="<p>" + "word " * 500 + "</p>")
    (difference,) = preview()["products"]["changed"]
    assert len(changed_fields(difference)["description"][1]) == 300
