"""Lampholm, the shop on the demo's second channel."""

import pytest

from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.demostore.demo import build_catalog, draw, sister_shop
from wagtail_bigcommerce.demostore.second_channel import open_second_channel

from .sessions import StoreSession

SITE = "http://lampholm.localhost:8000"


@pytest.fixture(scope="module")
def store():
    store = DemoStore()
    open_second_channel(store, site_url=SITE)
    return store


@pytest.fixture
def api(store):
    return StoreSession(store)


def sold_on(api, channel_id):
    return {
        row["product_id"]
        for row in api.rows(f"/v3/catalog/products/channel-assignments?channel_id:in={channel_id}&limit=250")
    }


def test_the_first_channel_stays_as_it_is(clock):
    store, before = DemoStore(clock=clock), StoreSession(DemoStore(clock=clock))
    open_second_channel(store, site_url=SITE)
    api = StoreSession(store)
    assert sold_on(api, 1) == sold_on(before, 1)
    for url in ("/v3/channels/1/site", "/v3/channels/1/currency-assignments", "/v3/catalog/trees?channel_id:in=1"):
        assert api.rows(url) == before.rows(url)
    url = "/v3/catalog/trees/categories?tree_id:in=1&limit=250"
    assert api.rows(url) == before.rows(url)
    assert before.ids("/v3/channels") == [1]


def test_it_has_a_name_a_site_a_currency_and_a_tree_of_its_own(api):
    channel = api.rows("/v3/channels/2?include=currencies")
    assert (channel["name"], channel["status"]) == ("Lampholm", "active")
    assert channel["currencies"]["default_currency"] == "EUR"
    euro = next(row for row in api.get("/v2/currencies").json() if row["currency_code"] == "EUR")
    assert euro["is_transactional"]
    assert api.rows("/v3/channels/2/site")["url"] == SITE
    (tree,) = api.rows("/v3/catalog/trees?channel_id:in=2")
    categories = api.rows(f"/v3/catalog/trees/categories?tree_id:in={tree['id']}")
    assert [category["parent_id"] for category in categories] == [0, 201, 201, 0, 204, 204, 0, 0]


def test_some_products_are_sold_in_both_shops_and_some_in_one(api):
    first, second = sold_on(api, 1), sold_on(api, 2)
    assert len(first & second) >= 15
    assert second - first == set(range(1201, 1209))
    assert first - second


def test_a_product_of_both_shops_stands_in_both_trees(api):
    (storm_lantern,) = api.rows("/v3/catalog/products?id=407&include=channels")
    assert storm_lantern["channels"] == [1, 2]
    trees = {row["category_id"]: row["tree_id"] for row in api.rows("/v3/catalog/trees/categories?limit=250")}
    assert {trees[category] for category in storm_lantern["categories"]} == {1, 2}
    assert api.ids("/v3/catalog/products?categories:in=202&limit=250") == [404, 405, 406, 1201]


def test_two_categories_have_one_address_in_two_trees(api):
    paths = [row["url"]["path"] for row in api.rows("/v3/catalog/trees/categories?limit=250")]
    assert paths.count("/gifts/") == 2


def test_every_picture_of_it_can_be_drawn(store):
    shop = sister_shop(known=store.state.products.keys())
    urls = [shop.icon_url, *(row["image_url"] for row in shop.categories if row["image_url"])]
    urls += [image["url_standard"] for row in shop.products for image in row["images"]]
    urls += [variant["image_url"] for row in shop.products for variant in row["variants"] if variant["image_url"]]
    assert len(urls) > 20
    assert all(draw(url).startswith(b"<svg") for url in urls)


def test_it_has_colours_for_a_theme():
    assert sister_shop(known=()).colours == {"ground": "#F1EADB", "ink": "#1F3A52", "accent": "#E9B44C"}


def test_names_addresses_and_skus_are_those_of_no_other_product(store):
    rows = store.state.products.values()
    for values in ([row["name"] for row in rows], [row["custom_url"]["url"] for row in rows]):
        assert len(set(values)) == len(values)
    skus = [variant["sku"].lower() for row in rows for variant in row["variants"] if variant["sku"]]
    assert len(set(skus)) == len(skus)


def test_a_small_demo_has_it_whole_but_for_what_the_mainland_does_not_have():
    store = DemoStore(catalog=build_catalog(5))
    known = set(store.state.products)
    open_second_channel(store)
    api = StoreSession(store)
    assert sold_on(api, 2) <= known | set(range(1201, 1209))
    for row in store.state.products.values():
        assert set(row["related_products"]) <= set(store.state.products) | {-1}
    assert api.get("/v3/channels/2/site").status_code == 404


def test_carts_on_it_sell_its_products_in_its_currency(store):
    client = store.client()
    cart = client.carts.create(
        channel_id=2, currency_code="EUR", line_items=[{"product_id": 1202, "variant_id": 1202000, "quantity": 1}]
    )
    assert cart["currency"]["code"] == "EUR"
    assert str(cart["cart_amount"]) == "22.08"


