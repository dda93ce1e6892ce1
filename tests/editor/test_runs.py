"""Import runs in the admin: started, watched, aborted, tried again and released by those who may."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.editor import preview
from wagtail_bigcommerce.models import Product, SyncIssue, SyncRun
from wagtail_bigcommerce.schedules import our_schedules

from .staff import BACKEND, browser_of

INDEX = reverse("bigcommerce_import_run:index")
START = reverse("bigcommerce_import_run:start")


@pytest.fixture
def store():
    return DemoStore(products=[product(number) for number in range(1, 31)], base_url="http://demostore.localhost")


@pytest.fixture
def run_queue(db, django_capture_on_commit_callbacks):
    """Commits, and with that runs what was enqueued in the block, and what that enqueues."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def no_worker(db, settings):
    """A queue that needs a worker, and none has kept the schedules for an hour."""
    settings.Q_CLUSTER = {**settings.Q_CLUSTER, "sync": False}
    our_schedules().update(next_run=timezone.now() - timedelta(hours=1))


@pytest.fixture
def make_run(db, store):
    def make(status, kind="full", **fields):
        now = timezone.now()
        ended = {} if status == "running" else {"finished_at": now}
        return SyncRun.objects.create(
            kind=kind, status=status, started_at=now, store_hash=store.hash, **{**ended, **fields}
        )

    return make


def url(name, run):
    return reverse(f"bigcommerce_import_run:{name}", args=[run.pk])


def text_of(response):
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join((page.select_one("main") or page).get_text(" ", strip=True).split())


def entries(row):
    return [(entry.action, entry.user.get_username()) for entry in registry.get_logs_for_instance(row)]


def test_an_import_is_started_and_done_by_a_worker(editor, bigcommerce, run_queue):
    assert "What changed since the last import" in text_of(editor.get(START))
    with run_queue():
        response = editor.post(START, {"kind": "full"})
    run = SyncRun.objects.get()
    assert response.url == url("inspect", run)
    assert (run.kind, run.status) == ("full", "finished")
    assert Product.objects.count() == 30
    assert entries(run) == [("bigcommerce.import", "editor")]
    page = text_of(editor.get(response.url))
    assert "Products 30 0 0 0" in page
    assert "Imported from BigCommerce · editor" in page


def test_nothing_is_started_by_looking(editor, bigcommerce):
    editor.get(START)
    assert not SyncRun.objects.exists()


def test_a_choice_that_there_is_not_is_asked_again(editor, bigcommerce):
    response = editor.post(START, {"kind": "partial"})
    assert response.status_code == 200
    assert not SyncRun.objects.exists()


def test_without_a_worker_nothing_starts_and_the_page_says_why(editor, bigcommerce, no_worker):
    assert "No worker is at work" in text_of(editor.get(START))
    response = editor.post(START, {"kind": "full"}, follow=True)
    assert "manage.py qcluster" in text_of(response)
    assert not SyncRun.objects.exists()


def test_without_a_store_the_page_says_what_to_set(editor, db, settings):
    settings.WAGTAIL_BIGCOMMERCE = {}
    response = editor.post(START, {"kind": "full"}, follow=True)
    assert "BIGCOMMERCE_STORE_HASH" in text_of(response)


def test_a_second_import_waits_for_the_first(editor, bigcommerce, make_run):
    make_run("running")
    response = editor.post(START, {"kind": "full"}, follow=True)
    assert "Another import is running" in text_of(response)
    assert SyncRun.objects.count() == 1


def test_a_run_under_way_shows_how_far_it_is(editor, make_run):
    run = make_run(
        "running",
        counts={"requests": 4, "products": {"created": 500, "changed": 2, "unchanged": 0}},
        progress={"products": {"done": 500, "total": 2000, "pages": 2, "seconds": 5.0}},
    )
    page = editor.get(url("inspect", run))
    assert f'data-run-progress="{url("progress", run)}"'.encode() in page.content
    for response in (page, editor.get(url("progress", run))):
        part = BeautifulSoup(response.content, "html.parser").select_one("[data-run-status=running]")
        assert "Products 500 of 2,000 2 100 less than a minute" in " ".join(part.get_text(" ", strip=True).split())
        assert (part.progress["value"], part.progress["max"]) == ("500", "2000")


def test_the_changing_part_is_cheap(editor, make_run, django_assert_max_num_queries):
    run = make_run("running", progress={"products": {"done": 500, "total": 2000, "pages": 2, "seconds": 5.0}})
    editor.get(url("progress", run))
    with django_assert_max_num_queries(8):  # session, user and Wagtail's own included
        editor.get(url("progress", run))


def test_a_silent_run_says_that_no_worker_is_there(editor, make_run, no_worker):
    run = make_run("running", heartbeat_at=timezone.now() - timedelta(minutes=3))
    assert "No sign of life for 3 min, and no worker is at work" in text_of(editor.get(url("inspect", run)))


