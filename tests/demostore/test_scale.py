"""Catalogs too large to hold: made on demand, and the same as if they were held."""

import json
import tracemalloc

import pytest

from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.demo import build_catalog, large_catalog, on_demand

from .sessions import StoreSession

INCLUDES = "variants,images,custom_fields,bulk_pricing_rules,videos,channels"


def session(size):
    base_url = "http://demostore.localhost"
    return StoreSession(DemoStore(catalog=large_catalog(size, image_base_url=f"{base_url}/images"), base_url=base_url))


@pytest.fixture
def api():
    return session(300)


@pytest.fixture(scope="module")
def held():
    """The same catalog, held as a whole."""
    return StoreSession(DemoStore(catalog=build_catalog(300, image_base_url="http://demostore.localhost/images")))


@pytest.mark.parametrize(
    "url",
    [
        f"products?limit=250&include={INCLUDES}",
        "products?limit=250&sort=id&direction=asc&id:greater=10050",
        "products?limit=250&sort=id&direction=desc&id:greater=10050&page=1",
        "products?limit=10&include=options,modifiers&id:greater=1100",
        "products?limit=250&include=parent_relations,primary_image",
        "products?limit=50&date_modified:min=2025-03-01T00:00:00Z&sort=date_modified&direction=desc",
        "products?limit=50&is_visible=true&categories:in=12&sort=name",
        "products?keyword=breakwater",
        "products?id:in=101,10003",
        "products?channel_id:in=1&limit=5&page=3",
        "products/10003?include=variants,options",
        "products/10003/variants",
        "variants?product_id:in=10000,10001",
        "products/channel-assignments?limit=100&page=2",
        "products/channel-assignments?product_id:in=10003,102",
        "products/category-assignments?limit=100&page=2",
        "categories/12/products/sort-order?limit=100",
        "summary",
    ],
)
def test_every_list_is_what_a_catalog_that_is_held_answers(api, held, url):
    made, expected = api.get(f"/v3/catalog/{url}"), held.get(f"/v3/catalog/{url}")
    assert made.status_code == 200
    assert made.json() == expected.json()


def test_a_hundred_thousand_are_paged_by_id(held):
    api, after, seen = session(100_000), 60_000, []
    for _ in range(3):
        answer = api.get(f"/v3/catalog/products?sort=id&direction=asc&limit=250&id:greater={after}").json()
        seen += [row["id"] for row in answer["data"]]
        after = seen[-1]
    assert seen == list(range(60_001, 60_751))
    assert answer["meta"]["pagination"]["total"] == 100_000 - 99 + 10_000 - 60_501
    assert api.get("/v3/catalog/products?limit=1").json()["meta"]["pagination"]["total"] == 100_000


def test_reading_takes_next_to_no_memory():
    products = large_catalog(20_000).products
    tracemalloc.start()
    try:
        for product_id in range(10_000, 12_000):
            products.read(product_id)
        grown, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # Held, they would take some 35 MB; what is remembered for filters is a small part of that.
    assert grown < 4_000_000


class TestChanges:
    def test_what_is_changed_stays_changed(self, api, monkeypatch):
        monkeypatch.setattr(on_demand, "KEPT", 3)
        store = api.store
        store.update_product(10_005, name="Changed", price=3)
        # The store itself changes rows in place too, as it does with the stock of what is sold.
        store.state.products[10_006]["total_sold"] = 4_000
        for product_id in range(10_010, 10_030):
            assert store.state.products[product_id]["id"] == product_id
        rows = api.rows("/v3/catalog/products?id:in=10005,10006")
        assert (rows[0]["name"], rows[0]["price"], rows[1]["total_sold"]) == ("Changed", 3, 4_000)
        assert api.ids("/v3/catalog/products?sort=total_sold&direction=desc&limit=1") == [10_006]
        assert len(store.state.products.kept()) < 99 + 10

    def test_what_was_only_looked_at_is_let_go(self, api, monkeypatch):
        monkeypatch.setattr(on_demand, "KEPT", 3)
        products = api.store.state.products
        before = len(products.kept())
        for product_id in range(10_000, 10_030):
            api.get(f"/v3/catalog/products/{product_id}")
        assert len(products.kept()) == before + 3

    def test_products_come_and_go(self, api):
        store, products = api.store, api.store.state.products
        store.delete_product(10_003)
        store.delete_product(101)
        assert {10_003, 101}.isdisjoint(products)
        assert api.get("/v3/catalog/products/10003").status_code == 404
        assert api.get("/v3/catalog/products?limit=1").json()["meta"]["pagination"]["total"] == 298
        assert 10_003 not in api.ids("/v3/catalog/products/channel-assignments?limit=250", key="product_id")
        with pytest.raises(KeyError):
            store.delete_product(10_003)
        again = {**products[10_004], "id": 10_003}
        store.add_product(again)
        assert api.ids("/v3/catalog/products?id:greater=10001&limit=3") == [10_002, 10_003, 10_004]

    def test_a_category_that_goes_leaves_its_products(self, api):
        (row,) = api.rows("/v3/catalog/products?categories:in=12&limit=1")
        api.store.delete_category(12)
        assert 12 not in api.rows(f"/v3/catalog/products/{row['id']}")["categories"]
        assert api.ids("/v3/catalog/products?categories:in=12") == []

    def test_pictures_move_with_the_store(self, api):
        api.get("/v3/catalog/products/10000")
        api.store.move_to("http://localhost:9")
        api.store.base_url = "http://localhost:9"
        for product_id in (101, 10_000, 10_007):
            text = json.dumps(api.store.state.products[product_id])
            assert "http://localhost:9/images/" in text
            assert "demostore.localhost" not in text
