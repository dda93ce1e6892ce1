import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from wagtail_bigcommerce.models import Product
from wagtail_bigcommerce.storefront import csp

from .rows import make_tee

pytestmark = pytest.mark.django_db


def sources(header):
    return {directive.split()[0]: directive.split()[1:] for directive in header.split("; ")}


def test_the_policy_is_strict(channel, client):
    policy = sources(client.get("/shop/").headers[csp.HEADER])
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert policy["base-uri"] == ["'self'"]
    assert "https://cdn11.bigcommerce.com" in policy["img-src"]
    assert not any("unsafe" in source for allowed in policy.values() for source in allowed)


def test_pages_hold_nothing_the_policy_forbids(demo_shop, client):
    """No inline script or style, no event handler: data blocks are not scripts."""
    for product in Product.objects.shown(demo_shop):
        page = BeautifulSoup(client.get(f"/shop/products/{product.slug}/").content, "html.parser")
        assert {script["type"] for script in page.select("script:not([src])")} <= {
            "application/json",
            "application/ld+json",
        }
        assert not page.select("style, [style], link[rel=stylesheet][href^=http], script[src^=http]")
        assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]


def test_the_store_in_a_box_may_show_its_images(bigcommerce):
    assert "http://demostore.localhost" in sources(csp.policy({}))["img-src"]


def test_addresses_of_static_and_media_files_are_allowed():
    with override_settings(STATIC_URL="https://static.example.com/s/", MEDIA_URL="//media.example.com/"):
        policy = sources(csp.policy({}))
    assert "https://static.example.com" in policy["script-src"]
    assert "https://static.example.com" in policy["style-src"]
    assert "https://media.example.com" in policy["img-src"]
    assert "https://media.example.com" not in policy["script-src"]


def test_the_setting_adds_sources():
    with override_settings(WAGTAIL_BIGCOMMERCE={"CONTENT_SECURITY_POLICY": {"media-src": ["https://films.example"]}}):
        assert sources(csp.policy({}))["media-src"] == ["'self'", "https://films.example"]


def test_a_view_adds_sources_to_its_own_response_only():
    response, other = HttpResponse(), HttpResponse()
    csp.allow(response, {"frame-src": ["https://store.example"]})
    csp.allow(response, {"frame-src": ["https://second.example"], "script-src": ["https://sdk.example"]})
    middleware = csp.ContentSecurityPolicyMiddleware(lambda request: response)
    policy = sources(middleware(RequestFactory().get("/checkout/")).headers[csp.HEADER])
    assert policy["frame-src"] == ["'self'", "https://store.example", "https://second.example"]
    assert policy["script-src"] == ["'self'", "https://sdk.example"]
    middleware = csp.ContentSecurityPolicyMiddleware(lambda request: other)
    assert "store.example" not in middleware(RequestFactory().get("/")).headers[csp.HEADER]


def test_the_admin_and_other_policies_are_left_alone(client):
    assert csp.HEADER not in client.get("/admin/login/").headers
    own = HttpResponse(headers={csp.HEADER: "default-src 'none'"})
    response = csp.ContentSecurityPolicyMiddleware(lambda request: own)(RequestFactory().get("/"))
    assert response.headers[csp.HEADER] == "default-src 'none'"


def test_a_description_cannot_break_out_of_data_blocks(channel, client):
    make_tee(channel, name="</script><script>alert(1)</script>", description="<p></script>&amp;</p>")
    page = BeautifulSoup(client.get("/shop/products/harbour-tee/").content, "html.parser")
    assert not [script for script in page.select("script") if script.string and script.string.startswith("alert")]
