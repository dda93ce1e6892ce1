"""Password and e-mail of somebody who is signed in: both want the password, and both end other sessions."""

import re

import pytest

from wagtail_bigcommerce.models import Customer, SecurityEvent

from .visitors import EMAIL, OWN, PASSWORD, Visitor, text_of

NEW = "a-new-password-1"
NEW_EMAIL = "sam.new@example.com"


@pytest.fixture
def shopper(visitor):
    visitor.log_in()
    visitor.calls()
    return visitor


def change(shopper, current=PASSWORD, new=NEW, **fields):
    return shopper.submit_with_token(
        "/account/password/", **{"password": current, "password1": new, "password2": new, **fields}
    )


def ask(shopper, email=NEW_EMAIL, password=PASSWORD):
    return shopper.submit_with_token("/account/email/", email=email, password=password)


def link_in(mail):
    return re.search(r"http://localhost(/account/email/\S+/)", mail.body).group(1)


def is_signed_in(visitor):
    return visitor.get("/account/email/").status_code == 200


class TestPassword:
    def test_change(self, shopper):
        before = shopper.session.session_key
        response = change(shopper)

        assert (response.status_code, response["Location"]) == (303, "/account/")
        assert shopper.calls() == ["POST /v3/customers/validate-credentials", "PUT /v3/customers"]
        assert shopper.session.session_key != before
        assert is_signed_in(shopper)
        assert Visitor(shopper.store).log_in(password=NEW).status_code == 303
        assert SecurityEvent.objects.filter(kind="password_changed").count() == 1

    def test_other_sessions_end(self, shopper):
        other = Visitor(shopper.store)
        other.log_in()
        change(shopper)

        assert not is_signed_in(other)
        assert is_signed_in(shopper)

    def test_owner_is_told(self, shopper, mailoutbox, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            change(shopper)

        assert [(mail.to, "was changed" in mail.subject) for mail in mailoutbox] == [([EMAIL], True)]
        assert NEW not in mailoutbox[0].body

    def test_wrong_current_password(self, shopper):
        response = change(shopper, current="a-guess-1")

        assert "not your password" in text_of(response)
        assert "a-guess-1" not in text_of(response)
        assert shopper.calls() == ["POST /v3/customers/validate-credentials"]

    def test_guessing_is_stopped(self, shopper, monkeypatch):
        monkeypatch.setattr("wagtail_bigcommerce.commerce.pace.time.sleep", lambda seconds: None)
        for _ in range(6):
            response = change(shopper, current="a-guess-1")

        assert response.status_code == 429
        assert shopper.calls().count("POST /v3/customers/validate-credentials") == 5

    def test_password_that_the_store_refuses(self, shopper):
        response = change(shopper, new="short1")

        assert "does not accept this password" in text_of(response)
        assert is_signed_in(shopper)

    @pytest.mark.parametrize("status", [401, 429, 500])
    def test_trouble(self, shopper, status):
        shopper.store.faults.next(status, method="PUT", path="/v3/customers", times=20)
        other = Visitor(shopper.store)
        other.log_in()

        assert change(shopper).status_code == 503
        assert is_signed_in(other)

    def test_needs_a_token(self, shopper):
        assert shopper.post("/account/password/", {"password": PASSWORD}, headers=OWN).status_code == 403

    def test_strangers(self, visitor):
        assert visitor.get("/account/password/").status_code == 302


class TestEmail:
    @pytest.fixture
    def link(self, shopper, mailoutbox, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            ask(shopper)
        mails = {mail.to[0]: mail for mail in mailoutbox}
        shopper.calls()
        return link_in(mails[NEW_EMAIL])

    def test_nothing_changes_before_it_is_confirmed(self, shopper, link):
        assert Customer.objects.get().email == EMAIL
        assert Visitor(shopper.store).log_in(NEW_EMAIL).status_code == 200

    def test_both_addresses_are_told(self, shopper, link, mailoutbox):
        assert sorted(mail.to[0] for mail in mailoutbox) == [NEW_EMAIL, EMAIL]
        notice = next(mail for mail in mailoutbox if mail.to == [EMAIL])
        assert NEW_EMAIL not in notice.body
        assert link not in notice.body

    def test_confirming(self, shopper, link):
        page = shopper.get(link)
        assert NEW_EMAIL in text_of(page)
        assert Customer.objects.get().email == EMAIL

        response = shopper.submit_with_token(link)

        assert (response.status_code, response["Location"]) == (303, "/account/")
        assert shopper.calls()[:1] == ["PUT /v3/customers"]
        assert (Customer.objects.get().email, Customer.objects.get().pending_email) == (NEW_EMAIL, "")
        assert is_signed_in(shopper)
        assert Visitor(shopper.store).log_in(NEW_EMAIL).status_code == 303

    def test_other_sessions_end(self, shopper, link):
        other = Visitor(shopper.store)
        other.log_in()
        shopper.submit_with_token(link)

        assert not is_signed_in(other)

    def test_works_once(self, shopper, link):
        shopper.submit_with_token(link)

        assert shopper.get(link).status_code == 410

    def test_a_change_of_mind_ends_the_older_link(self, shopper, link):
        ask(shopper, "third@example.com")

        assert shopper.get(link).status_code == 410

    def test_a_new_password_ends_the_link(self, shopper, link):
        change(shopper)

        assert shopper.get(link).status_code == 410

    def test_link_of_another_customer(self, shopper, link):
        kim = Visitor(shopper.store)
        kim.log_in("kim@example.com", "demo-shopper-2")

        assert kim.get(link).status_code == 410

    def test_strangers_are_asked_to_sign_in(self, visitor):
        assert visitor.get("/account/email/x:y:z/").status_code == 302

    def test_taken_address_is_told_by_mail_only(self, shopper, mailoutbox, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            response = ask(shopper, "kim@example.com")

        assert response.status_code == 303
        mail = next(mail for mail in mailoutbox if mail.to == ["kim@example.com"])
        assert "belongs to an account already" in mail.body
        assert "/account/email/" not in mail.body

    def test_taken_in_between(self, shopper, link):
        kim = next(row for row in shopper.store.state.customers.values() if row["email"] == "kim@example.com")
        kim["email"] = NEW_EMAIL

        response = shopper.submit_with_token(link)

        assert response["Location"] == "/account/email/"
        assert Customer.objects.get(email=EMAIL)

    def test_wrong_password(self, shopper):
        assert "not your password" in text_of(ask(shopper, password="a-guess-1"))
        assert Customer.objects.get().pending_email == ""

    @pytest.mark.parametrize("status", [401, 429, 500])
    def test_trouble(self, shopper, link, status):
        shopper.store.faults.next(status, method="PUT", path="/v3/customers", times=20)
        shopper.submit_with_token(link)
        assert Customer.objects.get().email == EMAIL
        shopper.end_outage()

        shopper.submit_with_token(link)
        assert Customer.objects.get().email == NEW_EMAIL
