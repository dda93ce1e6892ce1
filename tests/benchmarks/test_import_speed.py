"""How the import compares with a bare script that does the same, in one run on one machine."""

import math

import pytest

from tests.benchmarks import bare
from tests.benchmarks.catalog import BRANDS, CATEGORIES
from wagtail_bigcommerce.demostore.builders.product import CREATED
from wagtail_bigcommerce.models import Product, SyncRun, Variant

#: of an import besides those that grow with the catalog
OTHER_REQUESTS = 14


def empty():
    for model in (Variant, Product, SyncRun):
        model.objects.all().delete()


@pytest.fixture
def runs(judged):
    return 2 if judged else 1


@pytest.fixture
def prepare(judged):
    """Record the answers before anything is measured; what is not measured needs no rehearsal."""
    return (lambda work: work()) if judged else (lambda work: None)


def test_first_import(catalog, size, judge, seconds, prepare, runs):
    store, run_import = catalog
    prepare(lambda: bare.first_import(store, size))
    empty()
    prepare(run_import)
    bare_seconds = seconds(lambda: bare.first_import(store, size), empty, runs)
    assert Product.objects.count() == size
    ours = seconds(run_import, empty, runs)
    assert Product.objects.exclude(details_synced_at=None).count() == size
    judge(
        f"first import of {size} products, against a bare bulk script ({bare_seconds:.1f} s)", ours / bare_seconds, 1.5
    )


def test_unchanged_full_sweep(catalog, size, judge, seconds, prepare, runs):
    store, run_import = catalog
    run_import()
    prepare(lambda: bare.fetch_and_digest(store))
    bare_seconds = seconds(lambda: bare.fetch_and_digest(store), runs=runs)
    ours = seconds(run_import, runs=runs)
    assert SyncRun.objects.first().counts["products"]["unchanged"] == size
    judge(f"unchanged full import, against fetching and digesting ({bare_seconds:.1f} s)", ours / bare_seconds, 1.3)


def test_one_percent_changed(catalog, large_store, replay, size, judge, seconds):
    store, run_import = catalog
    run_import()
    since = CREATED
    for product_id in range(1, size + 1, 100):
        large_store.update_product(product_id, price=large_store.state.products[product_id]["price"] + 1)
    replay.forget()
    assert bare.date_sweep(store, since) == math.ceil(size / 100)
    bare_seconds = seconds(lambda: bare.date_sweep(store, since), runs=1)
    Product.objects.update(synced_at=None)
    ours = seconds(lambda: run_import("incremental"), runs=1)
    assert SyncRun.objects.first().counts["products"]["changed"] >= math.ceil(size / 100)
    judge(
        f"incremental import, 1 % changed, against a bare sweep of dates ({bare_seconds:.2f} s)", ours / bare_seconds, 2
    )


def test_nothing_changed(catalog, replay, judge):
    _store, run_import = catalog
    run_import()
    before = len(replay.requests)
    run_import("incremental")
    judge("requests of an incremental import without changes", len(replay.requests) - before, 3, "requests")


def test_requests_of_a_first_import(catalog, replay, size, judge):
    _store, run_import = catalog
    before = len(replay.requests)
    run_import()
    expected = math.ceil(size / 250) + math.ceil(size / 10) + math.ceil(BRANDS / 250) + math.ceil(CATEGORIES / 250)
    others = len(replay.requests) - before - expected
    judge("requests of a first import besides its pages", others, OTHER_REQUESTS, "requests")


def test_latency_is_hidden(catalog, replay, size, judge, seconds, judged):
    _store, run_import = catalog
    run_import()
    replay.latency_seconds = 0.0
    without = seconds(run_import, empty, runs=1)
    before = len(replay.requests)
    replay.latency_seconds = 0.15 if judged else 0.001
    latency = replay.latency_seconds
    delayed = seconds(run_import, empty, runs=1)
    floor = math.ceil((len(replay.requests) - before) / 8) * latency
    judge(
        f"150 ms a request, against the larger of {without:.1f} s and {floor:.1f} s",
        delayed / max(without, floor),
        1.25,
    )
