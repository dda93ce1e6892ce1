"""A new password by a link in a mail: for everybody who can read that mail, once, and for nobody else."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone

from wagtail_bigcommerce.commerce import passwords
from wagtail_bigcommerce.models import Customer, SecurityEvent

from .visitors import EMAIL, PASSWORD, Visitor, text_of

NEW = "a-new-password-1"
RESET = "/account/password-reset/"


def ask(visitor, email=EMAIL, **headers):
    return visitor.submit_with_token(RESET, email=email, headers=headers)


def link_in(mail):
    return re.search(r"http://\S+/account/password-reset/\S+/", mail.body).group(0)


def follow(visitor, link, password=NEW):
    """Open the link of a mail, and choose a password on the page that it leads to."""
    visitor.get(link.replace("http://localhost", ""))
    refused = visitor.get(f"{RESET}new/")
    if refused.status_code == 410:
        return refused
    return visitor.submit_with_token(f"{RESET}new/", password1=password, password2=password)


@pytest.fixture
def link(visitor, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask(visitor)
    link = link_in(mailoutbox.pop())
    visitor.calls()
    return link


def kinds():
    return list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))


class TestAsking:
    def test_answer_tells_nothing(self, visitor, mailoutbox, django_capture_on_commit_callbacks):
        answers = []
        for email in (EMAIL, "nobody@example.com"):
            fresh = Visitor(visitor.store)
            with django_capture_on_commit_callbacks(execute=True) as callbacks:
                response = ask(fresh, email)
            calls = [call for call in visitor.calls() if "validate" not in call]
            answers.append((response.status_code, text_of(response), len(callbacks), calls[:1]))

        assert answers[0] == answers[1]
        assert "look into your mailbox" in answers[0][1]
        assert [mail.to for mail in mailoutbox] == [[EMAIL]]

    def test_mail(self, visitor, mailoutbox, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            ask(visitor)

        mail = mailoutbox[0]
        html = mail.alternatives[0][0]
        assert mail.subject.startswith("Choose a new password")
        assert link_in(mail) in html
        assert "Sam" not in mail.body

    def test_links_lead_to_our_site_whatever_the_host_header_says(
        self, visitor, mailoutbox, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            ask(visitor, **{"x-forwarded-host": "evil.example", "x-forwarded-for": "198.51.100.7"})

        assert link_in(mailoutbox[0]).startswith("http://localhost/")
        assert "evil" not in mailoutbox[0].body + mailoutbox[0].alternatives[0][0]

    def test_too_many_mails(self, visitor, mailoutbox, monkeypatch, django_capture_on_commit_callbacks):
        waits = []
        monkeypatch.setattr("wagtail_bigcommerce.commerce.pace.time.sleep", waits.append)
        with django_capture_on_commit_callbacks(execute=True):
            answers = {text_of(ask(Visitor(visitor.store))) for _ in range(5)}

        assert (len(answers), len(mailoutbox), len(waits)) == (1, 3, 2)

    @pytest.mark.parametrize("status", [401, 429, 500])
    def test_trouble(self, visitor, mailoutbox, status):
        visitor.store.faults.next(status, path="/v3/customers", times=20)

        assert ask(visitor).status_code == 503
        assert mailoutbox == []

    def test_nothing_is_stored(self, visitor, link):
        assert not Customer.objects.exists()
        assert EMAIL not in str([session.get_decoded() for session in Session.objects.all()])

    def test_who_was_barred_by_staff_gets_no_mail(self, visitor, mailoutbox, django_capture_on_commit_callbacks):
        visitor.log_in()
        get_user_model().objects.update(is_active=False)
        with django_capture_on_commit_callbacks(execute=True):
            ask(Visitor(visitor.store))

        assert mailoutbox == []


class TestFollowing:
    def test_new_password_counts_and_signs_in(self, visitor, link):
        response = follow(visitor, link)

        assert (response.status_code, response["Location"]) == (303, "/account/")
        assert visitor.get("/account/").status_code == 200
        assert Visitor(visitor.store).log_in(password=PASSWORD).status_code == 200
        assert Visitor(visitor.store).log_in(password=NEW).status_code == 303
        assert {"reset_requested", "password_reset", "signed_in"} <= set(kinds())

    def test_calls(self, visitor, link):
        follow(visitor, link)

        assert visitor.calls()[:2] == ["GET /v3/customers", "PUT /v3/customers"]

    def test_customer_made_at_checkout(self, visitor, link):
        number = next(row["id"] for row in visitor.store.state.customers.values() if row["email"] == EMAIL)
        del visitor.store.state.password_hashes[number]

        assert follow(visitor, link).status_code == 303
        assert Visitor(visitor.store).log_in(password=NEW).status_code == 303

    @pytest.mark.parametrize("has_been_here", [True, False])
    def test_works_once(self, visitor, mailoutbox, has_been_here, django_capture_on_commit_callbacks):
        if has_been_here:
            Visitor(visitor.store).log_in()
        with django_capture_on_commit_callbacks(execute=True):
            ask(visitor)
        link = link_in(mailoutbox[0])
        follow(Visitor(visitor.store), link)

        assert follow(visitor, link, "another-password-2").status_code == 410
        assert Visitor(visitor.store).log_in(password=NEW).status_code == 303
        assert "link_refused" in kinds()

    def test_other_sessions_end(self, visitor, mailoutbox, django_capture_on_commit_callbacks):
        thief = Visitor(visitor.store)
        thief.log_in()
        with django_capture_on_commit_callbacks(execute=True):
            ask(visitor)
        follow(visitor, link_in(mailoutbox[0]))

        assert thief.get("/account/").status_code == 302
        assert visitor.get("/account/").status_code == 200

    def test_whoever_was_signed_in_is_so_no_more(self, visitor, link):
        kim = Visitor(visitor.store)
        kim.log_in("kim@example.com", "demo-shopper-2")

        assert kim.get(RESET).status_code == 200
        assert follow(kim, link).status_code == 303
        assert kim.session["_auth_user_id"] == str(Customer.objects.get(email=EMAIL).user_id)

    def test_own_link_while_signed_in(self, visitor, mailoutbox, django_capture_on_commit_callbacks):
        visitor.log_in()
        visitor.add()
        with django_capture_on_commit_callbacks(execute=True):
            ask(visitor)

        assert follow(visitor, link_in(mailoutbox[0])).status_code == 303
        assert visitor.get("/account/password/").status_code == 200
        assert visitor.cart()["count"] == 1

    def test_refused_password_leaves_the_link_alive(self, visitor, link):
        response = follow(visitor, link, "short1")

        assert "does not accept this password" in text_of(response)
        assert "short1" not in text_of(response)
        assert follow(visitor, link).status_code == 303

    @pytest.mark.parametrize("status", [401, 429, 500])
    def test_trouble_leaves_the_link_alive(self, visitor, link, status):
        visitor.store.faults.next(status, method="PUT", path="/v3/customers", times=20)
        assert follow(visitor, link).status_code == 503
        visitor.end_outage()

        assert follow(visitor, link).status_code == 303

    def test_too_old(self, visitor, link, monkeypatch):
        later = (timezone.now() + timedelta(minutes=61)).timestamp()
        monkeypatch.setattr("django.core.signing.time.time", lambda: later)

        assert follow(visitor, link).status_code == 410

    def test_email_changed_in_between(self, visitor, link):
        sam = next(row for row in visitor.store.state.customers.values() if row["email"] == EMAIL)
        sam["email"] = "elsewhere@example.com"

        assert follow(visitor, link).status_code == 410

    def test_forged(self, visitor, link):
        body, stamp, signature = link.rstrip("/").rsplit("/", 1)[1].split(":")
        for forged in (f"{body}:{stamp}:{signature[::-1]}", body, f"{body[:-2]}xx:{stamp}:{signature}"):
            assert follow(visitor, f"http://localhost{RESET}{forged}/").status_code == 410
        assert visitor.calls() == []

    def test_another_channels_link(self, visitor, link, channel):
        channel.bigcommerce_id = 2
        channel.save()

        assert follow(visitor, link).status_code == 410

    def test_token_stays_in_no_address(self, visitor, link):
        response = visitor.get(link.replace("http://localhost", ""))

        assert (response.status_code, response["Location"]) == (303, f"{RESET}new/")
        assert visitor.calls() == []

    def test_form_without_a_link(self, visitor):
        assert visitor.get(f"{RESET}new/").status_code == 410

    def test_attempts_are_forgotten(self, visitor, link, monkeypatch):
        monkeypatch.setattr("wagtail_bigcommerce.commerce.pace.time.sleep", lambda seconds: None)
        for _ in range(6):
            Visitor(visitor.store).log_in(password="guess")
        follow(visitor, link)

        assert not passwords.ATTEMPTS.is_exhausted(f"1:{EMAIL}")

    def test_password_is_kept_nowhere(self, visitor, link):
        follow(visitor, link)

        sessions = str([session.get_decoded() for session in Session.objects.all()])
        assert NEW not in sessions
        assert not any(user.has_usable_password() for user in get_user_model().objects.all())


def test_forced_reset(visitor, mailoutbox, django_capture_on_commit_callbacks):
    sam = next(row for row in visitor.store.state.customers.values() if row["email"] == EMAIL)
    sam["authentication"]["force_password_reset"] = True
    with django_capture_on_commit_callbacks(execute=True):
        response = visitor.log_in()

    assert "has to be changed" in text_of(response)
    assert "_auth_user_id" not in visitor.session
    assert follow(visitor, link_in(mailoutbox[0])).status_code == 303
    assert sam["authentication"]["force_password_reset"] is False
