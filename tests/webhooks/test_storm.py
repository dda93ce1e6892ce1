"""Five seconds of a busy store at once: a hundred events a second, repeated, forged, out of order, and a bad queue.

`tests/soak` has the same for a minute, with real servers.
"""

import random
from collections import Counter

import pytest
import time_machine
from django.utils import timezone
from django.utils.module_loading import import_string

from wagtail_bigcommerce import tasks
from wagtail_bigcommerce.models import Product, SyncRun, WebhookEvent
from wagtail_bigcommerce.signals import webhook_received
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.sync.runner import run_import, work_on
from wagtail_bigcommerce.sync.runs import start_run
from wagtail_bigcommerce.webhooks.inbox import OVERDUE

pytestmark = pytest.mark.django_db

State = WebhookEvent.State
EVENTS = 500


class Queue:
    """Takes tasks, forgets some, hands some out twice, and all of them in any order."""

    def __init__(self, chance):
        self.chance, self.tasks = chance, []

    def add(self, task, *args):
        self.tasks += [(task, args)] * self.chance.choice([0, 1, 1, 1, 2])

    def work(self, count):
        for _ in range(min(count, len(self.tasks))):
            task, args = self.tasks.pop(self.chance.randrange(len(self.tasks)))
            import_string(task)(*args)


@pytest.fixture
def chance():
    return random.Random(20_261_121)


@pytest.fixture
def queue(chance, monkeypatch):
    queue = Queue(chance)
    monkeypatch.setattr("wagtail_bigcommerce.background.async_task", queue.add)
    return queue


@pytest.fixture
def announced():
    """How often each event was handed to listeners; their name tells them apart."""
    seen = Counter()

    def receiver(scope, data, **kwargs):
        seen[data["id"], data.get("marker")] += 1

    webhook_received.connect(receiver)
    yield seen
    webhook_received.disconnect(receiver)


def sweep_until_quiet(queue, work):
    """What the clock does in the minutes after: look for what was lost, work, and look again."""
    moment = timezone.now()
    for _minute in range(60):
        if not WebhookEvent.objects.exclude(state=State.DONE).exists():
            return
        moment += OVERDUE
        with time_machine.travel(moment, tick=True):
            with work():
                tasks.retry_webhooks()
            while queue.tasks:
                with work():
                    queue.work(10)
    raise AssertionError("the inbox is not empty after an hour")


def test_nothing_is_lost_and_nothing_is_applied_twice(imported, mail, store, work, queue, chance, announced):
    ids = [row["id"] for row in store.state.products.values() if len(row["variants"]) == 1]
    for number in range(EVENTS):
        product_id = chance.choice(ids)
        store.state.products[product_id]["name"] = f"Name {number}"
        store.emit("store/product/updated", {"type": "product", "id": product_id, "marker": number})
        if number % 20 == 19:
            with work():
                assert set(mail.deliver()) == {200}
                headers, body = chance.choice(mail.sent)
                assert mail.post(headers, body).status_code == 200, "the same again"
                assert mail.post({**headers, "webhook-id": "forged"}, body).status_code == 401
            with work():
                queue.work(chance.randrange(10))
    sweep_until_quiet(queue, work)

    assert WebhookEvent.objects.count() == EVENTS
    names = dict(Product.objects.filter(bigcommerce_id__in=ids).values_list("bigcommerce_id", "name"))
    assert names == {product_id: store.state.products[product_id]["name"] for product_id in ids}
    assert len(announced) == EVENTS
    assert set(announced.values()) == {1}


def test_two_imports_and_a_storm_at_once(imported, mail, store, work, queue, chance):
    """The second import does not begin while one is under way; the storm does not wait for either."""
    ids = [row["id"] for row in store.state.products.values() if len(row["variants"]) == 1]
    run = start_run(get_client(background=True), kind=SyncRun.Kind.FULL)
    for number in range(60):
        product_id = chance.choice(ids)
        store.update_product(product_id, name=f"Name {number}")
        with work():
            mail.deliver()
        if run.status == SyncRun.Status.RUNNING:
            work_on(run, get_client(background=True), for_seconds=0)
        if number == 1:
            tasks.import_catalog(SyncRun.Kind.FULL)
            assert SyncRun.objects.filter(status=SyncRun.Status.RUNNING).count() == 1
        with work():
            queue.work(chance.randrange(3))
    while run.status == SyncRun.Status.RUNNING:
        work_on(run, get_client(background=True), for_seconds=0)
    sweep_until_quiet(queue, work)

    assert run.status == SyncRun.Status.FINISHED
    rows = dict(Product.objects.filter(bigcommerce_id__in=ids).values_list("bigcommerce_id", "name"))
    assert rows == {product_id: store.state.products[product_id]["name"] for product_id in ids}
    untouched = run_import(kind="full", client=get_client(background=True))
    assert untouched.counts["products"]["changed"] == 0, "what the storm wrote is what a full import reads"
