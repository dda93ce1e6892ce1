"""Payload builders and the store made of them."""

import json

from wagtail_bigcommerce.client import BigCommerceClient
from wagtail_bigcommerce.demostore import DemoStore, brand, category, product


def test_a_product_is_complete_and_the_same_every_time():
    mug = product(id=7, name="Mug")
    assert mug == product(id=7, name="Mug")
    assert (mug["id"], mug["custom_url"]["url"], mug["calculated_price"]) == (7, "/mug/", 10)
    assert len(mug["variants"]) == 1
    json.dumps(mug)


def test_options_become_a_variant_for_each_combination():
    shirt = product(id=7, sku="SH", options={"Size": ["S", "M"], "Colour": ["Red", "Blue", "Green"]})
    labels = [[value["label"] for value in variant["option_values"]] for variant in shirt["variants"]]
    assert labels[0] == ["S", "Red"]
    assert labels[-1] == ["M", "Green"]
    assert len(shirt["variants"]) == 6
    assert len({variant["sku"] for variant in shirt["variants"]}) == 6


def test_rows_of_sub_resources_may_be_partial():
    gift = product(
        id=7,
        price=10,
        modifiers=[{"type": "dropdown", "option_values": [{"label": "Red"}]}],
        images=["http://x/a.svg", {"image_url": "http://x/b.svg", "description": "Back"}],
        custom_fields={"Origin": "Crete"},
    )
    value = gift["modifiers"][0]["option_values"][0]
    assert value["option_id"] == gift["modifiers"][0]["id"]
    assert value["adjusters"]["price"] is None
    assert [(image["is_thumbnail"], image["description"]) for image in gift["images"]] == [(True, ""), (False, "Back")]
    assert gift["custom_fields"][0]["value"] == "Crete"


def test_ids_of_options_modifiers_and_values_are_all_different():
    row = product(id=7, options={"A": ["x", "y"], "B": ["z"]}, modifiers=[{}, {}])
    ids = [choice["id"] for choice in [*row["options"], *row["modifiers"]]]
    assert len(set(ids)) == 4


def test_addresses_keep_the_letters_of_every_script():
    assert product(id=1, name="Cốc nhẫn & Đĩa")["custom_url"]["url"] == "/cốc-nhẫn-đĩa/"
    assert category(1, "Home & Garden")["url"]["path"] == "/home-garden/"
    assert brand(1, "Acme")["custom_url"]["url"] == "/brands/acme/"


def test_a_store_of_these_is_reached_by_our_client_in_process():
    store = DemoStore(products=[product(id=7, name="Mug")])
    client = store.client()
    assert isinstance(client, BigCommerceClient)
    assert client.products.get(7)["name"] == "Mug"
    assert store.requests[0].path == "/v3/catalog/products/7"


def test_a_store_without_products_sells_the_demo_catalog():
    store = DemoStore()
    assert store.state.products
    assert store.state.categories
    assert store.state.brands


def test_a_served_store_moves_its_links_and_images_along():
    store = DemoStore(products=[product(id=7, images=["http://demostore.localhost/images/a.svg"])])
    with store.serve() as server:
        assert store.base_url == server.url
        assert store.state.products[7]["images"][0]["url_zoom"] == f"{server.url}/images/a.svg"
        assert store.state.profile["secure_url"] == server.url
        assert store.state.sites[1000]["urls"][2]["url"] == server.url
        assert store.client(api_url=server.url).products.get(7)["id"] == 7


def test_its_representation_names_no_secret():
    assert repr(DemoStore(products=[])) == "<DemoStore demo at http://demostore.localhost: 0 products>"
