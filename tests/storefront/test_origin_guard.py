"""Who may post to forms that carry no token."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from wagtail_bigcommerce.storefront.origin_guard import origin_guard


def post(secure=False, method="post", **headers):
    request = getattr(RequestFactory(headers=headers), method)("/cart/add/", secure=secure)
    return origin_guard(lambda request: HttpResponse("ok"))(request)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://testserver"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "referer": "http://evil.example/"},
        {"referer": "http://testserver/shop/products/mug/"},
    ],
)
def test_own_pages_may(headers):
    assert post(**headers).content == b"ok"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://evil.example"},
        {"origin": "https://testserver"},
        {"origin": "http://testserver:8000"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://evil.example", "referer": "http://testserver/"},
        {"origin": "http://[broken"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "referer": "http://testserver/"},
        {"referer": "http://evil.example/?http://testserver/"},
        {"referer": "/shop/"},
    ],
)
def test_others_may_not(headers):
    with pytest.raises(PermissionDenied):
        post(**headers)


def test_http_page_may_not_post_to_https():
    with pytest.raises(PermissionDenied):
        post(secure=True, origin="http://testserver")
    assert post(secure=True, origin="https://testserver").status_code == 200


@pytest.mark.parametrize("origin", ["https://shop.example", "https://www.shop.example", "https://cdn.other.example"])
def test_trusted_origins_may(settings, origin):
    settings.CSRF_TRUSTED_ORIGINS = ["https://*.shop.example", "https://cdn.other.example"]

    assert post(origin=origin).status_code == 200


@pytest.mark.parametrize("origin", ["http://www.shop.example", "https://evilshop.example", "https://other.example"])
def test_nearly_trusted_origins_may_not(settings, origin):
    settings.CSRF_TRUSTED_ORIGINS = ["https://*.shop.example", "https://cdn.other.example"]

    with pytest.raises(PermissionDenied):
        post(origin=origin)


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_reading_is_free(method):
    assert post(method=method).status_code == 200
