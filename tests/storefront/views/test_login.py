"""Signing in, out and up. Numbers in brackets are rows of the list of odd payloads."""

import logging
import sys
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import serializers
from django.core.signals import got_request_exception
from django.db import connection
from django.views.debug import ExceptionReporter

from wagtail_bigcommerce.models import Customer
from wagtail_bigcommerce.signals import customer_logged_in, customer_registered

from .visitors import EMAIL, JSON, OWN, PASSWORD, Visitor, text_of

NEW = {
    "first_name": "Ada",
    "last_name": "Byron",
    "email": "ada@example.com",
    "password1": "analytical-engine-1",
    "password2": "analytical-engine-1",
}
WRONG = "The e-mail address or the password is not right."


def is_signed_in(visitor):
    return "_auth_user_id" in visitor.session


@pytest.fixture
def heard():
    """Names of the customer signals that were sent."""
    names = []

    def logged_in(sender, customer, request, **kwargs):
        names.append("logged in")

    def registered(sender, customer, request, **kwargs):
        names.append("registered")

    customer_logged_in.connect(logged_in)
    customer_registered.connect(registered)
    yield names
    customer_logged_in.disconnect(logged_in)
    customer_registered.disconnect(registered)


class TestLogin:
    def test_right_password(self, visitor, heard):
        response = visitor.log_in()

        assert (response.status_code, response["Location"]) == (303, "/account/")
        assert heard == ["logged in"]
        assert visitor.calls() == ["POST /v3/customers/validate-credentials", "GET /v3/customers"]
        customer = Customer.objects.get()
        assert (customer.email, customer.first_name, customer.user.get_username()) == (
            EMAIL,
            "Sam",
            f"bigcommerce-{customer.bigcommerce_id}",
        )

    def test_channel_of_the_site_is_asked_for(self, visitor):
        visitor.log_in()

        assert visitor.store.requests[0].json["channel_id"] == 1

    @pytest.mark.parametrize(("email", "password"), [(EMAIL, "wrong"), ("nobody@example.com", "wrong")])
    def test_wrong_password_and_unknown_email_look_alike(self, visitor, email, password):  # (90)
        response = visitor.log_in(email, password)

        assert response.status_code == 200
        assert WRONG in text_of(response)
        assert "wrong" not in text_of(response).replace(WRONG, "")
        assert not is_signed_in(visitor)
        assert not Customer.objects.exists()

    @pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
    @pytest.mark.parametrize("path", ["/v3/customers/validate-credentials", "/v3/customers"])
    def test_trouble_is_never_a_wrong_password(self, visitor, status, path, monkeypatch):
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        visitor.log_in()
        visitor.submit_with_token("/account/", "/account/logout/")
        visitor.store.faults.next(status, path=path, times=20)

        response = visitor.log_in()

        assert response.status_code == 503
        assert WRONG not in text_of(response)
        assert "try again" in text_of(response)
        assert Customer.objects.count() == 1
        visitor.end_outage()
        assert visitor.log_in().status_code == 303

    def test_empty_fields_cost_no_call(self, visitor):
        response = visitor.log_in("", "")

        assert "bc-error-summary" in text_of(response)
        assert visitor.calls() == []

    def test_guessing_is_stopped_before_it_reaches_bigcommerce(self, visitor):
        for _ in range(6):
            response = visitor.log_in(password="guess")

        assert (response.status_code, "Too many attempts" in text_of(response)) == (429, True)
        assert visitor.calls().count("POST /v3/customers/validate-credentials") == 5
        assert visitor.log_in("kim@example.com", "demo-shopper-2").status_code == 303

    def test_password_that_has_to_be_changed(self, visitor):
        sam = next(row for row in visitor.store.state.customers.values() if row["email"] == EMAIL)
        sam["authentication"]["force_password_reset"] = True

        response = visitor.log_in()

        assert "has to be changed" in text_of(response)
        assert not is_signed_in(visitor)

    def test_customer_that_staff_have_barred(self, visitor):
        visitor.log_in()
        get_user_model().objects.update(is_active=False)

        assert "cannot be used here" in text_of(Visitor(visitor.store).log_in())
        assert visitor.get("/account/").status_code == 302

    def test_needs_a_token(self, visitor):
        response = visitor.post("/account/login/", {"email": EMAIL, "password": PASSWORD}, headers=OWN)

        assert response.status_code == 403

    @pytest.mark.parametrize("url", ["/shop/", "/cart/?a=b", "http://testserver/shop/"])
    def test_next(self, visitor, url):
        assert visitor.log_in(next=url)["Location"] == url

    @pytest.mark.parametrize(
        "url", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "https:///evil"]
    )
    def test_next_leads_nowhere_else(self, visitor, url):
        assert visitor.log_in(next=url)["Location"] == "/account/"
        form = (
            Visitor(visitor.store)
            .page(f"/account/login/?{urlencode({'next': url})}")
            .find("form", {"class": "bc-form"})
        )
        assert form.find("input", {"name": "next"}) is None

    def test_second_visit_goes_on(self, visitor):
        visitor.log_in()

        assert visitor.get("/account/login/?next=/cart/")["Location"] == "/cart/"

    def test_the_hosted_checkout_sends_shoppers_here_and_gets_them_back(self, visitor):
        page = text_of(visitor.get("/account/login/", {"redirectTo": "/checkout/"}))
        assert 'value="/checkout/"' in page
        page = visitor.page("/account/login/?redirectTo=https://evil.example.com/")
        assert page.find("form", {"class": "bc-form"}).find("input", {"name": "next"}) is None


