from urllib.parse import urlsplit

import pytest
import requests

from wagtail_bigcommerce.commerce.checkouts import Mode, checkout_url
from wagtail_bigcommerce.demostore.adapter import InProcessAdapter

from .conftest import SAM


@pytest.fixture
def synced(settings):
    settings.WAGTAIL_BIGCOMMERCE = {"CHECKOUT_LOGIN": "session-sync"}


def url_of(client, cart_id, mode=Mode.REDIRECT, customer_id=SAM):
    return checkout_url(client, cart_id=cart_id, channel_id=1, customer_id=customer_id, mode=mode)


def kind(url):
    return urlsplit(url).path.split("/")[1]


def test_a_customer_arrives_signed_in_at_the_checkout(store, client, cart_id, synced):
    url = url_of(client, cart_id)
    assert kind(url) == "session-sync"
    browser = requests.Session()
    browser.mount(store.base_url, InProcessAdapter(store.wsgi))
    page = browser.get(url)
    assert page.status_code == 200
    assert "Checkout" in page.text
    (session,) = store.state.checkout_sessions.values()
    assert (session.cart_id, session.customer_id) == (cart_id, SAM)


@pytest.mark.parametrize(("mode", "customer_id"), [(Mode.EMBEDDED, SAM), (Mode.REDIRECT, 0)])
def test_not_for_frames_and_guests(client, cart_id, synced, mode, customer_id):
    assert kind(url_of(client, cart_id, mode, customer_id)) != "session-sync"


def test_not_unless_it_is_set(client, cart_id):
    assert kind(url_of(client, cart_id)) == "login"


@pytest.mark.parametrize("status", [401, 403, 503])
def test_without_graphql_the_login_token_does(store, client, cart_id, synced, status, caplog):
    store.faults.next(status, path="/graphql", times=None)
    assert kind(url_of(client, cart_id)) == "login"
    assert "could not be synced" in caplog.text
    assert cart_id not in caplog.text
