"""Measurements: judged by `make bench`, which sets BENCH_PRODUCTS; in the ordinary tests they only have to work."""

import os
import time

import pytest

from tests.benchmarks import bare
from tests.benchmarks.catalog import store_of
from tests.benchmarks.replay import ReplayAdapter
from wagtail_bigcommerce.store import get_client, transport
from wagtail_bigcommerce.sync.runner import run_import

SMOKE = 1_000
STORE_URL = "http://demostore.localhost"

#: lines of the report, told at the end
_report = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def size():
    return int(os.environ.get("BENCH_PRODUCTS", SMOKE))


@pytest.fixture(scope="session")
def judged():
    return "BENCH_PRODUCTS" in os.environ


@pytest.fixture(scope="session")
def large_store(size):
    return store_of(size, STORE_URL)


@pytest.fixture(scope="session")
def replay(large_store):
    return ReplayAdapter(large_store)


@pytest.fixture
def store(large_store):
    return large_store


@pytest.fixture
def catalog(bigcommerce, replay, db):
    """The store's answers, recorded: (bare access to them, our import of them)."""
    replay.latency_seconds = 0.0
    with transport(STORE_URL, replay):
        yield (
            bare.Store(STORE_URL, replay),
            lambda kind="full": run_import(client=get_client(background=True), kind=kind),
        )


@pytest.fixture
def judge(request, judged):
    """Notes a measurement and, under `make bench`, fails when it is over its target."""
    lines = request.config.stash.setdefault(_report, [])

    def note(what, value, target, unit="x"):
        lines.append(f"{what}: {value:.2f} {unit} (target {target:g})")
        assert not judged or value <= target, lines[-1]

    return note


@pytest.fixture
def seconds():
    """The shorter of two runs."""

    def measure(work, prepare=lambda: None, runs=2):
        times = []
        for _run in range(runs):
            prepare()
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
        return min(times)

    return measure


def pytest_terminal_summary(terminalreporter, config):
    if lines := config.stash.get(_report, []):
        terminalreporter.section("measurements")
        for line in lines:
            terminalreporter.line(line)
