"""Catalog pages are the same bytes for everybody, so that anything in between may keep them."""

import pytest
import requests
from bs4 import BeautifulSoup

SHARED = [
    "/shop/",
    "/shop/categories/kitchen/",
    "/shop/categories/kitchen/?page=2&sort=price",
    "/shop/brands/",
    "/shop/brands/copperfin/",
    "/shop/search/?q=lantern",
    "/shop/products/harbour-mug/",
    "/shop/products/sunday-hamper/",
]


@pytest.fixture
def get(site):
    return lambda path, **options: requests.get(site.url + path, timeout=20, **options)


def form_on(html):
    """The fields that a browser would send of the product form, and where to."""
    form = BeautifulSoup(html, "html.parser").select_one("form[data-product-form]")
    return form["action"], {field["name"]: field.get("value", "") for field in form.select("input[name]")}


@pytest.mark.parametrize("path", SHARED)
def test_no_cookie_is_set_or_varied_on(get, path):
    answer = get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "cookie" not in answer.headers.get("Vary", "").lower()
    assert "public" in answer.headers["Cache-Control"]
    assert "csrf" not in answer.text.lower()


@pytest.mark.parametrize("path", ["/shop/", "/shop/products/harbour-mug/"])
def test_a_shopper_with_a_cart_and_an_account_gets_the_same_bytes(site, get, path):
    session = requests.Session()
    action, fields = form_on(get("/shop/products/dipped-milk-jug/").text)
    session.post(site.url + action, fields, headers={"Origin": site.url}, timeout=20)
    login = session.get(f"{site.url}/account/login/", timeout=20)
    token = BeautifulSoup(login.text, "html.parser").select_one("[name=csrfmiddlewaretoken]")["value"]
    credentials = {"email": "sam@example.com", "password": "demo-shopper-1", "csrfmiddlewaretoken": token}
    account = session.post(f"{site.url}/account/login/", credentials, timeout=20)
    assert "Sam Rivers" in account.text
    answer = session.get(site.url + path, timeout=20)
    assert answer.content == get(path).content
    assert "Set-Cookie" not in answer.headers


def test_another_visitor_can_use_the_form_of_the_first_ones_page(site, get):
    first = get("/shop/products/dipped-milk-jug/")
    action, fields = form_on(first.text)
    second = requests.Session()
    answer = second.post(
        site.url + action, {**fields, "quantity": "3"}, headers={"Origin": site.url}, allow_redirects=False, timeout=20
    )
    assert answer.status_code == 303
    cart = second.get(f"{site.url}/cart/", headers={"Accept": "application/json"}, timeout=20).json()
    assert (cart["count"], cart["items"][0]["name"]) == (3, "Dipped Milk Jug")
    assert cart["id"] is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Referer": "https://evil.example/shop/"},
        {},
        # the first that is there decides
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin", "Referer": "OWN"},
    ],
)
def test_a_form_on_another_site_is_refused(site, get, headers):
    action, fields = form_on(get("/shop/products/dipped-milk-jug/").text)
    headers = {name: f"{site.url}/shop/" if value == "OWN" else value for name, value in headers.items()}
    session = requests.Session()
    answer = session.post(site.url + action, fields, headers=headers, timeout=20)
    assert answer.status_code == 403
    cart = session.get(f"{site.url}/cart/", headers={"Accept": "application/json"}, timeout=20).json()
    assert cart["count"] == 0


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Referer": "OWN"}])
def test_older_browsers_say_where_they_come_from_in_other_ways(site, get, headers):
    action, fields = form_on(get("/shop/products/dipped-milk-jug/").text)
    headers = {name: f"{site.url}/shop/" if value == "OWN" else value for name, value in headers.items()}
    answer = requests.post(site.url + action, fields, headers=headers, allow_redirects=False, timeout=20)
    assert answer.status_code == 303


def test_a_page_on_another_site_cannot_post_in_a_real_browser(site, foreign_page):
    """Chromium itself says where a form stands, and sends no cookies with it."""
    page = foreign_page(
        f'<form method="post" action="{site.url}/cart/add/"><input name="product_id" value="106"><button>Go</button>'
    )
    with page.expect_response("**/cart/add/") as response:
        page.get_by_role("button", name="Go").click()
    assert response.value.status == 403


def test_the_fragment_is_never_shared(get):
    answer = get("/cart/fragment/")
    assert "no-store" in answer.headers["Cache-Control"] or "private" in answer.headers["Cache-Control"]


@pytest.fixture
def foreign_page(visitor, watch):
    """A page of another site with the given HTML."""
    watch.expect("403", r"^foreign request: http://elsewhere\.example", "Content Security Policy")

    def open_page(html):
        page = visitor()
        page.route("http://elsewhere.example/**", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("http://elsewhere.example/")
        return page

    return open_page
