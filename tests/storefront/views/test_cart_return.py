"""Carts that come back: expired ones, emptied ones, abandoned ones."""

from datetime import timedelta

import pytest

from wagtail_bigcommerce.demostore.carts import abandon_cart
from wagtail_bigcommerce.models import Product

from .visitors import JSON, Visitor


def text_of(response):
    return " ".join(response.content.decode().split())


def products_of(cart):
    return sorted((item["product_id"], item["quantity"]) for item in cart["items"])


@pytest.fixture
def expired(visitor):
    """A visitor who comes back after more than thirty days."""
    visitor.add(product_id=7, quantity=2)
    visitor.add(product_id=9, option_951="For Ada", option_952="2026-02-01")
    visitor.store.state.carts.clear()
    return visitor


class TestExpired:
    def test_lines_are_put_back_in_one_click_and_one_call(self, expired):
        page = expired.page("/cart/")
        assert "Your cart had expired. You can put back what was in it." in page.get_text()
        form = page.find("form", {"action": "/cart/restore/"})
        expired.calls()
        expired.submit(form["action"])

        assert expired.calls() == ["POST /v3/carts"]
        cart = expired.cart()
        assert products_of(cart) == [(7, 2), (9, 1)]
        assert [option["value"] for option in cart["items"][1]["options"]] == ["For Ada", "1 Feb 2026"]
        assert "had this in your cart" not in text_of(expired.get("/cart/"))

    def test_offer_can_be_turned_down(self, expired):
        expired.get("/cart/")
        expired.submit("/cart/restore/", dismiss="1")

        assert "had this in your cart" not in text_of(expired.get("/cart/"))
        assert expired.cart()["count"] == 0

    @pytest.mark.parametrize("path", ["items/x/", "items/x/remove/", "coupon/", "coupon/remove/"])
    def test_noticed_by_a_change(self, expired, path):
        response = expired.submit(f"/cart/{path}", headers=JSON, quantity=2, code="WELCOME10")

        assert (response.status_code, response.json()["count"]) == (409, 0)
        assert "2 &times; Mug" in text_of(expired.get("/cart/"))

    def test_noticed_by_an_add(self, expired):
        expired.add(product_id=8, option_801="80102", option_802="80201")
        assert "2 &times; Mug" in text_of(expired.get("/cart/"))
        expired.submit("/cart/restore/")

        assert products_of(expired.cart()) == [(7, 2), (8, 1), (9, 1)]

    def test_what_is_not_sold_any_more_is_named_and_the_rest_goes_in(self, expired):
        del expired.store.state.products[7]
        expired.get("/cart/")
        response = expired.submit("/cart/restore/", headers=JSON)

        assert products_of(response.json()) == [(9, 1)]
        assert "“Mug” was not put back" in response.json()["notices"][0]
        assert "had this in your cart" not in text_of(expired.get("/cart/"))

    def test_offer_outlives_an_outage(self, expired, monkeypatch):
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        expired.get("/cart/")
        expired.store.faults.next(503, times=20)
        assert expired.submit("/cart/restore/", headers=JSON).status_code == 503
        expired.end_outage()
        expired.submit("/cart/restore/")

        assert expired.cart()["count"] == 3

    def test_thirty_days_without_a_change(self, visitor):
        visitor.add()
        now = visitor.store.clock()
        visitor.store.clock = lambda: now + timedelta(days=31)

        assert "Put back into the cart" in text_of(visitor.get("/cart/"))


class TestOrdered:
    @pytest.fixture
    def ordered(self, visitor):
        """A visitor who has paid in another window, and still has the cart page open."""
        item = visitor.add(quantity=2)["items"][0]["item_id"]
        url = visitor.submit_with_token("/gift-certificates/", "/checkout/url/", mode="redirect")["Location"]
        visitor.pay(url)
        return visitor, f"/cart/items/{item}/"

    def test_change_leads_to_the_confirmation(self, ordered):
        visitor, url = ordered
        response = visitor.submit(url, quantity=5)

        assert (response.status_code, response["Location"]) == (303, "/checkout/complete/")
        assert visitor.get("/checkout/complete/").status_code == 200

    def test_for_htmx_and_scripts(self, ordered):
        visitor, url = ordered
        assert visitor.submit(url, headers={"hx-request": "true"}, quantity=5)["HX-Redirect"] == "/checkout/complete/"

        answer = visitor.submit(url, headers=JSON, quantity=5)
        assert (answer.status_code, answer.json()["count"]) == (422, 0)

    def test_nothing_that_was_paid_for_is_offered_again(self, ordered):
        visitor, url = ordered
        visitor.submit(url, quantity=5)

        assert "had this in your cart" not in text_of(visitor.get("/cart/"))


