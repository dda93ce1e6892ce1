"""Variants, options, modifiers, images, reviews and the rest below a product."""

import pytest

from wagtail_bigcommerce.demostore import DemoStore, product

SHIRT = "/v3/catalog/products/2"


@pytest.fixture
def store(clock):
    return DemoStore(
        products=[
            product(id=1, name="Mug", sku="MUG"),
            product(
                id=2,
                name="Shirt",
                sku="SH",
                options={"Size": ["S", "M"], "Colour": ["Red", "Blue"]},
                modifiers=[{"type": "checkbox", "display_name": "Wrap it", "option_values": [{"label": "Yes"}]}],
                images=["http://demostore.localhost/images/a.svg"],
                custom_fields={"Fabric": "Cotton"},
                bulk_pricing_rules=[{"quantity_min": 5, "quantity_max": 0, "type": "percent", "amount": 10}],
                reviews=[
                    {"id": 1, "title": "Soft", "status": "approved", "rating": 5},
                    {"id": 2, "title": "Spam", "status": "pending", "rating": 1},
                ],
            ),
        ],
        clock=clock,
    )


def test_variants_store_wide_and_of_a_product(api):
    assert api.ids("/v3/catalog/variants") == [1001, 2001, 2002, 2003, 2004]
    assert api.ids("/v3/catalog/variants?product_id:in=2&limit=3") == [2001, 2002, 2003]
    assert api.ids("/v3/catalog/variants?sku=SH-4") == [2004]
    assert api.ids(f"{SHIRT}/variants") == [2001, 2002, 2003, 2004]
    variant = api.rows(f"{SHIRT}/variants/2004")
    assert [(value["option_display_name"], value["label"]) for value in variant["option_values"]] == [
        ("Size", "M"),
        ("Colour", "Blue"),
    ]
    assert api.get(f"{SHIRT}/variants/1001").status_code == 404


def test_a_simple_product_has_one_hidden_variant(api):
    base = api.rows("/v3/catalog/products/1/variants")[0]
    assert (base["option_values"], base["sku_id"], base["sku"]) == ([], None, "MUG")
    assert api.rows("/v3/catalog/products/1")["base_variant_id"] == base["id"]
    assert api.rows(SHIRT)["base_variant_id"] is None


def test_options_and_modifiers_with_their_values(api):
    size = api.rows(f"{SHIRT}/options")[0]
    assert (size["display_name"], size["config"]) == ("Size", [])
    assert [value["label"] for value in api.rows(f"{SHIRT}/options/{size['id']}/values")] == ["S", "M"]
    value = size["option_values"][0]
    assert api.rows(f"{SHIRT}/options/{size['id']}/values/{value['id']}")["label"] == "S"
    modifier = api.rows(f"{SHIRT}/modifiers")[0]
    assert modifier["option_values"][0]["adjusters"]["purchasing_disabled"] == {"status": False, "message": ""}
    assert api.get(f"{SHIRT}/options/{modifier['id']}").status_code == 404
    assert api.get(f"{SHIRT}/poems/1/values").status_code == 404


def test_small_lists(api):
    assert api.rows(f"{SHIRT}/custom-fields")[0]["value"] == "Cotton"
    assert api.rows(f"{SHIRT}/bulk-pricing-rules")[0]["amount"] == 10
    assert api.rows(f"{SHIRT}/videos") == []
    image = api.rows(f"{SHIRT}/images")[0]
    assert image["is_thumbnail"] is True
    assert api.rows(f"{SHIRT}/images/{image['id']}") == image


def test_no_images_and_no_reviews_are_a_204(api):
    for path in ("images", "reviews"):
        answer = api.get(f"/v3/catalog/products/1/{path}")
        assert (answer.status_code, answer.content) == (204, b"")


def test_reviews_are_filtered_by_number_and_answered_by_word(api):
    assert api.ids(f"{SHIRT}/reviews?status=1") == [1]
    assert api.ids(f"{SHIRT}/reviews?status=0") == [2]
    assert api.rows(f"{SHIRT}/reviews/2")["status"] == "pending"


def test_a_review_waits_for_approval_and_an_approved_one_counts(api):
    review = {"title": "Fine", "date_reviewed": "2026-02-01T00:00:00Z", "rating": 4}
    assert api.post(f"{SHIRT}/reviews", json=review).json()["data"]["status"] == "pending"
    assert api.rows(SHIRT)["reviews_count"] == 0
    api.post(f"{SHIRT}/reviews", json={**review, "status": "approved"})
    assert (api.rows(SHIRT)["reviews_count"], api.rows(SHIRT)["reviews_rating_sum"]) == (1, 4)


def test_a_review_without_what_it_needs_is_refused(api):
    answer = api.post(f"{SHIRT}/reviews", json={"rating": 9, "status": "great", "title": "x" * 256})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"title", "date_reviewed", "rating", "status"}
