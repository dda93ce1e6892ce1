"""New accounts: at once, or from a mailed link, which tells nobody who is a customer already."""

import re

import pytest
from django import forms
from django.core.checks import run_checks

from wagtail_bigcommerce.models import Customer, SecurityEvent
from wagtail_bigcommerce.storefront.login_forms import RegisterForm

from .visitors import EMAIL, OWN, Visitor, text_of

REGISTER = "/account/register/"
NEW = {
    "first_name": "Ada",
    "last_name": "Byron",
    "email": "ada@example.com",
    "password1": "analytical-engine-1",
    "password2": "analytical-engine-1",
}


class CompanyForm(RegisterForm):
    """What a site may make of the form: another field, and a question for people."""

    company = forms.CharField()
    sum = forms.IntegerField(label="Two and two")

    def clean_sum(self):
        if self.cleaned_data["sum"] != 4:
            raise forms.ValidationError("Not for robots")
        return 4

    def details(self):
        return {**super().details(), "company": self.cleaned_data["company"]}


def register(visitor, **fields):
    return visitor.submit_with_token(REGISTER, **{**NEW, **fields})


def customer_named(visitor, email):
    return next((row for row in visitor.store.state.customers.values() if row["email"] == email), None)


class TestTakenEmail:
    def test_owner_is_told_once_and_nothing_changes(self, visitor, mailoutbox, django_capture_on_commit_callbacks):
        before = dict(customer_named(visitor, EMAIL))
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                response = register(visitor, email=EMAIL)

        assert "could not be created" in text_of(response)
        assert [(mail.to, "already" in mail.subject) for mail in mailoutbox] == [([EMAIL], True)]
        assert "Ada" not in mailoutbox[0].body
        assert customer_named(visitor, EMAIL) == before
        assert SecurityEvent.objects.filter(kind="email_taken").count() == 2

    def test_too_many(self, visitor):
        for _ in range(21):
            response = register(visitor, email=EMAIL)

        assert response.status_code == 429


class TestForm:
    def test_mass_assignment(self, visitor):
        """Only fields of the form count, whatever else is posted."""
        evil = {
            "customer_group_id": "2",
            "channel_ids": "2",
            "store_credit_amounts": "1000",
            "tax_exempt_category": "A",
            "id": "1",
            "is_staff": "on",
            "is_superuser": "on",
            "notes": "vip",
        }
        register(visitor, **evil)

        created = customer_named(visitor, NEW["email"])
        assert (created["customer_group_id"], created["channel_ids"], created["notes"]) == (0, [1], "")
        assert created["tax_exempt_category"] == ""
        assert created["id"] not in visitor.store.state.store_credit
        user = Customer.objects.get().user
        assert (user.is_staff, user.is_superuser) == (False, False)

    def test_a_sites_own_form(self, visitor, settings):
        settings.WAGTAIL_BIGCOMMERCE |= {"REGISTRATION_FORM": f"{__name__}.CompanyForm"}

        assert "Not for robots" in text_of(register(visitor, company="Engines Ltd", sum="5"))
        assert visitor.calls() == []
        assert register(visitor, company="Engines Ltd", sum="4").status_code == 303
        assert customer_named(visitor, NEW["email"])["company"] == "Engines Ltd"

    @pytest.mark.parametrize("wanted", [True, False])
    def test_newsletter(self, visitor, wanted):
        register(visitor, **({"newsletter": "on"} if wanted else {}))

        assert ("POST /v3/customers/subscribers" in visitor.calls()) is wanted

    def test_newsletter_is_no_reason_to_fail(self, visitor):
        visitor.store.faults.next(500, path="/v3/customers/subscribers", times=9)

        assert register(visitor, newsletter="on").status_code == 303

    def test_failed_login_offers_an_account_with_the_email_filled_in(self, visitor):
        page = visitor.log_in("new@example.com", "some-password-1", next="/cart/")
        assert 'value="new@example.com"' in text_of(page)
        assert "new@example.com" not in "".join(re.findall(r'(?:href|action)="([^"]*)"', text_of(page)))

        page = visitor.submit_with_token(REGISTER, begin="1", email="new@example.com", next="/cart/")
        assert "bc-error-summary" not in text_of(page)
        assert 'value="new@example.com"' in text_of(page)
        assert 'value="/cart/"' in text_of(page)


