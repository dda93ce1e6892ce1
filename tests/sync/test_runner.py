"""Runs: one at a time, resumable after each page, and honest about how they ended."""

from datetime import timedelta

import pytest
from django.utils import timezone

from wagtail_bigcommerce.client import ServerError, Unauthorized
from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.demostore.faults import Fault
from wagtail_bigcommerce.models import Channel, ConnectedStore, Product, SyncRun
from wagtail_bigcommerce.signals import import_failed, import_finished
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.sync.progress import progress_of
from wagtail_bigcommerce.sync.refusals import ImportAlreadyRunning, ImportRefused
from wagtail_bigcommerce.sync.runner import work_on
from wagtail_bigcommerce.sync.runs import request_abort, start_run

PRODUCTS = "/v3/catalog/products"


@pytest.fixture
def stocked(bigcommerce):
    """A store of 520 products: three pages of the first pass."""
    for product_id in range(1, 521):
        bigcommerce.add_product(product(product_id))
    return bigcommerce


@pytest.fixture
def impatient(bigcommerce):
    """A client that tries once and never waits."""
    return bigcommerce.client(max_attempts=1, sleep=lambda seconds: None)


@pytest.fixture
def wrong_token(bigcommerce, settings):
    settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "ACCESS_TOKEN": "wrong"}
    return get_client(background=True)


@pytest.fixture
def heard():
    """Signals of runs, as (signal, run, error)."""
    events = []

    def finished(sender, run, **kwargs):
        events.append(("finished", run, None))

    def failed(sender, run, error, **kwargs):
        events.append(("failed", run, error))

    import_finished.connect(finished)
    import_failed.connect(failed)
    yield events
    import_finished.disconnect(finished)
    import_failed.disconnect(failed)


def pages_of(store, since=0):
    """`id:greater` of each request of the first pass."""
    return [
        int(request.params.get("id:greater", 0))
        for request in store.requests[since:]
        if request.path == PRODUCTS and "variants" in request.params["include"]
    ]


class FaultOnPage(Fault):
    """Answers a page of the first pass with 500: the page after this id."""

    def __init__(self, after_id):
        super().__init__(500, path=PRODUCTS)
        self.after_id = str(after_id)

    def matches(self, request):
        return request.params.get("id:greater") == self.after_id


def fail_on_page(store, number):
    """Let the first pass fail on this page, 1 for the first."""
    store.faults.add(FaultOnPage(250 * (number - 1)))


def test_goes_on_where_it_was_cut_off(stocked, impatient, import_catalog):
    fail_on_page(stocked, 3)
    with pytest.raises(ServerError):
        import_catalog(client=impatient)
    failed = SyncRun.objects.get()
    assert (failed.status, Product.objects.count()) == ("failed", 500)
    before = len(stocked.requests)
    run = import_catalog()
    assert run.pk != failed.pk
    assert pages_of(stocked, before) == [500]
    assert not [each for each in stocked.requests[before:] if each.path == "/v3/catalog/brands"]
    assert (run.status, Product.objects.exclude(details_synced_at=None).count()) == ("finished", 520)


def test_what_vanished_before_the_cut_is_not_forgotten(stocked, impatient, import_catalog):
    import_catalog()
    stocked.delete_product(3)
    stocked.faults.add(FaultOnPage(251))
    with pytest.raises(ServerError):
        import_catalog(client=impatient)
    import_catalog()
    assert list(Product.objects.exclude(vanished_at=None).values_list("bigcommerce_id", flat=True)) == [3]


def test_changes_during_the_cut_are_in_the_next_window(stocked, impatient, import_catalog):
    fail_on_page(stocked, 3)
    with pytest.raises(ServerError):
        import_catalog(client=impatient)
    began = SyncRun.objects.get().started_at
    stocked.update_product(7, price=99)
    import_catalog()
    run = import_catalog(kind="incremental")
    assert run.cursor["since"] < began.isoformat()
    assert Product.objects.get(bigcommerce_id=7).price == 99


