"""Attacks on accounts. What is not tried here: ownership (`test_ownership`), mailed links
(`test_password_reset`, `test_registration`, `test_credentials`), counting by several processes (`test_throttle`).
"""

import logging
import pickle

import pytest
import responses
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from wagtail_bigcommerce import urls
from wagtail_bigcommerce.client import BigCommerceClient, ServerError
from wagtail_bigcommerce.commerce import pace, passwords, security_log
from wagtail_bigcommerce.models import SecurityEvent

from .visitors import EMAIL, OWN, PASSWORD, Visitor, text_of

NEW_PASSWORD = "analytical-engine-1"
NEW = {
    "first_name": "Ada",
    "last_name": "Byron",
    "email": "ada@example.com",
    "password1": NEW_PASSWORD,
    "password2": NEW_PASSWORD,
}
EVIL = '"><script>alert(1)</script>'


@pytest.fixture
def waits(monkeypatch):
    """Seconds that refusals were held back for, in place of waiting."""
    waits = []
    monkeypatch.setattr(pace.time, "sleep", waits.append)
    return waits


class TestEnumeration:
    def test_by_content(self, visitor):
        answers = {
            text_of(Visitor(visitor.store).log_in(email, "wrong")).replace(email, "…")
            for email in (EMAIL, "nobody@example.com")
        }
        pages = {page.split("csrfmiddlewaretoken")[0] for page in answers}

        assert len(pages) == 1

    def test_by_time_unknown_and_wrong_do_the_same_work(self, visitor, waits):
        Visitor(visitor.store).log_in("warm@example.com", "wrong")
        work = []
        for email in (EMAIL, "nobody@example.com"):
            visitor.calls()
            browser = Visitor(visitor.store)
            with CountedQueries() as queries:
                browser.log_in(email, "wrong")
            work.append((visitor.calls(), len(queries), list(waits)))

        assert work[0] == work[1]
        assert work[0][0] == ["POST /v3/customers/validate-credentials"]

    def test_by_time_throttled_waits_as_long_as_a_call(self, visitor, waits):
        for email in (EMAIL, "nobody@example.com"):
            waits.clear()
            for _ in range(6):
                Visitor(visitor.store).log_in(email, "wrong")
            assert len(waits) == 1
            assert waits[0] in cache.get(passwords.PACE._key)

    def test_throttled_answers_are_the_same_for_everybody(self, visitor, waits):
        answers = []
        for email in (EMAIL, "nobody@example.com"):
            for _ in range(6):
                response = Visitor(visitor.store).log_in(email, "wrong")
            answers.append((response.status_code, text_of(response).split("csrfmiddlewaretoken")[0]))

        assert answers[0] == answers[1]
        assert answers[0][0] == 429


class CountedQueries:
    """Queries of a block."""

    def __enter__(self):
        self.count = 0
        self.wrapper = connection.execute_wrapper(self._count)
        self.wrapper.__enter__()
        return self

    def __exit__(self, *error):
        self.wrapper.__exit__(*error)

    def __len__(self):
        return self.count

    def _count(self, execute, *args):
        self.count += 1
        return execute(*args)


class TestBruteForce:
    def test_many_accounts_from_one_address(self, visitor, waits):
        for number in range(31):
            response = Visitor(visitor.store).log_in(f"user{number}@example.com", "Summer2026")

        assert response.status_code == 429
        assert visitor.calls().count("POST /v3/customers/validate-credentials") == 30

    def test_an_own_account_buys_no_attempts(self, visitor, waits):
        for number in range(31):
            if number % 5 == 4:
                Visitor(visitor.store).log_in()
            response = Visitor(visitor.store).log_in(f"user{number}@example.com", "Summer2026")

        assert response.status_code == 429

    def test_a_made_up_header_buys_no_attempts(self, visitor, waits):
        for number in range(31):
            headers = {"x-forwarded-for": f"198.51.100.{number}"}
            response = Visitor(visitor.store).submit_with_token(
                "/account/login/", headers=headers, email=f"user{number}@example.com", password="Summer2026"
            )

        assert response.status_code == 429

    def test_another_address_is_not_in_the_way(self, visitor, waits):
        for number in range(31):
            Visitor(visitor.store).log_in(f"user{number}@example.com", "Summer2026")

        assert Visitor(visitor.store, REMOTE_ADDR="198.51.100.7").log_in().status_code == 303

    def test_an_outage_locks_nobody_out(self, visitor):
        visitor.store.faults.next(500, path="/v3/customers/validate-credentials", times=8)
        for _ in range(8):
            assert visitor.log_in().status_code == 503
        visitor.store.faults.clear()

        assert visitor.log_in().status_code == 303

    def test_attack_is_logged_without_flooding_the_log(self, visitor, waits):
        for _ in range(12):
            Visitor(visitor.store).log_in(EMAIL, "wrong")

        kinds = list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))
        assert kinds == ["wrong_password"] * 5 + ["throttled"]


