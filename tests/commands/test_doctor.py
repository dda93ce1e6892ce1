"""`bigcommerce_doctor`: each fault is one line, with what to do about it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from wagtail_bigcommerce.models import SyncRun, WebhookEvent

pytestmark = pytest.mark.django_db

BASE_URL = "https://shop.example.com"


@pytest.fixture
def healthy(imported, settings, store):
    """A site that is served over HTTPS and connected to channel 1; nothing is wrong with it."""
    imported.site.hostname, imported.site.port = "shop.example.com", 443
    imported.site.save()
    WebhookEvent.objects.create(key="1", state=WebhookEvent.State.DONE)
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    call_command("bigcommerce_connect", "--adopt", stdout=io.StringIO())
    site = next(iter(store.state.sites.values()))
    next(row for row in site["urls"] if row["type"] == "checkout")["url"] = "https://checkout.shop.example.com"
    return store


@pytest.fixture
def configure(settings):
    def change(**changes):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, **changes}

    return change


def examine():
    """Findings by probe, and whether the command succeeded."""
    out = io.StringIO()
    try:
        call_command("bigcommerce_doctor", "--json", stdout=out)
        succeeded = True
    except CommandError:
        succeeded = False
    answer = json.loads(out.getvalue())
    assert answer["ok"] is succeeded
    return {finding["probe"]: finding for finding in answer["findings"]}


def levels(findings):
    return {probe: finding["level"] for probe, finding in findings.items()}


def test_a_healthy_shop_has_no_errors(healthy):
    findings = examine()
    found = levels(findings)
    # the tests' own settings have a cache in memory and no limits on the queue
    assert {found.pop("cache"), found.pop("queue settings")} <= {"ok", "warning"}
    assert set(found.values()) == {"ok"}
    assert {"credentials", "clock", "scopes", "channel", "site URL", "checkout URL", "routes", "webhooks"} < set(found)
    assert {"worker", "last import", "webhook inbox", "site", "https", "cookies"} < set(found)


def test_the_doctor_only_looks(healthy):
    healthy.requests.clear()
    examine()
    assert {request.method for request in healthy.requests} == {"GET"}
    assert len(healthy.requests) < 28


def test_lines_for_people(healthy):
    out = io.StringIO()
    call_command("bigcommerce_doctor", "--no-color", stdout=out)
    lines = out.getvalue().splitlines()
    assert "ok       clock: The clock is right." in lines
    assert all(": " in line for line in lines)


def test_what_is_wrong_comes_with_its_fix(healthy):
    healthy.state.hooks.clear()
    healthy.state.channels[1]["status"] = "inactive"
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 thing is wrong"):
        call_command("bigcommerce_doctor", "--no-color", stdout=out)
    (line,) = [line for line in out.getvalue().splitlines() if "webhooks:" in line]
    assert line.endswith("→ Run: manage.py bigcommerce_webhooks sync")


def test_every_bad_finding_says_what_to_do(channel, configure, store):
    configure(STORE_HASH="another")
    assert all(finding["fix"] for finding in examine().values() if finding["level"] in {"warning", "error"})


class TestStore:
    @pytest.mark.parametrize(
        ("changes", "word"),
        [
            ({"ACCESS_TOKEN": "wrong"}, "BIGCOMMERCE_ACCESS_TOKEN"),
            ({"STORE_HASH": "another"}, "BIGCOMMERCE_STORE_HASH"),
            ({"STORE_HASH": ""}, "BIGCOMMERCE_STORE_HASH"),
            ({"API_URL": "http://127.0.0.1:9"}, "BIGCOMMERCE_API_URL"),
        ],
    )
    def test_a_store_that_does_not_answer_is_one_error_and_the_rest_is_skipped(self, healthy, configure, changes, word):
        configure(**changes)
        findings = examine()
        assert findings["credentials"]["level"] == "error"
        assert word in findings["credentials"]["message"]
        assert findings["webhooks"]["level"] == findings["clock"]["level"] == "skipped"
        assert findings["last import"]["level"] == "ok", "what is known here is still told"

    @pytest.mark.parametrize(("off", "level"), [(2, "ok"), (10, "warning"), (-40, "error")])
    def test_clock(self, healthy, off, level):
        from datetime import timedelta

        clock = healthy.clock
        healthy.clock = lambda: clock() + timedelta(seconds=off)
        assert examine()["clock"]["level"] == level

    def test_scopes(self, healthy):
        healthy.scopes = frozenset({"store_v2_information_read_only", "store_channel_settings", "store_sites"})
        finding = examine()["scopes"]
        assert finding["level"] == "error"
        assert "store_cart" in finding["message"]
        assert "store_v2_products_read_only" in finding["message"]
        assert "store_sites" not in finding["message"]


class TestChannel:
    def test_it_is_gone(self, healthy, configure):
        configure(CHANNEL_ID="77")
        findings = examine()
        assert findings["channel"]["level"] == "error"
        assert "bigcommerce_connect" in findings["channel"]["fix"]

    def test_it_is_no_storefront(self, healthy, configure):
        configure(CHANNEL_ID=str(healthy.add_channel("till", type="pos")["id"]))
        assert "no storefront" in examine()["channel"]["message"]

    def test_its_site_has_another_address(self, healthy):
        next(iter(healthy.state.sites.values()))["url"] = "https://www.shop.example.com"
        finding = examine()["site URL"]
        assert finding["level"] == "error"
        assert "https://www.shop.example.com" in finding["message"]

    def test_its_checkout_is_on_another_site(self, healthy, configure):
        site = next(iter(healthy.state.sites.values()))
        next(row for row in site["urls"] if row["type"] == "checkout")["url"] = "https://store.mybigcommerce.com"
        assert examine()["checkout URL"]["level"] == "warning"
        configure(CHECKOUT_MODE="redirect")
        assert examine()["checkout URL"]["level"] == "ok"

    def test_its_checkout_is_not_where_the_settings_say(self, healthy, configure):
        configure(CHECKOUT_URL="https://pay.shop.example.com")
        assert "bigcommerce_connect" in examine()["checkout URL"]["fix"]

    def test_sign_in_within_the_checkout_leads_elsewhere(self, healthy, configure):
        healthy.state.channel_settings["checkout", 1]["should_redirect_to_storefront_for_auth"] = False
        assert examine()["checkout settings"]["level"] == "warning"

    def test_a_script_of_the_checkout_that_was_not_set(self, healthy, configure):
        configure(CHECKOUT_SCRIPT_URL="https://cdn.example.com/auto-loader.js")
        assert "CHECKOUT_SCRIPT_URL" in examine()["checkout settings"]["message"]

    def test_its_currency_is_for_display_only(self, healthy):
        healthy.state.channel_currencies[1] = {
            "channel_id": 1,
            "enabled_currencies": ["XXX"],
            "default_currency": "XXX",
        }
        assert examine()["currency"]["level"] == "error"

    def test_it_has_no_currency(self, healthy):
        del healthy.state.channel_currencies[1]
        assert "bigcommerce_connect" in examine()["currency"]["fix"]

    def test_its_routes_lead_elsewhere(self, healthy):
        next(row for row in healthy.state.routes.values() if row["type"] == "cart")["route"] = "/basket/"
        finding = examine()["routes"]
        assert finding["level"] == "warning"
        assert "cart" in finding["message"]


class TestHere:
    def test_never_imported(self, channel):
        finding = examine()["last import"]
        assert (finding["level"], finding["fix"]) == ("error", "Run: manage.py bigcommerce_import")

    def test_the_last_import_failed(self, healthy):
        SyncRun.objects.update(status=SyncRun.Status.FAILED, error="The store's rate limit is used up.")
        assert "rate limit" in examine()["last import"]["message"]

    def test_no_site_shows_the_channel(self, healthy, imported):
        imported.site = None
        imported.save()
        assert examine()["site"]["level"] == "error"

    def test_no_catalog_page(self, healthy, imported):
        imported.catalog_page.delete()
        assert "catalog page" in examine()["site"]["message"]

    def test_plain_http(self, healthy, imported):
        imported.site.port = 80
        imported.site.save()
        assert examine()["https"]["level"] == "error"

    @pytest.mark.parametrize(
        ("name", "value", "level"),
        [
            ("SESSION_COOKIE_DOMAIN", "elsewhere.example.com", "error"),
            ("SESSION_COOKIE_DOMAIN", ".example.com", "ok"),
            ("SESSION_COOKIE_SECURE", False, "warning"),
            ("SESSION_COOKIE_SAMESITE", "None", "warning"),
            ("SESSION_COOKIE_SAMESITE", False, "warning"),
        ],
    )
    def test_cookies(self, healthy, settings, name, value, level):
        setattr(settings, name, value)
        assert examine()["cookies"]["level"] == level

    def test_no_secret_is_printed(self, healthy, configure, capsys):
        configure(WEBHOOK_SECRET="short-secret")
        text = json.dumps(examine())
        assert not any(secret in text for secret in (healthy.access_token, healthy.client_secret, "short-secret"))
