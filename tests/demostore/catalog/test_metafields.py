"""Metafields of everything in the catalog that has them."""

import pytest

from wagtail_bigcommerce.demostore import DemoStore, brand, category, product
from wagtail_bigcommerce.demostore.api.catalog import metafields

FIELD = {"namespace": "care", "key": "washing", "value": "30 degrees", "permission_set": "read"}
PLACES = [
    ("/v3/catalog/products/7", "/v3/catalog/products", "product", 7),
    ("/v3/catalog/products/7/variants/7001", "/v3/catalog/variants", "variant", 7001),
    ("/v3/catalog/categories/3", "/v3/catalog/categories", "category", 3),
    ("/v3/catalog/brands/2", "/v3/catalog/brands", "brand", 2),
]


@pytest.fixture
def store(clock):
    return DemoStore(products=[product(id=7)], categories=[category(3)], brands=[brand(2)], clock=clock)


@pytest.mark.parametrize(("place", "across", "kind", "resource_id"), PLACES)
def test_they_are_made_read_changed_and_deleted(api, store, place, across, kind, resource_id):
    url = f"{place}/metafields"
    assert api.rows(url) == []
    made = api.post(url, json=FIELD).json()["data"]
    assert (made["resource_type"], made["resource_id"], made["value"]) == (kind, resource_id, "30 degrees")
    assert api.rows(url) == [made] == api.rows(f"{across}/metafields")
    one = f"{url}/{made['id']}"
    assert api.put(one, json={**FIELD, "value": "40 degrees"}).json()["data"]["value"] == "40 degrees"
    assert api.rows(one)["value"] == "40 degrees"
    assert api.delete(one).status_code == 204
    assert api.get(one).status_code == 404


def test_they_belong_to_their_resource(api):
    made = api.post("/v3/catalog/products/7/metafields", json=FIELD).json()["data"]
    assert api.rows("/v3/catalog/brands/2/metafields") == []
    assert api.get(f"/v3/catalog/brands/2/metafields/{made['id']}").status_code == 404
    for nowhere in ("products/9", "products/9/variants/7001", "products/7/variants/9", "categories/9", "brands/9"):
        assert api.get(f"/v3/catalog/{nowhere}/metafields").status_code == 404


def test_they_are_filtered_and_paged(api):
    url = "/v3/catalog/products/7/metafields"
    ids = [api.post(url, json={**FIELD, "key": key}).json()["data"]["id"] for key in ("a", "b", "c")]
    assert api.ids(f"{url}?key=b") == [ids[1]]
    assert api.ids(f"{url}?namespace:in=care,other&direction=desc") == ids[::-1]
    cursor = api.get(f"{url}?limit=2").json()["meta"]["cursor_pagination"]["end_cursor"]
    assert api.ids(f"{url}?limit=2&after={cursor}") == ids[2:]
    wanted = "key,value,namespace,permission_set"
    assert set(api.rows(f"{url}?include_fields={wanted}")[0]) == {"id", *wanted.split(",")}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"namespace": "x" * 65}, "namespace"),
        ({"key": ""}, "key"),
        ({"value": 5}, "value"),
        ({"permission_set": "everybody"}, "permission_set"),
    ],
)
def test_what_is_wrong_is_named(api, change, field):
    answer = api.post("/v3/catalog/products/7/metafields", json={**FIELD, **change})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {field}


def test_a_key_is_there_once_and_only_so_many(api, monkeypatch):
    url = "/v3/catalog/products/7/metafields"
    api.post(url, json=FIELD)
    assert api.post(url, json=FIELD).status_code == 409
    monkeypatch.setattr(metafields, "METAFIELDS_PER_RESOURCE", 1)
    assert api.post(url, json={**FIELD, "key": "other"}).status_code == 422


def test_each_change_has_its_event(api, store):
    for scope in ("store/product/metafield/*", "store/brand/metafield/*"):
        api.post("/v3/hooks", json={"scope": scope, "destination": "https://shop.example.com/"})
    store.webhooks.transport = lambda url, headers, body: 200
    api.post("/v3/catalog/products/7/metafields", json=FIELD)
    api.post("/v3/catalog/brands/2/metafields", json=FIELD)
    scopes = [delivery.scope for delivery in store.deliver_webhooks(sync=True)]
    assert scopes == ["store/product/metafield/created", "store/brand/metafield/created"]
