"""The GraphQL Storefront API of the demo store: tokens, scopes, variables, operations."""

from datetime import timedelta
from decimal import Decimal

import pytest
import requests

from wagtail_bigcommerce.client import login_token
from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.adapter import InProcessAdapter
from wagtail_bigcommerce.demostore.wallet import add_gift_certificate

from .shelves import MUG, shelves
from .test_bodies import spoiled

RULES = "query Rules { site { settings { customers { passwordComplexitySettings { minimumPasswordLength } } } } }"
APPLY = """mutation Apply($input: ApplyCheckoutGiftCertificateInput!) { checkout {
  applyCheckoutGiftCertificate(input: $input) { checkout { entityId giftCertificates { code used { value } } } } } }"""
SYNC = """mutation Sync($to: String!, $cart: String) { generateSessionSyncJwt(redirectTo: $to, cartId: $cart) {
  result { url } errors { __typename ... on Error { message } } } }"""


@pytest.fixture
def store(clock):
    return DemoStore(products=shelves(), clock=clock)


@pytest.fixture
def token(api, clock):
    return new_token(api, clock)


@pytest.fixture
def cart(api):
    return api.post("/v3/carts", json={"line_items": [{"product_id": MUG, "quantity": 3}]}).json()["data"]


def new_token(api, clock, kind="private", **fields):
    expires_at = int((clock() + timedelta(hours=1)).timestamp())
    scopes = {"scopes": ["Customer", "Unauthenticated"]} if kind == "private" else {}
    body = {"channel_ids": [1], "expires_at": expires_at, **scopes, **fields}
    answer = api.post(f"/v3/storefront/api-token-{kind}", json=body)
    return answer.json()["data"]["token"] if answer.status_code == 200 else answer


def ask(store, token, query, variables=None, headers=None, **body):
    session = requests.Session()
    session.mount(store.base_url, InProcessAdapter(store.wsgi))
    return session.post(
        f"{store.base_url}/graphql",
        json={"query": query, "variables": variables or {}, **body},
        headers={"Authorization": f"Bearer {token}", **(headers or {})},
    )


def certificate_input(cart, code="THANKS-20"):
    return {"input": {"checkoutEntityId": cart["id"], "data": {"giftCertificateCode": code}}}


def test_what_is_selected_is_answered(store, token):
    answer = ask(store, token, RULES, operationName="Rules")
    rules = answer.json()["data"]["site"]["settings"]["customers"]["passwordComplexitySettings"]
    assert rules == {"minimumPasswordLength": 7}
    assert answer.headers["X-Bc-Graphql-Complexity"] == "5"


def test_tokens_run_out_and_can_be_revoked(api, store, clock, token):
    assert ask(store, "unknown", RULES).status_code == 401
    assert api.delete("/v3/storefront/api-token", headers={"Sf-Api-Token": token}).status_code == 200
    assert ask(store, token, RULES).status_code == 401
    second = new_token(api, clock)
    clock.advance(hours=1)
    assert ask(store, second, RULES).status_code == 401


def test_private_tokens_are_not_for_browsers(store, token):
    assert ask(store, token, RULES, headers={"Origin": "https://shop.example.com"}).status_code == 401


@pytest.mark.parametrize(
    "fields",
    [
        {"scopes": []},
        {"scopes": ["Everything"]},
        {"channel_ids": [7]},
        {"channel_id": 1},
        {"expires_at": 5},
        {"expires_at": 10**18},
    ],
)
def test_tokens_that_are_not_made(api, clock, fields):
    assert new_token(api, clock, **fields).status_code == 422


def test_a_missing_scope_is_an_error_of_status_200(api, store, clock):
    answer = ask(store, new_token(api, clock, scopes=["Unauthenticated"]), SYNC, {"to": "/"})
    assert answer.status_code == 200
    (error,) = answer.json()["errors"]
    assert error["extensions"] == {"code": "INSUFFICIENT_ACCESS_SCOPE", "requiredScopes": ["Customer"]}


@pytest.mark.parametrize(
    ("query", "variables", "words"),
    [
        ("subscription X { a }", {}, "Syntax error"),
        ("query X { site { nothing } }", {}, "Cannot query field 'nothing'"),
        (RULES.replace("minimumPasswordLength", "length"), {}, "Cannot query field 'length'"),
        (RULES + " query Second { site }", {}, "Syntax error"),
        (RULES[:-2], {}, "Syntax error"),
        (RULES, {"extra": 1}, "not declared"),
        (APPLY, {}, "must not be null"),
        (APPLY, {"input": "no object"}, "expected an object"),
        (APPLY, {"input": {"checkoutEntityId": "a", "data": {}}}, "giftCertificateCode"),
        (APPLY, {"input": {"checkoutEntityId": 7, "data": {"giftCertificateCode": "A"}}}, "type String"),
        (APPLY, {"input": {"checkoutEntityId": "a", "data": {"giftCertificateCode": "A"}, "x": 1}}, "unknown field"),
        (APPLY.replace("$input: Apply", "$input: Unapply"), {}, "must not be null"),
        (SYNC.replace("cartId: $cart", "cart: $cart"), {"to": "/"}, "'cart'"),
        (SYNC.replace("redirectTo: $to, ", ""), {"to": "/"}, "'redirectTo'"),
        (SYNC.replace("String)", "UUID)"), {"to": "/", "cart": "no uuid"}, "type UUID"),
    ],
)
def test_what_is_wrong_is_said(store, token, query, variables, words):
    answer = ask(store, token, query, variables)
    assert (answer.status_code, answer.json()["data"]) == (200, None)
    assert words in answer.json()["errors"][0]["message"]


