"""What the shop knows of a shopper, and what they can pay with."""

import pytest

from wagtail_bigcommerce.demostore.wallet import add_stored_card
from wagtail_bigcommerce.models import Customer

from .visitors import OWN, Visitor, text_of

URL, WALLET = "/account/profile/", "/account/payment/"
DETAILS = {"first_name": "Samuel", "last_name": "Rivers", "company": "Rivers & Sons", "phone": "555 0100"}


@pytest.fixture
def sam(visitor):
    visitor.log_in()
    visitor.calls()
    return visitor


def record(visitor):
    return visitor.store.state.customers[1]


def test_profile_at_two_calls_then_none(sam):
    page = sam.page(URL)
    sam.get(URL)

    assert sam.calls() == ["GET /v3/customers", "GET /v3/customers/subscribers"]
    assert page.find(id="id_first_name")["value"] == "Sam"
    assert page.find("a", href="/account/password/") is not None


def test_change_is_kept_there_and_here(sam):
    response = sam.submit_with_token(URL, **DETAILS, wants_reminders="on")

    assert (response.status_code, response["Location"]) == (303, URL)
    assert {name: record(sam)[name] for name in DETAILS} == DETAILS
    assert record(sam)["accepts_product_review_abandoned_cart_emails"] is True
    assert Customer.objects.get().first_name == "Samuel"
    assert 'value="Samuel"' in text_of(sam.get(URL))


def test_nothing_else_can_be_written(sam):
    before = dict(record(sam))

    sam.submit_with_token(
        URL, **DETAILS, email="eve@example.com", customer_group_id="7", id="2", store_credit="99", channel_ids="1"
    )

    for name in ("email", "customer_group_id", "channel_ids", "id"):
        assert record(sam)[name] == before[name]
    assert sam.store.state.customers[2]["first_name"] == "Kim"
    assert sam.store.state.store_credit == {}


def test_news_on_and_off(sam):
    sam.submit_with_token(URL, **DETAILS, news="on")
    rows = list(sam.store.state.subscribers.values())
    assert [(row["email"], row["channel_id"], row["consents"]) for row in rows] == [
        ("sam@example.com", 1, ["marketing_newsletter"])
    ]
    assert sam.page(URL).find(id="id_news").has_attr("checked")

    sam.submit_with_token(URL, **DETAILS)
    assert sam.store.state.subscribers == {}


def test_fields_of_the_store(sam):
    sam.store.state.form_fields[1] = {"Shoe size": 43, "Nickname": "Sammy", "Interests": ["Tea", "Lamps"]}
    page = sam.page(URL)
    assert [page.find(id=f"id_custom_{number}")["value"] for number in (0, 1)] == ["43", "Sammy"]

    sam.submit_with_token(URL, **DETAILS, custom_0="44", custom_1="Sammy")

    assert sam.store.state.form_fields[1] == {"Shoe size": 44, "Nickname": "Sammy", "Interests": ["Tea", "Lamps"]}


@pytest.mark.parametrize("fields", [{"first_name": ""}, {"last_name": "x" * 101}, {"phone": "5" * 51}])
def test_what_cannot_be_comes_back(sam, fields):
    response = sam.submit_with_token(URL, **{**DETAILS, **fields})

    assert response.status_code == 422
    assert "Rivers &amp; Sons" in text_of(response)
    assert record(sam)["first_name"] == "Sam"


def test_refusal_of_the_store_is_shown_at_its_field(sam):
    sam.get(URL)
    problem = {"status": 422, "title": "Update failed", "errors": {"0.phone": "phone is odd"}}
    sam.store.faults.next(422, path="/v3/customers", method="PUT", body=problem)

    response = sam.submit_with_token(URL, **DETAILS)

    assert response.status_code == 422
    assert 'href="#id_phone"' in text_of(response)


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_nothing_typed_is_lost_when_bigcommerce_is_away(sam, method):
    sam.store.faults.next(503, path="/v3/customers", method=method, times=20)

    response = sam.submit_with_token("/account/", URL, **DETAILS)

    assert response.status_code == 503
    assert 'value="Samuel"' in text_of(response)


@pytest.mark.parametrize("url", [URL, WALLET])
def test_without_bigcommerce(sam, url):
    sam.store.faults.next(503, path="/v3/customers", times=20)

    response = sam.get(url)

    assert response.status_code == 503
    assert "Try again" in text_of(response)


def test_stored_cards_and_credit_at_two_calls(sam):
    token = add_stored_card(sam.store, 1)
    sam.store.state.store_credit[1] = [{"amount": 12.5}]

    page = text_of(sam.get(WALLET))
    sam.get(WALLET)

    assert sam.calls() == ["GET /v3/customers", "GET /v3/customers/1/stored-instruments"]
    assert "VISA ending in 4242" in page
    assert "$12.50" in page
    assert token not in page
    assert "424242" not in page


def test_nothing_stored(sam):
    assert "Nothing is stored" in text_of(sam.get(WALLET))


def test_account_that_may_not_read_cards_shows_none(sam):
    sam.store.faults.next(403, path="/v3/customers/1/stored-instruments", times=2)

    page = text_of(sam.get(WALLET))

    assert "Store credit" in page
    assert "Stored to pay with" not in page


def test_cards_of_others_are_not_shown(sam):
    add_stored_card(sam.store, 1)
    kim = Visitor(sam.store)
    kim.log_in("kim@example.com", "demo-shopper-2")

    assert "4242" not in text_of(kim.get(WALLET))


def test_needs_a_token(sam):
    assert sam.post(URL, DETAILS, headers=OWN).status_code == 403