class TestSession:
    def test_key_changes_and_the_cart_comes_along(self, visitor):
        visitor.add(quantity=2)
        before = visitor.session.session_key
        visitor.log_in()

        assert visitor.session.session_key != before
        assert visitor.cart()["count"] == 2
        customer = Customer.objects.get()
        assert visitor.store.state.carts[visitor.cart_id()].customer_id == customer.bigcommerce_id

    def test_new_cart_is_the_shoppers(self, visitor):
        visitor.log_in()
        visitor.add()

        assert visitor.store.state.carts[visitor.cart_id()].customer_id == Customer.objects.get().bigcommerce_id

    @pytest.mark.parametrize("status", [404, 409, 422, 503])
    def test_login_does_not_hang_on_the_cart(self, visitor, status, monkeypatch):
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        visitor.add()
        visitor.store.faults.next(status, method="PUT", path="/v3/carts/*", times=9)

        assert visitor.log_in().status_code == 303
        visitor.end_outage()
        assert visitor.cart()["count"] == 1

    def test_staff_session_is_never_replaced(self, visitor):
        get_user_model().objects.create_superuser("admin", "admin@example.com", "secret-of-an-admin")
        visitor.login(username="admin", password="secret-of-an-admin")
        token = visitor.page("/admin/account/").find("input", {"name": "csrfmiddlewaretoken"})["value"]
        fields = {"email": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token}

        response = visitor.post("/account/login/", fields, headers=OWN)

        assert "another browser" in text_of(response)
        assert visitor.get("/admin/").status_code == 200
        visitor.post("/account/logout/", {"csrfmiddlewaretoken": token}, headers=OWN)
        assert visitor.get("/admin/").status_code == 200
        assert visitor.calls() == []

    def test_staff_with_the_same_email_are_another_person(self, visitor):
        admin = get_user_model().objects.create_superuser("admin", EMAIL, "secret-of-an-admin")
        visitor.log_in()

        assert Customer.objects.get().user != admin
        assert visitor.get("/admin/").status_code == 302

    def test_user_who_took_the_name_is_not_taken_over(self, visitor):
        number = next(row["id"] for row in visitor.store.state.customers.values() if row["email"] == EMAIL)
        squatter = get_user_model().objects.create_user(f"bigcommerce-{number}", password="squatting")

        assert visitor.log_in().status_code == 503
        assert not Customer.objects.filter(user=squatter).exists()
        assert not is_signed_in(visitor)

    def test_logout_forgets_the_cart(self, visitor):
        visitor.log_in()
        visitor.add()

        response = visitor.submit_with_token("/account/", "/account/logout/")

        assert (response.status_code, response["Location"]) == (303, "/shop/")
        assert not is_signed_in(visitor)
        assert visitor.cart()["count"] == 0

    def test_logout_is_no_link(self, visitor):
        visitor.log_in()

        assert visitor.get("/account/logout/").status_code == 405
        assert visitor.post("/account/logout/", headers=OWN).status_code == 403
        assert is_signed_in(visitor)

    def test_another_shopper_in_the_same_browser_inherits_nothing(self, visitor):
        visitor.log_in()
        visitor.add()
        visitor.submit_with_token("/account/", "/account/logout/")
        visitor.log_in("kim@example.com", "demo-shopper-2")

        assert visitor.cart()["count"] == 0
        assert "Kim" in text_of(visitor.get("/account/"))


