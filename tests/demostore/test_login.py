"""Login tokens and the cookie step of the hosted store."""

from datetime import timedelta

import jwt
import pytest

from wagtail_bigcommerce.demostore import DemoStore

from .shelves import MUG, shelves

SHOP = "https://shop.example.com"
ACCOUNT = "http://demostore.localhost/account.php"
SAM = 1


@pytest.fixture
def store(clock):
    return DemoStore(products=shelves(), clock=clock, site_url=SHOP)


@pytest.fixture
def token(store, clock):
    def token(secret=store.client_secret, algorithm="HS256", **claims):
        payload = {
            "iss": store.client_id,
            "iat": int(clock().timestamp()),
            "jti": "first",
            "operation": "customer_login",
            "store_hash": store.hash,
            "customer_id": SAM,
            "channel_id": 1,
            **claims,
        }
        return jwt.encode({name: value for name, value in payload.items() if value != "leave out"}, secret, algorithm)

    return token


@pytest.fixture
def follow(api):
    return lambda token: api.get(f"/login/token/{token}", allow_redirects=False)


@pytest.fixture
def post(api):
    return lambda token, origin=SHOP: api.post(f"/login/token/{token}", headers={"Origin": origin})


def test_a_browser_is_logged_in_and_sent_on(api, follow, token):
    answer = follow(token())
    assert (answer.status_code, answer.headers["Location"]) == (303, ACCOUNT)
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    cookie = {"Cookie": answer.headers["Set-Cookie"].partition(";")[0]}
    assert "sam@example.com" in api.get("/account.php", headers=cookie).text
    assert "signed out" in api.get("/login.php?action=logout", headers=cookie).text
    assert "sam@example.com" not in api.get("/account.php", headers=cookie).text
    assert "sam@example.com" not in api.get("/account.php").text


@pytest.mark.parametrize(
    ("wanted", "location"),
    [
        ("/cart.php?x=1", "http://demostore.localhost/cart.php?x=1"),
        ("http://demostore.localhost/cart.php", "http://demostore.localhost/cart.php"),
        (f"{SHOP}/thanks/", f"{SHOP}/thanks/"),
        ("https://evil.example.net/", ACCOUNT),
        ("//evil.example.net/", ACCOUNT),
        ("javascript:alert(1)", ACCOUNT),
        (f"{SHOP}@evil.example.net/", ACCOUNT),
        (f"{SHOP}.evil.example.net/", ACCOUNT),
        ("/cart.php\r\nSet-Cookie: a=b", ACCOUNT),
    ],
)
def test_it_leads_to_the_store_or_the_shop_only(follow, token, wanted, location):
    assert follow(token(redirect_to=wanted)).headers["Location"] == location


@pytest.mark.parametrize(
    "claims",
    [
        {"secret": "a-secret-of-somebody-else-that-is-long-enough"},
        {"iss": "another-client"},
        {"operation": "current_customer"},
        {"store_hash": "another"},
        {"customer_id": 99},
        {"customer_id": "1"},
        {"channel_id": 99},
        {"jti": "leave out"},
        {"iat": "leave out"},
        {"request_ip": "203.0.113.9"},
    ],
)
def test_tokens_that_log_nobody_in(follow, post, token, claims):
    assert follow(token(**claims)).headers["Location"] == "/login.php"
    answer = post(token(**claims))
    assert (answer.status_code, list(answer.json())) == (400, ["title"])
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP


@pytest.mark.parametrize("text", ["nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
def test_what_is_no_token(follow, text):
    assert follow(text).headers["Location"] == "/login.php"


def test_an_unsigned_token(follow, token):
    assert follow(token(secret="", algorithm="none")).headers["Location"] == "/login.php"


def test_a_token_lives_half_a_minute(follow, token, clock):
    late, early = token(jti="late"), token(jti="early", iat=int((clock() + timedelta(seconds=31)).timestamp()))
    clock.advance(seconds=31)
    assert follow(late).headers["Location"] == "/login.php"
    clock.advance(seconds=-62)
    assert follow(early).headers["Location"] == "/login.php"
    clock.advance(seconds=60)
    assert follow(token()).headers["Location"] == ACCOUNT


def test_a_token_works_once(follow, token):
    assert follow(token()).headers["Location"] == ACCOUNT
    assert follow(token()).headers["Location"] == "/login.php"


def test_a_shop_logs_in_across_origins(api, post, store, token):
    cart = api.post("/v3/carts", json={"line_items": [{"product_id": MUG, "quantity": 1}]}).json()["data"]
    url = api.post(f"/v3/carts/{cart['id']}/redirect_urls", json={}).json()["data"]["embedded_checkout_url"]
    answer = post(token(redirect_to=url))
    assert answer.json() == {"redirectUrl": url}
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    api.cookies.clear()
    page = api.get(url.removeprefix(store.base_url))
    assert "Signed in as sam@example.com" in page.text
    assert "48 Mill Lane" in page.text


@pytest.mark.parametrize("origin", ["https://evil.example.net", "null", "https://shop.example.com.evil.net"])
def test_another_origin_may_not_read_the_answer(post, token, origin):
    assert "Access-Control-Allow-Origin" not in post(token(), origin).headers
    assert "Access-Control-Allow-Origin" not in post("nonsense", origin).headers


def test_a_token_of_one_channel_is_not_for_the_site_of_another(post, store, token):
    store.add_channel("Second", site_url="https://second.example.com")
    assert "Access-Control-Allow-Origin" not in post(token(), "https://second.example.com").headers


def test_a_customer_of_another_channel(follow, store, token):
    store.state.customers[SAM]["channel_ids"] = [2]
    assert follow(token()).headers["Location"] == "/login.php"


def test_the_cookie_step_leads_back_to_the_shop(api):
    answer = api.get(
        "/embedded-checkout/allow-cookie", params={"returnUrl": f"{SHOP}/checkout/?a=1"}, allow_redirects=False
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{SHOP}/checkout/?a=1")
    assert "Set-Cookie" in answer.headers


@pytest.mark.parametrize(
    "target",
    [
        "",
        "/checkout/",
        "//evil.example.net/",
        "https://evil.example.net/",
        "http://shop.example.com/",
        f"{SHOP}@evil.example.net/",
        f"{SHOP}:8443/",
        "javascript:alert(1)",
        f"{SHOP}\\@evil.example.net/",
        "https:/\\evil.example.net",
        f"{SHOP}/\r\nSet-Cookie: a=b",
        "https://[::1",
    ],
)
def test_the_cookie_step_leads_nowhere_else(api, target):
    answer = api.get("/embedded-checkout/allow-cookie", params={"returnUrl": target}, allow_redirects=False)
    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_a_secure_store_sets_cookies_that_a_frame_gets(clock, token):
    from .sessions import StoreSession

    secure = DemoStore(products=[], clock=clock, base_url="https://checkout.example.com", site_url=SHOP)
    cookie = StoreSession(secure).get(f"/login/token/{token()}", allow_redirects=False).headers["Set-Cookie"]
    assert "SameSite=None; Secure" in cookie
