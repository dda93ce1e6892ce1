"""The cart, through the whole stack. Numbers in brackets are rows of the list of odd payloads."""

import json
from unittest import mock

import pytest

from wagtail_bigcommerce.models import Product
from wagtail_bigcommerce.signals import cart_changed

from .visitors import JSON, OWN, Visitor


@pytest.fixture
def changes():
    """Carts that receivers of `cart_changed` were told of."""
    heard = []

    def listen(sender, cart, **kwargs):
        heard.append(cart and cart.count)

    cart_changed.connect(listen)
    yield heard
    cart_changed.disconnect(listen)


def text_of(response):
    return " ".join(response.content.decode().split())


class TestAdding:
    def test_without_a_script(self, visitor):
        response = visitor.submit("/cart/add/", product_id=7, quantity=2)

        assert (response.status_code, response["Location"]) == (303, "/cart/")
        page = text_of(visitor.get("/cart/"))
        assert "“Mug” is in your cart." in page
        assert "$24.00" in page

    def test_costs_one_call(self, visitor):
        visitor.add()
        assert visitor.calls() == ["POST /v3/carts"]
        visitor.add()
        assert visitor.calls() == ["POST /v3/carts/…/items"]

    def test_answers_json_to_scripts(self, visitor):
        cart = visitor.add(product_id=8, quantity=3, option_801="80102", option_802="80201")

        assert cart["id"] is None
        assert (cart["count"], cart["currency"], cart["subtotal"], cart["total"]) == (3, "USD", "75.00", "75.00")
        (item,) = cart["items"]
        assert (item["product_id"], item["name"], item["quantity"]) == (8, "Harbour tee", 3)
        assert (item["price"], item["total"], item["sku"]) == ("25.00", "75.00", "TEE-3")
        assert item["options"] == [{"name": "Size", "value": "M"}, {"name": "Colour", "value": "Blue"}]
        assert (cart["coupons"], cart["errors"]) == ([], [])

    def test_cart_belongs_to_the_channel_and_prices_to_the_store(self, visitor):
        visitor.add(price="0.01", list_price="0.01", variant_id="7001")

        body = visitor.store.requests[-1].json
        assert body["channel_id"] == 1
        assert body["line_items"] == [{"product_id": 7, "quantity": 1, "variant_id": 7001}]

    def test_quantity_may_be_left_out(self, visitor):
        assert visitor.submit("/cart/add/", headers=JSON, product_id=7).json()["count"] == 1

    @pytest.mark.parametrize("quantity", ["0", "-1", "1.5", "many", "99999999999"])
    def test_bad_quantity_is_told_and_costs_no_call(self, visitor, quantity):
        response = visitor.submit("/cart/add/", headers=JSON, product_id=7, quantity=quantity)

        assert response.status_code == 422
        assert set(response.json()["errors"][0]["fields"]) == {"quantity"}
        assert visitor.calls() == []

    @pytest.mark.parametrize("product_id", ["999", "", "abc", "7 or 1=1", "9" * 30])
    def test_unknown_product_is_told(self, visitor, product_id):
        response = visitor.submit("/cart/add/", product_id=product_id)

        assert response.status_code == 422
        assert "This product is not sold here any more." in text_of(response)

    def test_product_that_is_not_shown_cannot_be_bought(self, visitor):
        Product.objects.filter(bigcommerce_id=7).update(live=False)

        assert visitor.submit("/cart/add/", headers=JSON, product_id=7).status_code == 422
        assert visitor.calls() == []

    def test_missing_options_lead_back_with_what_was_chosen(self, visitor):
        response = visitor.submit("/cart/add/", product_id=8, option_802="80201")

        assert response.status_code == 422
        page = text_of(response)
        assert "Please choose “Size”." in page
        assert "/shop/products/harbour-tee/?option_802=80201" in page

    def test_modifiers_reach_the_cart(self, visitor):
        cart = visitor.add(product_id=9, option_951="For Ada <3")

        assert cart["items"][0]["options"] == [{"name": "Note", "value": "For Ada <3"}]
        assert "For Ada &lt;3" in text_of(visitor.get("/cart/"))

    def test_receivers_are_told(self, visitor, changes):
        visitor.add(quantity=2)

        assert changes == [2]

    def test_a_receiver_that_fails_stops_nobody(self, visitor):
        def fail(**kwargs):
            raise RuntimeError("broken receiver")

        cart_changed.connect(fail)
        try:
            assert visitor.add()["count"] == 1
        finally:
            cart_changed.disconnect(fail)