def test_an_incremental_run_after_a_cut_first_import_completes_it(stocked, impatient, import_catalog):
    fail_on_page(stocked, 2)
    with pytest.raises(ServerError):
        import_catalog(client=impatient)
    assert import_catalog(kind="incremental").kind == "full"
    assert Product.objects.count() == 520


def test_a_cut_from_long_ago_is_begun_anew(stocked, impatient, import_catalog):
    fail_on_page(stocked, 2)
    with pytest.raises(ServerError):
        import_catalog(client=impatient)
    SyncRun.objects.update(heartbeat_at=timezone.now() - timedelta(days=3))
    before = len(stocked.requests)
    import_catalog()
    assert pages_of(stocked, before) == [0, 250, 500]


def test_works_in_slices(stocked, db):
    client = get_client(background=True)
    run = start_run(client, kind="full")
    slices = 0
    while run.status == SyncRun.Status.RUNNING:
        work_on(SyncRun.objects.get(pk=run.pk), client, for_seconds=0)
        run.refresh_from_db()
        slices += 1
    assert slices > 8
    assert (run.status, Product.objects.exclude(details_synced_at=None).count()) == ("finished", 520)
    assert run.counts["requests"] == len(stocked.requests)


class TestOneAtATime:
    def test_a_second_run_is_refused(self, bigcommerce, db, import_catalog):
        start_run(get_client(background=True), kind="full")
        with pytest.raises(ImportAlreadyRunning):
            import_catalog()
        assert bigcommerce.requests == []

    def test_a_dry_run_may_look_on(self, bigcommerce, db, import_catalog):
        start_run(get_client(background=True), kind="full")
        assert import_catalog(dry_run=True).status == "finished"

    def test_the_place_of_a_dead_run_is_taken(self, bigcommerce, db, import_catalog):
        dead = start_run(get_client(background=True), kind="full")
        SyncRun.objects.update(heartbeat_at=timezone.now() - SyncRun.STALE_AFTER - timedelta(seconds=1))
        assert import_catalog().status == "finished"
        dead.refresh_from_db()
        assert dead.status == "failed"

    def test_an_owner_that_was_only_slow_stops(self, stocked, db, import_catalog):
        slow = start_run(get_client(background=True), kind="full")
        SyncRun.objects.filter(pk=slow.pk).update(status=SyncRun.Status.FAILED)
        work_on(slow, get_client(background=True))
        assert slow.status == "failed"
        assert pages_of(stocked) == []


class TestAbort:
    def test_stops_within_a_page_and_keeps_what_was_written(self, stocked, import_catalog, heard):
        def abort(run, phase, done, total):
            if phase == "products" and done == 250:
                request_abort(SyncRun.objects.get(pk=run.pk))

        run = import_catalog(progress=abort)
        assert (run.status, run.error, run.finished_at is None) == ("aborted", "It was aborted.", False)
        assert Product.objects.count() == 250
        assert heard == []

    def test_the_next_full_import_begins_anew(self, stocked, import_catalog):
        request_abort(start_run(get_client(background=True), kind="full"))
        assert import_catalog().status == "finished"
        assert pages_of(stocked) == [0, 250, 500]

    def test_an_error_after_the_abort_does_not_turn_it_into_a_failure(self, stocked, impatient, import_catalog, heard):
        def abort_and_break(run, phase, done, total):
            request_abort(SyncRun.objects.get(pk=run.pk))
            raise ServerError(500, "GET", PRODUCTS)

        with pytest.raises(ServerError):
            import_catalog(client=impatient, progress=abort_and_break)
        assert SyncRun.objects.get().status == "aborted"
        assert heard == []

    def test_a_run_that_has_ended_stays_as_it_is(self, bigcommerce, import_catalog):
        run = import_catalog()
        assert not request_abort(run)
        assert run.status == "finished"