class TestVerifiedEmail:
    @pytest.fixture(autouse=True)
    def _verifies(self, visitor, settings):
        settings.WAGTAIL_BIGCOMMERCE |= {"VERIFY_EMAIL": True}

    @pytest.fixture
    def link(self, visitor, mailoutbox):
        visitor.submit_with_token(REGISTER, email=NEW["email"])
        link = re.search(r"http://localhost(/account/register/\S+/)", mailoutbox.pop().body).group(1)
        visitor.calls()
        return link

    def finish(self, visitor, link, **fields):
        visitor.get(link)
        return visitor.submit_with_token(f"{REGISTER}verified/", **{**NEW, **fields})

    def test_both_branches_look_the_same(self, visitor, mailoutbox):
        answers = []
        for email in (EMAIL, NEW["email"]):
            fresh = Visitor(visitor.store)
            response = fresh.submit_with_token(REGISTER, email=email)
            answers.append((response.status_code, text_of(response), visitor.calls(), len(mailoutbox)))

        assert answers[0][:3] == answers[1][:3]
        assert [mail.to for mail in mailoutbox] == [[EMAIL], [NEW["email"]]]
        assert "/account/register/" not in mailoutbox[0].body
        assert len(Customer.objects.all()) == 0

    def test_nothing_is_created_before_the_link_is_followed(self, visitor, link):
        assert customer_named(visitor, NEW["email"]) is None

    def test_account(self, visitor, link):
        response = self.finish(visitor, link)

        assert (response.status_code, response["Location"]) == (303, "/account/")
        assert customer_named(visitor, NEW["email"])["first_name"] == "Ada"
        assert "bigcommerce_registration" not in visitor.session

    def test_email_is_in_no_address(self, visitor, link):
        assert "ada" not in link
        assert visitor.get(link)["Location"] == f"{REGISTER}verified/"
        assert NEW["email"] in str(visitor.page(f"{REGISTER}verified/"))

    def test_another_email_than_the_proven_one(self, visitor, link):
        response = self.finish(visitor, link, email="other@example.com")

        assert "that our mail was sent to" in text_of(response)
        assert customer_named(visitor, "other@example.com") is None

    def test_link_opened_on_another_device(self, visitor, link):
        other = Visitor(visitor.store)
        other.get(link)

        assert NEW["email"] not in str(other.page(f"{REGISTER}verified/"))
        assert other.submit_with_token(f"{REGISTER}verified/", **NEW).status_code == 303

    def test_second_use(self, visitor, link):
        self.finish(visitor, link)

        assert "could not be created" in text_of(self.finish(Visitor(visitor.store), link))

    @pytest.mark.parametrize("token", ["nonsense", "a:b:c"])
    def test_forged_link(self, visitor, token):
        visitor.get(f"{REGISTER}{token}/")

        assert visitor.get(f"{REGISTER}verified/").status_code == 410

    def test_first_page_takes_no_account_details(self, visitor):
        register(visitor)

        assert customer_named(visitor, NEW["email"]) is None

    def test_posting_to_the_form_without_a_link(self, visitor):
        page = visitor.page(REGISTER)
        token = page.find("input", {"name": "csrfmiddlewaretoken"})["value"]
        fields = {**NEW, "csrfmiddlewaretoken": token}

        assert visitor.post(f"{REGISTER}verified/", fields, headers=OWN).status_code == 410
        assert customer_named(visitor, NEW["email"]) is None

    def test_mail_that_cannot_be_sent(self, visitor, monkeypatch):
        def fail(*args, **kwargs):
            raise ConnectionRefusedError

        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)

        assert visitor.submit_with_token(REGISTER, email=NEW["email"]).status_code == 503


def test_check_says_when_the_form_cannot_be_imported(settings):
    settings.WAGTAIL_BIGCOMMERCE = {"REGISTRATION_FORM": "nowhere.Form"}

    assert "wagtail_bigcommerce.E005" in [message.id for message in run_checks(tags=["bigcommerce"])]