def test_what_could_not_be_imported_is_listed_with_its_reason(editor, make_run, product):
    run = make_run("finished")
    SyncIssue.objects.bulk_create(
        [SyncIssue(run=run, object_type="product", bigcommerce_id=77, reason="has no price")]
        + [SyncIssue(run=run, object_type="brand", bigcommerce_id=number, reason="has no name") for number in range(60)]
    )
    page = editor.get(url("inspect", run))
    text = text_of(page)
    assert "61 objects could not be imported" in text
    assert "product 77 has no price" in text
    assert reverse("wagtailsnippets_wagtail_bigcommerce_product:edit", args=[product.pk]) in page.content.decode()
    assert "brand 59" in text_of(editor.get(url("inspect", run), {"p": 2}))


def test_issues_cost_the_same_whatever_their_number(editor, make_run, add_product):
    few, many = make_run("finished"), make_run("finished")
    for number in range(1, 21):
        add_product(number)
        SyncIssue.objects.create(run=many, object_type="product", bigcommerce_id=number, reason="no")
    SyncIssue.objects.create(run=few, object_type="product", bigcommerce_id=1, reason="no")
    editor.get(url("inspect", few))
    with CaptureQueriesContext(connection) as for_few:
        editor.get(url("inspect", few))
    with CaptureQueriesContext(connection) as for_many:
        editor.get(url("inspect", many))
    assert len(for_few) == len(for_many) <= 18


def test_a_run_is_aborted(editor, make_run):
    run = make_run("running")
    assert url("abort", run) in editor.get(url("inspect", run)).content.decode()
    response = editor.post(url("abort", run), follow=True)
    run.refresh_from_db()
    assert run.status == "aborted"
    assert "The import was aborted." in text_of(response)
    assert entries(run) == [("bigcommerce.abort", "editor")]


def test_a_run_that_has_ended_is_not_aborted(editor, make_run):
    run = make_run("finished")
    response = editor.post(url("abort", run), follow=True)
    run.refresh_from_db()
    assert run.status == "finished"
    assert "had ended already" in text_of(response)
    assert entries(run) == []


def test_a_failed_run_is_tried_again(editor, bigcommerce, make_run, run_queue):
    failed = make_run("failed", error="BigCommerce has a fault.")
    assert url("retry", failed) in editor.get(url("inspect", failed)).content.decode()
    with run_queue():
        response = editor.post(url("retry", failed))
    new = SyncRun.objects.latest("pk")
    assert response.url == url("inspect", new)
    assert (new.kind, new.status) == ("full", "finished")


def test_chosen_products_are_tried_again(editor, bigcommerce, make_run, run_queue):
    failed = make_run("failed", kind="partial", cursor={"ids": [3, 4], "channel_id": None})
    with run_queue():
        editor.post(url("retry", failed))
    assert set(Product.objects.values_list("bigcommerce_id", flat=True)) == {3, 4}


@pytest.mark.parametrize("status", ["finished", "running", "held"])
def test_only_what_did_not_come_to_its_end_is_tried_again(editor, make_run, status):
    run = make_run(status)
    assert "Try again" not in text_of(editor.get(url("inspect", run)))
    editor.post(url("retry", run))
    assert SyncRun.objects.count() == 1


def test_a_held_run_says_what_would_vanish_and_where_it_is_shown(editor, make_run, add_product, brand):
    gone, shown = add_product(1, "Blue kettle"), add_product(2, "Red kettle")
    add_product(3, "White kettle")
    teaser = add_product(9, "Kettle set")
    teaser.content = [("product", {"product": shown, "layout": "card"})]
    teaser.save()
    run = make_run("held", cursor={"held": {"products": [1, 2], "brands": [3], "redirects": [5, 6]}}, error="too much")
    assert url("release", run) in editor.get(url("inspect", run)).content.decode()
    page = text_of(editor.get(url("release", run)))
    assert "Products (2)" in page
    assert "Blue kettle its own page only" in page
    assert "Red kettle Kettle set" in page
    assert f"Brands (1) Name Shown on {brand.name} its own page only" in page
    assert "Redirects (2)" in page
    assert "White kettle" not in page
    assert reverse("wagtailsnippets_wagtail_bigcommerce_product:edit", args=[gone.pk]) in (
        editor.get(url("release", run)).content.decode()
    )


def test_a_released_run_takes_away_what_it_held(editor, imported, bigcommerce, run_queue):
    for number in range(1, 25):
        bigcommerce.delete_product(number)
    with run_queue():
        editor.post(START, {"kind": "full"})
    held = SyncRun.objects.latest("pk")
    assert held.status == "held"
    assert Product.objects.filter(vanished_at=None).count() == 30
    with run_queue():
        response = editor.post(url("release", held))
    assert response.url == url("inspect", SyncRun.objects.latest("pk"))
    assert Product.objects.filter(vanished_at=None).count() == 6
    assert entries(held) == [("bigcommerce.release", "editor"), ("bigcommerce.import", "editor")]


