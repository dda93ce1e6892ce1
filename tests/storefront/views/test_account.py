"""What only the shopper may see. Numbers in brackets are rows of the list of odd payloads."""

import pytest

from .visitors import EMAIL, text_of


class TestAccount:
    @pytest.mark.parametrize("url", ["/account/", "/account/orders/100/"])
    def test_strangers_are_asked_to_sign_in(self, visitor, url):
        response = visitor.get(url)

        assert response.status_code == 302
        assert response["Location"] == f"/account/login/?next={url.replace('/', '%2F')}"

    def test_shows_name_and_orders_at_one_call(self, visitor):
        visitor.log_in()
        visitor.calls()

        page = text_of(visitor.get("/account/"))

        assert visitor.calls() == ["GET /v2/orders"]
        assert "Sam Rivers" in page
        assert "/account/orders/100/" in page

    @pytest.mark.parametrize("status", [401, 429, 500])
    def test_without_bigcommerce(self, visitor, status, monkeypatch):
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        visitor.log_in()
        visitor.store.faults.next(status, path="/v2/orders", times=9)

        response = visitor.get("/account/")

        assert response.status_code == 200
        assert "Sam Rivers" in text_of(response)

    @pytest.mark.parametrize("fields", [{"status_id": 0}, {"is_deleted": True}, {"customer_id": 0}])
    def test_unfinished_and_archived_orders_are_not_listed(self, visitor, fields):  # (98)
        visitor.log_in()
        visitor.store.state.orders[100] |= fields

        assert "/account/orders/100/" not in text_of(visitor.get("/account/"))
        assert visitor.get("/account/orders/100/").status_code == 404

    def test_status_in_the_merchants_words(self, visitor):  # (98)
        visitor.log_in()
        visitor.store.state.orders[100]["custom_status"] = "On its way to you"

        assert "On its way to you" in text_of(visitor.get("/account/"))

    def test_names_are_text(self, visitor):
        sam = next(row for row in visitor.store.state.customers.values() if row["email"] == EMAIL)
        sam["first_name"] = "<script>alert(1)</script>"
        visitor.log_in()

        for url in ("/account/", "/cart/fragment/"):
            assert "<script>alert" not in text_of(visitor.get(url))
