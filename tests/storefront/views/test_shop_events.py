"""What shoppers do, in GA4's words: as data for the page's script, in answers to scripts, and as a signal."""

import json

import pytest
from bs4 import BeautifulSoup

from wagtail_bigcommerce.signals import shopper_event

from .visitors import JSON

MUG = {"item_id": "7", "item_name": "Mug", "price": 12.0}


@pytest.fixture
def heard():
    """(name, params) of the events that receivers were told of."""
    events = []

    def listen(sender, event, **kwargs):
        events.append((event.name, event.params))

    shopper_event.connect(listen)
    yield events
    shopper_event.disconnect(listen)


def events_of(response):
    """What stands on a page for its script."""
    data = BeautifulSoup(response.content, "html.parser").find(id="shop-events")
    return [(event["event"], event["ecommerce"]) for event in json.loads(data.text)] if data else []


def names(events):
    return [name for name, _params in events]


class TestCatalog:
    def test_product(self, visitor):
        response = visitor.get("/shop/products/mug/")

        assert events_of(response) == [("view_item", {"currency": "USD", "value": 12.0, "items": [MUG]})]
        assert "Set-Cookie" not in response.headers

    def test_listing(self, visitor):
        ((name, params),) = events_of(visitor.get("/shop/search/?q=mug"))

        assert name == "view_item_list"
        assert params["items"] == [{**MUG, "index": 0}]

    def test_hidden_price_stays_hidden(self, visitor):
        from wagtail_bigcommerce.models import Product

        Product.objects.filter(bigcommerce_id=7).update(is_price_hidden=True)

        ((_name, params),) = events_of(visitor.get("/shop/products/mug/"))
        assert params == {"items": [{"item_id": "7", "item_name": "Mug"}]}


class TestCart:
    def test_adding_and_removing(self, visitor, heard):
        answer = visitor.add(quantity=2)
        item = answer["items"][0]["item_id"]
        fewer = visitor.submit(f"/cart/items/{item}/", headers=JSON, quantity=1).json()
        same = visitor.submit(f"/cart/items/{item}/", headers=JSON, quantity=1).json()

        added = {"currency": "USD", "value": 24.0, "items": [{**MUG, "quantity": 2}]}
        assert answer["events"] == [{"event": "add_to_cart", "ecommerce": added}]
        removed = {"currency": "USD", "value": 12.0, "items": [{**MUG, "quantity": 1}]}
        assert fewer["events"] == [{"event": "remove_from_cart", "ecommerce": removed}]
        assert same["events"] == []
        assert heard == [("add_to_cart", added), ("remove_from_cart", removed)]

    def test_what_is_refused_is_no_event(self, visitor, heard):
        visitor.store.state.products[7]["order_quantity_maximum"] = 1

        assert visitor.add(quantity=2)["events"] == []
        assert heard == []

    def test_without_a_script_the_next_page_tells(self, visitor):
        page = visitor.submit("/cart/add/", product_id=7, quantity=1, follow=True)

        assert names(events_of(page)) == ["add_to_cart", "view_cart"]
        assert names(events_of(visitor.get("/cart/"))) == ["view_cart"]

    def test_with_htmx_the_answer_tells(self, visitor):
        item = visitor.add()["items"][0]["item_id"]

        response = visitor.submit(f"/cart/items/{item}/remove/", headers={"hx-request": "true"})

        (event,) = json.loads(response["HX-Trigger"])["cart-changed"]["events"]
        assert event["event"] == "remove_from_cart"


class TestOrder:
    @pytest.fixture
    def paid(self, visitor):
        visitor.add(quantity=2)
        visitor.submit("/cart/coupon/", code="WELCOME10")
        url = visitor.submit_with_token("/checkout/", "/checkout/url/", headers=JSON).json()["url"]
        visitor.pay(url)
        return visitor

    def test_checkout_begins_once(self, visitor, heard):
        visitor.add()
        first, again = (events_of(visitor.get("/checkout/")) for _ in range(2))

        assert names(first) == ["begin_checkout"]
        assert again == []
        assert names(heard) == ["add_to_cart", "begin_checkout"]

    def test_purchase_is_told_once_with_number_tax_and_code(self, paid, heard):
        page = paid.get("/checkout/complete/")
        again = paid.get("/checkout/complete/")

        (event,) = [params for name, params in events_of(page) if name == "purchase"]
        assert event["coupon"] == "WELCOME10"
        assert event["transaction_id"] in page.content.decode()
        assert event["items"] == [{**MUG, "quantity": 2}]
        order = paid.store.state.orders[int(event["transaction_id"])]
        assert (event["value"], event["tax"]) == (float(order["total_inc_tax"]), float(order["total_tax"]))
        assert "purchase" not in names(events_of(again))
        assert names(heard).count("purchase") == 1

    def test_the_checkout_page_is_told_at_once(self, paid):
        answer = paid.submit_with_token("/account/login/", "/checkout/complete/", headers=JSON).json()

        assert [event["event"] for event in answer["events"]] == ["purchase"]
        assert "purchase" not in names(events_of(paid.get("/checkout/complete/")))

    def test_order_that_cannot_be_read_is_told_later(self, paid):
        paid.store.faults.next(403, path="/v2/orders/*", times=9)
        answer = paid.submit_with_token("/account/login/", "/checkout/complete/", headers=JSON).json()
        paid.end_outage()

        assert (bool(answer["order"]), answer["events"]) == (True, [])
        assert "purchase" in names(events_of(paid.get("/checkout/complete/")))

    def test_nothing_about_a_person(self, paid, heard):
        paid.get("/checkout/complete/")

        assert not {"guest@example.com", "Harbour Street"} & set(str(heard))
        assert "@" not in str(heard)
