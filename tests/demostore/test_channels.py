"""Channels, sites, checkout domains and routes."""

import pytest

CHANNEL = {"name": "CMS", "type": "storefront", "platform": "custom"}


@pytest.fixture
def channel_id(api):
    return api.post("/v3/channels", json=CHANNEL).json()["data"]["id"]


def test_every_store_has_channel_1_and_its_site(api, store):
    assert api.ids("/v3/channels") == [1]
    site = api.rows("/v3/channels/1/site")
    assert (site["id"], site["url"]) == (1000, store.base_url)
    assert {url["type"]: url["url"] for url in site["urls"]} == dict.fromkeys(
        ("primary", "canonical", "checkout"), store.base_url
    )


def test_a_new_storefront_starts_before_its_launch(api, channel_id):
    channel = api.rows(f"/v3/channels/{channel_id}")
    assert channel["status"] == "prelaunch"
    assert api.ids("/v3/channels?type:in=storefront&platform:in=custom") == [channel_id]
    assert api.ids("/v3/channels?status:in=active") == [1]
    changed = api.put(f"/v3/channels/{channel_id}", json={"status": "active", "name": "Shop"})
    assert changed.json()["data"]["name"] == "Shop"
    assert api.ids("/v3/channels?status:in=active") == [1, channel_id]


@pytest.mark.parametrize(
    ("change", "title"),
    [
        ({"name": None}, "Unprocessable"),
        ({"type": "marketplace", "platform": "bigcommerce"}, "[marketplace] with platform [bigcommerce]"),
        ({"name": "https://shop.example.com"}, "name is invalid"),
        ({"name": "My shop"}, "name is invalid"),
        ({"status": "deleted"}, "status deleted is not valid"),
        ({"status": "connected"}, "status connected is not valid"),
    ],
)
def test_channels_that_cannot_be(api, change, title):
    answer = api.post("/v3/channels", json={**CHANNEL, **change})
    assert answer.status_code == 422
    assert title in answer.json()["title"]


def test_the_same_channel_twice_is_refused(api, channel_id):
    assert api.post("/v3/channels", json=CHANNEL).status_code == 422


def test_what_a_channel_is_cannot_be_changed(api, channel_id):
    answer = api.put(f"/v3/channels/{channel_id}", json={"platform": "next"})
    assert answer.status_code == 422
    assert "platform" in answer.json()["errors"]
    assert api.put(f"/v3/channels/{channel_id}", json={"status": "prelaunch"}).status_code == 200
    assert api.put("/v3/channels/1", json={"status": "deleted"}).status_code == 409
    assert api.get("/v3/channels/99").status_code == 404


def test_currencies_of_a_channel(api, channel_id):
    url = f"/v3/channels/{channel_id}/currency-assignments"
    assert api.get(url).status_code == 404
    assert api.post(url, json={"enabled_currencies": ["USD"], "default_currency": "EUR"}).status_code == 422
    assert api.post(url, json={"enabled_currencies": ["XXX"], "default_currency": "XXX"}).status_code == 422
    api.post(url, json={"enabled_currencies": ["EUR", "USD"], "default_currency": "EUR"})
    assert api.rows(url)["default_currency"] == "EUR"
    shown = api.rows(f"/v3/channels/{channel_id}?include=currencies")
    assert shown["currencies"]["enabled_currencies"] == ["EUR", "USD"]


def test_a_channel_has_at_most_one_site(api, channel_id):
    url = f"/v3/channels/{channel_id}/site"
    assert api.get(url).status_code == 404
    assert api.post(url, json={"url": "www.example.com"}).status_code == 422
    site = api.post(url, json={"url": "https://www.example.com"}).json()["data"]
    assert site["channel_id"] == channel_id
    assert api.post(url, json={"url": "https://www.example.org"}).status_code == 409
    api.put(url, json={"url": "https://example.org"})
    assert api.rows(f"/v3/sites/{site['id']}")["url"] == "https://example.org"
    assert api.delete(url).status_code == 200
    assert api.get(url).status_code == 404


def test_sites_word_their_pagination_in_their_own_way(api):
    pagination = api.get("/v3/sites?channel_id:in=1&limit=5").json()["meta"]["pagination"]
    assert pagination == {"offset": 0, "limit": 5, "total_items": 1}


def test_the_checkout_domain_is_a_subdomain_of_the_site(api, channel_id):
    api.post(f"/v3/channels/{channel_id}/site", json={"url": "https://www.example.com"})
    url = f"/v3/channels/{channel_id}/site/checkout-url"
    refused = api.put(url, json={"url": "https://checkout.example.org"})
    assert refused.status_code == 422
    site = api.put(url, json={"url": "http://checkout.example.com"}).json()["data"]
    assert site["is_checkout_url_customized"] is True
    assert {row["type"]: row["url"] for row in site["urls"]}["checkout"] == "https://checkout.example.com"
    assert api.delete(url).json()["data"] == {}
    shared = api.rows(f"/v3/channels/{channel_id}/site")
    assert shared["is_checkout_url_customized"] is False


def test_routes_are_upserted_by_id(api):
    url = "/v3/sites/1000/routes"
    created = api.post(url, json={"type": "product", "matching": "*", "route": "/shop/{slug}/"})
    assert created.status_code == 201
    first = created.json()["data"]["id"]
    api.put(
        url,
        json=[
            {"id": first, "type": "product", "matching": "*", "route": "/p/{id}/"},
            {"type": "recover_abandoned_cart", "matching": "*", "route": "/cart/recover/"},
        ],
    )
    assert [(row["type"], row["route"]) for row in api.rows(url)] == [
        ("product", "/p/{id}/"),
        ("recover_abandoned_cart", "/cart/recover/"),
    ]
    assert api.ids(f"{url}?type=product") == [first]
    assert api.delete(f"{url}/{first}").status_code == 204
    assert api.get(f"{url}/{first}").status_code == 404


def test_routes_that_lead_nowhere_are_refused(api):
    answer = api.post("/v3/sites/1000/routes", json={"type": "poem", "matching": 5, "route": "shop"})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"type", "matching", "route"}
    assert api.get("/v3/sites/9/routes").status_code == 404


def test_a_helper_adds_a_further_channel(api, store):
    channel = store.add_channel("Second", site_url="https://second.example.com")
    assert api.rows(f"/v3/channels/{channel['id']}/site")["url"] == "https://second.example.com"