def test_another_catalog_may_have_taken_its_ids():
    store = DemoStore(products=[product(id=1201)])
    with pytest.raises(ValueError, match="demo catalog"):
        open_second_channel(store)
    assert list(store.state.channels) == [1]


class TestStatus:
    @pytest.mark.parametrize(("status", "available"), [("prelaunch", True), ("inactive", True), ("archived", False)])
    def test_a_channel_opens_and_closes(self, status, available):
        store = DemoStore(catalog=build_catalog(5))
        open_second_channel(store, status=status)
        api = StoreSession(store)
        channel = api.rows("/v3/channels/2")
        assert (channel["status"], channel["is_enabled"]) == (status, False)
        assert (2 in api.ids("/v3/channels?available=true")) is available
        store.set_channel_status(2, "active")
        assert api.ids("/v3/channels?status:in=active") == [1, 2]

    def test_a_disconnected_channel_is_not_available(self, api, store):
        channel = store.add_channel("Till", type="pos", status="disconnected")
        assert channel["id"] not in api.ids("/v3/channels?available=true")


class TestListings:
    def test_they_say_what_the_channel_calls_a_product(self, api):
        rows = {row["product_id"]: row for row in api.rows("/v3/channels/2/listings")}
        assert rows[407]["name"] == "Keeper's Storm Lantern"
        assert "name" not in rows[1011]
        assert rows[1011]["description"].startswith("<p>From the gallery")
        assert rows[1108]["state"] == "disabled"
        assert {variant["product_id"] for variant in rows[407]["variants"]} == {407}

    def test_they_page_by_the_last_id(self, api):
        url, seen = "/v3/channels/2/listings?limit=2", []
        answer = api.get(url).json()
        while answer["data"]:
            seen += [row["listing_id"] for row in answer["data"]]
            answer = api.get(f"{url}&after={seen[-1]}").json()
        assert len(seen) == 4 == len(set(seen))
        links = api.get(url).json()["meta"]["pagination"]["links"]
        assert links["next"] == f"?limit=2&after={seen[1]}"
        assert "next" not in api.get(f"{url}&after={seen[1]}").json()["meta"]["pagination"]["links"]

    def test_a_channel_that_is_none_has_none(self, api):
        assert api.rows("/v3/channels/99/listings") == []
        assert api.rows("/v3/channels/1/listings") == []
        assert api.get("/v3/channels/2/listings/99").status_code == 404

    def test_they_are_found_by_product_and_id(self, api):
        (row,) = api.rows("/v3/channels/2/listings?product_id:in=303,1")
        assert api.rows(f"/v3/channels/2/listings/{row['listing_id']}") == row
        assert api.get(f"/v3/channels/1/listings/{row['listing_id']}").status_code == 404

    def test_they_are_made_and_changed(self):
        api = StoreSession(DemoStore(products=[product(id=7)]))
        variant = {"product_id": 7, "variant_id": 7001, "state": "active"}
        posted = {"product_id": 7, "state": "pending", "name": "Here", "variants": [variant]}
        (made,) = api.post("/v3/channels/1/listings", json=[posted]).json()["data"]
        assert (made["name"], made["state"], made["variants"][0]["variant_id"]) == ("Here", "pending", 7001)
        further = {**variant, "variant_id": 7002, "name": "Large"}
        change = {"listing_id": made["listing_id"], "product_id": 7, "state": "active", "variants": [further]}
        (changed,) = api.put("/v3/channels/1/listings", json=[change]).json()["data"]
        assert (changed["name"], changed["state"]) == ("Here", "active")
        assert [row["variant_id"] for row in changed["variants"]] == [7001, 7002]
        assert api.put("/v3/channels/1/listings", json=[{**change, "listing_id": 99}]).json()["data"] == []

    @pytest.mark.parametrize(
        ("channel_id", "row", "field"),
        [
            (1, {}, "0.product_id"),
            (1, {"product_id": 9, "state": "active", "variants": []}, "0.product_id"),
            (1, {"product_id": 7, "state": "shiny", "variants": []}, "0.state"),
            (1, {"product_id": 7, "state": "active", "variants": [{}]}, "0.variants.0.variant_id"),
            (
                1,
                {
                    "product_id": 7,
                    "state": "active",
                    "variants": [{"product_id": 8, "variant_id": 1, "state": "active"}],
                },
                "0.variants.0.product_id",
            ),
        ],
    )
    def test_what_is_wrong_is_named(self, channel_id, row, field):
        api = StoreSession(DemoStore(products=[product(id=7)]))
        answer = api.post(f"/v3/channels/{channel_id}/listings", json=[row])
        assert answer.status_code == 422
        assert field in answer.json()["errors"]

    def test_there_must_be_a_channel_and_an_id(self):
        api = StoreSession(DemoStore(products=[product(id=7)]))
        assert "Channel id (9)" in api.post("/v3/channels/9/listings", json=[]).json()["title"]
        row = {"listing_id": 0, "product_id": 7, "state": "active", "variants": []}
        assert api.put("/v3/channels/1/listings", json=[row]).status_code == 422