class TestCachedPages:
    def test_a_second_visitor_posts_the_form_of_the_first_ones_page(self, visitor):
        form = visitor.page("/shop/products/mug/").find("form", {"action": "/cart/add/"})
        fields = {field["name"]: field.get("value", "") for field in form.find_all("input") if field.get("name")}
        second = Visitor(visitor.store)

        assert second.submit(form["action"], **fields).status_code == 303
        assert second.cart()["count"] == 1

    @pytest.mark.parametrize("path", ["add/", "items/x/", "items/x/remove/", "coupon/", "coupon/remove/"])
    @pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
    def test_other_sites_change_nothing(self, visitor, path, headers):
        response = visitor.post(f"/cart/{path}", {"product_id": 7, "code": "WELCOME10"}, headers=headers)

        assert response.status_code == 403
        assert visitor.calls() == []

    @pytest.mark.parametrize("path", ["add/", "items/x/", "coupon/"])
    def test_reading_a_write_address_is_not_allowed(self, visitor, path):
        assert visitor.get(f"/cart/{path}").status_code == 405


class TestSecrecy:
    def test_cart_id_stays_on_the_server(self, visitor):
        visitor.add()
        cart_id = visitor.cart_id()
        assert cart_id

        for url in ("/cart/", "/cart/fragment/", "/checkout/"):
            response = visitor.get(url)
            assert cart_id not in response.content.decode()
            assert cart_id not in json.dumps(dict(response.headers))
        assert cart_id not in json.dumps(visitor.cart())
        assert all(cart_id not in cookie.value for cookie in visitor.cookies.values())

    @pytest.mark.parametrize("url", ["/cart/", "/cart/fragment/", "/checkout/", "/account/login/"])
    def test_nobody_keeps_a_copy(self, visitor, url):
        visitor.add()

        cache_control = visitor.get(url)["Cache-Control"]
        assert "no-store" in cache_control
        assert "private" in cache_control

    def test_carts_of_two_visitors_are_two(self, visitor):
        visitor.add()

        assert Visitor(visitor.store).cart()["count"] == 0