@pytest.mark.usefixtures("db")
def test_what_is_no_answer_counts_as_no_attempt():
    with responses.RequestsMock() as wire:
        wire.post("https://api.bigcommerce.com/stores/abc/v3/customers/validate-credentials", status=500)
        client = BigCommerceClient("abc", "token", sleep=lambda seconds: None)
        with pytest.raises(ServerError):
            client.customers.validate_credentials("a@example.com", "x", channel_id=1)
        for _ in range(passwords.ATTEMPTS.limit + 1):
            with pytest.raises(passwords.TryLater) as caught:
                passwords.authenticate(client, "a@example.com", "x", channel_id=1)
            assert not isinstance(caught.value, passwords.TooManyAttempts)


class TestSessions:
    def test_fixation(self, visitor):
        """A key that somebody planted is worth nothing after the login."""
        visitor.add()
        planted = visitor.session.session_key
        visitor.log_in()
        thief = Visitor(visitor.store)
        thief.cookies["sessionid"] = planted

        assert visitor.session.session_key != planted
        assert thief.get("/account/").status_code == 302
        assert thief.cart()["count"] == 0

    def test_a_session_ends_with_the_logout(self, visitor):
        visitor.log_in()
        thief = Visitor(visitor.store)
        thief.cookies["sessionid"] = visitor.session.session_key
        visitor.submit_with_token("/account/", "/account/logout/")

        assert thief.get("/account/").status_code == 302

    def test_cookie_is_out_of_reach_of_scripts(self, visitor):
        cookie = visitor.log_in().cookies["sessionid"]

        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def post_routes():
    """Addresses without parameters that take a POST. BigCommerce's webhooks prove themselves in another way."""
    for pattern in urls.urlpatterns:
        view = getattr(pattern.callback, "view_class", None)
        if view and hasattr(view, "post") and not pattern.pattern.converters and "webhook" not in pattern.name:
            yield pattern.name


class TestForms:
    @pytest.mark.parametrize("name", list(post_routes()))
    @pytest.mark.parametrize("headers", [{"origin": "https://evil.example", "sec-fetch-site": "cross-site"}, {}])
    def test_cross_site_posts_are_refused(self, visitor, name, headers):
        visitor.log_in()
        visitor.calls()

        response = visitor.post(reverse(f"bigcommerce:{name}"), {"product_id": "7"}, headers=headers)

        assert response.status_code in {403, 404}  # 404: switched off
        assert visitor.calls() == []

    @pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver:evil"])
    def test_host_header(self, visitor, settings, host):
        settings.ALLOWED_HOSTS = ["testserver"]

        assert visitor.get("/account/login/", headers={"host": host}).status_code == 400


