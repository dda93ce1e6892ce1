"""Customers whom BigCommerce deletes, or bars from the channel, are signed out; trouble signs nobody out."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from wagtail_bigcommerce.auth import BACKEND
from wagtail_bigcommerce.client import BigCommerceClient
from wagtail_bigcommerce.commerce.customers import FRESH, sync_customer
from wagtail_bigcommerce.models import Customer

pytestmark = pytest.mark.usefixtures("channel")


@pytest.fixture
def payload(store):
    return next(row for row in store.state.customers.values() if row["email"] == "sam@example.com")


@pytest.fixture
def browser(payload):
    """Sam's, signed in."""
    browser = Client()
    browser.force_login(sync_customer(payload).user, backend=BACKEND)
    return browser


def is_signed_in(browser):
    return browser.get("/account/password/").status_code == 200


def test_deleted(store, mail, work, browser, payload):
    assert is_signed_in(browser)
    store.client()
    del store.state.customers[payload["id"]]
    store.emit("store/customer/deleted", {"type": "customer", "id": payload["id"]})
    with work():
        mail.deliver()

    assert not is_signed_in(browser)
    customer = Customer.objects.get()
    assert (customer.email, customer.first_name, customer.last_name) == ("", "", "")
    assert customer.vanished_at is not None


def test_barred_from_the_channel(store, mail, work, browser, payload):
    payload["channel_ids"] = [2]
    store.emit("store/customer/updated", {"type": "customer", "id": payload["id"]})
    with work():
        mail.deliver()

    assert not is_signed_in(browser)
    assert browser.get("/account/login/").status_code == 200
    assert "another account" not in browser.get("/account/login/").content.decode()
    assert Customer.objects.get().email == "sam@example.com"


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_trouble_is_no_deletion(store, mail, work, browser, payload, status, monkeypatch):
    patient = partial(BigCommerceClient, sleep=lambda seconds: None)
    monkeypatch.setattr("wagtail_bigcommerce.store.BigCommerceClient", patient)
    store.faults.next(status, path="/v3/customers", times=20)
    store.emit("store/customer/deleted", {"type": "customer", "id": payload["id"]})
    with work():
        mail.deliver()
    store.faults.clear()

    assert is_signed_in(browser)
    assert Customer.objects.get().vanished_at is None


def test_who_was_never_here_costs_no_call(store, mail, work, payload):
    store.requests.clear()
    store.emit("store/customer/updated", {"type": "customer", "id": payload["id"]})
    with work():
        mail.deliver()

    assert [request.path for request in store.requests if request.path == "/v3/customers"] == []
    assert not Customer.objects.exists()


def test_comes_back(browser, payload):
    Customer.objects.update(vanished_at=timezone.now())
    assert not is_signed_in(browser)

    assert sync_customer(payload).vanished_at is None


def test_without_webhooks_they_are_read_again_within_minutes(
    store, browser, payload, django_capture_on_commit_callbacks
):
    del store.state.customers[payload["id"]]
    with django_capture_on_commit_callbacks(execute=True):
        assert is_signed_in(browser)
    assert is_signed_in(browser)
    Customer.objects.update(synced_at=timezone.now() - FRESH - timedelta(seconds=1))

    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        is_signed_in(browser)
        is_signed_in(browser)

    assert len(callbacks) == 1
    assert not is_signed_in(browser)
