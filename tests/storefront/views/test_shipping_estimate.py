"""What shipping would cost, on the cart page; nothing of the question stays."""

import pytest
from bs4 import BeautifulSoup

from wagtail_bigcommerce.commerce.shipping_estimate import NOBODY
from wagtail_bigcommerce.demostore.carts import Consignment

from .visitors import JSON

TEXAS = {"country": "US", "state": "Texas", "postal_code": "73301"}


@pytest.fixture
def shopper(visitor):
    visitor.add(quantity=2)
    visitor.calls()
    return visitor


def ask(visitor, headers=(), **fields):
    return visitor.submit("/cart/shipping/", headers=headers, **{**TEXAS, **fields})


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def consignments(visitor):
    return visitor.store.state.carts[visitor.cart_id()].consignments


def test_quotes_stand_on_the_cart_page(shopper):
    response = ask(shopper)

    read, quote, take_back, look = shopper.calls()
    assert (read, quote) == ("GET /v3/checkouts/…", "POST /v3/checkouts/…/consignments")
    assert take_back.startswith("DELETE /v3/checkouts/…/consignments/")
    assert look == "GET /v3/carts/…"
    shipping = soup(response).select_one("details.bc-shipping")
    assert shipping.has_attr("open")
    rows = [row.get_text(" ", strip=True) for row in shipping.select(".bc-sums__row")]
    assert rows == ["Standard delivery 3 to 5 days $4.95", "Express delivery 1 day $14.50"]
    assert shipping.find("option", selected=True)["value"] == "US"
    assert shipping.find("input", {"name": "postal_code"})["value"] == "73301"
    assert soup(response).select_one(".bc-line")


def test_nothing_of_the_question_stays(shopper):
    before = shopper.cart()

    ask(shopper)

    assert consignments(shopper) == []
    assert shopper.store.state.carts[shopper.cart_id()].billing_address is None
    assert shopper.cart() == before
    assert not soup(shopper.get("/cart/")).select_one(".bc-shipping").has_attr("open")
    assert "73301" not in str(dict(shopper.session))


def test_as_json(shopper):
    answer = ask(shopper, headers=JSON).json()

    assert answer["count"] == 2
    assert answer["shipping"]["options"][0] == {
        "description": "Standard delivery",
        "cost": "4.95",
        "transit_time": "3 to 5 days",
    }


def test_with_htmx(shopper):
    part = soup(ask(shopper, headers={"hx-request": "true"}))

    assert part.find(id="cart")
    assert part.select_one(".bc-shipping").has_attr("open")
    assert not part.find("html")


@pytest.mark.parametrize("country", ["", "ZZ", "XX", "United States"])
def test_country_has_to_be_one(shopper, country):
    response = ask(shopper, country=country)

    assert response.status_code == 422
    assert soup(response).select_one(".bc-shipping .bc-field__errors")
    assert soup(response).find("input", {"name": "postal_code"})["value"] == "73301"
    assert shopper.calls() == ["GET /v3/carts/…"]


def test_address_of_the_checkout_is_kept_and_used(shopper):
    cart = shopper.store.state.carts[shopper.cart_id()]
    address = {"email": "a@example.com", "country_code": "DE", "address1": "Am Hafen 1", "city": "Kiel"}
    cart.consignments = [Consignment(address, {line.id: line.quantity for line in cart.lines})]

    response = ask(shopper)

    assert "For the address that you gave at checkout" in response.content.decode()
    assert [row.address for row in consignments(shopper)] == [address]
    assert shopper.calls() == ["GET /v3/checkouts/…", "GET /v3/carts/…"]


def test_no_quote_for_a_place(shopper):
    body = {"data": {"id": shopper.cart_id(), "cart": {"currency": {"code": "USD"}}, "consignments": [{"id": "1"}]}}
    shopper.store.faults.next(200, path="*/consignments", body=body)

    assert "There is no quote for this place" in ask(shopper).content.decode()


def test_place_that_the_store_refuses(shopper):
    shopper.store.faults.next(422, path="*/consignments")

    response = ask(shopper)

    assert response.status_code == 422
    assert "Please check what you entered" in soup(response).select_one(".bc-shipping [role=alert]").text
    assert soup(response).select_one(".bc-line")


@pytest.mark.parametrize("kind", ["lost", "broken_json"])
def test_answer_that_gets_lost_leaves_nothing_behind(shopper, kind):
    shopper.store.faults.next(kind=kind, path="*/consignments", method="POST")

    response = ask(shopper)

    assert response.status_code == 503
    assert consignments(shopper) == []
    shopper.end_outage()
    assert ask(shopper).status_code == 200


def test_what_an_earlier_question_left_is_cleared_away(shopper):
    cart = shopper.store.state.carts[shopper.cart_id()]
    left = Consignment({"email": NOBODY, "country_code": "DE"}, {line.id: line.quantity for line in cart.lines})
    cart.consignments = [left]

    response = ask(shopper)

    assert "For the address that you gave" not in response.content.decode()
    assert consignments(shopper) == []


def test_cart_that_is_gone(shopper):
    shopper.store.state.carts.clear()

    assert ask(shopper)["Location"] == "/cart/"
    assert "had expired" in shopper.get("/cart/").content.decode()


def test_nothing_to_ship(visitor):
    assert ask(visitor, headers=JSON).status_code == 422

    visitor.submit(
        "/gift-certificates/",
        amount="10",
        theme="General",
        recipient_name="Ada",
        recipient_email="ada@example.com",
        sender_name="Sam",
        sender_email="sam@example.com",
    )
    assert not soup(visitor.get("/cart/")).select_one(".bc-shipping")
    assert ask(visitor, headers=JSON).json()["errors"][0]["message"] == "Nothing in your cart has to be shipped."


def test_other_sites_cannot_ask(shopper):
    response = shopper.post("/cart/shipping/", TEXAS, headers={"origin": "https://elsewhere.example"})

    assert response.status_code == 403
