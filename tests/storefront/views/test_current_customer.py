"""Signing in and out on both sides: here, and at the hosted checkout."""

from datetime import timedelta
from urllib.parse import urljoin

import jwt
import pytest
import requests
from django.contrib.auth import get_user_model
from django.utils import timezone

from wagtail_bigcommerce.demostore.adapter import InProcessAdapter
from wagtail_bigcommerce.models import Customer, SecurityEvent

from .visitors import EMAIL, OWN, Visitor

URL = "/account/current/"


@pytest.fixture
def sam(store):
    return next(row for row in store.state.customers.values() if row["email"] == EMAIL)


@pytest.fixture
def token(store, sam):
    """What the hosted store gives to Sam's browser."""

    def make(**claims):
        now = timezone.now()
        claims = {
            "customer": {"id": sam["id"], "email": EMAIL, "group_id": "0"},
            "iss": "bc/apps",
            "iat": int(now.timestamp()),
            "exp": int((now + timedelta(minutes=15)).timestamp()),
            "aud": store.client_id,
            "store_hash": store.hash,
            "operation": "current_customer",
            **claims,
        }
        return jwt.encode(claims, store.client_secret, algorithm="HS256")

    return make


@pytest.fixture
def recognizing(settings, visitor):
    settings.WAGTAIL_BIGCOMMERCE |= {"RECOGNIZE_CUSTOMERS": True}
    return visitor


def send(visitor, token):
    return visitor.submit_with_token("/account/login/", URL, token=token)


class TestRecognition:
    def test_signs_in(self, recognizing, token):
        recognizing.add()
        before = recognizing.session.session_key
        response = send(recognizing, token())

        assert response.json() == {"signed_in": True}
        assert recognizing.session.session_key != before
        assert recognizing.get("/account/password/").status_code == 200
        assert recognizing.cart()["count"] == 1

    def test_off_by_default(self, visitor, token):
        assert send(visitor, token()).status_code == 404

    def test_replay(self, recognizing, token):
        text = token()
        send(recognizing, text)

        assert send(Visitor(recognizing.store), text).status_code == 403
        assert SecurityEvent.objects.filter(kind="token_refused").count() == 1

    @pytest.mark.parametrize("claims", [{"aud": "another-app"}, {"exp": 1}, {"store_hash": "another"}])
    def test_tokens_of_others_cost_no_call_but_the_clock(self, recognizing, token, claims):
        recognizing.calls()
        assert send(recognizing, token(**claims)).status_code == 403
        assert recognizing.calls() == ["GET /v2/time"]

    def test_wrong_channel(self, recognizing, token, sam):
        sam["channel_ids"] = [2]

        assert send(recognizing, token()).status_code == 403
        assert "_auth_user_id" not in recognizing.session

    def test_deleted_customer(self, recognizing, token, sam, store):
        text = token()
        del store.state.customers[sam["id"]]

        assert send(recognizing, text).status_code == 403
        assert not Customer.objects.exists()

    def test_barred_by_staff(self, recognizing, token):
        Visitor(recognizing.store).log_in()
        get_user_model().objects.update(is_active=False)

        assert send(recognizing, token()).status_code == 403

    @pytest.mark.parametrize("status", [401, 429, 500])
    def test_trouble(self, recognizing, token, status):
        recognizing.store.faults.next(status, path="/v3/customers", times=20)

        assert send(recognizing, token()).status_code == 503

    def test_needs_a_token_of_ours(self, recognizing, token):
        assert recognizing.post(URL, {"token": token()}, headers=OWN).status_code == 403

    def test_a_session_is_never_replaced(self, recognizing, token):
        recognizing.log_in("kim@example.com", "demo-shopper-2")
        page = recognizing.page("/account/password/")
        csrf = page.find("input", {"name": "csrfmiddlewaretoken"})["value"]
        recognizing.post(URL, {"token": token(), "csrfmiddlewaretoken": csrf}, headers=OWN)

        assert recognizing.session["_auth_user_id"] == str(Customer.objects.get(email="kim@example.com").user_id)


class TestConfirmation:
    @pytest.mark.parametrize("is_on", [True, False])
    def test_script_is_there_when_it_should_ask(self, visitor, settings, is_on):
        settings.WAGTAIL_BIGCOMMERCE |= {"RECOGNIZE_CUSTOMERS": is_on}
        visitor.add()
        url = visitor.submit_with_token("/checkout/", "/checkout/url/", headers={"accept": "application/json"})
        visitor.pay(url.json()["url"])
        response = visitor.get("/checkout/complete/")

        assert ("recognize.js" in response.content.decode()) is is_on
        policy = response.headers["Content-Security-Policy"]
        assert (f"connect-src 'self' {visitor.store.base_url}" in policy) is is_on


class Hosted(requests.Session):
    """A browser at the hosted store, which keeps its cookie; an exchange in process knows none."""

    def __init__(self, store):
        super().__init__()
        self.mount(store.base_url, InProcessAdapter(store.wsgi))

    def follow(self, url):
        answer = self.get(url, allow_redirects=False)
        for line in answer.headers.get("Set-Cookie", "").split(", "):
            if line.startswith("SHOP_TOKEN="):
                self.headers["Cookie"] = line.split(";", 1)[0]
        return self.follow(urljoin(url, answer.headers["Location"])) if answer.is_redirect else answer.text


class TestHostedLogout:
    @pytest.fixture
    def shopper(self, visitor, settings):
        settings.WAGTAIL_BIGCOMMERCE |= {"HOSTED_LOGOUT": True}
        visitor.log_in()
        return visitor

    def test_ends_the_session_there_too(self, shopper):
        shopper.add()
        answer = shopper.submit_with_token("/checkout/", "/checkout/url/", headers={"accept": "application/json"})
        hosted = Hosted(shopper.store)
        hosted.follow(answer.json()["url"])
        assert EMAIL in hosted.follow(f"{shopper.store.base_url}/account.php")

        page = shopper.submit_with_token("/account/password/", "/account/logout/")
        assert "_auth_user_id" not in shopper.session
        hosted.follow(page.content.decode().split("url=", 1)[1].split('"', 1)[0])

        assert EMAIL not in hosted.follow(f"{shopper.store.base_url}/account.php")

    def test_who_was_not_at_the_checkout_stays_here(self, shopper):
        response = shopper.submit_with_token("/account/password/", "/account/logout/")

        assert (response.status_code, response["Location"]) == (303, "/shop/")
