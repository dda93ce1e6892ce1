"""A shopper's own orders. Numbers in brackets are rows of the list of odd payloads."""

from copy import deepcopy
from decimal import Decimal

import pytest
from django.core.cache import cache

from wagtail_bigcommerce.demostore.order_history import add_message, refund

from .visitors import JSON, OWN, Visitor, text_of

KIM = ("kim@example.com", "demo-shopper-2")


@pytest.fixture
def sam(visitor):
    """Sam, signed in; his order is number 100."""
    visitor.log_in()
    visitor.calls()
    return visitor


def more_orders(store, *numbers, **fields):
    """Orders of Sam's like his first one."""
    for number in numbers:
        store.state.orders[number] = {**deepcopy(store.state.orders[100]), "id": number, **fields}
        store.state.order_parts[number] = deepcopy(store.state.order_parts[100])


def listed(visitor, url="/account/orders/"):
    page = visitor.page(url)
    return [int(link.text.split()[-1]) for link in page.select(".bc-orders__link")]


class TestList:
    def test_newest_first_at_two_calls_then_none(self, sam):
        more_orders(sam.store, 101, 102)

        assert listed(sam) == [102, 101, 100]
        assert sam.calls() == ["GET /v2/orders", "GET /v2/order_statuses"]
        assert listed(sam) == [102, 101, 100]
        assert sam.calls() == []

    def test_ten_a_page_without_gap_or_double(self, sam):
        more_orders(sam.store, *range(101, 125))

        first = sam.page("/account/orders/")
        older = first.find("a", {"rel": "next"})["href"]
        second = listed(sam, f"/account/orders/{older}")

        assert listed(sam) == list(range(124, 114, -1))
        assert second == list(range(114, 104, -1))
        last = sam.page("/account/orders/?before=105")
        assert last.find("a", {"rel": "next"}) is None
        assert last.find("a", string="Newest orders")["href"] == "/account/orders/"

    def test_unpaid_and_archived_orders_do_not_shorten_pages(self, sam):  # (98)
        more_orders(sam.store, *range(101, 112))
        more_orders(sam.store, *range(200, 230), status_id=0)
        more_orders(sam.store, *range(300, 305), is_deleted=True)

        assert listed(sam) == list(range(111, 101, -1))
        assert sam.calls().count("GET /v2/orders") == 2

    def test_calls_are_bounded_and_the_rest_can_be_reached(self, sam):
        more_orders(sam.store, *range(200, 300), status_id=0)

        page = sam.page("/account/orders/")

        assert sam.calls().count("GET /v2/orders") == 3
        assert listed(sam, f"/account/orders/{page.find('a', {'rel': 'next'})['href']}") == [100]

    def test_filter_by_status_keeps_the_page_links(self, sam):
        more_orders(sam.store, *range(101, 113), status_id=10, status="Completed", custom_status="Done")

        page = sam.page("/account/orders/?status=10")

        assert page.select_one(".bc-orders__link").text.strip() == "Order 112"
        assert "status=10" in page.find("a", {"rel": "next"})["href"]
        assert page.find("option", selected=True)["value"] == "10"
        assert listed(sam, "/account/orders/?status=2") == [100]
        assert "no such orders" in text_of(sam.get("/account/orders/?status=5"))

    @pytest.mark.parametrize("query", ["before=x", "before=-1", "status=%00", "before=99999999999999", "status=٣"])
    def test_nonsense_in_the_query_is_left_out(self, sam, query):
        assert listed(sam, f"/account/orders/?{query}") == [100]

    def test_statuses_that_cannot_be_read_cost_the_filter_only(self, sam):
        sam.store.faults.next(500, path="/v2/order_statuses", times=9)

        page = sam.page("/account/orders/")

        assert page.select(".bc-orders__link")
        assert page.find(id="status") is None

    def test_is_kept_for_its_customer_only(self, sam):
        assert listed(sam) == [100]
        kim = Visitor(sam.store)
        kim.log_in(*KIM)

        assert listed(kim) == []
        assert "private" in kim.get("/account/orders/")["Cache-Control"]
        assert "no-store" in kim.get("/account/orders/")["Cache-Control"]

    @pytest.mark.parametrize("status", [401, 429, 500, 503])
    def test_without_bigcommerce(self, sam, status):
        sam.store.faults.next(status, path="/v2/orders", times=20)

        response = sam.get("/account/orders/?before=7")

        assert response.status_code == 503
        assert "Try again" in text_of(response)
        assert 'href="/account/orders/?before=7"' in text_of(response)
        sam.end_outage()
        assert listed(sam) == [100]