class TestChanging:
    def test_quantity(self, visitor, changes):
        item = visitor.add()["items"][0]
        visitor.calls()

        response = visitor.submit(f"/cart/items/{item['item_id']}/", quantity=4)

        assert response.status_code == 303
        assert visitor.calls() == ["GET /v3/carts/…", "PUT /v3/carts/…/items/…"]
        assert visitor.cart()["count"] == 4
        assert changes == [1, 4]

    def test_everything_chosen_is_sent_again(self, visitor):  # (79)
        item = visitor.add(product_id=9, option_951="For Ada")["items"][0]

        cart = visitor.submit(f"/cart/items/{item['item_id']}/", headers=JSON, quantity=2).json()

        assert cart["items"][0]["options"] == [{"name": "Note", "value": "For Ada"}]

    def test_a_date_is_sent_again_as_a_date(self, visitor):  # (79)
        item = visitor.add(product_id=9, option_952="2026-02-01")["items"][0]
        assert item["options"][0]["value"] == "1 Feb 2026"

        cart = visitor.submit(f"/cart/items/{item['item_id']}/", headers=JSON, quantity=2).json()

        assert cart["items"][0]["options"] == item["options"]
        sent = visitor.store.requests[-1].json["line_item"]["option_selections"]
        assert sent == [{"option_id": 952, "option_value": {"day": "01", "month": "02", "year": "2026"}}]

    def test_zero_takes_the_line_out(self, visitor):
        item = visitor.add()["items"][0]

        cart = visitor.submit(f"/cart/items/{item['item_id']}/", headers=JSON, quantity=0).json()

        assert (cart["count"], cart["items"], cart["total"]) == (0, [], "0.00")

    def test_removing_one_of_two_lines(self, visitor):
        visitor.add(product_id=9)
        item = visitor.add(product_id=7)["items"][1]

        cart = visitor.submit(f"/cart/items/{item['item_id']}/remove/", headers=JSON).json()

        assert [line["product_id"] for line in cart["items"]] == [9]

    def test_removing_the_last_line_ends_the_cart(self, visitor, changes):  # (85)
        item = visitor.add()["items"][0]
        visitor.submit(f"/cart/items/{item['item_id']}/remove/")
        visitor.calls()

        assert "There is nothing in your cart yet." in text_of(visitor.get("/cart/"))
        assert visitor.calls() == []
        assert changes == [1, None]

    def test_line_that_is_gone_is_no_error(self, visitor):
        visitor.add()

        for path in ("unknown-line/remove/", "unknown-line/"):
            response = visitor.submit(f"/cart/items/{path}", headers=JSON, quantity=2)
            assert (response.status_code, response.json()["count"]) == (200, 1)

    @pytest.mark.parametrize("quantity", ["-1", "x", ""])
    def test_bad_quantity_leaves_the_line(self, visitor, quantity):
        item = visitor.add(quantity=2)["items"][0]

        response = visitor.submit(f"/cart/items/{item['item_id']}/", headers=JSON, quantity=quantity)

        assert (response.status_code, response.json()["count"]) == (422, 2)
        assert response.json()["errors"][0]["message"]

    def test_item_ids_cannot_name_another_resource(self, visitor):
        visitor.add()

        for item_id in ("..", "%2e%2e", "a%2Fb"):
            assert visitor.submit(f"/cart/items/{item_id}/remove/", headers=JSON).status_code in {403, 404, 405}
        assert visitor.cart()["count"] == 1

    def test_htmx_gets_the_part_of_the_page_that_changed(self, visitor):
        item = visitor.add()["items"][0]

        response = visitor.submit(f"/cart/items/{item['item_id']}/", headers={"hx-request": "true"}, quantity=3)

        assert "cart-changed" in json.loads(response["HX-Trigger"])
        assert response.content.strip().startswith(b'<div id="cart"')
        assert "$36.00" in text_of(response)


class TestRefusals:
    def test_stock_is_explained_and_the_rest_stays(self, visitor):
        visitor.add(product_id=9)
        visitor.store.state.products[7].update(inventory_tracking="product", inventory_level=3)
        Product.objects.filter(bigcommerce_id=7).update(inventory_tracking="product", inventory_level=3)

        response = visitor.submit("/cart/add/", headers=JSON, product_id=7, quantity=4)

        assert response.status_code == 422
        (error,) = response.json()["errors"]
        assert error["message"] == "“Mug” cannot be bought in this quantity at the moment. There are 3 in stock."
        assert response.json()["count"] == 1

    def test_too_many_of_a_line_names_the_line(self, visitor):
        visitor.store.state.products[7]["order_quantity_maximum"] = 5
        Product.objects.filter(bigcommerce_id=7).update(order_quantity_maximum=5)
        item = visitor.add()["items"][0]

        response = visitor.submit(f"/cart/items/{item['item_id']}/", headers=JSON, quantity=6)

        (error,) = response.json()["errors"]
        assert error["item_id"] == item["item_id"]
        assert "The largest quantity is 5." in error["message"]
        assert response.json()["items"][0]["quantity"] == 1

    def test_changed_elsewhere_in_between_is_tried_once_more(self, visitor):  # (86)
        item = visitor.add()["items"][0]
        visitor.store.faults.next(409, method="PUT", path="/v3/carts/*/items/*")

        assert visitor.submit(f"/cart/items/{item['item_id']}/", headers=JSON, quantity=2).json()["count"] == 2

    @pytest.mark.parametrize("status", [400, 409, 422])
    def test_any_refusal_of_an_add_keeps_the_cart(self, visitor, status):  # (87)
        visitor.add()
        visitor.store.faults.next(status, method="POST", path="/v3/carts/*/items", times=2)

        response = visitor.submit("/cart/add/", headers=JSON, product_id=7)

        assert (response.status_code, response.json()["count"]) == (422, 1)

    def test_cart_that_is_gone_is_made_anew(self, visitor):  # (84)
        visitor.add(product_id=9)
        visitor.store.state.carts.clear()

        cart = visitor.add(product_id=7)

        assert [line["product_id"] for line in cart["items"]] == [7]

    def test_expired_cart_is_said_and_forgotten(self, visitor):
        visitor.add()
        visitor.store.state.carts.clear()

        assert "Your cart had expired" in text_of(visitor.get("/cart/"))
        visitor.calls()
        visitor.get("/cart/")
        assert visitor.calls() == []


