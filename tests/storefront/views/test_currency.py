"""The currency that prices are shown in, and the one that a cart is in."""

import json

import pytest
from django.test import Client

from wagtail_bigcommerce.models import Product
from wagtail_bigcommerce.storefront import currencies

from .visitors import JSON, Visitor, text_of

MUG, TEE, BOX = 7, 8, 9
MUG_PAGE, SHOP = "/shop/products/mug/", "/shop/"
PUBLIC, PRIVATE = "public, max-age=0, s-maxage=60", "private, no-cache"


def choose(visitor, code, url=MUG_PAGE, **kwargs):
    return visitor.submit("/currency/", code=code, next=url, **kwargs)


def price(visitor, url=MUG_PAGE):
    return visitor.page(url).select_one(".bc-price__now").get_text(strip=True)


def lines(cart):
    return sorted((item["product_id"], item["quantity"]) for item in cart["items"])


@pytest.fixture
def kuwait(store):
    """Instead of the yen a currency with three decimals, which can be paid in."""
    store.state.currencies[3] |= {
        "currency_code": "KWD",
        "name": "Kuwaiti Dinar",
        "currency_exchange_rate": "0.3072100000",
        "decimal_places": 3,
        "is_transactional": True,
    }
    store.state.channel_currencies[1]["enabled_currencies"] = ["USD", "EUR", "KWD"]


class TestChoosing:
    def test_every_page_has_the_form_and_names_where_it_is(self, visitor):
        form = visitor.page(f"{SHOP}search/?q=mug").find("form", {"action": "/currency/"})
        assert [option["value"] for option in form.find_all("option")] == ["USD", "EUR", "JPY"]
        assert form.find("option", selected=True)["value"] == "USD"
        assert form.find("input", {"name": "next"})["value"] == "/shop/search/?q=mug"
        assert form.find("label")["for"] == form.find("select")["id"]
        assert form.find("button")["type"] == "submit"

    def test_where_there_is_one_currency_there_is_nothing_to_choose(self, visitor, imported):
        imported.currencies = imported.currencies[:1]
        imported.save()
        assert visitor.page(MUG_PAGE).find("form", {"action": "/currency/"}) is None

    def test_prices_follow_on_pages_of_ones_own(self, visitor):
        response = choose(visitor, "EUR")
        assert (response.status_code, response["Location"]) == (303, MUG_PAGE)
        page = visitor.get(MUG_PAGE)
        assert "€11.04" in page.content.decode()
        assert page.headers["Cache-Control"] == PRIVATE
        assert visitor.page(MUG_PAGE).find("option", selected=True)["value"] == "EUR"
        data = json.loads(visitor.page(MUG_PAGE).find_all("script", type="application/ld+json")[-1].string)
        assert (data["offers"]["price"], data["offers"]["priceCurrency"]) == ("11.04", "EUR")
        assert visitor.calls() == ["POST /v3/pricing/products"]

    def test_other_visitors_pages_stay_as_they_are(self, visitor):
        before = Client().get(MUG_PAGE)
        choose(visitor, "EUR")
        visitor.get(MUG_PAGE)
        after = Client().get(MUG_PAGE)
        assert (after.content, after.headers["Cache-Control"]) == (before.content, PUBLIC)

    def test_back_to_the_default_the_page_is_everybodys(self, visitor):
        choose(visitor, "EUR")
        choose(visitor, "USD")
        assert visitor.get(MUG_PAGE).headers["Cache-Control"] == PUBLIC

    @pytest.mark.parametrize(("code", "expected"), [("JPY", "¥1,800"), ("EUR", "€11.04")])
    def test_decimals(self, visitor, code, expected):
        choose(visitor, code)
        assert price(visitor) == expected

    def test_three_decimals(self, kuwait, visitor):
        choose(visitor, "KWD")
        assert price(visitor) == "KWD3.687"
        token = visitor.page(MUG_PAGE).find("input", {"name": "price_token"})["value"]
        cart = visitor.add(price_token=token)
        assert (cart["currency"], cart["total"], cart["notices"]) == ("KWD", "3.687", [])

    def test_when_bigcommerce_is_down_the_last_rate_is_used(self, visitor, settings):
        choose(visitor, "EUR")
        visitor.store.faults.next(503, path="/v3/pricing/products", times=None)
        assert price(visitor) == "€11.04"
        assert price(visitor, "/shop/products/harbour-tee/") == "€23.00"

    def test_synced_prices_are_converted_too(self, visitor, settings):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "PRICE_MODE": "synced"}
        choose(visitor, "EUR")
        assert price(visitor) == "€11.04"
        assert visitor.calls() == []

    def test_the_price_filter_is_in_the_visitors_currency(self, visitor):
        choose(visitor, "EUR")
        names = [
            card.get_text(strip=True) for card in visitor.page("/shop/search/?max_price=11.50").select(".bc-card__name")
        ]
        assert names == ["Mug"]

    @pytest.mark.parametrize("code", ["", "XXX", "eur; path=/", "💶"])
    def test_a_currency_that_the_shop_has_not(self, visitor, code):
        response = choose(visitor, code)
        assert response["Location"] == MUG_PAGE
        assert currencies.COOKIE not in response.cookies
        visitor.cookies[currencies.COOKIE] = "XXX"
        assert price(visitor) == "$12.00"

    @pytest.mark.parametrize("url", ["", "https://evil.example/", "//evil.example", "javascript:alert(1)"])
    def test_it_leads_nowhere_else(self, visitor, url):
        assert choose(visitor, "EUR", url)["Location"] == SHOP

    def test_other_sites_cannot_choose(self, visitor):
        headers = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
        assert visitor.post("/currency/", {"code": "EUR"}, headers=headers).status_code == 403
        assert visitor.get("/currency/").status_code == 405


