"""`make soak`: many shoppers for a minute, on real servers and PostgreSQL."""

from __future__ import annotations

import os

import pytest

from tests.e2e import site as demo
from tests.e2e.conftest import free_port
from wagtail_bigcommerce.demostore import DemoStore, product

from .shoppers import all_at_once

SHOPPERS, SECONDS = 200, 60
PRODUCT_IDS = range(1, 21)


@pytest.fixture
def store():
    store = DemoStore(products=[product(id=number, name=f"Thing {number}", price=number) for number in PRODUCT_IDS])
    store.rate_limit.quota = 1_000_000  # what is tried here is the shop; the store's quota has tests of its own
    with store.serve("localhost", free_port()):
        yield store


@pytest.fixture
def shop(store, tmp_path):
    port = free_port()
    store.move_site(1, f"http://localhost:{port}")
    running = demo.start(
        tmp_path,
        port,
        int(store.base_url.rpartition(":")[2]),
        credentials={
            "DATABASE_URL": os.environ["DATABASE_URL"],
            "BIGCOMMERCE_STORE_HASH": store.hash,
            "BIGCOMMERCE_ACCESS_TOKEN": store.access_token,
            "BIGCOMMERCE_API_URL": store.base_url,
            **({"REDIS_URL": os.environ["REDIS_URL"]} if os.environ.get("REDIS_URL") else {}),
        },
    )
    yield running
    running.stop()


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="Many writers need PostgreSQL: name an empty database in DATABASE_URL.",
)
def test_many_shoppers_with_think_time(shop, capsys):
    figures = all_at_once(
        shop.url,
        shoppers=SHOPPERS,
        seconds=SECONDS,
        product_ids=PRODUCT_IDS,
        think_seconds=lambda chance: chance.uniform(3, 12),
    )
    with capsys.disabled():
        print(f"\n{SHOPPERS} shoppers for {SECONDS} s: {figures}")  # noqa: T201
    assert figures.problems == []
    assert figures.answers > SHOPPERS
