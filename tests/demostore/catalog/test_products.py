"""Listing and reading products: pages, includes, fields, filters, sorting."""

import pytest

from wagtail_bigcommerce.demostore import DemoStore, product

from ..sessions import StoreSession

LIST = "/v3/catalog/products"


@pytest.fixture
def store(clock):
    return DemoStore(
        products=[
            product(id=3, name="Bowl", sku="B-1", price=30, brand_id=5, categories=[1], is_visible=False),
            product(
                id=1,
                name="Mug",
                sku="M-1",
                price=12.5,
                categories=[1, 2],
                search_keywords="coffee",
                date_modified="2026-02-01T10:00:00+00:00",
                images=["http://demostore.localhost/images/a.svg", "http://demostore.localhost/images/b.svg"],
                reviews=[{"id": 1, "title": "Good", "status": "approved"}],
            ),
            product(
                id=2,
                name="Shirt",
                price=20,
                options={"Size": ["S", "M"]},
                modifiers=[{"type": "text", "display_name": "Name"}],
                inventory_tracking="product",
                inventory_level=2,
                inventory_warning_level=3,
            ),
        ],
        clock=clock,
    )


def test_pages_follow_ids_and_say_where_they_are(api):
    answer = api.get(f"{LIST}?limit=2").json()
    assert [row["id"] for row in answer["data"]] == [1, 2]
    pagination = answer["meta"]["pagination"]
    assert (pagination["total"], pagination["count"], pagination["total_pages"]) == (3, 2, 2)
    assert pagination["links"] == {"current": "?limit=2&page=1", "next": "?limit=2&page=2"}
    last = api.get(f"{LIST}?limit=2&page=2").json()
    assert [row["id"] for row in last["data"]] == [3]
    assert "next" not in last["meta"]["pagination"]["links"]
    assert api.rows(f"{LIST}?page=9") == []


def test_a_page_of_more_than_250_is_too_large(api):
    assert api.get(f"{LIST}?limit=250").status_code == 200
    assert api.get(f"{LIST}?limit=251").status_code == 413
    assert api.get(f"{LIST}?limit=0").status_code == 422
    assert api.get(f"{LIST}?limit=all").status_code == 422


def test_options_and_modifiers_cap_the_page_at_ten_without_a_word():
    store = DemoStore(products=[product(id=number) for number in range(1, 26)])
    session = StoreSession(store)
    for include in ("options", "variants,modifiers"):
        answer = session.get(f"{LIST}?limit=250&include={include}").json()
        assert len(answer["data"]) == answer["meta"]["pagination"]["per_page"] == 10
        assert answer["meta"]["pagination"]["total_pages"] == 3
    assert len(session.rows(f"{LIST}?limit=250&include=variants")) == 25


def test_sub_resources_come_only_when_included(api):
    plain = api.rows(f"{LIST}/1")
    assert not {"images", "variants", "options", "channels", "reviews"} & plain.keys()
    rich = api.rows(f"{LIST}/1?include=images,primary_image,variants,channels,reviews,custom_fields")
    assert len(rich["images"]) == 2
    assert rich["primary_image"]["url_zoom"] == "http://demostore.localhost/images/a.svg"
    assert rich["channels"] == [1]
    assert rich["reviews"][0]["title"] == "Good"
    assert rich["custom_fields"] == []
    assert api.get(f"{LIST}/1?include=everything").status_code == 422


def test_parents_of_a_picked_product_are_told(api, store):
    kit = product(
        id=4,
        modifiers=[
            {
                "type": "product_list",
                "display_name": "Cup",
                "option_values": [{"label": "Mug", "value_data": {"product_id": 1}}],
            }
        ],
    )
    store.add_product(kit)
    relations = api.rows(f"{LIST}/1?include=parent_relations")["parent_relations"]
    assert relations == [{"type": "modifier", "product_id": 4, "attribute_id": kit["modifiers"][0]["id"]}]


