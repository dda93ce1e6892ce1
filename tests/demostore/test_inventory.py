"""Stock by location."""

import pytest

from wagtail_bigcommerce.demostore import DemoStore, product

URL = "/v3/inventory/items"


@pytest.fixture
def store(clock):
    return DemoStore(
        products=[
            product(id=1, sku="ONE", inventory_tracking="product", inventory_level=4, inventory_warning_level=5),
            product(id=2, sku="TWO"),
            product(
                id=3,
                sku="THREE",
                inventory_tracking="variant",
                options={"Size": ["S", "M"]},
                variants=[{"inventory_level": 0}, {"inventory_level": 9}],
            ),
        ],
        clock=clock,
    )


def stock(api, query):
    return {
        row["identity"]["variant_id"]: (place["available_to_sell"], place["settings"]["is_in_stock"])
        for row in api.rows(URL + query)
        for place in row["locations"]
    }


def test_each_variant_has_its_stock(api):
    assert stock(api, "") == {1001: (4, True), 2001: (0, True), 3001: (0, False), 3002: (9, True)}
    (row,) = api.rows(f"{URL}?sku:in=one")
    assert row["locations"][0]["settings"]["warning_level"] == 5


def test_they_are_found_by_what_they_are_and_where(api):
    assert set(stock(api, "?product_id:in=1,3")) == {1001, 3001, 3002}
    assert set(stock(api, "?variant_id:in=3002")) == {3002}
    assert set(stock(api, "?sku:in=three-1,TWO")) == {2001, 3001}
    assert stock(api, "?location_id:in=2") == {}
    assert len(stock(api, "?location_code:in=BC-LOCATION-1")) == 4
    assert set(stock(api, "?limit=1&page=2")) == {2001}
    assert api.get(f"{URL}?limit=1001").status_code == 413


def test_a_location_lists_its_own(api):
    rows = api.rows("/v3/inventory/locations/1/items?product_id:in=1")
    assert [row["available_to_sell"] for row in rows] == [4]
    assert api.get("/v3/inventory/locations/2/items").status_code == 404
