"""Scheduled work: what it does on its own, and what it must not."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone
from django_q.models import OrmQ

from wagtail_bigcommerce import tasks
from wagtail_bigcommerce.client import Unauthorized
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


class TestMail:
    """Who is told, of what, and how often."""

    @pytest.fixture(autouse=True)
    def _staff(self, bigcommerce, settings):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "STAFF_EMAILS": ["shop@example.com"]}

    def test_an_import_that_failed_is_told_once_in_a_while(self, store):
        store.access_token = "another"
        for _run in range(2):
            with pytest.raises(Unauthorized):
                tasks.import_catalog()
        (mail,) = outbox.outbox
        assert mail.subject == "BigCommerce import: failed"
        assert "BIGCOMMERCE_ACCESS_TOKEN" in mail.body

    def test_an_import_that_was_held_is_told(self, imported, store, django_capture_on_commit_callbacks):
        for product_id in list(store.state.products)[1:]:
            store.delete_product(product_id)
        with django_capture_on_commit_callbacks(execute=True):
            tasks.import_catalog("full")
        assert SyncRun.objects.latest().status == SyncRun.Status.HELD
        (mail,) = outbox.outbox
        assert "--allow-mass-removal" in mail.body

    def test_events_that_were_given_up_are_told_with_their_errors(self):
        WebhookEvent.objects.create(
            key="1",
            scope="store/product/updated",
            subject="product:7",
            state="dead",
            error="no name",
            handled_at=timezone.now(),
        )
        tasks.retry_webhooks()
        tasks.retry_webhooks()
        (mail,) = outbox.outbox
        assert "store/product/updated (product:7): no name" in mail.body

    def test_nobody_is_told_of_what_went_well(self, imported):
        tasks.import_catalog()
        tasks.retry_webhooks()
        assert outbox.outbox == []


def test_a_page_of_products_that_kills_its_worker_is_left_alone(bigcommerce, store, monkeypatch, caplog):
    """Nothing is saved by a worker that dies, and the queue would run its task for ever."""

    def die(*args):
        raise SystemExit

    monkeypatch.setattr(tasks, "refresh_products", die)
    for _time in range(tasks.ATTEMPTS):
        with pytest.raises(SystemExit):
            tasks.import_products([7])
    tasks.import_products([7])
    assert "left alone" in caplog.text


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