def test_fields_can_be_chosen_and_left_out(api):
    chosen = api.rows(f"{LIST}/1?include_fields=name,price&include=images")
    assert set(chosen) == {
        *("id", "name", "price", "images"),
        *("gift_wrapping_options_type", "gift_wrapping_options_list"),
    }
    assert "description" not in api.rows(f"{LIST}/1?exclude_fields=description,id")
    assert api.rows(f"{LIST}/1?exclude_fields=description,id")["id"] == 1


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("id=2", [2]),
        ("id:in=1,3", [1, 3]),
        ("id:not_in=1,3", [2]),
        ("id:greater=1&id:max=3", [2, 3]),
        ("id:min=2&id:less=3", [2]),
        ("sku=m-1", [1]),
        ("sku:in=M-1,B-1", [1, 3]),
        ("name=mug", [1]),
        ("keyword=coff", [1]),
        ("keyword=b-1&keyword_context=merchant", [3]),
        ("brand_id=5", [3]),
        ("is_visible=true", [1, 2]),
        ("is_visible=0", [3]),
        ("price=12.5", [1]),
        ("categories:in=2,7", [1]),
        ("categories=1", [3]),
        ("availability=available&type=physical&condition=new", [1, 2, 3]),
        ("inventory_level:min=1", [2]),
        ("inventory_low=1", [2]),
        ("out_of_stock=1", []),
        ("channel_id:in=1", [1, 2, 3]),
        ("channel_id:in=9", []),
    ],
)
def test_filters(api, query, ids):
    assert api.ids(f"{LIST}?{query}") == ids


def test_keyset_paging_reaches_everything(api):
    seen, after = [], 0
    while rows := api.ids(f"{LIST}?sort=id&direction=asc&id:greater={after}&limit=1"):
        seen += rows
        after = rows[-1]
    assert seen == [1, 2, 3]


def test_unknown_and_unreadable_filters_are_refused(api):
    unknown = api.get(f"{LIST}?colour=red")
    assert unknown.status_code == 422
    assert "colour" in unknown.json()["title"]
    assert api.get(f"{LIST}?id=mug").status_code == 422
    assert api.get(f"{LIST}?date_modified:min=yesterday").status_code == 422


def test_a_date_without_a_time_gets_the_current_time_of_day(api):
    # The store's clock says noon; product 1 changed at ten in the morning.
    assert api.ids(f"{LIST}?id=1&date_modified:min=2026-02-01T00:00:00Z") == [1]
    assert api.ids(f"{LIST}?id=1&date_modified:min=2026-02-01") == []
    assert api.ids(f"{LIST}?id=1&date_modified:max=2026-02-01") == [1]
    # A plus sign that was not escaped arrives as a space.
    assert api.ids(f"{LIST}?id=1&date_modified:min=2026-02-01T11:00:00+02:00") == [1]


@pytest.mark.parametrize(
    ("sort", "ids"), [("name", [3, 1, 2]), ("price", [1, 2, 3]), ("sku", [2, 3, 1]), ("date_last_imported", [1, 2, 3])]
)
def test_sorting(api, sort, ids):
    assert api.ids(f"{LIST}?sort={sort}") == ids
    assert api.ids(f"{LIST}?sort={sort}&direction=desc") == ids[::-1]


def test_sorting_by_something_else_is_refused(api):
    assert api.get(f"{LIST}?sort=date_created").status_code == 422
    assert api.get(f"{LIST}?direction=up").status_code == 422


def test_the_summary_counts_variants(api):
    summary = api.rows("/v3/catalog/summary")
    assert summary["variant_count"] == 4
    assert (summary["highest_variant_price"], summary["lowest_variant_price"]) == (30, "12.5")


def test_a_product_that_is_not_there(api):
    assert api.get(f"{LIST}/99").status_code == 404
    assert api.get(f"{LIST}/99/images").status_code == 404