class TestClearing:
    def test_takes_everything_out(self, visitor):
        visitor.add()
        visitor.submit("/cart/coupon/", code="WELCOME10")
        visitor.calls()
        cart = visitor.submit("/cart/clear/", headers=JSON).json()

        assert (cart["count"], cart["items"]) == (0, [])
        assert visitor.calls() == ["DELETE /v3/carts/…"]
        assert not visitor.store.state.carts

    def test_can_be_undone(self, visitor):
        visitor.add(quantity=2)
        visitor.submit("/cart/clear/")
        visitor.submit("/cart/restore/")

        assert products_of(visitor.cart()) == [(7, 2)]

    def test_when_it_is_gone_or_empty_already(self, visitor):
        assert visitor.submit("/cart/clear/").status_code == 303
        visitor.add()
        visitor.store.state.carts.clear()
        assert visitor.submit("/cart/clear/", headers=JSON).json()["count"] == 0

    def test_outage_leaves_it(self, visitor, monkeypatch):
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        visitor.add(quantity=2)
        visitor.store.faults.next(503, times=20)

        assert visitor.submit("/cart/clear/", headers=JSON).status_code == 503
        visitor.end_outage()
        assert visitor.cart()["count"] == 2


class TestRecovery:
    def abandon(self, visitor):
        return abandon_cart(visitor.store, visitor.store.state.carts[visitor.cart_id()])

    def test_link_brings_the_cart_to_another_device(self, visitor):
        visitor.add(quantity=2)
        token = self.abandon(visitor)
        phone = Visitor(visitor.store)
        response = phone.get("/cart/recover/", {"t": token})

        assert (response.status_code, response["Location"]) == (303, "/cart/")
        assert "no-store" in response["Cache-Control"]
        assert products_of(phone.cart()) == [(7, 2)]

    def test_what_is_in_the_cart_here_comes_along(self, visitor):
        visitor.add(quantity=2)
        token = self.abandon(visitor)
        phone = Visitor(visitor.store)
        phone.add(product_id=9)
        phone.get("/cart/recover/", {"t": token})

        assert products_of(phone.cart()) == [(7, 2), (9, 1)]
        assert len(visitor.store.state.carts) == 1

    def test_own_cart_stays_as_it_is(self, visitor):
        visitor.add(quantity=2)
        token = self.abandon(visitor)
        visitor.get("/cart/recover/", {"t": token})

        assert products_of(visitor.cart()) == [(7, 2)]

    def test_customers_cart_needs_the_customer(self, visitor):
        visitor.log_in()
        visitor.add(quantity=2)
        token = self.abandon(visitor)
        phone = Visitor(visitor.store)
        response = phone.get("/cart/recover/", {"t": token})

        assert response["Location"].startswith("/account/login/?next=%2Fcart%2Frecover%2F%3Ft%3D")
        assert phone.cart()["count"] == 0
        phone.log_in("kim@example.com", "demo-shopper-2")
        phone.get("/cart/recover/", {"t": token})
        assert phone.cart()["count"] == 0

        sams = Visitor(visitor.store)
        sams.log_in()
        sams.get("/cart/recover/", {"t": token})
        assert sams.cart()["count"] == 2

    def test_guests_cart_becomes_the_signed_in_shoppers(self, visitor):
        visitor.add(quantity=2)
        token = self.abandon(visitor)
        phone = Visitor(visitor.store)
        phone.log_in()
        phone.get("/cart/recover/", {"t": token})

        assert visitor.store.state.carts[phone.cart_id()].customer_id

    @pytest.mark.parametrize("token", ["", "nobodys", "../carts", "a b", "x" * 300, "é"])
    def test_other_tokens_lead_nowhere(self, visitor, token):
        visitor.add()
        visitor.get("/cart/recover/", {"t": token})

        assert "This link does not lead to a cart any more." in text_of(visitor.get("/cart/"))
        assert visitor.cart()["count"] == 1

    def test_expired_cart_leads_nowhere(self, visitor):
        visitor.add()
        token = self.abandon(visitor)
        visitor.store.state.carts.clear()
        phone = Visitor(visitor.store)
        phone.get("/cart/recover/", {"t": token})

        assert "does not lead to a cart" in text_of(phone.get("/cart/"))

    def test_cart_of_another_channel_is_not_shown(self, visitor):
        visitor.add()
        token = self.abandon(visitor)
        visitor.store.state.carts[visitor.cart_id()].channel_id = 2
        phone = Visitor(visitor.store)
        phone.get("/cart/recover/", {"t": token})

        assert phone.cart()["count"] == 0

    def test_guessing_is_stopped(self, visitor):
        for _ in range(25):
            visitor.get("/cart/recover/", {"t": "guess"})

        assert len(visitor.calls()) == 20

    def test_outage(self, visitor, monkeypatch):
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        visitor.add()
        visitor.store.faults.next(503, times=20)
        visitor.get("/cart/recover/", {"t": "some-token"})
        visitor.end_outage()

        assert "Nothing is lost" in text_of(visitor.get("/cart/"))


def test_product_that_vanished_while_in_the_cart_is_marked(visitor):
    visitor.add()
    Product.objects.filter(bigcommerce_id=7).update(vanished_at="2026-01-01T00:00:00Z")

    assert "This is not sold any more. Please remove it." in text_of(visitor.get("/cart/"))
