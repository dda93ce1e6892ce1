"""A site's own base template: what it adds stands on every page of the shop."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

import wagtail_bigcommerce

from .rows import make_category, make_tee

pytestmark = pytest.mark.django_db

TEMPLATES = Path(wagtail_bigcommerce.__file__).parent / "templates"
PAGES = [
    "/shop/",
    "/shop/products/harbour-tee/",
    "/shop/categories/kitchen/",
    "/shop/brands/",
    "/shop/search/?q=tee",
    "/cart/",
    "/account/login/",
    "/gift-certificates/",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_sites_own_base_template_frames_every_page(channel, client, settings, path):
    make_tee(channel, category=make_category(channel, 1, "Kitchen"))
    settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "BASE_TEMPLATE": "testapp/base.html"}
    assert "testapp/shop.css" in client.get(path).content.decode()


def test_no_page_drops_what_the_base_template_adds():
    """Pages that need a sheet of their own add to the head; they do not replace it."""
    adding = [path for path in TEMPLATES.rglob("*.html") if "{% block extra_head %}" in path.read_text()]
    replacing = [
        path.name
        for path in adding
        if path.name != "base.html" or path.parent.name != "wagtail_bigcommerce"
        if not re.search(r"{% block extra_head %}{{ block\.super }}", path.read_text())
    ]
    assert adding
    assert replacing == []


def test_the_frame_renders_on_a_site_without_a_shop():
    html = render_to_string("wagtail_bigcommerce/base.html", {"request": RequestFactory().get("/")})
    assert 'href="#content"' in html
    assert "visitor-fragment" in html


def test_the_frame_renders_without_a_request():
    assert "<main" in render_to_string("wagtail_bigcommerce/base.html")