class TestOrder:
    def test_whole_order_at_five_calls_then_none(self, sam):
        page = text_of(sam.get("/account/orders/100/"))

        assert sam.calls() == [
            "GET /v2/orders/100",
            "GET /v2/orders/100/products",
            "GET /v2/orders/100/shipping_addresses",
            "GET /v2/orders/100/shipments",
            "GET /v2/orders/100/messages",
        ]
        assert "48 Mill Lane" in page
        assert "Mug" in page
        sam.get("/account/orders/100/")
        assert sam.calls() == []

    def test_tracking_link_is_followed_without_telling_where_from(self, sam):
        link = sam.page("/account/orders/100/").select_one(".bc-order__shipments a")

        assert link["href"] == "https://tracking.example.com/DEMO0000000100"
        assert set(link["rel"]) == {"noopener", "noreferrer", "nofollow"}

    def test_tracking_link_that_is_no_link(self, sam):
        shipment = sam.store.state.order_parts[100]["shipments"][0]
        shipment["tracking_link"] = "javascript:alert(document.cookie)"

        page = sam.page("/account/orders/100/")

        assert page.select_one(".bc-order__shipments a") is None
        assert "DEMO0000000100" in page.select_one(".bc-order__shipments").text

    def test_link_of_bigcommerces_own_where_the_merchant_gave_none(self, sam):
        shipment = sam.store.state.order_parts[100]["shipments"][0]
        shipment |= {"tracking_link": "", "generated_tracking_link": "https://track.example.com/7"}

        link = sam.page("/account/orders/100/").select_one(".bc-order__shipments a")

        assert link["href"] == "https://track.example.com/7"

    def test_refunds_messages_and_comment(self, sam):
        order = sam.store.state.orders[100]
        order["customer_message"] = "Ring <b>twice</b>"
        add_message(sam.store, order, "It is\non its way")
        add_message(sam.store, order, "<script>alert(1)</script>", by="customer")
        refund(sam.store, order, Decimal("2.50"), reason="The picker was asleep")

        page = text_of(sam.get("/account/orders/100/"))

        assert "GET /v3/orders/100/payment_actions/refunds" in sam.calls()
        assert "$2.50" in page
        assert "It is<br>on its way" in page
        assert "Ring &lt;b&gt;twice" in page
        assert "<script>alert" not in page
        assert "asleep" not in page

    def test_what_the_merchant_notes_is_not_shown(self, sam):
        sam.store.state.orders[100]["staff_notes"] = "Difficult customer"

        assert "Difficult" not in text_of(sam.get("/account/orders/100/"))

    @pytest.mark.parametrize(
        ("strategy", "is_inclusive", "label"),
        [
            ("INCLUSIVE", False, "Tax included"),
            ("EXCLUSIVE", True, "Tax"),
            ("ZONE", True, "Tax included"),
            ("ZONE", False, "Tax"),
        ],
    )
    def test_tax_as_the_store_shows_it(self, sam, imported, strategy, is_inclusive, label):
        imported.settings["tax"] = {"price_display_settings": {"invoice_price_display_strategy": strategy}}
        imported.save()
        order = sam.store.state.orders[100]
        order |= {
            "is_tax_inclusive_pricing": is_inclusive,
            "subtotal_ex_tax": "20.0000",
            "subtotal_inc_tax": "24.0000",
            "total_tax": "4.0000",
        }

        sums = {row.dt.text: row.dd.text for row in sam.page("/account/orders/100/").select(".bc-sums__row")}

        assert sums["Subtotal"] == ("$24.00" if label == "Tax included" else "$20.00")
        assert sums[label] == "$4.00"

    @pytest.mark.parametrize("part", ["", "/products", "/messages", "/shipments"])
    def test_without_bigcommerce(self, sam, part):
        sam.store.faults.next(500, path=f"/v2/orders/100{part}", times=9)

        response = sam.get("/account/orders/100/")

        assert response.status_code == 503
        assert "Try again" in text_of(response)

    def test_of_others_does_not_exist(self, sam):
        kim = Visitor(sam.store)
        kim.log_in(*KIM)
        kim.calls()

        assert kim.get("/account/orders/100/").status_code == 404
        assert kim.calls() == ["GET /v2/orders/100"]
        assert kim.get("/account/orders/99999/").status_code == 404

    def test_is_not_for_those_who_sign_out(self, sam):
        sam.get("/account/orders/100/")
        sam.submit_with_token("/account/", "/account/logout/")

        assert sam.get("/account/orders/100/").status_code == 302


