"""Paying at the demo store: methods, one token a payment, stored cards, and the host of its own."""

from decimal import Decimal

import pytest
import requests

from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.adapter import InProcessAdapter
from wagtail_bigcommerce.demostore.wallet import add_gift_certificate, add_stored_card

from .shelves import LAST_ONE, MUG, shelves
from .test_bodies import spoiled
from .test_checkouts import ADDRESS, consignment_for

SAM = 1
ACCEPT = {"Accept": "application/vnd.bc.v1+json"}


@pytest.fixture
def store(clock):
    return DemoStore(products=shelves(), clock=clock)


@pytest.fixture
def order_id(api):
    lines = [{"product_id": MUG, "quantity": 2}, {"product_id": LAST_ONE, "quantity": 1}]
    cart = api.post("/v3/carts", json={"customer_id": SAM, "line_items": lines}).json()["data"]
    url = f"/v3/checkouts/{cart['id']}"
    api.post(f"{url}/billing-address", json=ADDRESS)
    api.post(f"{url}/consignments", json=[consignment_for(cart)])
    return api.post(f"{url}/orders", json={}).json()["data"]["id"]


@pytest.fixture
def card(store):
    return add_stored_card(store, SAM)


def pay(store, access_token, instrument, headers=ACCEPT, method="demo.card"):
    session = requests.Session()
    session.mount(store.base_url, InProcessAdapter(store.wsgi))
    return session.post(
        f"{store.base_url}/stores/demo/payments",
        json={"payment": {"instrument": instrument, "payment_method_id": method}},
        headers={"Authorization": f"PAT {access_token}", **headers},
    )


def access_token(api, order_id):
    answer = api.post("/v3/payments/access_tokens", json={"order": {"id": order_id}})
    assert answer.status_code == 201
    return answer.json()["data"]["id"]


def test_methods_show_the_customers_cards(api, order_id, card):
    methods = {row["id"]: row for row in api.rows(f"/v3/payments/methods?order_id={order_id}")}
    assert set(methods) == {"bigcommerce.gift_certificate", "bigcommerce.store_credit", "demo.card"}
    assert [row["token"] for row in methods["demo.card"]["stored_instruments"]] == [card]


def test_methods_want_an_order_or_a_checkout(api, order_id):
    cart_id = api.get(f"/v2/orders/{order_id}").json()["cart_id"]
    assert api.rows(f"/v3/payments/methods?checkout_id={cart_id}")
    assert api.get("/v3/payments/methods").status_code == 400
    assert api.get("/v3/payments/methods?order_id=999").status_code == 404
    assert api.get("/v3/payments/methods?checkout_id=nothing").status_code == 404


def test_stored_instruments_are_a_bare_list(api, card):
    (row,) = api.get(f"/v3/customers/{SAM}/stored-instruments").json()
    assert (row["token"], row["last_4"], row["is_default"]) == (card, "4242", True)
    assert api.get("/v3/customers/999/stored-instruments").json() == []


def test_a_payment_ends_the_cart_and_takes_the_goods(api, store, order_id, card):
    answer = pay(store, access_token(api, order_id), {"type": "stored_card", "token": card})
    assert answer.status_code == 201
    assert answer.json()["data"]["status"] == "success"
    order = api.get(f"/v2/orders/{order_id}").json()
    assert (order["status_id"], order["payment_method"]) == (11, "Stored card")
    assert api.get(f"/v3/carts/{order['cart_id']}").status_code == 404
    assert store.state.products[LAST_ONE]["inventory_level"] == 0


def test_a_token_pays_once(api, store, order_id, card):
    token = access_token(api, order_id)
    assert pay(store, token, {"type": "stored_card", "token": card}).status_code == 201
    assert pay(store, token, {"type": "stored_card", "token": card}).status_code == 401
    again = pay(store, access_token(api, order_id), {"type": "stored_card", "token": card})
    assert (again.status_code, again.json()["code"]) == (422, 30101)


def test_declined_and_pending_payments_leave_the_order_open(api, store, order_id):
    for outcome, status in {"declined": 422, "pending": 201}.items():
        card = add_stored_card(store, SAM, outcome=outcome)
        assert pay(store, access_token(api, order_id), {"type": "stored_card", "token": card}).status_code == status
        assert api.get(f"/v2/orders/{order_id}").json()["status_id"] == 0


@pytest.mark.parametrize(
    ("instrument", "headers", "status"),
    [
        ({"type": "card", "number": "4111111111111111"}, ACCEPT, 422),
        ({"type": "stored_card", "token": "f" * 64}, ACCEPT, 422),
        ("no object", ACCEPT, 400),
        ({"type": "stored_card", "token": "f" * 64}, {"Accept": "application/json"}, 406),
    ],
)
def test_what_is_refused(api, store, order_id, instrument, headers, status):
    assert pay(store, access_token(api, order_id), instrument, headers).status_code == status
    assert api.get(f"/v2/orders/{order_id}").json()["status_id"] == 0


def test_the_card_of_another_customer_is_refused(api, store, order_id):
    card = add_stored_card(store, SAM + 1)
    assert pay(store, access_token(api, order_id), {"type": "stored_card", "token": card}).status_code == 422


def test_the_accounts_own_token_opens_nothing_there(api, store, order_id):
    assert pay(store, store.access_token, {"type": "stored_card", "token": "f" * 64}).status_code == 401


def test_access_tokens_want_an_order(api):
    assert api.post("/v3/payments/access_tokens", json={"order": {"id": 999}}).status_code == 404
    assert api.post("/v3/payments/access_tokens", json={}).status_code == 422


def test_certificates_are_used_up_when_the_order_is_paid(api, store, order_id, card):
    certificate = add_gift_certificate(store, "THANKS-20", Decimal(20))
    cart = store.state.carts[api.get(f"/v2/orders/{order_id}").json()["cart_id"]]
    cart.gift_certificate_codes.append("THANKS-20")
    second = api.post(f"/v3/checkouts/{cart.id}/orders", json={}).json()["data"]["id"]
    assert api.get(f"/v2/orders/{second}").json()["gift_certificate_amount"] == "20.0000"
    assert certificate.balance == 20
    pay(store, access_token(api, second), {"type": "stored_card", "token": card})
    assert certificate.balance == 0


def test_nothing_breaks_the_payments_host(api, store, order_id):
    whole = {"payment": {"instrument": {"type": "stored_card", "token": "f" * 64}, "payment_method_id": "demo.card"}}
    for junk in spoiled(whole):
        session = requests.Session()
        session.mount(store.base_url, InProcessAdapter(store.wsgi))
        headers = {"Authorization": f"PAT {access_token(api, order_id)}", **ACCEPT}
        answer = session.post(f"{store.base_url}/stores/demo/payments", json=junk, headers=headers)
        assert answer.status_code in {400, 422}
        assert answer.json()["title"]
