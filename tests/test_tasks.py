"""Scheduled work: what it does on its own, and what it must not."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone
from django_q.models import OrmQ

from wagtail_bigcommerce import tasks
from wagtail_bigcommerce.models import Product, SyncRun, WebhookEvent
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.webhooks import subscriptions

pytestmark = pytest.mark.django_db


@pytest.fixture
def subscribed(bigcommerce, settings):
    settings.WAGTAIL_BIGCOMMERCE = {
        **settings.WAGTAIL_BIGCOMMERCE,
        "WEBHOOK_BASE_URL": "https://shop.example.com",
        "STAFF_EMAILS": ["shop@example.com"],
    }
    subscriptions.sync(get_client())


class TestCheckWebhooks:
    def test_what_was_switched_off_is_put_right_and_staff_are_told(self, subscribed, store, caplog):
        hook = next(iter(store.state.hooks.values()))
        hook["is_active"] = False
        tasks.check_webhooks()
        assert store.state.hooks[hook["id"]]["is_active"]
        assert f"{hook['scope']} was switched off" in caplog.text
        (mail,) = outbox.outbox
        assert mail.to == ["shop@example.com"]
        assert hook["scope"] in mail.body

    def test_nobody_is_told_when_all_is_well(self, subscribed, store):
        store.requests.clear()
        tasks.check_webhooks()
        assert [request.method for request in store.requests] == ["GET"]
        assert outbox.outbox == []

    def test_a_copy_of_the_site_does_not_subscribe_by_itself(self, subscribed, store, settings):
        settings.WAGTAIL_BIGCOMMERCE = {
            **settings.WAGTAIL_BIGCOMMERCE,
            "WEBHOOK_BASE_URL": "https://staging.example.com",
        }
        count = len(store.state.hooks)
        store.requests.clear()
        tasks.check_webhooks()
        assert store.requests == []
        assert len(store.state.hooks) == count

    def test_nothing_is_set_up_unasked(self, bigcommerce, store, db):
        tasks.check_webhooks()
        assert store.requests == []

    def test_a_mail_that_cannot_be_sent_undoes_nothing(self, subscribed, store, monkeypatch, caplog):
        def broken(*args, **kwargs):
            raise ConnectionRefusedError("no mail today")

        monkeypatch.setattr("wagtail_bigcommerce.staff.send_mail", broken)
        store.state.hooks.clear()
        tasks.check_webhooks()
        assert len(store.state.hooks) == len(subscriptions.wanted())
        assert "no mail today" in caplog.text


def test_a_queue_that_is_behind_gets_no_more_tasks(bigcommerce, django_capture_on_commit_callbacks):
    """What waits there has lost nothing: to enqueue it again every minute would only make it longer."""
    WebhookEvent.objects.create(key="late", subject="x", received_at=timezone.now() - timedelta(hours=1))
    OrmQ.objects.bulk_create(OrmQ(key="tests", payload="", lock=timezone.now() - timedelta(days=1)) for _ in range(101))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.retry_webhooks()
    assert WebhookEvent.objects.get().state == WebhookEvent.State.WAITING
    OrmQ.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.retry_webhooks()
    assert WebhookEvent.objects.get().state == WebhookEvent.State.DONE


class TestScheduledImport:
    def test_it_imports_once_a_store_is_configured(self, channel, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            tasks.scheduled_import("incremental")
        assert Product.objects.exists()

    def test_it_does_nothing_without_a_store(self, settings):
        settings.WAGTAIL_BIGCOMMERCE = {}
        tasks.scheduled_import("incremental")
        assert not SyncRun.objects.exists()


def test_clean_up_keeps_new_runs_and_the_newest_of_old_ones(monkeypatch):
    monkeypatch.setattr(tasks, "KEPT_RUNS", 1)
    now = timezone.now()
    for days in (50, 40, 10):
        SyncRun.objects.create(
            kind="full", status="finished", store_hash="demo", started_at=now - timedelta(days=days), finished_at=now
        )
    WebhookEvent.objects.create(key="old", state="done", handled_at=now - timedelta(days=30))
    tasks.clean_up()
    assert [(now - run.started_at).days for run in SyncRun.objects.all()] == [10]
    assert not WebhookEvent.objects.exists()