class TestReorder:
    URL = "/account/orders/100/reorder/"

    def again(self, visitor):
        return visitor.submit_with_token("/account/orders/100/", self.URL)

    def test_puts_the_same_into_the_cart(self, sam):
        response = self.again(sam)

        assert (response.status_code, response["Location"]) == (303, "/cart/")
        assert [(row["name"], row["quantity"]) for row in sam.cart()["items"]] == [("Mug", 2)]

    def test_choices_go_along(self, sam):
        tee = sam.store.state.products[8]["variants"][1]
        line = sam.store.state.order_parts[100]["products"][0]
        options = [
            {
                "product_option_id": value["option_id"],
                "display_name": value["option_display_name"],
                "display_value": value["label"],
                "value": str(value["id"]),
            }
            for value in tee["option_values"]
        ]
        line |= {"product_id": 8, "variant_id": tee["id"], "name": "Harbour tee", "product_options": options}

        self.again(sam)

        assert [option["value"] for option in sam.cart()["items"][0]["options"]] == [
            value["label"] for value in tee["option_values"]
        ]

    def test_says_what_is_not_sold_any_more_and_takes_the_rest(self, sam):
        lines = sam.store.state.order_parts[100]["products"]
        lines.append({**lines[0], "id": 999, "product_id": 4711, "name_customer": "Old lamp"})

        self.again(sam)

        assert sam.cart()["count"] == 2
        assert "“Old lamp” is not sold any more." in text_of(sam.get("/cart/"))

    def test_nothing_left_leads_back_to_the_order(self, sam):
        sam.store.state.order_parts[100]["products"][0]["product_id"] = 4711

        response = self.again(sam)

        assert response["Location"] == "/account/orders/100/"
        assert "Nothing of this order can be bought again" in text_of(sam.get("/account/orders/100/"))

    def test_refusals_of_the_store_are_named(self, sam):
        lines = sam.store.state.order_parts[100]["products"]
        lines.append({**lines[0], "id": 999, "product_id": 9, "variant_id": 0, "name_customer": "Gift box"})
        del sam.store.state.products[9]

        self.again(sam)

        assert sam.cart()["count"] == 2
        assert "“Gift box” was not put into your cart" in text_of(sam.get("/cart/"))

    def test_without_bigcommerce_nothing_is_lost(self, sam):
        sam.add()
        sam.get("/account/orders/100/")
        sam.store.faults.next(503, path="/v3/carts*", times=20)

        response = self.again(sam)

        assert response["Location"] == "/account/orders/100/"
        sam.end_outage()
        assert sam.cart()["count"] == 1

    def test_of_others_does_not_exist(self, sam):
        kim = Visitor(sam.store)
        kim.log_in(*KIM)
        token = kim.page("/account/").find("input", {"name": "csrfmiddlewaretoken"})["value"]

        assert kim.post(self.URL, {"csrfmiddlewaretoken": token}, headers=OWN).status_code == 404
        assert kim.get("/cart/", headers=JSON).json()["count"] == 0

    def test_needs_a_token_and_a_post(self, sam):
        assert sam.post(self.URL, headers=OWN).status_code == 403
        assert sam.get(self.URL).status_code == 405

    def test_strangers_come_to_the_account_after_signing_in(self, sam):
        stranger = Visitor(sam.store)
        stranger.handler.enforce_csrf_checks = False

        response = stranger.post(self.URL, headers=OWN)

        assert response["Location"] == "/account/login/?next=%2Faccount%2F"