class TestRegistration:
    def register(self, visitor, **fields):
        return visitor.submit_with_token("/account/register/", **{**NEW, **fields})

    def test_signs_in_at_once(self, visitor, heard):
        visitor.add()
        response = self.register(visitor, next="/cart/")

        assert (response.status_code, response["Location"]) == (303, "/cart/")
        assert heard == ["registered", "logged in"]
        assert "Ada Byron" in text_of(visitor.get("/account/"))
        created = next(row for row in visitor.store.state.customers.values() if row["email"] == NEW["email"])
        assert (created["origin_channel_id"], created["channel_ids"]) == (1, [1])
        assert Visitor(visitor.store).log_in(NEW["email"], NEW["password1"]).status_code == 303

    def test_taken_email_is_told_and_nothing_changes(self, visitor):  # (91)
        response = self.register(visitor, email=EMAIL)

        assert "If you have one already, please sign in." in text_of(response)
        assert not is_signed_in(visitor)
        assert visitor.log_in().status_code == 303

    def test_password_that_the_store_refuses(self, visitor):
        response = self.register(visitor, password1="short1", password2="short1")

        assert "does not accept this password" in text_of(response)
        assert "short1" not in text_of(response)

    @pytest.mark.parametrize(
        "fields", [{"password2": "other"}, {"email": "ada"}, {"first_name": " "}, {"last_name": "x" * 101}]
    )
    def test_what_is_wrong_is_told_without_a_call(self, visitor, fields):
        response = self.register(visitor, **fields)

        assert "bc-error-summary" in text_of(response)
        assert visitor.calls() == []

    @pytest.mark.parametrize("status", [401, 403, 429, 500])
    def test_trouble(self, visitor, status, monkeypatch):
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        visitor.store.faults.next(status, path="/v3/customers", times=20)

        response = self.register(visitor)

        assert (response.status_code, "ada@example.com" in text_of(response)) == (503, True)
        assert not Customer.objects.exists()


class TestPasswordsAreKeptNowhere:
    SECRETS = (PASSWORD, NEW["password1"], "a-wrong-password")

    def test_not_in_database_session_cache_log_or_page(self, visitor, caplog):
        caplog.set_level(logging.DEBUG)
        visitor.store.faults.next(500, path="/v3/customers/validate-credentials")
        pages = [visitor.log_in(), visitor.log_in(password="a-wrong-password"), visitor.log_in()]
        second = Visitor(visitor.store)
        pages.append(second.submit_with_token("/account/register/", **NEW))

        rows = serializers.serialize("json", [*get_user_model().objects.all(), *Customer.objects.all()])
        sessions = str([session.get_decoded() for session in Session.objects.all()])
        everywhere = [rows, sessions, caplog.text, *(text_of(page) for page in pages)]
        for secret in self.SECRETS:
            assert not any(secret in text for text in everywhere)
        assert not any(user.has_usable_password() for user in get_user_model().objects.all())

    @pytest.mark.parametrize("where", ["commerce.security_log.record", "client.transport.Transport.send"])
    def test_not_in_an_error_report(self, visitor, monkeypatch, where):
        reports = []

        def report(sender, request, **kwargs):
            reports.append(ExceptionReporter(request, *sys.exc_info()).get_traceback_html())

        def fail(*args, **kwargs):
            raise RuntimeError("a bug of ours")

        monkeypatch.setattr(f"wagtail_bigcommerce.{where}", fail)
        visitor.raise_request_exception = False
        got_request_exception.connect(report)
        try:
            assert visitor.log_in().status_code == 500
            assert visitor.submit_with_token("/account/register/", **NEW).status_code == 500
        finally:
            got_request_exception.disconnect(report)

        assert len(reports) == 2
        for secret in (*self.SECRETS, EMAIL, NEW["email"]):
            assert not any(secret in text for text in reports)


def test_json_clients_see_their_cart_after_login(visitor):
    visitor.add()
    visitor.log_in()

    assert visitor.get("/cart/", headers=JSON).json()["count"] == 1


def test_tables_hold_no_password_column_of_ours():
    columns = connection.introspection.django_table_names()
    fields = {field.name for field in Customer._meta.get_fields()}

    assert "wagtail_bigcommerce_customer" in columns
    assert not any("password" in name for name in fields)
