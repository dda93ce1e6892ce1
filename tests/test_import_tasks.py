"""Imports in workers, queued for real and run in place."""

import pytest

from wagtail_bigcommerce import tasks
from wagtail_bigcommerce.background import enqueue
from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.models import Product, SyncRun
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.sync.runs import start_run


@pytest.fixture
def store():
    return DemoStore(products=[product(number) for number in range(1, 31)], base_url="http://demostore.localhost")


@pytest.fixture
def run_queue(db, django_capture_on_commit_callbacks):
    """Commits, and with that runs what was enqueued in the block, and what that enqueues."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_nothing_is_queued_before_the_commit(bigcommerce, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        enqueue("wagtail_bigcommerce.tasks.import_products", [7])
    assert len(callbacks) == 1
    assert not Product.objects.exists()


def test_import_of_a_few_products(bigcommerce, run_queue):
    with run_queue():
        enqueue("wagtail_bigcommerce.tasks.import_products", [7, 8])
    assert set(Product.objects.values_list("bigcommerce_id", flat=True)) == {7, 8}


def test_import_of_the_catalog_in_slices(bigcommerce, run_queue, monkeypatch):
    monkeypatch.setattr(tasks, "SLICE_SECONDS", 0)
    with run_queue():
        enqueue("wagtail_bigcommerce.tasks.import_catalog", "full")
    assert SyncRun.objects.get().status == "finished"
    assert Product.objects.exclude(details_synced_at=None).count() == 30


def test_import_while_another_is_running_does_nothing(bigcommerce, db):
    start_run(get_client(background=True), kind="full")
    tasks.import_catalog()
    assert SyncRun.objects.get().status == "running"
    assert bigcommerce.requests == []


def test_a_page_that_kills_its_worker_is_given_up(bigcommerce, db):
    run = start_run(get_client(background=True), kind="full")
    run.cursor["attempts"] = tasks.ATTEMPTS
    run.save()
    tasks.continue_import(run.pk)
    run.refresh_from_db()
    assert run.status == "failed"
    assert "again and again" in run.error
    assert bigcommerce.requests == []


def test_attempts_are_recorded_before_the_work_and_forgotten_after_a_page(bigcommerce, db, monkeypatch):
    run = start_run(get_client(background=True), kind="full")
    seen = []

    def die(*args, **kwargs):
        seen.append(SyncRun.objects.get().cursor["attempts"])
        raise SystemExit

    with monkeypatch.context() as worker:
        worker.setattr(tasks, "work_on", die)
        for _attempt in range(2):
            with pytest.raises(SystemExit):
                tasks.continue_import(run.pk)
    assert seen == [1, 2]
    monkeypatch.setattr(tasks, "SLICE_SECONDS", 0)
    monkeypatch.setattr(tasks, "enqueue", lambda *args: None)
    tasks.continue_import(run.pk)
    assert "attempts" not in SyncRun.objects.get().cursor


def test_a_slice_of_a_run_that_has_ended_does_nothing(bigcommerce, db):
    run = start_run(get_client(background=True), kind="full")
    SyncRun.objects.update(status=SyncRun.Status.ABORTED)
    tasks.continue_import(run.pk)
    assert bigcommerce.requests == []
