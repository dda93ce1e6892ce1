"""`make soak`: a hundred events a second for a minute, on a real site, worker, queue and database."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection
from django_q.conf import Conf
from django_q.models import Schedule

from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.models import Product, WebhookEvent
from wagtail_bigcommerce.schedules import PREFIX
from wagtail_bigcommerce.webhooks.secrets import accepted_secrets

from .storm import Storm

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Many writers need PostgreSQL: set DATABASE_URL."),
]

ROOT = Path(__file__).resolve().parents[2]
RATE, SECONDS, PRODUCTS = 100, 60, 200
#: until the worker has caught up with what was sent
PATIENCE_SECONDS = 600


@pytest.fixture
def store(settings) -> Iterator[DemoStore]:
    store = DemoStore(products=[product(id=number) for number in range(1, PRODUCTS + 1)], rate_limit=1_000_000)
    with store.serve() as server:
        settings.WAGTAIL_BIGCOMMERCE = {
            "STORE_HASH": store.hash,
            "ACCESS_TOKEN": store.access_token,
            "CLIENT_ID": store.client_id,
            "CLIENT_SECRET": store.client_secret,
            "API_URL": server.url,
        }
        yield store


@pytest.fixture
def address(store, live_server, monkeypatch) -> str:
    """Where a site takes events that leaves the work to others."""
    monkeypatch.setattr(Conf, "SYNC", False)
    return f"{live_server.url}/bigcommerce/webhook/"


@pytest.fixture
def worker(store, settings) -> Iterator[None]:
    Schedule.objects.exclude(name=f"{PREFIX}try webhook events again").delete()
    database = connection.settings_dict
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "qcluster"],
        cwd=ROOT,
        env={
            **os.environ,
            **{f"BIGCOMMERCE_{name}": value for name, value in settings.WAGTAIL_BIGCOMMERCE.items()},
            "DJANGO_SETTINGS_MODULE": "tests.soak.settings",
            "DATABASE_URL": "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database),
            "PYTHONPATH": str(ROOT),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    yield
    process.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(15)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_nothing_is_lost_and_nothing_is_applied_twice(store, address, worker, capsys):
    storm = Storm(store, address, accepted_secrets()[0])
    storm.blow(rate=RATE, seconds=SECONDS)
    ended = time.monotonic()
    unfinished = WebhookEvent.objects.exclude(state=WebhookEvent.State.DONE)
    while unfinished.exists() and time.monotonic() < ended + PATIENCE_SECONDS:
        time.sleep(0.2)
    median, late = (1000 * statistics.quantiles(storm.seconds, n=100)[at] for at in (49, 98))
    with capsys.disabled():
        print(f"\n{RATE} events a second for {SECONDS} s: answered in {median:.0f} ms, 99 % within {late:.0f} ms;")  # noqa: T201
        print(f"all handled {time.monotonic() - ended:.0f} s after the last one, in {len(store.requests)} requests")  # noqa: T201

    assert storm.refused == []
    assert WebhookEvent.objects.count() == RATE * SECONDS, "each was stored once, however often it was sent"
    assert not unfinished.exists()
    assert set(WebhookEvent.objects.values_list("attempts", flat=True)) == {1}
    names = dict(Product.objects.values_list("bigcommerce_id", "name"))
    assert names == {number: row["name"] for number, row in store.state.products.items()}
