"""Bulk actions: products read again from BigCommerce, webhook events tried again; for many rows and for one."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.models import Product, SyncRun, WebhookEvent

from .staff import browser_of

PRODUCTS = reverse("wagtailsnippets_wagtail_bigcommerce_product:list")
EVENTS = reverse("bigcommerce_webhook_event:index")
IMPORT = reverse("wagtail_bulk_action", args=["wagtail_bigcommerce", "product", "import"])
RETRY = reverse("wagtail_bulk_action", args=["wagtail_bigcommerce", "webhookevent", "retry"])


@pytest.fixture
def store():
    return DemoStore(products=[product(number) for number in range(1, 31)], base_url="http://demostore.localhost")


@pytest.fixture
def run_queue(db, django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def make_event(db):
    def make(product_id, state="dead", **fields):
        return WebhookEvent.objects.create(
            key=f"{product_id}-{state}",
            scope="store/product/updated",
            subject=f"product:{product_id}",
            data={"type": "product", "id": product_id},
            state=state,
            attempts=6,
            error="BigCommerce has a fault.",
            **fields,
        )

    return make


def chosen(address, rows):
    return f"{address}?{'&'.join(f'id={row.pk}' for row in rows)}"


def text_of(response):
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True).split())


def entries(row):
    return [(entry.action, entry.user.get_username()) for entry in registry.get_logs_for_instance(row)]


def test_one_product_is_read_again_at_once(editor, imported, bigcommerce):
    one = Product.objects.get(bigcommerce_id=7)
    Product.objects.update(name="Old name", digest="")
    address = reverse("wagtailsnippets_wagtail_bigcommerce_product:edit", args=[one.pk])
    links = BeautifulSoup(editor.get(address).content, "html.parser").select(f'a[href^="{IMPORT}"]')
    assert [link.get_text(strip=True) for link in links] == ["Import again"]
    before = len(bigcommerce.requests)
    assert "Old name" in text_of(editor.get(links[0]["href"]))
    assert len(bigcommerce.requests) == before, "looking asks for nothing"
    response = editor.post(links[0]["href"])
    assert response.url == address
    assert len(bigcommerce.requests) - before == 2
    one.refresh_from_db()
    assert one.name != "Old name"
    assert Product.objects.filter(name="Old name").count() == 29
    assert entries(one) == [("bigcommerce.import", "editor")]
    assert "1 product was read again from BigCommerce." in text_of(editor.get(response.url))


def test_one_product_can_be_compared_first(editor, imported, bigcommerce):
    one = Product.objects.get(bigcommerce_id=7)
    bigcommerce.update_product(7, name="Copper kettle")
    page = text_of(editor.post(chosen(IMPORT, [one]), {"preview": ""}))
    assert "Products that would change (1)" in page
    assert f"{one.name} → Copper kettle" in page
    one.refresh_from_db()
    assert one.name != "Copper kettle"


def test_many_products_are_read_again_by_a_worker(editor, imported, bigcommerce, run_queue):
    Product.objects.update(name="Old name", digest="")
    many = list(Product.objects.order_by("pk")[:11])
    with run_queue():
        response = editor.post(chosen(IMPORT, many))
    run = SyncRun.objects.latest("pk")
    assert response.url == reverse("bigcommerce_import_run:inspect", args=[run.pk])
    assert (run.kind, run.status) == ("partial", "finished")
    assert Product.objects.filter(name="Old name").count() == 19


def test_a_refusal_of_bigcommerce_is_told_and_changes_nothing(editor, imported, bigcommerce):
    one = Product.objects.first()
    bigcommerce.faults.next(401, times=None)
    response = editor.post(f"{chosen(IMPORT, [one])}&next={PRODUCTS}", follow=True)
    assert "BigCommerce refused the access token" in text_of(response)
    assert entries(one) == []


def test_products_in_the_list_can_be_ticked(editor, product):
    page = BeautifulSoup(editor.get(PRODUCTS).content, "html.parser")
    tick = page.select_one("tbody input[data-bulk-action-checkbox]")
    assert tick["data-object-id"] == str(product.pk)
    assert page.select_one(f"#{tick['aria-describedby']}").get_text(strip=True) == product.name
    buttons = page.select("[data-bulk-action-footer] a")
    assert [(button["href"], button.get_text(strip=True)) for button in buttons] == [(IMPORT, "Import again")]


def test_who_may_not_run_imports_sees_no_ticks_and_imports_nothing(imported, bigcommerce):
    member = browser_of("change_product", "view_syncrun")
    page = member.get(PRODUCTS)
    assert page.status_code == 200
    assert b"Import again" not in page.content
    assert b"bulk-action" not in page.content
    before = len(bigcommerce.requests)
    address = chosen(IMPORT, [Product.objects.first()])
    for response in (member.get(address), member.post(address)):
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")
    assert len(bigcommerce.requests) == before


def test_events_are_tried_again(editor, imported, bigcommerce, make_event, run_queue):
    dead, waiting = make_event(7), make_event(8, "waiting", due_at=timezone.now() + timedelta(hours=2))
    Product.objects.update(name="Old name", digest="")
    assert "2 events are tried again" in text_of_post(editor, run_queue, chosen(RETRY, [dead, waiting]))
    assert set(WebhookEvent.objects.values_list("state", flat=True)) == {"done"}
    assert Product.objects.filter(name="Old name").count() == 28
    assert entries(dead) == entries(waiting) == [("bigcommerce.retry", "editor")]


def text_of_post(client, run_queue, address):
    with run_queue():
        response = client.post(f"{address}&next={EVENTS}")
    assert response.url == EVENTS
    return text_of(client.get(EVENTS))


def test_handled_events_are_left_alone(editor, imported, make_event, run_queue):
    done = make_event(7, "done", handled_at=timezone.now())
    assert "Only events that wait or were given up" in text_of_post(editor, run_queue, chosen(RETRY, [done]))
    assert entries(done) == []


def test_the_page_of_an_event_leads_to_trying_it_again(editor, make_event):
    dead, done = make_event(7), make_event(8, "done")
    page = editor.get(reverse("bigcommerce_webhook_event:inspect", args=[dead.pk])).content.decode()
    assert f"{RETRY}?id={dead.pk}&amp;next=" in page
    assert RETRY not in editor.get(reverse("bigcommerce_webhook_event:inspect", args=[done.pk])).content.decode()


def test_who_may_only_read_events_tries_none_again(make_event):
    dead = make_event(7)
    reader = browser_of("view_webhookevent")
    page = reader.get(EVENTS)
    assert page.status_code == 200
    assert b"Try again" not in page.content
    assert reader.post(chosen(RETRY, [dead])).status_code == 302
    dead.refresh_from_db()
    assert dead.state == "dead"


def test_the_inbox_costs_the_same_whatever_its_length(editor, make_event, django_assert_num_queries):
    make_event(1)
    editor.get(EVENTS)
    with django_assert_num_queries(8):
        editor.get(EVENTS)
    for number in range(2, 20):
        make_event(number)
    with django_assert_num_queries(8):
        editor.get(EVENTS)
