"""Wishlists of customers."""

import pytest

from wagtail_bigcommerce.demostore import DemoStore, product

URL = "/v3/wishlists"


@pytest.fixture
def store(clock):
    return DemoStore(products=[product(id=7), product(id=8)], clock=clock)


@pytest.fixture
def sam(store):
    return next(iter(store.state.customers))


def make(api, customer_id, **fields):
    answer = api.post(URL, json={"customer_id": customer_id, "name": "Birthday", **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


def test_one_is_made_read_and_deleted(api, sam):
    made = make(api, sam, items=[{"product_id": 7, "variant_id": 7001}, {"product_id": 8}])
    assert [(item["product_id"], item.get("variant_id")) for item in made["items"]] == [(7, 7001), (8, None)]
    assert made["is_public"] is False
    assert made["token"]
    url = f"{URL}/{made['id']}"
    assert api.rows(url) == made
    assert api.delete(url).status_code == 204
    assert api.get(url).status_code == 404


def test_they_are_listed_by_customer(api, sam):
    made = make(api, sam)
    make(api, sam + 1)
    assert api.ids(f"{URL}?customer_id={sam}") == [made["id"]]
    assert len(api.rows(URL)) == 2


def test_items_are_added_once_and_taken_off(api, sam):
    made = make(api, sam, items=[{"product_id": 7, "variant_id": 7001}])
    url = f"{URL}/{made['id']}/items"
    added = api.post(url, json={"items": [{"product_id": 7, "variant_id": 7001}, {"product_id": 8}]})
    assert added.status_code == 201
    first, second = added.json()["data"]["items"]
    assert first == made["items"][0]
    left = api.delete(f"{url}/{first['id']}")
    assert (left.status_code, left.json()["data"]["items"]) == (200, [second])
    assert api.delete(f"{url}/{first['id']}").status_code == 404


def test_a_put_replaces_the_items(api, sam):
    made = make(api, sam, items=[{"product_id": 7}])
    body = {"customer_id": sam, "name": "Later", "is_public": True, "items": [{"product_id": 8}]}
    answer = api.put(f"{URL}/{made['id']}", json=body)
    changed = answer.json()["data"]
    assert (answer.status_code, changed["name"], changed["is_public"]) == (201, "Later", True)
    assert [item["product_id"] for item in changed["items"]] == [8]
    assert changed["token"] == made["token"]
    assert api.put(f"{URL}/{made['id']}", json={"customer_id": sam}).status_code == 422


def test_customers_and_products_have_to_exist(api, store, sam):
    for body in (
        {"customer_id": 99},
        {"customer_id": sam, "items": [{"product_id": 99}]},
        {"customer_id": sam, "items": [{"product_id": 7, "variant_id": 8001}]},
    ):
        assert api.post(URL, json=body).status_code == 422
    assert not store.state.wishlists


def test_products_that_go_stay_on_the_list(api, store, sam):
    made = make(api, sam, items=[{"product_id": 7}])
    store.delete_product(7)
    assert api.rows(f"{URL}/{made['id']}")["items"] == made["items"]