def test_no_more_is_released_than_was_shown(editor, imported, bigcommerce, run_queue):
    for number in range(1, 15):
        bigcommerce.delete_product(number)
    with run_queue():
        editor.post(START, {"kind": "full"})
    held = SyncRun.objects.latest("pk")
    for number in range(15, 28):
        bigcommerce.delete_product(number)
    with run_queue():
        editor.post(url("release", held))
    again = SyncRun.objects.latest("pk")
    assert (again.pk > held.pk, again.status) == (True, "held")
    assert Product.objects.filter(vanished_at=None).count() == 30
    assert again.cursor["held"] == {"products": list(range(1, 28))}


def test_what_a_later_run_has_looked_at_is_not_released(editor, make_run):
    run = make_run("held", cursor={"held": {"products": [1, 2]}})
    make_run("finished", kind="incremental")
    assert url("release", run) in editor.get(url("inspect", run)).content.decode()
    make_run("finished")
    assert url("release", run) not in editor.get(url("inspect", run)).content.decode()
    assert "later" in text_of(editor.post(url("release", run), follow=True))
    assert SyncRun.objects.count() == 3


@pytest.mark.parametrize("action", ["start", "abort", "retry", "release"])
def test_who_may_only_look_changes_nothing(make_run, action):
    run = make_run("running")
    reader = browser_of("view_syncrun")
    assert reader.get(INDEX).status_code == reader.get(url("inspect", run)).status_code == 200
    assert b"Import now" not in reader.get(INDEX).content
    address = START if action == "start" else url(action, run)
    for response in (reader.get(address), reader.post(address, {"kind": "full"})):
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")
    run.refresh_from_db()
    assert (run.status, SyncRun.objects.count()) == ("running", 1)


def test_who_may_run_imports_needs_no_more(bigcommerce, db, run_queue):
    with run_queue():
        browser_of("view_syncrun", "run_syncrun").post(START, {"kind": "full"})
    assert SyncRun.objects.get().status == "finished"


def test_others_do_not_see_runs(make_run):
    run = make_run("running")
    stranger = browser_of()
    for address in (INDEX, url("inspect", run), url("progress", run)):
        assert stranger.get(address).status_code == 302


def test_a_foreign_form_starts_nothing(editor, db):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(editor.user, backend=BACKEND)
    assert careful.post(START, {"kind": "full"}).status_code == 403
    assert not SyncRun.objects.exists()


def test_groups_can_be_given_the_permission(editor, db):
    page = editor.get(reverse("wagtailusers_groups:add")).content.decode()
    assert "Can run imports" in page
    assert "Can try webhook events again" in page


def test_the_list_costs_the_same_whatever_its_length(editor, make_run, django_assert_num_queries):
    make_run("finished")
    editor.get(INDEX)
    with CaptureQueriesContext(connection) as few:
        editor.get(INDEX)
    for _number in range(15):
        make_run("finished")
    with django_assert_num_queries(len(few)):
        editor.get(INDEX)
    assert len(few) <= 14


def test_a_preview_says_what_would_change_and_writes_nothing(editor, imported, bigcommerce, add_product):
    bigcommerce.update_product(3, name="Copper kettle")
    bigcommerce.delete_product(4)
    bigcommerce.add_product(product(99, name="New lamp"))
    before = list(Product.objects.order_by("pk").values_list("pk", "name", "vanished_at", "synced_at"))
    page = text_of(editor.post(START, {"kind": "full", "preview": ""}))
    for words in (
        "Products that visitors would no longer see (1)",
        "Products that would change (1)",
        "→ Copper kettle",
        "New products (1)",
        "New lamp",
    ):
        assert words in page
    assert list(Product.objects.order_by("pk").values_list("pk", "name", "vanished_at", "synced_at")) == before
    assert SyncRun.objects.count() == 1, "the run that imported"


def test_a_preview_of_nothing_says_so(editor, imported):
    assert "the site shows what BigCommerce says" in text_of(editor.post(START, {"kind": "full", "preview": ""}))


def test_no_preview_that_would_take_too_long(editor, imported, bigcommerce, monkeypatch):
    monkeypatch.setattr(preview, "MOST_READ", 29)
    before = len(bigcommerce.requests)
    assert "--full --dry-run" in text_of(editor.post(START, {"kind": "full", "preview": ""}))
    assert len(bigcommerce.requests) == before


def test_no_preview_of_the_first_import(editor, bigcommerce, db):
    assert "Nothing was imported yet" in text_of(editor.post(START, {"kind": "full", "preview": ""}))


def test_a_preview_that_fails_says_why(editor, imported, bigcommerce):
    bigcommerce.faults.next(401, times=None)
    page = text_of(editor.post(START, {"kind": "incremental", "preview": ""}))
    assert "BigCommerce refused the access token" in page
