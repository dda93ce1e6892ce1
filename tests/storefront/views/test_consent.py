"""What visitors allow: asked only where the site needs it, kept in a cookie, never in the way of shared pages."""

import pytest
from bs4 import BeautifulSoup

from wagtail_bigcommerce.storefront.consent import COOKIE

from .visitors import Visitor


@pytest.fixture
def asking(visitor, settings):
    """A visitor of a site that measures and shows advertisements."""
    settings.WAGTAIL_BIGCOMMERCE = {
        **settings.WAGTAIL_BIGCOMMERCE,
        "GA4_MEASUREMENT_ID": "G-TEST123",
        "CONSENT_CATEGORIES": ["targeting"],
    }
    return visitor


def banner(visitor):
    response = visitor.get("/cart/fragment/", headers={"hx-current-url": "http://testserver/shop/?page=2"})
    return BeautifulSoup(response.content, "html.parser").find(class_="bc-consent")


def script(visitor):
    return visitor.page("/shop/").find("script", {"data-bc-events": True})


def test_nothing_is_asked_where_nothing_needs_it(visitor):
    assert banner(visitor) is None
    assert visitor.get("/consent/").status_code == 404
    assert script(visitor)["data-categories"] == ""
    assert "Privacy choices" not in visitor.get("/shop/").content.decode()


def test_asked_until_there_is_an_answer(asking):
    assert banner(asking).find("input", {"name": "next"})["value"] == "/shop/"

    response = asking.submit("/consent/", choice="none", next="/shop/")

    assert (response.status_code, response["Location"]) == (303, "/shop/")
    assert asking.cookies[COOKIE].value == "none"
    assert banner(asking) is None


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"choice": "all"}, "analytics.targeting"),
        ({"allow": "analytics"}, "analytics"),
        ({"allow": ["targeting", "functional", "nonsense"]}, "targeting"),
        ({}, "none"),
    ],
)
def test_only_what_is_asked_can_be_allowed(asking, fields, value):
    asking.submit("/consent/", **fields)

    cookie = asking.cookies[COOKIE]
    assert cookie.value == value
    assert (cookie["samesite"], cookie["httponly"]) == ("Lax", "")


def test_choice_can_be_changed_without_a_script(asking):
    asking.submit("/consent/", allow="analytics")

    form = asking.page("/consent/").find("form", action="/consent/")
    assert [box["value"] for box in form.find_all("input", checked=True)] == ["analytics"]
    assert "/consent/" in [link.get("href") for link in asking.page("/shop/").find("footer").find_all("a")]
    response = asking.submit("/consent/", follow=True)
    assert "Your choice has been saved." in response.content.decode()


def test_htmx_gets_an_event_and_no_page(asking):
    response = asking.submit("/consent/", headers={"hx-request": "true"}, choice="all")

    assert (response.status_code, response.content) == (200, b"")
    assert response["HX-Trigger"] == "consent-changed"
    assert COOKIE in response.cookies


def test_pages_stay_the_same_for_everybody(asking):
    asking.submit("/consent/", choice="all")

    before, after = Visitor(asking.store).get("/shop/"), asking.get("/shop/")

    assert before.content == after.content
    assert not after.cookies
    assert "Cookie" not in after.get("Vary", "")


def test_script_learns_what_to_load_and_the_policy_allows_it(asking, settings):
    settings.MIDDLEWARE = [
        "wagtail_bigcommerce.storefront.csp.ContentSecurityPolicyMiddleware",
        *settings.MIDDLEWARE,
    ]
    assert script(asking)["data-measurement-id"] == "G-TEST123"
    assert script(asking)["data-categories"].split() == ["analytics", "targeting"]
    policy = asking.get("/shop/")["Content-Security-Policy"]
    assert "script-src 'self' https://www.googletagmanager.com;" in policy
    assert "connect-src 'self' https://www.googletagmanager.com https://*.google-analytics.com" in policy


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_leads_nowhere_else(asking, url):
    assert asking.submit("/consent/", choice="all", next=url)["Location"] == "/consent/"


def test_other_sites_cannot_choose(asking):
    response = asking.post("/consent/", {"choice": "all"}, headers={"origin": "https://elsewhere.example"})

    assert response.status_code == 403
    assert COOKIE not in response.cookies
