"""The health URL, and what the database tells about background work."""

import re
from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.utils import timezone
from django_q.models import Schedule

from wagtail_bigcommerce.client.graphql.customers import password_rules
from wagtail_bigcommerce.diagnostics import queue
from wagtail_bigcommerce.diagnostics.deployment import deployment_findings
from wagtail_bigcommerce.diagnostics.doctor import examine, examine_here
from wagtail_bigcommerce.diagnostics.findings import Level
from wagtail_bigcommerce.diagnostics.local import PROBES
from wagtail_bigcommerce.models import SyncRun, WebhookEvent
from wagtail_bigcommerce.rate_budget import CacheRateBudget
from wagtail_bigcommerce.schedules import PREFIX
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.webhooks import subscriptions

pytestmark = pytest.mark.django_db

GOOD_QUEUE = {
    "orm": "default",
    "workers": 2,
    "queue_limit": 2,
    "timeout": 60,
    "retry": 180,
    "max_attempts": 3,
    "catch_up": False,
}


def found_here(probe):
    return PROBES[probe]()


def found_in_settings(probe):
    return next(finding for finding in deployment_findings() if finding.probe == probe)


class TestWorker:
    @pytest.fixture(autouse=True)
    def _with_a_queue(self, settings):
        settings.Q_CLUSTER = GOOD_QUEUE

    def test_schedules_that_move_on_show_that_it_works(self):
        assert queue.is_working()
        assert found_here("worker").level is Level.OK

    def test_schedules_that_are_late_show_that_none_does(self):
        Schedule.objects.filter(name__startswith=PREFIX).update(next_run=timezone.now() - timedelta(minutes=6))
        finding = found_here("worker")
        assert finding.level is Level.ERROR
        assert "qcluster" in finding.fix

    def test_schedules_that_were_never_made_are_an_error_too(self):
        Schedule.objects.all().delete()
        assert found_here("worker").level is Level.ERROR

    def test_schedules_of_others_say_nothing(self):
        Schedule.objects.create(func="math.sqrt", next_run=timezone.now() - timedelta(days=9))
        assert queue.is_working()


class TestInbox:
    def test_dead_events_are_told(self):
        WebhookEvent.objects.create(key="1", state=WebhookEvent.State.DEAD)
        assert found_here("webhook inbox").level is Level.WARNING

    def test_a_change_that_waits_too_long_is_told(self):
        WebhookEvent.objects.create(key="1", received_at=timezone.now() - timedelta(minutes=11))
        assert "11 minutes" in found_here("oldest change").message

    def test_handled_ones_are_not(self):
        old = timezone.now() - timedelta(days=1)
        WebhookEvent.objects.create(key="1", received_at=old, state=WebhookEvent.State.DONE)
        assert found_here("oldest change").level is Level.OK
        assert found_here("webhook inbox").level is Level.OK


class TestLastWebhook:
    @pytest.fixture
    def subscribed(self, bigcommerce, settings):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "WEBHOOK_BASE_URL": "https://shop.example.com"}
        subscriptions.sync(get_client())

    def test_none_were_set_up(self, bigcommerce):
        assert "bigcommerce_connect" in found_here("last webhook").fix

    def test_none_has_arrived(self, subscribed):
        finding = found_here("last webhook")
        assert finding.level is Level.WARNING
        assert "https://shop.example.com/bigcommerce/webhook/" in finding.fix

    def test_one_has_arrived(self, subscribed):
        WebhookEvent.objects.create(key="1", received_at=timezone.now() - timedelta(minutes=3))
        assert found_here("last webhook").message == "It arrived 3 minutes ago."


class TestStore:
    def test_what_the_plan_allows_is_read_from_the_last_answers(self, bigcommerce, store):
        assert "not asked lately" in found_here("rate limit").message
        get_client().store.time()
        left, quota = re.findall(r"\d+", found_here("rate limit").message)
        assert 0 < int(left) < int(quota)

    def test_a_quota_that_is_used_up_is_told(self, bigcommerce, store):
        CacheRateBudget(store.hash).observe(
            {"X-Rate-Limit-Requests-Quota": "150", "X-Rate-Limit-Time-Reset-Ms": "9000"}, 429
        )
        finding = found_here("rate limit")
        assert (finding.level, "150" in finding.message) == (Level.WARNING, True)

    def test_how_long_the_storefronts_token_lasts(self, bigcommerce, store):
        assert "needed" in found_here("storefront token").message
        password_rules(get_client().storefront(1))
        (minutes,) = re.findall(r"\d+", found_here("storefront token").message)
        assert 350 < int(minutes) <= 360

    def test_a_store_that_is_not_configured_is_one_line_and_the_rest_is_told(self, settings):
        settings.WAGTAIL_BIGCOMMERCE = {}
        found = {finding.probe: finding for finding in examine_here()}
        assert "BIGCOMMERCE_STORE_HASH" in found["storefront token"].message
        assert found["site"].fix


