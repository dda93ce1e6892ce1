"""A shopper's data: to take along, and to have forgotten."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from wagtail_bigcommerce.models import Customer, SavedCart

from .visitors import OWN, PASSWORD, Visitor, text_of

URL, DOWNLOAD = "/account/data/", "/account/data/download/"


@pytest.fixture
def sam(visitor):
    visitor.log_in()
    visitor.calls()
    return visitor


def download(visitor):
    return visitor.submit_with_token(URL, DOWNLOAD)


def test_page_costs_no_call(sam):
    assert sam.get(URL).status_code == 200
    assert sam.calls() == []


def test_all_that_is_known_at_five_calls(sam):
    sam.add()
    cart_id = sam.cart_id()
    sam.store.state.orders[100]["staff_notes"] = "Difficult"
    sam.store.state.customers[1]["notes"] = "Pays late"
    sam.submit("/wishlists/add/", product_id=7)
    sam.calls()

    response = download(sam)

    assert sam.calls() == [
        "GET /v3/customers",
        "GET /v3/customers/addresses",
        "GET /v2/orders",
        "GET /v3/wishlists",
        "GET /v3/customers/subscribers",
    ]
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert "no-store" in response["Cache-Control"]
    data = json.loads(response.content)
    assert data["this_site"]["email"] == data["profile"]["email"] == "sam@example.com"
    assert [row["id"] for row in data["orders"]] == [100]
    assert data["addresses"][0]["address1"] == "48 Mill Lane"
    assert len(data["wishlists"][0]["items"]) == 1
    for secret in ("Difficult", "Pays late", cart_id, PASSWORD):
        assert secret not in response.content.decode()


def test_nothing_of_others(sam):
    kim = Visitor(sam.store)
    kim.log_in("kim@example.com", "demo-shopper-2")

    text = download(kim).content.decode()

    assert "sam@example.com" not in text
    assert "Mill Lane" not in text


def test_downloads_are_few(sam):
    for _ in range(5):
        assert download(sam).status_code == 200
    sam.calls()

    assert download(sam)["Location"] == URL
    assert sam.calls() == []
    assert "several times already" in text_of(sam.get(URL))


def test_without_bigcommerce(sam):
    sam.store.faults.next(503, path="/v2/orders", times=20)

    assert download(sam)["Location"] == URL
    assert "try again" in text_of(sam.get(URL))


def test_being_forgotten_here(sam):
    sam.add()
    other_device = Visitor(sam.store)
    other_device.log_in()

    response = sam.submit_with_token(URL, confirm="on")

    assert response["Location"] == "/shop/"
    assert not Customer.objects.exists()
    assert not SavedCart.objects.exists()
    assert not get_user_model().objects.filter(username__startswith="bigcommerce-").exists()
    assert other_device.get("/account/").status_code == 302
    assert sam.get("/account/").status_code == 302
    assert 1 in sam.store.state.customers
    assert sam.log_in().status_code == 303


def test_needs_a_tick(sam):
    assert sam.submit_with_token(URL).status_code == 422
    assert Customer.objects.exists()


def test_staff_are_asked_to_delete_the_rest(sam, settings):
    settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "STAFF_EMAILS": ["owner@example.com"]}

    sam.submit_with_token(URL, confirm="on", everywhere="on")

    assert "Customer 1 " in mail.outbox[0].body
    assert "sam@example.com" not in mail.outbox[0].body + mail.outbox[0].subject


def test_staff_that_cannot_be_asked_are_not_offered(sam):
    assert sam.page(URL).find(id="id_everywhere") is None


@pytest.mark.parametrize("url", [URL, DOWNLOAD])
def test_needs_a_token_and_a_customer(sam, url):
    assert sam.post(url, {"confirm": "on"}, headers=OWN).status_code == 403
    stranger = Visitor(sam.store)
    stranger.handler.enforce_csrf_checks = False
    assert stranger.post(url, {"confirm": "on"}, headers=OWN).status_code == 302