FAULTS = [
    pytest.param({"status": 500}, id="500"),
    pytest.param({"status": 429}, id="429"),
    pytest.param({"status": 429, "rate_headers": False}, id="429 without headers"),
    pytest.param({"status": 401}, id="401"),
    pytest.param({"status": 403}, id="403"),
    pytest.param({"status": 503, "body": "<html>maintenance</html>"}, id="HTML"),
]


@pytest.fixture
def no_sleep():
    with mock.patch("time.sleep"):
        yield


@pytest.mark.usefixtures("no_sleep")
class TestOutage:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_add(self, visitor, fault):
        visitor.add()
        visitor.store.faults.next(**fault, times=20)

        response = visitor.submit("/cart/add/", product_id=7)

        assert response.status_code == 503
        assert "Nothing is lost: please try again in a moment." in text_of(response)
        visitor.end_outage()
        assert visitor.cart()["count"] == 1

    @pytest.mark.parametrize("fault", FAULTS)
    def test_cart_page_shows_what_was_in_it(self, visitor, fault):
        visitor.add(quantity=2)
        visitor.store.faults.next(**fault, times=20)

        response = visitor.get("/cart/")

        assert response.status_code == 503
        assert "2 &times; Mug" in text_of(response)
        visitor.end_outage()
        assert visitor.cart()["count"] == 2

    @pytest.mark.parametrize("path", ["items/{}/", "items/{}/remove/", "coupon/", "coupon/remove/"])
    def test_every_change(self, visitor, path):
        item = visitor.add(quantity=2)["items"][0]
        visitor.store.faults.next(503, times=20)

        response = visitor.submit(f"/cart/{path.format(item['item_id'])}", headers=JSON, quantity=1, code="WELCOME10")

        assert (response.status_code, response.json()["count"]) == (503, 2)
        visitor.end_outage()
        assert visitor.cart()["count"] == 2

    def test_missing_credentials(self, visitor, settings):
        visitor.add()
        settings.WAGTAIL_BIGCOMMERCE = {}

        assert visitor.submit("/cart/add/", product_id=7).status_code == 503
        assert visitor.get("/cart/").status_code == 503
        assert visitor.get("/cart/fragment/").status_code == 200


class TestCoupons:
    def test_apply_and_remove(self, visitor):
        visitor.add(quantity=2)

        cart = visitor.submit("/cart/coupon/", headers=JSON, code="WELCOME10").json()
        assert (cart["subtotal"], cart["total"]) == ("24.00", "21.60")
        assert cart["coupons"] == [{"code": "WELCOME10", "name": "10 % off your first order", "amount": "2.40"}]

        cart = visitor.submit("/cart/coupon/remove/", headers=JSON, code="WELCOME10").json()
        assert (cart["total"], cart["coupons"]) == ("24.00", [])

    @pytest.mark.parametrize("code", ["NOPE", "..", "a/b", "x" * 50])
    def test_unknown_code_is_told(self, visitor, code):
        visitor.add()

        response = visitor.submit("/cart/coupon/", headers=JSON, code=code)

        assert (response.status_code, response.json()["count"]) == (422, 1)
        assert set(response.json()["errors"][0]["fields"]) == {"code"}

    def test_code_that_is_not_applied_is_removed_without_a_word(self, visitor):
        visitor.add()

        for code in ("NOPE", ".."):
            assert visitor.submit("/cart/coupon/remove/", headers=JSON, code=code).json()["count"] == 1

    def test_without_a_cart(self, visitor):
        response = visitor.submit("/cart/coupon/", headers=JSON, code="WELCOME10")

        assert (response.status_code, visitor.calls()) == (422, [])


def test_site_without_a_channel_has_no_shop(visitor, imported):
    imported.site = None
    imported.save()

    for url in ("/cart/", "/cart/fragment/", "/checkout/", "/account/", "/account/login/"):
        assert visitor.get(url).status_code == 404
    assert visitor.post("/cart/add/", {"product_id": 7}, headers=OWN).status_code == 404