def test_every_probe_has_a_title_for_pages(bigcommerce):
    assert not [finding.probe for finding in examine() if finding.title == finding.probe]


class TestQueueSettings:
    def test_what_we_recommend_is_right(self, settings):
        settings.Q_CLUSTER = GOOD_QUEUE
        assert found_in_settings("queue settings").level is Level.OK

    @pytest.mark.parametrize(
        ("changes", "word"),
        [
            ({"orm": None}, "orm"),
            ({"timeout": None}, "timeout"),
            ({"timeout": 30}, "timeout"),
            ({"retry": 100}, "retry"),
            ({"ack_failures": True}, "ack_failures"),
            ({"max_attempts": 0}, "max_attempts"),
            ({"queue_limit": 16}, "queue_limit"),
            ({"workers": None}, "queue_limit"),
            ({"catch_up": True}, "catch_up"),
        ],
    )
    def test_each_pitfall_of_the_queue_is_told(self, settings, changes, word):
        settings.Q_CLUSTER = {**GOOD_QUEUE, **changes}
        finding = found_in_settings("queue settings")
        assert finding.level is Level.WARNING
        assert f'"{word}"' in finding.message

    def test_the_queues_own_defaults_are_all_told(self, settings):
        settings.Q_CLUSTER = {}
        assert len(found_in_settings("queue settings").message.split("; ")) == 5


class TestSecrets:
    @pytest.mark.parametrize("secret", ["short", "a-long-and-good-secret,short"])
    def test_a_short_secret_is_told(self, settings, secret):
        settings.WAGTAIL_BIGCOMMERCE = {"WEBHOOK_SECRET": secret}
        assert found_in_settings("webhook secret").level is Level.WARNING

    def test_a_missing_client_secret_is_told(self, settings):
        settings.WAGTAIL_BIGCOMMERCE = {"STORE_HASH": "abc"}
        assert "client secret" in found_in_settings("webhook secret").message


def test_a_deployments_system_checks_are_the_same_probes(settings):
    settings.Q_CLUSTER = {**GOOD_QUEUE, "max_attempts": 0}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    found = {message.id: message for message in run_checks(tags=["bigcommerce"], include_deployment_checks=True)}
    assert {"wagtail_bigcommerce.W010", "wagtail_bigcommerce.W011"} <= set(found)
    assert "max_attempts" in found["wagtail_bigcommerce.W011"].msg
    assert not {"wagtail_bigcommerce.W010", "wagtail_bigcommerce.W011"} & {
        message.id for message in run_checks(tags=["bigcommerce"])
    }


class TestHealth:
    def test_a_shop_that_is_kept_up_to_date_is_well(self, imported, client, store, settings):
        WebhookEvent.objects.create(key="1", state=WebhookEvent.State.DONE)
        requests = len(store.requests)
        imported.site.hostname = "localhost"
        imported.site.save()
        response = client.get("/bigcommerce/health/")
        answer = response.json()
        assert (response.status_code, answer["status"]) == (200, "ok")
        assert answer["checks"]["last import"] == "ok"
        assert answer["last_import"]
        assert answer["last_webhook"]
        assert answer["oldest_unhandled_webhook_seconds"] == 0
        assert len(store.requests) == requests, "a health check asks nobody else"
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies

    def test_one_that_is_not_is_503(self, imported, client):
        SyncRun.objects.update(status=SyncRun.Status.FAILED, error="for the eyes of staff")
        response = client.get("/bigcommerce/health/")
        assert (response.status_code, response.json()["status"]) == (503, "error")
        assert response.json()["checks"]["last import"] == "error"
        assert b"for the eyes of staff" not in response.content

    def test_one_that_is_not_even_set_up_is_503(self, client, settings):
        settings.WAGTAIL_BIGCOMMERCE = {}
        assert client.get("/bigcommerce/health/").status_code == 503

    def test_a_wrong_setting_is_no_crash(self, client, settings):
        settings.WAGTAIL_BIGCOMMERCE = {"CHANNEL_ID": "shop"}
        assert client.get("/bigcommerce/health/").status_code == 503

    def test_it_is_cheap(self, imported, client, django_assert_max_num_queries):
        with django_assert_max_num_queries(20):
            client.get("/bigcommerce/health/")