class TestProgress:
    def test_tells_pages_counts_and_totals(self, stocked, import_catalog):
        phases = {each.phase: each for each in progress_of(import_catalog())}
        products, details = phases["products"], phases["details"]
        assert (products.done, products.total, products.pages, products.seconds_left) == (520, 520, 3, 0)
        assert (details.done, details.total) == (520, 520)
        assert products.per_second > 0

    def test_goes_on_counting_after_a_cut(self, stocked, impatient, import_catalog):
        fail_on_page(stocked, 3)
        with pytest.raises(ServerError):
            import_catalog(client=impatient)
        failed = next(each for each in progress_of(SyncRun.objects.get()) if each.phase == "products")
        assert (failed.done, failed.total) == (500, 520)
        resumed = next(each for each in progress_of(import_catalog()) if each.phase == "products")
        assert (resumed.done, resumed.total) == (520, 520)


class TestEnds:
    def test_finished(self, bigcommerce, import_catalog, heard):
        run = import_catalog()
        assert run.finished_at >= run.started_at
        assert heard == [("finished", run, None)]

    def test_failed(self, wrong_token, import_catalog, heard):
        with pytest.raises(Unauthorized) as caught:
            import_catalog(client=wrong_token)
        run = SyncRun.objects.get()
        assert (run.status, run.finished_at is None) == ("failed", False)
        assert "BIGCOMMERCE_ACCESS_TOKEN" in run.error
        assert heard == [("failed", run, caught.value)]

    def test_interrupted(self, stocked, import_catalog):
        def interrupt(run, phase, done, total):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            import_catalog(progress=interrupt)
        assert SyncRun.objects.get().status == "failed"
        assert import_catalog().status == "finished"

    def test_a_dry_run_says_nothing(self, wrong_token, import_catalog, heard):
        with pytest.raises(Unauthorized):
            import_catalog(dry_run=True, client=wrong_token)
        assert heard == []
        assert not SyncRun.objects.exists()


class TestRefusals:
    def test_a_catalog_of_another_store(self, bigcommerce, import_catalog):
        import_catalog()
        ConnectedStore.objects.update(store_hash="another")
        with pytest.raises(ImportRefused, match="store another at localhost"):
            import_catalog()

    def test_a_channel_that_is_not_the_stores(self, bigcommerce, import_catalog, settings):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "CHANNEL_ID": "7"}
        with pytest.raises(ImportRefused, match=r"BIGCOMMERCE_CHANNEL_ID to one of its own: 1 \(Demo store\)"):
            import_catalog()

    def test_the_products_of_a_channel_that_is_unknown(self, bigcommerce, import_catalog):
        import_catalog()
        with pytest.raises(ImportRefused, match="Channel 7"):
            import_catalog(channel_id=7)

    def test_a_clock_that_is_off(self, bigcommerce, import_catalog):
        bigcommerce.clock = lambda: timezone.now() - timedelta(minutes=10)
        with pytest.raises(ImportRefused, match=r"clock is 60\d seconds off"):
            import_catalog()

    def test_a_changed_channel_is_checked_by_the_next_run_of_any_kind(self, bigcommerce, import_catalog, settings):
        import_catalog()
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "CHANNEL_ID": "7"}
        with pytest.raises(ImportRefused, match="BIGCOMMERCE_CHANNEL_ID"):
            import_catalog(kind="incremental")


def test_bad_luck_on_the_way_is_waited_for(stocked, import_catalog):
    client = stocked.client(sleep=lambda seconds: None)
    for status, headers in ((503, {}), (429, {"X-Rate-Limit-Time-Reset-Ms": "100"}), (502, {}), (429, {})):
        stocked.faults.next(status, path=PRODUCTS, headers=headers, rate_headers=False)
    assert import_catalog(client=client).status == "finished"
    assert Product.objects.count() == 520
    assert Channel.objects.get().bigcommerce_id == 1