def test_another_operation_name(store, token):
    assert ask(store, token, RULES, operationName="Others").json()["errors"]


def test_a_certificate_pays_as_far_as_it_goes(store, token, cart):
    add_gift_certificate(store, "thanks-20", Decimal(20))
    checkout = ask(store, token, APPLY, certificate_input(cart, " THANKS-20")).json()["data"]["checkout"]
    (row,) = checkout["applyCheckoutGiftCertificate"]["checkout"]["giftCertificates"]
    assert row == {"code": "thanks-20", "used": {"value": 20}}
    removed = ask(
        store, token, APPLY.replace("apply", "unapply").replace(": Apply", ": Unapply"), certificate_input(cart)
    )
    assert removed.json()["data"]["checkout"]["unapplyCheckoutGiftCertificate"]["checkout"]["giftCertificates"] == []


def test_certificates_that_pay_nothing(api, store, clock, token, cart):
    add_gift_certificate(store, "EMPTY", Decimal(0))
    add_gift_certificate(store, "FOREIGN", Decimal(5), "SEK")
    for code in ("EMPTY", "FOREIGN", "NOSUCH"):
        assert ask(store, token, APPLY, certificate_input(cart, code)).json()["errors"]
    stale = certificate_input(cart)
    stale["input"]["version"] = 99
    assert ask(store, token, APPLY, stale).json()["errors"][0]["extensions"]["code"] == "CONFLICT"
    store.add_channel("Second", site_url="https://second.example.com")
    other = new_token(api, clock, channel_ids=[2])
    assert "not found" in ask(store, other, APPLY, certificate_input(cart)).json()["errors"][0]["message"]


def test_a_login_is_carried_over_once(store, token, clock):
    jwt = login_token(
        client_id=store.client_id,
        client_secret=store.client_secret,
        store_hash=store.hash,
        customer_id=1,
        channel_id=1,
        issued_at=clock(),
        token_id="t-1",
    )
    login = """mutation LogIn($jwt: String!) { loginWithCustomerLoginJwt(jwt: $jwt) {
      customer { entityId } customerAccessToken { value } } }"""
    access = ask(store, token, login, {"jwt": jwt}).json()["data"]["loginWithCustomerLoginJwt"]
    assert access["customer"] == {"entityId": 1}
    assert ask(store, token, login, {"jwt": jwt}).json()["errors"]

    customer = {"X-Bc-Customer-Access-Token": access["customerAccessToken"]["value"]}
    sync = ask(store, token, SYNC, {"to": "/account.php"}, customer).json()["data"]["generateSessionSyncJwt"]
    path = sync["result"]["url"].removeprefix(store.base_url)
    session = requests.Session()
    session.mount(store.base_url, InProcessAdapter(store.wsgi))
    arrived = session.get(store.base_url + path, allow_redirects=False)
    assert arrived.headers["Location"] == f"{store.base_url}/account.php"
    cookie = arrived.headers["Set-Cookie"].partition(";")[0]
    assert "sam@example.com" in session.get(f"{store.base_url}/account.php", headers={"Cookie": cookie}).text
    assert session.get(store.base_url + path, allow_redirects=False).status_code == 400


def test_an_ended_login_is_a_guest_unless_errors_are_wanted(store, token):
    ended = {"X-Bc-Customer-Access-Token": "ended"}
    assert ask(store, token, RULES, headers=ended).status_code == 200
    strict = {**ended, "X-Bc-Error-On-Invalid-Customer-Access-Token": "true"}
    assert ask(store, token, RULES, headers=strict).status_code == 401


def test_impersonation(api, store, clock):
    token = new_token(api, clock, kind="customer-impersonation")
    assert ask(store, token, RULES, headers={"X-Bc-Customer-Id": "1"}).status_code == 200
    assert ask(store, token, RULES, headers={"X-Bc-Customer-Id": "999"}).status_code == 401
    assert ask(store, token, RULES, headers={"X-Bc-Customer-Id": "everyone"}).status_code == 401


def test_sync_of_a_cart_that_is_gone(store, token):
    sync = ask(store, token, SYNC, {"to": "/", "cart": "gone"}).json()["data"]["generateSessionSyncJwt"]
    assert sync["result"] is None
    assert sync["errors"][0]["__typename"] == "GenerateSessionSyncTokenCartNotFound"


def test_nothing_breaks_the_storefront(store, token, cart):
    add_gift_certificate(store, "THANKS-20", Decimal(20))
    whole = {"query": APPLY, "variables": certificate_input(cart), "operationName": "Apply"}
    for junk in spoiled(whole):
        session = requests.Session()
        session.mount(store.base_url, InProcessAdapter(store.wsgi))
        headers = {"Authorization": f"Bearer {token}"}
        answer = session.post(f"{store.base_url}/graphql", json=junk, headers=headers)
        assert answer.status_code == 200
        assert answer.json()["data"] or answer.json()["errors"]
