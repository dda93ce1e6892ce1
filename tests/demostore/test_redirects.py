"""The redirects of a site."""

import pytest

from wagtail_bigcommerce.demostore import DemoStore, brand, category, product

URL = "/v3/storefront/redirects"


def row(from_path="/old/", **to):
    return {"from_path": from_path, "site_id": 1000, "to": to or {"type": "url", "url": "/new/"}}


@pytest.fixture
def store(clock):
    return DemoStore(products=[product(id=7, name="Mug")], categories=[category(3)], brands=[brand(2)], clock=clock)


def test_they_are_upserted_by_site_and_path(api):
    answer = api.put(URL, json=[row(), row("/gone/", type="product", entity_id=7)])
    assert answer.status_code == 201
    first, second = answer.json()["data"]
    changed = api.put(URL, json=[row(type="url", url="https://example.com/")]).json()["data"]
    assert [entry["id"] for entry in changed] == [first["id"]]
    assert api.ids(URL) == [first["id"], second["id"]]


def test_they_tell_where_they_lead_on_request(api, store):
    api.put(
        URL,
        json=[
            row("/a", type="url", url="/new/"),
            row("/b", type="url", url="https://example.com/"),
            row("/c", type="product", entity_id=7),
            row("/d", type="brand", entity_id=2),
            row("/e", type="category", entity_id=3),
            row("/f", type="product", entity_id=99),
            row("/g", type="page", entity_id=1),
        ],
    )
    assert "to_url" not in api.rows(URL)[0]
    site = store.base_url
    assert api.ids(f"{URL}?include=to_url", key="to_url") == [
        f"{site}/new/",
        "https://example.com/",
        f"{site}/mug/",
        f"{site}/brands/brand-2/",
        f"{site}/category-3/",
        f"{site}/",
        f"{site}/",
    ]


def test_they_are_found_sorted_and_paged(api):
    api.put(URL, json=[row("/blue/"), row("/royal-blue/"), row("/blue-shirt/", type="brand", entity_id=2)])
    assert api.ids(f"{URL}?keyword=blue", key="from_path") == ["/blue/", "/blue-shirt/"]
    assert api.ids(f"{URL}?sort=from_path&direction=desc", key="from_path")[0] == "/royal-blue/"
    assert api.ids(f"{URL}?sort=type&limit=1&page=1", key="from_path") == ["/blue-shirt/"]
    assert api.ids(f"{URL}?id:min=2&id:max=2") == [2]
    assert api.rows(f"{URL}?site_id=1001") == []
    assert api.get(f"{URL}?sort=colour").status_code == 422


def test_they_are_deleted_by_id_and_not_all_at_once(api):
    api.put(URL, json=[row("/a"), row("/b")])
    assert api.delete(URL).status_code == 422
    assert api.delete(f"{URL}?id:in=1").status_code == 204
    assert api.ids(URL, key="from_path") == ["/b"]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({**row(), "site_id": 9}, "0.site_id"),
        (row("old"), "0.from_path"),
        (row(type="url", url="x" * 2049), "0.to.url"),
        (row(type="moon"), "0.to.type"),
        (row(type="product"), "0.to.entity_id"),
    ],
)
def test_what_is_wrong_is_named(api, bad, field):
    answer = api.put(URL, json=[bad])
    assert answer.status_code == 422
    assert field in answer.json()["errors"]
