"""Subscribers to the store's news."""

import pytest

URL = "/v3/customers/subscribers"


def make(api, email="ada@example.com", **fields):
    answer = api.post(URL, json={"email": email, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def test_one_is_made_read_changed_and_deleted(api):
    row = make(api, first_name="Ada", source="storefront")
    assert (row["channel_id"], row["consents"]) == (1, ["marketing_newsletter"])
    url = f"{URL}/{row['id']}"
    changed = api.put(url, json={"email": "ada@example.com", "consents": []}).json()["data"]
    assert (changed["first_name"], changed["consents"]) == ("Ada", [])
    assert api.delete(url).status_code == 204
    assert api.get(url).status_code == 404


def test_they_are_found_and_deleted_by_filter_or_all_at_once(api):
    for name in ("ada", "bea", "eve"):
        make(api, f"{name}@example.com", first_name=name, source="custom")
    assert api.ids(f"{URL}?email=BEA@example.com", key="first_name") == ["bea"]
    api.delete(f"{URL}?first_name=ada")
    assert api.ids(URL, key="first_name") == ["bea", "eve"]
    api.delete(URL)
    assert api.rows(URL) == []


def test_an_address_subscribes_once(api):
    make(api)
    assert api.post(URL, json={"email": "ADA@example.com"}).status_code == 409


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"email": "nobody"}, "email"),
        ({"source": "street"}, "source"),
        ({"consents": ["everything"]}, "consents"),
        ({"channel_id": 9}, "channel_id"),
    ],
)
def test_what_is_wrong_is_named(api, fields, name):
    answer = api.post(URL, json={"email": "ada@example.com", **fields})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {name}


def test_each_change_has_its_event(api, store):
    api.post("/v3/hooks", json={"scope": "store/subscriber/*", "destination": "https://shop.example.com/"})
    store.webhooks.transport = lambda url, headers, body: 200
    row = make(api)
    api.put(f"{URL}/{row['id']}", json={"email": "ada@example.com"})
    api.delete(f"{URL}/{row['id']}")
    scopes = [delivery.scope for delivery in store.deliver_webhooks(sync=True)]
    assert scopes == [f"store/subscriber/{verb}" for verb in ("created", "updated", "deleted")]
