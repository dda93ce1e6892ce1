"""Two workers with processes of their own, on PostgreSQL and Redis: what several hosts are."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection
from django_q.conf import Conf
from django_q.models import Schedule

from tests.cluster_settings import Q_CLUSTER
from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.models import Product, WebhookEvent
from wagtail_bigcommerce.rate_budget import CacheRateBudget

from .conftest import DESTINATION, Mail, subscribe

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql" or not os.environ.get("REDIS_URL"),
        reason="several hosts share PostgreSQL and Redis: set DATABASE_URL and REDIS_URL",
    ),
]

ROOT = Path(__file__).resolve().parents[2]
State = WebhookEvent.State
#: by which the database knows the clusters of this test run
APPLICATION = f"clusters-of-{os.getpid()}"
NUMBERS = range(1, 31)
VICTIM = NUMBERS[0]
#: for a machine that is busy with other tests
PATIENCE_SECONDS = 90


def until(condition, what):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"not within {PATIENCE_SECONDS} s: {what}"
        time.sleep(0.05)


class Gate:
    """Holds the first request about one product, as a slow network would, until it is opened."""

    def __init__(self, store, product_id):
        self.is_reached, self.is_open = threading.Event(), threading.Event()
        self._query, self._answer = str(product_id), store.wsgi.answer
        store.wsgi.answer = self

    def __call__(self, request):
        if request.params.get("id:in") == self._query and not self.is_reached.is_set():
            self.is_reached.set()
            self.is_open.wait(PATIENCE_SECONDS)
        return self._answer(request)


@pytest.fixture
def served(settings, monkeypatch):
    """A store over HTTP, whose events this process takes and queues for others."""
    Schedule.objects.all().delete()
    monkeypatch.setattr(Conf, "SYNC", False)
    store = DemoStore(products=[product(id=number, name=f"Mug {number}") for number in NUMBERS])
    with store.serve() as server:
        settings.WAGTAIL_BIGCOMMERCE = {
            "STORE_HASH": store.hash,
            "ACCESS_TOKEN": store.access_token,
            "CLIENT_ID": store.client_id,
            "CLIENT_SECRET": store.client_secret,
            "API_URL": server.url,
        }
        # a served store delivers in a thread of its own, whose database connection nobody would close
        store.webhooks.stop()
        subscribe(store, ["store/product/updated"], destination=DESTINATION)
        store.webhooks.transport = Mail(store)
        yield store


@pytest.fixture
def start_cluster(served, settings):
    """Starts `qcluster` as a process that leads its own group, which is how a host would be switched off."""
    started = []

    def start():
        database = connection.settings_dict
        environment = {
            **os.environ,
            **{f"BIGCOMMERCE_{name}": value for name, value in settings.WAGTAIL_BIGCOMMERCE.items()},
            "DJANGO_SETTINGS_MODULE": "tests.cluster_settings",
            "DATABASE_URL": "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
            + f"?application_name={APPLICATION}",
            "PYTHONPATH": str(ROOT),
        }
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "django", "qcluster"],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        kill(process)
    # the server notices late that a client is dead, and drops no database that somebody is connected to
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = %s", [APPLICATION]
        )


def kill(process):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def reads(store):
    """How often each product was asked for by its id."""
    return Counter(
        int(request.params["id:in"])
        for request in store.requests
        if request.path == "/v3/catalog/products" and "variants" in request.params.get("include", "")
    )


def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_nothing_is_done_twice(served, start_cluster):
    gate = Gate(served, VICTIM)
    doomed = start_cluster()
    served.update_product(VICTIM, name="Changed")
    served.deliver_webhooks(sync=True)
    until(gate.is_reached.is_set, "the first worker is in the middle of a product")

    start_cluster()
    for number in NUMBERS[1:]:
        served.update_product(number, name="Changed")
    served.deliver_webhooks(sync=True)
    kill(doomed)
    gate.is_open.set()
    until(lambda: not WebhookEvent.objects.exclude(state=State.DONE).exists(), "the other worker did everything")

    assert set(Product.objects.values_list("bigcommerce_id", "name")) == {(number, "Changed") for number in NUMBERS}
    attempts = {int(event.subject.removeprefix("product:")): event.attempts for event in WebhookEvent.objects.all()}
    assert attempts[VICTIM] == reads(served)[VICTIM] == 2
    assert all(1 <= reads(served)[number] <= attempts[number] for number in NUMBERS)
    # what the dead one had in its hands, and no more
    assert sum(attempts.values()) <= len(NUMBERS) + Q_CLUSTER["workers"]


def test_hosts_share_one_rate_budget(served, start_cluster):
    """What a worker elsewhere learnt of the store's limit holds here, too."""
    assert CacheRateBudget(served.hash).window() is None
    start_cluster()
    served.update_product(VICTIM, name="Changed")
    served.deliver_webhooks(sync=True)
    until(lambda: WebhookEvent.objects.filter(state=State.DONE).exists(), "a worker handled the event")
    window = CacheRateBudget(served.hash).window()
    assert window is not None
    assert window.left < window.quota
