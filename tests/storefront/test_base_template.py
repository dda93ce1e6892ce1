import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory


@pytest.mark.django_db
def test_the_frame_renders_on_a_site_without_a_shop():
    html = render_to_string("wagtail_bigcommerce/base.html", {"request": RequestFactory().get("/")})
    assert 'href="#content"' in html
    assert "visitor-fragment" in html


def test_the_frame_renders_without_a_request():
    assert "<main" in render_to_string("wagtail_bigcommerce/base.html")
