"""What becomes of events when things go wrong: API down, workers that die, queues that forget, bursts."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from wagtail_bigcommerce import tasks
from wagtail_bigcommerce.models import Product, WebhookEvent
from wagtail_bigcommerce.webhooks import inbox
from wagtail_bigcommerce.webhooks.inbox import ATTEMPTS, BACK_OFF, lease

pytestmark = pytest.mark.django_db

State = WebhookEvent.State
SUBJECT = "product:77"


@pytest.fixture
def product_id(store):
    return min(store.state.products)


@pytest.fixture
def down(store):
    """Makes the API fail, and work again."""

    class Switch:
        @staticmethod
        def on():
            store.access_token = "another"

        @staticmethod
        def off():
            del store.access_token

    return Switch


def event(key="msg_1", **fields):
    return WebhookEvent.objects.create(**{"key": key, "scope": "store/product/updated", "subject": SUBJECT, **fields})


def the_event():
    return WebhookEvent.objects.get()


class TestFailures:
    def test_an_event_waits_when_the_api_is_down_and_says_why(self, imported, mail, store, work, product_id, down):
        store.update_product(product_id, price=3)
        down.on()
        with work():
            assert mail.deliver() == [200]
        row = the_event()
        assert (row.state, row.attempts) == (State.WAITING, 1)
        assert "BIGCOMMERCE_ACCESS_TOKEN" in row.error
        assert row.due_at > timezone.now() + BACK_OFF[0] - timedelta(seconds=5)

    def test_it_is_handled_when_the_api_is_back(self, imported, mail, store, work, product_id, down):
        store.update_product(product_id, price=3)
        down.on()
        with work():
            mail.deliver()
        down.off()
        with work():
            tasks.retry_webhooks()
        assert the_event().state == State.WAITING, "its time has not come"
        with time_machine.travel(timezone.now() + BACK_OFF[0]), work():
            tasks.retry_webhooks()
        assert the_event().state == State.DONE
        assert the_event().error == ""
        assert Product.objects.get(bigcommerce_id=product_id).price == 3

    def test_after_the_last_attempt_it_is_given_up_and_can_be_replayed(
        self, imported, mail, store, work, product_id, down
    ):
        store.update_product(product_id, price=3)
        down.on()
        with work():
            mail.deliver()
        moment = timezone.now()
        for wait in BACK_OFF:
            moment += wait + timedelta(seconds=1)
            with time_machine.travel(moment), work():
                tasks.retry_webhooks()
        assert (the_event().state, the_event().attempts) == (State.DEAD, ATTEMPTS)
        with time_machine.travel(moment + timedelta(days=1)):
            assert inbox.ready_subjects() == []
        down.off()
        assert inbox.replay(WebhookEvent.objects.all()) == [the_event().subject]
        tasks.handle_webhooks(the_event().subject)
        assert the_event().state == State.DONE

    def test_replaying_touches_only_what_was_given_up(self):
        event("msg_1", state=State.DONE)
        event("msg_2", state=State.WORKING, due_at=timezone.now() + lease())
        assert inbox.replay(WebhookEvent.objects.all()) == []
        assert WebhookEvent.objects.filter(state=State.WAITING).count() == 0

    def test_a_fault_of_ours_is_kept_and_logged_with_its_trace(self, imported, monkeypatch, caplog):
        def broken(*args):
            raise ZeroDivisionError

        monkeypatch.setattr(tasks, "handle", broken)
        event()
        tasks.handle_webhooks(SUBJECT)
        assert (the_event().state, the_event().attempts) == (State.WAITING, 1)
        assert "ZeroDivisionError" in the_event().error
        assert any(record.exc_info for record in caplog.records)

    def test_missing_credentials_are_a_reason_too(self, settings):
        settings.WAGTAIL_BIGCOMMERCE = {}
        event()
        tasks.handle_webhooks(SUBJECT)
        assert "BIGCOMMERCE_STORE_HASH" in the_event().error


class TestWorkers:
    def test_an_attempt_counts_before_the_work_begins(self):
        event()
        inbox.take(SUBJECT)
        assert (the_event().state, the_event().attempts) == (State.WORKING, 1)

    def test_only_one_worker_has_a_subject(self):
        event("msg_1")
        assert len(inbox.take(SUBJECT)) == 1
        event("msg_2")
        assert inbox.take(SUBJECT) == []

    def test_an_event_whose_worker_died_is_taken_up_again(self):
        event()
        inbox.take(SUBJECT)
        assert inbox.ready_subjects() == []
        with time_machine.travel(timezone.now() + lease() + timedelta(seconds=1)):
            assert inbox.ready_subjects() == [SUBJECT]
            assert [row.attempts for row in inbox.take(SUBJECT)] == [2]

    def test_an_event_that_kills_its_workers_is_given_up(self):
        event()
        moment = timezone.now()
        for _attempt in range(ATTEMPTS):
            with time_machine.travel(moment):
                assert inbox.take(SUBJECT)
            moment += lease() + timedelta(seconds=1)
        with time_machine.travel(moment):
            assert inbox.take(SUBJECT) == []
        assert the_event().state == State.DEAD
        assert "worker" in the_event().error

    def test_a_worker_that_was_only_slow_changes_nothing_any_more(self):
        event()
        slow = inbox.take(SUBJECT)
        with time_machine.travel(timezone.now() + lease() + timedelta(seconds=1)):
            inbox.take(SUBJECT)
            inbox.done(slow)
            inbox.failed(slow, "too late")
        assert (the_event().state, the_event().error) == (State.WORKING, "")

    def test_a_new_event_takes_older_ones_along_without_using_up_their_attempts(self):
        event("msg_1", attempts=3, due_at=timezone.now() + timedelta(hours=1))
        event("msg_2")
        assert [(row.key, row.attempts) for row in inbox.take(SUBJECT)] == [("msg_1", 3), ("msg_2", 1)]

    def test_an_event_that_the_queue_lost_is_swept_up(self):
        event()
        assert inbox.ready_subjects() == []
        with time_machine.travel(timezone.now() + timedelta(minutes=2)):
            assert inbox.ready_subjects() == [SUBJECT]


class TestBursts:
    def test_a_burst_about_one_product_is_read_once(self, imported, mail, store, work, product_id):
        for price in range(1, 51):
            store.update_product(product_id, price=price)
        requests = len(store.requests)
        with work():
            assert mail.deliver() == [200] * 50
        assert len(store.requests) - requests == 2
        assert WebhookEvent.objects.filter(state=State.DONE).count() == 50
        assert Product.objects.get(bigcommerce_id=product_id).price == 50

    def test_a_burst_enqueues_one_task(self, mail, store, product_id, django_capture_on_commit_callbacks, monkeypatch):
        enqueued = []
        monkeypatch.setattr("wagtail_bigcommerce.webhook_views.enqueue", lambda *args: enqueued.append(args))
        for price in range(1, 6):
            store.update_product(product_id, price=price)
            with django_capture_on_commit_callbacks(execute=True):
                mail.deliver()
        assert enqueued == [("wagtail_bigcommerce.tasks.handle_webhooks", f"product:{product_id}")]

    def test_what_comes_while_a_product_is_read_is_read_after(self, imported, mail, store, work, product_id):
        store.update_product(product_id, price=5)
        mail.deliver()
        original = store.wsgi.answer

        def answer(request):
            result = original(request)
            if request.path == "/v3/catalog/products" and store.state.products[product_id]["price"] == 5:
                store.update_product(product_id, price=6)
                mail.deliver()
            return result

        store.wsgi.answer = answer
        with work():
            tasks.handle_webhooks(f"product:{product_id}")
        assert Product.objects.get(bigcommerce_id=product_id).price == 6
        assert set(WebhookEvent.objects.values_list("state", flat=True)) == {State.DONE}


def test_clean_up_keeps_what_is_young_or_unfinished():
    now = timezone.now()
    event("young", state=State.DONE, handled_at=now - timedelta(days=3))
    event("old", state=State.DONE, handled_at=now - timedelta(days=8))
    event("dead", state=State.DEAD, handled_at=now - timedelta(days=8))
    event("long dead", state=State.DEAD, handled_at=now - timedelta(days=61))
    event("waiting", received_at=now - timedelta(days=90))
    assert inbox.clean_up() == 2
    assert set(WebhookEvent.objects.values_list("key", flat=True)) == {"young", "dead", "waiting"}