class TestLookup:
    URL = "/orders/lookup/"

    @pytest.fixture
    def guest(self, visitor):
        """Somebody without an account, to whom order 100 belongs."""
        visitor.store.state.orders[100]["customer_id"] = 0
        visitor.calls()
        return visitor

    def look_up(self, visitor, number="100", email="sam@example.com"):
        return visitor.submit_with_token(self.URL, number=number, email=email)

    def test_right_number_and_address(self, guest):
        response = self.look_up(guest, email=" SAM@example.com ")

        assert (response.status_code, response["Location"]) == (303, "/orders/100/")
        assert guest.calls() == ["GET /v2/orders/100"]
        page = text_of(guest.get("/orders/100/"))
        assert "Mug" in page
        assert "tracking.example.com" in page
        assert len(guest.calls()) == 3

    def test_shows_no_address_and_no_message(self, guest):
        add_message(guest.store, guest.store.state.orders[100], "Between the two of us")
        self.look_up(guest)

        page = text_of(guest.get("/orders/100/"))

        assert "Mill Lane" not in page
        assert "Between the two" not in page

    @pytest.mark.parametrize(
        ("number", "email", "fields"),
        [
            ("100", "kim@example.com", {}),
            ("4711", "sam@example.com", {}),
            ("100", "sam@example.com", {"status_id": 0}),
            ("100", "sam@example.com", {"is_deleted": True}),
            ("100", "sam@example.com", {"channel_id": 2}),
        ],
    )
    def test_whatever_is_wrong_the_answer_is_the_same(self, guest, number, email, fields):
        guest.store.state.orders[100] |= fields

        response = self.look_up(guest, number, email)

        assert response.status_code == 422
        assert "There is no order with this number and this e-mail address." in text_of(response)
        assert guest.calls() == [f"GET /v2/orders/{number}"]
        assert guest.get("/orders/100/").status_code == 404

    def test_guessing_is_stopped_before_it_reaches_bigcommerce(self, guest):
        for number in range(11):
            response = self.look_up(guest, str(5000 + number))

        assert response.status_code == 503
        assert "Too many orders" in text_of(response)
        assert len(guest.calls()) == 10

    def test_guessing_at_one_order_from_many_places(self, guest):
        for number in range(10):
            guest.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
            self.look_up(guest, email=f"{number}@example.com")
        guest.calls()
        guest.defaults["REMOTE_ADDR"] = "192.0.2.99"

        assert self.look_up(guest).status_code == 503
        assert guest.calls() == []

    @pytest.mark.parametrize("number", ["", "x", "0", "-5", "99999999999999999999", "1.5"])
    def test_numbers_that_are_none_cost_no_call(self, guest, number):
        assert self.look_up(guest, number).status_code == 422
        assert guest.calls() == []

    def test_permission_is_the_sessions(self, guest):
        self.look_up(guest)

        assert Visitor(guest.store).get("/orders/100/").status_code == 404
        assert guest.get("/orders/101/").status_code == 404

    def test_order_that_was_archived_since(self, guest):
        self.look_up(guest)
        guest.store.state.orders[100]["is_deleted"] = True

        assert guest.get("/orders/100/").status_code == 404

    def test_without_bigcommerce(self, guest):
        guest.store.faults.next(500, path="/v2/orders/100", times=9)
        response = self.look_up(guest)
        assert response.status_code == 503
        assert 'value="sam@example.com"' in text_of(response)

        guest.end_outage()
        self.look_up(guest)
        guest.store.faults.next(500, path="/v2/orders/100/products", times=9)
        assert guest.get("/orders/100/").status_code == 503

    def test_needs_a_token(self, guest):
        assert guest.post(self.URL, {"number": "100", "email": "sam@example.com"}, headers=OWN).status_code == 403


def test_a_new_order_is_in_the_list_at_once(sam):
    assert listed(sam) == [100]
    sam.add()
    sam.pay(sam.submit_with_token("/checkout/", "/checkout/url/")["Location"])
    sam.get("/checkout/complete/")
    assert listed(sam)[-1] == 100
    assert len(listed(sam)) == 2


def test_kept_orders_are_gone_after_a_minute(sam, monkeypatch):
    monkeypatch.setattr("wagtail_bigcommerce.commerce.own_cache.SECONDS", 0)
    sam.get("/account/orders/100/")
    sam.calls()
    cache.clear()

    sam.get("/account/orders/100/")

    assert "GET /v2/orders/100" in sam.calls()
