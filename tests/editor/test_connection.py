"""The connection page: what is known here at once, what BigCommerce says when it is asked."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from wagtail_bigcommerce.models import SyncRun

from .staff import browser_of

URL = reverse("bigcommerce_connection:index")


def text_of(response):
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ", strip=True).split())


def test_looking_asks_bigcommerce_for_nothing(editor, imported, bigcommerce):
    before = len(bigcommerce.requests)
    page = text_of(editor.get(URL))
    assert len(bigcommerce.requests) == before
    for words in (
        "Store " + bigcommerce.hash,
        imported.name,
        "Last import Finished 0 minutes ago",
        "It was not asked yet",
    ):
        assert words in page


def test_a_finding_says_how_it_is_mended(editor, channel):
    page = text_of(editor.get(URL))
    assert "Something that the shop needs does not work." in page
    assert "The catalog was never imported. Run: manage.py bigcommerce_import" in page


def test_what_bigcommerce_said_is_shown_until_it_is_asked_again(editor, imported, bigcommerce):
    assert editor.post(URL).url == URL
    before = len(bigcommerce.requests)
    page = text_of(editor.get(URL))
    assert len(bigcommerce.requests) == before
    for words in (
        "Asked:",
        "Connected to",
        "Clock",
        "API scopes The API account may read all",
        "Ask BigCommerce again",
    ):
        assert words in page
    bigcommerce.faults.next(401, times=None)
    editor.post(URL)
    page = text_of(editor.get(URL))
    assert "BigCommerce refused the access token" in page
    assert "does not work" in page


def test_without_a_store_the_page_says_what_to_set(editor, db, settings):
    settings.WAGTAIL_BIGCOMMERCE = {}
    assert "none is configured" in text_of(editor.get(URL))
    editor.post(URL)
    assert "BIGCOMMERCE_STORE_HASH" in text_of(editor.get(URL))


def test_it_tells_no_secrets(editor, imported, bigcommerce):
    editor.post(URL)
    html = editor.get(URL).content.decode()
    for secret in (bigcommerce.access_token, bigcommerce.client_secret):
        assert secret not in html


def test_it_leads_to_the_import_under_way(editor, imported, bigcommerce):
    run = SyncRun.objects.create(
        kind="full", status="running", started_at=SyncRun.objects.get().started_at, store_hash=bigcommerce.hash
    )
    assert reverse("bigcommerce_import_run:inspect", args=[run.pk]) in editor.get(URL).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_see_imports_does_not_see_it(imported, bigcommerce, method):
    before = len(bigcommerce.requests)
    assert getattr(browser_of("change_product"), method)(URL).status_code == 302
    assert len(bigcommerce.requests) == before


def test_the_menu_shows_it_to_those_who_may(db, channel):
    home = reverse("wagtailadmin_home")
    assert URL in browser_of("view_syncrun", name="one").get(home).content.decode()
    assert URL not in browser_of("change_product", name="two").get(home).content.decode()


def test_it_costs_few_queries(editor, imported, django_assert_max_num_queries):
    editor.get(URL)
    with django_assert_max_num_queries(25):
        editor.get(URL)
