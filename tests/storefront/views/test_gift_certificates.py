"""Buying gift certificates, and asking what one is worth."""

import logging

import pytest

from .visitors import JSON, Visitor

GIFT = {
    "amount": "25.00",
    "theme": "Birthday",
    "message": "Enjoy",
    "sender_name": "Sam",
    "sender_email": "sam@example.com",
    "recipient_name": "Ada",
    "recipient_email": "ada@example.com",
}


def text_of(response):
    return " ".join(response.content.decode().split())


class TestBuying:
    def test_becomes_a_line_of_the_cart(self, visitor):
        visitor.add(product_id=7)
        visitor.calls()
        response = visitor.submit("/gift-certificates/", **GIFT)

        assert (response.status_code, response["Location"]) == (303, "/cart/")
        assert visitor.calls() == ["POST /v3/carts/…/items"]
        cart = visitor.cart()
        assert (cart["total"], cart["items"][1]["name"]) == ("37.00", "Gift certificate for Ada")
        assert cart["items"][1]["is_editable"] is False
        (gift,) = visitor.store.state.carts[visitor.cart_id()].gift_certificates
        assert (gift.theme, gift.message) == ("Birthday", "Enjoy")
        assert gift.recipient == {"name": "Ada", "email": "ada@example.com"}

    def test_can_be_taken_out_again(self, visitor):
        visitor.submit("/gift-certificates/", **GIFT)
        item = visitor.cart()["items"][0]["item_id"]

        assert visitor.submit(f"/cart/items/{item}/remove/", headers=JSON).json()["count"] == 0

    @pytest.mark.parametrize(
        "fields",
        [
            {"amount": "0.50"},
            {"amount": "1000.01"},
            {"amount": "ten"},
            {"theme": "Easter"},
            {"recipient_email": "ada"},
            {"message": "x" * 201},
            {"sender_name": ""},
        ],
    )
    def test_what_is_wrong_is_told_and_the_rest_is_kept(self, visitor, fields):
        response = visitor.submit("/gift-certificates/", **{**GIFT, **fields})

        assert response.status_code == 422
        assert "bc-field--invalid" in text_of(response)
        assert 'value="Ada"' in text_of(response)
        assert visitor.calls() == []

    def test_refusal_of_the_store(self, visitor):
        visitor.store.faults.next(422, method="POST", path="/v3/carts")
        response = visitor.submit("/gift-certificates/", **GIFT)

        assert response.status_code == 422
        assert "This cannot be put into the cart as it is." in text_of(response)

    def test_outage(self, visitor, monkeypatch):
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        visitor.store.faults.next(503, times=20)

        assert visitor.submit("/gift-certificates/", **GIFT).status_code == 503

    def test_signed_in_shopper_need_not_say_who_they_are(self, visitor):
        visitor.log_in()

        assert visitor.page("/gift-certificates/").find("input", {"name": "sender_email"})["value"] == "sam@example.com"

    def test_addresses_of_others_stay_out_of_the_session(self, visitor):
        visitor.submit("/gift-certificates/", **GIFT)
        visitor.cart()

        assert "ada@example.com" not in str(dict(visitor.session))


@pytest.fixture
def certificate(visitor):
    """Money under a code."""
    row = {
        "id": 1,
        "code": "GC-ADA-1",
        "amount": "100.0000",
        "balance": "40.0000",
        "status": "active",
        "currency_code": "USD",
        "expiry_date": "1893456000",
        "purchase_date": "1672670738",
        "to_name": "Ada",
        "to_email": "ada@example.com",
        "from_name": "Sam",
        "from_email": "sam@example.com",
        "template": "general.html",
        "message": "",
        "customer_id": 0,
        "order_id": 0,
    }
    visitor.store.state.gift_certificates[1] = row
    return row


def look_up(visitor, code):
    return visitor.submit_with_token("/gift-certificates/", "/gift-certificates/balance/", code=code)


class TestBalance:
    @pytest.mark.parametrize("code", ["GC-ADA-1", "gc-ada-1", " GC-ADA-1 "])
    def test_shows_what_is_left(self, visitor, certificate, code):
        page = text_of(look_up(visitor, code))

        assert "$40.00 of $100.00 is left. It can be used until" in page
        assert "ada@example.com" not in page

    @pytest.mark.parametrize("status", ["pending", "disabled", "expired"])
    def test_certificates_that_cannot_be_used_look_like_none(self, visitor, certificate, status):
        certificate["status"] = status
        assert "There is no gift certificate with this code" in text_of(look_up(visitor, "GC-ADA-1"))

    @pytest.mark.parametrize("code", ["NOPE", "GC-ADA-", "../1", "%", "é"])
    def test_other_codes(self, visitor, certificate, code):
        response = look_up(visitor, code)

        assert response.status_code == 422
        assert "There is no gift certificate with this code" in text_of(response)

    def test_guessing_is_stopped_before_it_reaches_bigcommerce(self, visitor, certificate):
        for number in range(12):
            response = look_up(visitor, f"GUESS-{number}")
        assert response.status_code == 503
        assert "Too many codes were tried." in text_of(response)
        assert len(visitor.calls()) == 10
        assert look_up(Visitor(visitor.store), "GC-ADA-1").status_code == 503  # another session, the same address
        assert look_up(Visitor(visitor.store, REMOTE_ADDR="10.0.0.9"), "GC-ADA-1").status_code == 200

    def test_right_codes_are_not_counted(self, visitor, certificate):
        assert {look_up(visitor, "GC-ADA-1").status_code for _ in range(12)} == {200}

    def test_needs_a_token(self, visitor, certificate):
        assert visitor.submit("/gift-certificates/balance/", code="GC-ADA-1").status_code == 403

    def test_codes_are_not_logged(self, visitor, certificate, caplog, monkeypatch):
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        caplog.set_level(logging.DEBUG)
        visitor.store.faults.next(503, times=20)
        look_up(visitor, "GC-ADA-1")

        assert "GC-ADA-1" not in caplog.text
