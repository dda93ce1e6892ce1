"""Writing a review of a product."""

import pytest

from wagtail_bigcommerce.models import Product

from .visitors import OWN, text_of

URL = "/reviews/7/"
REVIEW = {
    "rating": "4",
    "title": "Holds tea",
    "text": "And coffee.\n<b>Bold</b>",
    "name": "Ada",
    "email": "ada@example.com",
}


def reviews(visitor):
    return visitor.store.state.products[7].get("reviews", [])


def write(visitor, **fields):
    return visitor.submit_with_token(URL, **{**REVIEW, **fields})


def test_waits_for_the_shop_at_one_call(visitor):
    response = write(visitor)

    assert (response.status_code, response["Location"]) == (303, "/shop/products/mug/")
    assert visitor.calls() == ["POST /v3/catalog/products/7/reviews"]
    assert [(row["status"], row["rating"], row["title"]) for row in reviews(visitor)] == [("pending", 4, "Holds tea")]


def test_nobody_approves_their_own(visitor):
    write(visitor, status="approved", date_reviewed="2001-01-01")

    assert reviews(visitor)[0]["status"] == "pending"
    assert not reviews(visitor)[0]["date_reviewed"].startswith("2001")


def test_customers_need_not_say_who_they_are(visitor):
    visitor.log_in()

    page = visitor.page(URL)

    assert (page.find(id="id_name")["value"], page.find(id="id_email")["value"]) == ("Sam", "sam@example.com")


@pytest.mark.parametrize(
    "fields",
    [{"rating": ""}, {"rating": "6"}, {"title": ""}, {"title": "x" * 256}, {"text": ""}, {"email": "x"}, {"name": ""}],
)
def test_what_cannot_be_comes_back(visitor, fields):
    response = write(visitor, **fields)

    assert response.status_code == 422
    assert "And coffee." in text_of(response) or "text" in fields
    assert reviews(visitor) == []


def test_robots_are_thanked_and_not_heard(visitor):
    assert write(visitor, website="https://spam.example").status_code == 303
    assert visitor.calls() == []


def test_too_many(visitor):
    for _ in range(5):
        write(visitor)

    response = write(visitor)

    assert response.status_code == 503
    assert "Holds tea" in text_of(response)
    assert len(reviews(visitor)) == 5


def test_products_that_are_not_shown(visitor):
    Product.objects.filter(bigcommerce_id=7).update(is_visible=False)

    assert visitor.get(URL).status_code == 404
    assert visitor.get("/reviews/4711/").status_code == 404


def test_store_that_shows_no_ratings(visitor, imported):
    assert 'href="/reviews/7/"' in text_of(visitor.get("/shop/products/mug/"))
    imported.settings["product"]["show_product_rating"] = False
    imported.save()

    assert visitor.get(URL).status_code == 404
    assert 'href="/reviews/7/"' not in text_of(visitor.get("/shop/products/mug/"))


@pytest.mark.parametrize(("status", "answer"), [(503, 503), (404, 422), (422, 422)])
def test_nothing_written_is_lost(visitor, status, answer):
    visitor.store.faults.next(status, path="/v3/catalog/products/7/reviews", times=20)

    response = write(visitor)

    assert response.status_code == answer
    assert 'value="Holds tea"' in text_of(response)


def test_needs_a_token(visitor):
    assert visitor.post(URL, REVIEW, headers=OWN).status_code == 403
