"""Trees, categories, brands, and which product is where."""

import pytest

from wagtail_bigcommerce.demostore import DemoStore, brand, category, product

CATEGORIES = "/v3/catalog/trees/categories"


@pytest.fixture
def store(clock):
    return DemoStore(
        products=[
            product(id=1, name="Mug", categories=[11]),
            product(id=2, name="Bowl", categories=[10, 11]),
        ],
        categories=[
            category(10, "Kitchen"),
            category(11, "Cups", parent_id=10, url={"path": "/kitchen/cups/", "is_customized": False}),
            category(12, "Attic", is_visible=False, sort_order=-1),
        ],
        brands=[brand(1, "Zeta"), brand(2, "Alpha")],
        clock=clock,
    )


def test_a_tree_belongs_to_a_channel(api):
    assert api.rows("/v3/catalog/trees?channel_id:in=1") == [{"id": 1, "name": "Default catalog tree", "channels": [1]}]
    assert api.rows("/v3/catalog/trees?channel_id:in=2") == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", [10, 11, 12]),
        ("tree_id:in=1&limit=2", [10, 11]),
        ("tree_id:in=7", []),
        ("parent_id:in=10", [11]),
        ("category_id:not_in=10,11", [12]),
        ("is_visible=false", [12]),
        ("name:like=up", [11]),
        ("name=Kitchen", [10]),
        ("keyword=att", [12]),
    ],
)
def test_flat_categories(api, query, ids):
    assert api.ids(f"{CATEGORIES}?{query}", key="category_id") == ids


def test_flat_categories_keep_their_id_whatever_fields_are_chosen(api):
    assert api.rows(f"{CATEGORIES}?category_id:in=11&include_fields=name") == [{"category_id": 11, "name": "Cups"}]


def test_the_nested_tree_uses_other_names(api):
    attic, kitchen = api.rows("/v3/catalog/trees/1/categories")
    assert (attic["id"], attic["is_visible"]) == (12, False)
    cups = kitchen["children"][0]
    assert (cups["id"], cups["depth"], cups["path"], cups["url"]) == (11, 1, [10, 11], "/kitchen/cups/")
    assert api.rows("/v3/catalog/trees/1/categories?depth=0")[1]["children"] == []
    assert api.get("/v3/catalog/trees/5/categories").status_code == 404


def test_products_of_a_category_have_a_manual_order(api):
    url = "/v3/catalog/categories/11/products/sort-order"
    assert api.ids(url, key="product_id") == [1, 2]
    assert api.put(url, json=[{"product_id": 1, "sort_order": 5}]).status_code == 200
    assert api.rows(url) == [{"product_id": 2, "sort_order": 0}, {"product_id": 1, "sort_order": 5}]
    assert api.put(url, json=[{"product_id": 99, "sort_order": 5}]).status_code == 422
    assert api.get("/v3/catalog/categories/99/products/sort-order").status_code == 404


def test_brands(api):
    assert api.ids("/v3/catalog/brands") == [1, 2]
    assert api.ids("/v3/catalog/brands?sort=name") == [2, 1]
    assert api.ids("/v3/catalog/brands?id:in=2") == [2]
    assert api.ids("/v3/catalog/brands?name:like=zet") == [1]
    assert api.rows("/v3/catalog/brands/1")["custom_url"]["url"] == "/brands/zeta/"
    assert api.get("/v3/catalog/brands/9").status_code == 404


def test_channel_assignments_decide_what_is_sold_where(api, store):
    url = "/v3/catalog/products/channel-assignments"
    second = store.add_channel("Second")["id"]
    assert api.rows(f"{url}?channel_id:in=1&product_id:in=2") == [{"product_id": 2, "channel_id": 1}]
    assert api.put(url, json=[{"product_id": 2, "channel_id": second}]).status_code == 204
    assert api.ids(f"/v3/catalog/products?channel_id:in={second}") == [2]
    assert api.delete(f"{url}?channel_id:in={second}").status_code == 204
    assert api.ids(f"/v3/catalog/products?channel_id:in={second}") == []
    assert api.rows(url) == [{"product_id": 1, "channel_id": 1}, {"product_id": 2, "channel_id": 1}]


def test_assignments_of_what_does_not_exist_are_refused_and_deleting_needs_a_filter(api):
    url = "/v3/catalog/products/channel-assignments"
    assert api.put(url, json=[{"product_id": 99, "channel_id": 1}]).status_code == 422
    assert api.put(url, json=[{"product_id": 1, "channel_id": 99}]).status_code == 422
    assert api.delete(url).status_code == 422
    assert len(api.rows(url)) == 2


def test_category_assignments(api):
    url = "/v3/catalog/products/category-assignments"
    assert api.rows(f"{url}?category_id:in=11") == [
        {"product_id": 1, "category_id": 11},
        {"product_id": 2, "category_id": 11},
    ]