class TestPages:
    def test_names_and_addresses_are_text(self, visitor):
        sam = next(row for row in visitor.store.state.customers.values() if row["email"] == EMAIL)
        sam["first_name"] = sam["last_name"] = EVIL
        for order in visitor.store.state.orders.values():
            order["billing_address"] |= {"street_1": EVIL, "first_name": EVIL, "company": EVIL}
            order["customer_message"] = EVIL
        for address in visitor.store.state.addresses.values():
            address |= {"address1": EVIL, "city": EVIL, "first_name": EVIL}
        visitor.log_in()

        for pattern in urls.urlpatterns:
            parameters = list(pattern.pattern.converters)
            if not pattern.pattern.regex.pattern.startswith("^account/") or parameters not in ([], ["order_id"]):
                continue
            page = visitor.get(reverse(f"bigcommerce:{pattern.name}", args=[100] if parameters else []))
            assert "<script>alert" not in page.content.decode(), pattern.name

    @pytest.mark.parametrize("name", ["login", "register", "password_reset", "account"])
    def test_headers(self, visitor, name):
        if name == "account":
            visitor.log_in()
        headers = visitor.get(reverse(f"bigcommerce:{name}")).headers

        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
        assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in headers["Cache-Control"]

    def test_error_pages_show_no_secrets(self, visitor, bigcommerce, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError(f"token {bigcommerce.access_token} of {EMAIL}")

        monkeypatch.setattr("wagtail_bigcommerce.commerce.passwords.check_password", fail)
        visitor.raise_request_exception = False

        response = visitor.log_in()

        assert response.status_code == 500
        for secret in (bigcommerce.access_token, bigcommerce.client_secret, EMAIL, PASSWORD, "RuntimeError"):
            assert secret not in response.content.decode()


def everything_kept():
    """All tables, the cache, and what sessions hold, as one text."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            texts += [repr(row) for row in cursor.fetchall()]
    texts += [repr(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join([*texts, *map(repr, everything_cached())])


def everything_cached():
    """Names and values, as Redis or this process's memory keeps them; no cache of Django's tells what it holds."""
    kept = cache._cache
    if isinstance(kept, dict):
        return [(name, pickle.loads(value)) for name, value in kept.items()]
    redis = kept.get_client()
    return [(name, redis.get(name)) for name in redis.scan_iter()]


class TestPasswordsAreKeptNowhere:
    def test_dump(self, visitor, caplog, mailoutbox, django_capture_on_commit_callbacks, waits):
        """After everything that takes a password, neither it nor a hash of it is anywhere but at BigCommerce."""
        caplog.set_level(logging.DEBUG)
        changed = "a-changed-password-2"
        with django_capture_on_commit_callbacks(execute=True):
            visitor.log_in()
            Visitor(visitor.store).log_in(password="a-wrong-password")
            fields = {"password": PASSWORD, "password1": changed, "password2": changed}
            visitor.submit_with_token("/account/password/", **fields)
            Visitor(visitor.store).submit_with_token("/account/register/", **NEW)
            Visitor(visitor.store).submit_with_token("/account/password-reset/", email=EMAIL)
        mails = "\n".join(mail.body + mail.alternatives[0][0] for mail in mailoutbox)

        for text in (everything_kept(), caplog.text, mails):
            for secret in (PASSWORD, changed, NEW_PASSWORD, "a-wrong-password"):
                assert secret not in text
        for user in get_user_model().objects.all():
            assert not user.has_usable_password()
            assert not any(user.check_password(secret) for secret in (PASSWORD, changed, NEW_PASSWORD))

    def test_log_names_nobody(self, visitor, caplog, waits):
        caplog.set_level(logging.DEBUG)
        for password in (PASSWORD, "a-wrong-password"):
            Visitor(visitor.store).log_in(password=password)
        visitor.store.faults.next(500, path="/v3/customers/validate-credentials")
        Visitor(visitor.store).log_in()

        assert EMAIL not in caplog.text
        assert "127.0.0.1" not in "".join(
            record.getMessage() for record in caplog.records if record.name == security_log.__name__
        )


class TestStaffAndCustomers:
    def test_customer_in_the_admin(self, visitor):
        visitor.log_in()

        for url in ("/admin/", "/admin/pages/", "/admin/account/", "/admin/users/"):
            response = visitor.get(url)
            assert response.status_code in {302, 404}, url

    def test_customers_name_opens_no_other_login(self, visitor):
        visitor.log_in()
        user = get_user_model().objects.get(username__startswith="bigcommerce-")
        browser = Client()

        assert not browser.login(username=user.username, password=PASSWORD)
        assert not browser.login(username=user.username, password=user.password)

    def test_staff_password_opens_no_shop(self, visitor):
        get_user_model().objects.create_superuser("boss", "boss@example.com", "secret-of-a-boss")

        assert visitor.log_in("boss@example.com", "secret-of-a-boss").status_code == 200
        assert "_auth_user_id" not in visitor.session
        assert visitor.post("/account/logout/", headers=OWN).status_code == 403
