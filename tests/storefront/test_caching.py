import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from wagtail.models import PageViewRestriction

from wagtail_bigcommerce.storefront import caching

from .rows import make_category, make_product, make_tee

pytestmark = pytest.mark.django_db

#: for shared caches only: a browser would go on showing the prices from before its visitor signed in
PUBLIC = "public, max-age=0, s-maxage=60"

PAGES = [
    "",
    "products/harbour-tee/",
    "products/harbour-tee/?variant=8001",
    "categories/kitchen/",
    "brands/",
    "search/?q=x",
]


@pytest.fixture
def shop(channel):
    make_tee(channel, category=make_category(channel, 1, "Kitchen"))
    return channel


@pytest.mark.parametrize("path", PAGES)
def test_anyone_may_cache_the_catalog(shop, client, path):
    response = client.get(f"/shop/{path}")
    assert response.headers["Cache-Control"] == PUBLIC
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_with_a_session_gets_the_very_same_page(shop, client, path):
    stranger = Client().get(f"/shop/{path}")
    staff = User.objects.create_superuser("ann", "ann@example.com", "secret")
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["bigcommerce"] = {"cart": "secret-cart-id"}
    session.save()
    response = client.get(f"/shop/{path}")
    assert response.content == stranger.content
    assert response.headers["Cache-Control"] == PUBLIC


def test_one_visitors_messages_are_not_in_the_page(shop, client):
    """With messages kept in cookies, a base template that shows them would hand them to everybody."""
    with override_settings(MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage"):
        from django.contrib.messages.storage.cookie import CookieStorage

        request = RequestFactory().get("/")
        storage, response = CookieStorage(request), HttpResponse()
        storage.add(20, "Your coupon ANNA10 was added")
        storage.update(response)
        client.cookies.update(response.cookies)
        html = client.get("/shop/").content.decode()
    assert "ANNA10" not in html


def test_a_restricted_shop_is_not_public(shop, client):
    PageViewRestriction.objects.create(page=shop.catalog_page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/shop/").status_code == 302
    client.force_login(User.objects.create_user("ann"), backend="django.contrib.auth.backends.ModelBackend")
    response = client.get("/shop/")
    assert response.status_code == 200
    assert "public" not in response.headers.get("Cache-Control", "")


def test_a_restricted_parent_restricts_the_shop(shop, client):
    PageViewRestriction.objects.create(page=shop.catalog_page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/shop/products/harbour-tee/").status_code == 302


@pytest.mark.parametrize(
    "setting", [{"SESSION_SAVE_EVERY_REQUEST": True}, {"WAGTAIL_BIGCOMMERCE": {"PUBLIC_MAX_AGE_SECONDS": 0}}]
)
def test_settings_that_keep_pages_private(shop, client, setting):
    with override_settings(**setting):
        assert "public" not in client.get("/shop/").headers.get("Cache-Control", "")


def respond(request, change):
    """What the middleware makes of an offered response after `change` was done to it."""

    def view(request):
        response = caching.offer(HttpResponse("page"), request)
        change(request, response)
        return response

    return caching.PublicPagesMiddleware(view)(request).headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    "change",
    [
        lambda request, response: response.set_cookie("a", "b"),
        lambda request, response: response.headers.setdefault("Vary", "Accept-Language, Cookie"),
        lambda request, response: response.headers.setdefault("Cache-Control", "no-store"),
        lambda request, response: setattr(response, "status_code", 404),
        lambda request, response: setattr(request, "method", "POST"),
        lambda request, response: request.session.get("cart"),
    ],
)
def test_anything_of_the_visitors_own_keeps_a_page_private(change):
    request = RequestFactory().get("/")
    request.session = SessionStore()
    assert respond(request, lambda request, response: None) == PUBLIC
    assert "public" not in respond(request, change)


def test_previews_are_never_offered():
    request = RequestFactory().get("/")
    request.is_preview = True
    assert respond(request, lambda request, response: None) == ""


def test_pages_that_are_not_offered_are_left_alone(client, channel):
    make_product(channel, 7)
    assert "public" not in client.get("/shop/products/unknown/").headers.get("Cache-Control", "")
    assert "public" not in client.get("/").headers.get("Cache-Control", "")
