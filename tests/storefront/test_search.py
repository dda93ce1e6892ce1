import time

import pytest
from django.test import override_settings
from django.utils.html import escape

from wagtail_bigcommerce.models import Product
from wagtail_bigcommerce.storefront import search
from wagtail_bigcommerce.sync.search import refresh_index

from .rows import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(channel):
    """Search a small shop and return names, best first."""
    make_product(channel, 1, "Harbour mug", sku="KLP-MUG", description="<p>For tea</p>")
    make_product(channel, 2, "Teapot", sku="KLP-POT", variant_skus="KLP-POT-BLU")
    make_product(channel, 3, "Green tea", search_keywords="sencha", description="From the slopes above the mug works")
    make_product(channel, 4, "Café au lait bowl", sku="BOWL")
    refresh_index(Product, list(Product.objects.values_list("pk", flat=True)))

    def found(text):
        names = Product.objects.in_bulk(search.product_ids(text))
        return [names[pk].name for pk in search.product_ids(text)]

    return found


def test_every_word_has_to_be_there_and_names_count_most(found):
    assert found("mug") == ["Harbour mug", "Green tea"]
    assert found("harbour mug") == ["Harbour mug"]
    assert found("mug teapot") == []


def test_the_last_word_may_be_unfinished(found):
    assert found("harb") == ["Harbour mug"]
    assert "Teapot" in found("tea")


def test_skus_keywords_and_accents(found):
    assert found("KLP-POT-BLU") == ["Teapot"]
    assert found("klp-mug") == ["Harbour mug"]
    assert found("sencha") == ["Green tea"]
    assert found("café") == ["Café au lait bowl"]


@pytest.mark.parametrize("text", ["", "   ", '"', "''", "\0", "*", "(", "-", "%", "\\", "&|!:*", '"" OR'])
def test_signs_are_not_searched_for(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ['mug"', "mug*", "mug AND", "NEAR(mug", "mug'; DROP TABLE x", "mug:body", "\0mug", "^mug"]
)
def test_signs_around_words_break_nothing(found, text):
    assert isinstance(found(text), list)


def test_only_so_many_words_are_looked_for(found):
    assert search.clean("a " * 50).split() == ["a"] * search.MAX_WORDS
    assert len(search.clean("x" * 500)) == search.MAX_CHARACTERS
    started = time.perf_counter()
    found("mug " * 5000)
    assert time.perf_counter() - started < 2


def test_other_backends_are_asked_through_wagtail(found):
    with override_settings(WAGTAILSEARCH_BACKENDS={"default": {"BACKEND": "modelsearch.backends.database.fallback"}}):
        assert found("mug") != []


def test_the_search_page_shows_only_what_is_sold_here_best_first(found, channel, client):
    Product.objects.get(name="Green tea").channel_assignments.all().delete()
    html = client.get("/shop/search/?q=mug").content.decode()
    assert "Harbour mug" in html
    assert "Green tea" not in html
    assert "Results for “mug”" in html
    assert 'value="relevance" selected' in html


def test_what_was_typed_is_escaped(found, client):
    html = client.get("/shop/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html


@pytest.mark.parametrize("text", ['"', "🦑", "' -- %"])
def test_signs_alone_find_nothing_and_are_shown_as_typed(found, client, text):
    page = client.get("/shop/search/", {"q": f"  {text} "})
    assert page.context["listing"].count == 0
    assert f"Results for “{escape(text)}”" in page.content.decode()


def test_a_search_for_signs_finds_nothing_and_shows_what_was_typed(found, client):
    html = client.get("/shop/search/", {"q": ' "% '}).content.decode()
    assert "Results for “&quot;%”" in html
    assert "Nothing here matches." in html
    assert "Harbour mug" not in html