class TestCart:
    def test_a_new_cart_is_in_the_chosen_currency(self, visitor):
        choose(visitor, "EUR")
        cart = visitor.add()
        assert (cart["currency"], cart["total"]) == ("EUR", "11.04")

    def test_for_looking_only(self, visitor):
        response = choose(visitor, "JPY")
        assert "Prices are shown in Japanese Yen. You pay in US Dollar." in text_of(visitor.get("/cart/"))
        assert response.cookies[currencies.COOKIE].value == "JPY"
        assert visitor.add()["currency"] == "USD"

    def test_the_cart_comes_along_whole(self, visitor):
        visitor.add(quantity=2)
        visitor.add(product_id=BOX, option_951="For Ada", option_952="2026-02-01")
        old_id = visitor.cart_id()
        visitor.calls()
        choose(visitor, "EUR")
        assert visitor.calls() == ["GET /v3/carts/…", "POST /v3/carts", "DELETE /v3/carts/…"]
        cart = visitor.cart()
        assert (cart["currency"], lines(cart)) == ("EUR", [(MUG, 2), (BOX, 1)])
        assert [option["value"] for option in cart["items"][1]["options"]] == ["For Ada", "1 Feb 2026"]
        assert list(visitor.store.state.carts) == [visitor.cart_id()] != [old_id]
        assert "Your cart is in Euro now." in text_of(visitor.get("/cart/"))

    def test_codes_come_along(self, visitor):
        visitor.add()
        visitor.submit("/cart/coupon/", code="WELCOME10")
        choose(visitor, "EUR")
        assert [coupon["code"] for coupon in visitor.cart()["coupons"]] == ["WELCOME10"]

    def test_the_same_currency_again_costs_no_call(self, visitor):
        visitor.add()
        visitor.calls()
        choose(visitor, "USD")
        assert visitor.calls() == []

    def test_no_cart_no_call(self, visitor):
        choose(visitor, "EUR")
        assert visitor.calls() == []

    def test_a_line_that_cannot_come_keeps_everything_as_it_is(self, visitor):
        visitor.add(quantity=2)
        visitor.add(product_id=BOX, option_951="For Ada")
        before = visitor.cart_id()
        visitor.store.state.products[BOX]["availability"] = "disabled"
        response = choose(visitor, "EUR")
        assert response["Location"] == "/cart/"
        assert currencies.COOKIE not in response.cookies
        assert "The currency was not changed, and your cart is as it was." in text_of(visitor.get("/cart/"))
        assert visitor.cart_id() == before
        assert lines(visitor.cart()) == [(MUG, 2), (BOX, 1)]
        assert visitor.cart()["currency"] == "USD"

    def test_money_itself_is_not_converted(self, visitor):
        visitor.add()
        api_cart = visitor.store.client().carts
        certificate = {
            "name": "Gift certificate",
            "theme": "General",
            "amount": 50,
            "quantity": 1,
            "sender": {"name": "Ada", "email": "ada@example.com"},
            "recipient": {"name": "Ben", "email": "ben@example.com"},
        }
        api_cart.add_items(visitor.cart_id(), line_items=[], gift_certificates=[certificate])
        choose(visitor, "EUR")
        assert "is for an amount in USD. Take it out of your cart first." in text_of(visitor.get("/cart/"))
        assert visitor.cart()["currency"] == "USD"

    @pytest.mark.parametrize(("method", "path"), [("GET", "/v3/carts/*"), ("POST", "/v3/carts")])
    @pytest.mark.parametrize("kind", ["error", "lost"])
    def test_without_an_answer_everything_stays(self, visitor, method, path, kind):
        visitor.add(quantity=2)
        before = visitor.cart_id()
        visitor.store.faults.next(method=method, path=path, times=6, kind=kind)
        response = choose(visitor, "EUR")
        assert response["Location"] == "/cart/"
        visitor.end_outage()
        assert visitor.cart_id() == before
        assert (visitor.cart()["currency"], visitor.cart()["count"]) == ("USD", 2)

    def test_an_old_cart_that_cannot_be_deleted_is_left_to_expire(self, visitor):
        visitor.add()
        visitor.store.faults.next(503, method="DELETE", times=6)
        choose(visitor, "EUR")
        visitor.end_outage()
        assert (visitor.cart()["currency"], visitor.cart()["count"]) == ("EUR", 1)

    def test_a_cart_that_is_gone_is_offered_again_as_ever(self, visitor):
        visitor.add()
        visitor.store.state.carts.clear()
        assert choose(visitor, "EUR")["Location"] == MUG_PAGE
        assert "had expired" in text_of(visitor.get("/cart/"))

    def test_customers_keep_theirs_on_all_devices(self, visitor):
        visitor.log_in()
        visitor.add()
        choose(visitor, "EUR")
        phone = Visitor(visitor.store)
        phone.log_in()
        assert (phone.cart()["currency"], phone.cart()["count"]) == ("EUR", 1)

    def test_prices_that_choices_add_are_converted(self, visitor):
        value = {
            "id": 1,
            "label": "Gift wrap",
            "sort_order": 0,
            "is_default": False,
            "colors": [],
            "image_url": "",
            "product_id": None,
            "checked": None,
            "purchasing_disabled": False,
            "price_adjuster": {"type": "relative", "value": "5.0000"},
        }
        extra = {"id": 71, "name": "Extra", "type": "dropdown", "required": False, "sort_order": 0, "config": {}}
        Product.objects.filter(bigcommerce_id=MUG).update(modifiers=[{**extra, "values": [value]}])
        choose(visitor, "EUR")
        assert "+€4.60" in visitor.get(MUG_PAGE).content.decode()
        assert visitor.get("/cart/", headers=JSON).json()["currency"] == "EUR"
