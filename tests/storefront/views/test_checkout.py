"""From the cart to a paid order, and who may see it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from wagtail_bigcommerce.commerce import checkout_counts, completed_orders
from wagtail_bigcommerce.diagnostics.findings import Level
from wagtail_bigcommerce.diagnostics.site import PROBES
from wagtail_bigcommerce.models import Channel, CheckoutCount, CompletedOrder, SavedCart
from wagtail_bigcommerce.signals import order_completed
from wagtail_bigcommerce.store import get_client

from .visitors import JSON, OWN, Visitor


@pytest.fixture
def completed():
    """Numbers of the orders that receivers of `order_completed` were told of."""
    heard = []

    def listen(sender, order_id, cart_id, **kwargs):
        heard.append((order_id, cart_id))

    order_completed.connect(listen)
    yield heard
    order_completed.disconnect(listen)


def fresh_url(visitor, **fields):
    return visitor.submit_with_token("/checkout/", "/checkout/url/", headers=JSON, **fields)


def buy(visitor):
    """Put something into the cart and pay for it in the hosted checkout."""
    visitor.add(quantity=2)
    receipt = visitor.pay(fresh_url(visitor).json()["url"])
    assert "Order placed" in receipt.text


def complete(visitor, **kwargs):
    return visitor.submit_with_token("/account/login/", "/checkout/complete/", **kwargs)


class TestPage:
    def test_has_what_the_script_needs_and_no_address(self, visitor):
        visitor.add()

        page = visitor.page("/checkout/")

        assert page.find(id="checkout")["data-sdk-url"] == "https://checkout-sdk.bigcommerce.com/v1/loader.js"
        assert page.find("form", action="/checkout/url/").find("button")
        assert "cart.php" not in str(page)
        assert "token=" not in str(page)

    def test_survives_a_reload_and_then_costs_no_call(self, visitor):
        visitor.add()
        visitor.get("/checkout/")
        visitor.calls()

        assert visitor.get("/checkout/").status_code == 200
        assert visitor.calls() == []

    def test_allows_exactly_the_hosts_it_needs(self, visitor, settings):
        settings.MIDDLEWARE = [
            "wagtail_bigcommerce.storefront.csp.ContentSecurityPolicyMiddleware",
            *settings.MIDDLEWARE,
        ]
        visitor.add()

        policy = dict(part.split(" ", 1) for part in visitor.get("/checkout/")["Content-Security-Policy"].split("; "))

        assert policy["script-src"] == "'self' https://checkout-sdk.bigcommerce.com"
        assert policy["frame-src"] == "'self' http://demostore.localhost"
        assert policy["connect-src"] == "'self' http://demostore.localhost"
        assert policy["form-action"] == "'self' http://demostore.localhost"

    def test_without_a_cart(self, visitor):
        response = visitor.get("/checkout/")

        assert (response.status_code, response["Location"]) == (303, "/cart/")
        assert visitor.calls() == []

    def test_when_bigcommerce_is_down(self, visitor):
        visitor.add()
        visitor.store.faults.next(403, times=9)

        assert visitor.get("/checkout/")["Location"] == "/cart/"
        visitor.store.faults.clear()
        page = visitor.get("/cart/").content.decode()
        assert "Nothing is lost" in page
        assert "Mug" in page

    def test_when_the_cart_is_gone(self, visitor):
        visitor.add()
        visitor.store.state.carts.clear()

        assert visitor.get("/checkout/")["Location"] == "/cart/"


class TestAddress:
    def test_is_fresh_each_time(self, visitor):
        visitor.add()

        first, second = (fresh_url(visitor).json()["url"] for _ in range(2))

        assert first != second
        assert parse_qs(urlsplit(first).query)["embedded"] == ["1"]

    def test_form_goes_to_the_hosted_checkout_in_the_whole_window(self, visitor):
        visitor.add()

        response = visitor.submit_with_token("/checkout/", "/checkout/url/")

        assert response.status_code == 303
        assert response["Location"].startswith("http://demostore.localhost/cart.php?action=loadInCheckout")
        assert "Order placed" in visitor.pay(response["Location"]).text

    def test_script_may_ask_for_the_whole_window_too(self, visitor):
        visitor.add()

        assert "embedded" not in fresh_url(visitor, mode="redirect").json()["url"]

    def test_needs_the_token_of_our_page(self, visitor):
        visitor.add()

        assert visitor.post("/checkout/url/", headers={**OWN, **JSON}).status_code == 403
        assert visitor.get("/checkout/url/").status_code == 405

    def test_signed_in_shopper_is_carried_along(self, visitor):
        visitor.log_in()
        visitor.add()

        url = fresh_url(visitor).json()["url"]

        path, token = urlsplit(url).path.rsplit("/", 1)
        assert (urlsplit(url).netloc, path) == ("demostore.localhost", "/login/token")
        claims = jwt.decode(token, visitor.store.client_secret, algorithms=["HS256"])
        sam = next(row for row in visitor.store.state.customers.values() if row["first_name"] == "Sam")
        assert (claims["customer_id"], claims["channel_id"]) == (sam["id"], 1)
        assert "embedded=1" in claims["redirect_to"]
        assert "request_ip" not in claims

    @pytest.mark.parametrize("hours", [-1, 1])
    def test_clock_of_this_server_may_be_off(self, visitor, hours):
        visitor.store.clock = lambda: datetime.now(UTC) + timedelta(hours=hours)
        visitor.log_in()
        visitor.add()

        assert "Order placed" in visitor.pay(fresh_url(visitor, mode="redirect").json()["url"]).text
        assert visitor.calls().count("GET /v2/time") == 1
        fresh_url(visitor)
        assert "GET /v2/time" not in visitor.calls()

    def test_clock_that_cannot_be_read_stops_nobody(self, visitor):
        visitor.log_in()
        visitor.add()
        visitor.store.faults.next(403, path="/v2/time")

        assert "Order placed" in visitor.pay(fresh_url(visitor, mode="redirect").json()["url"]).text

    def test_without_a_client_secret_shoppers_check_out_as_guests(self, visitor, settings):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "CLIENT_SECRET": ""}
        visitor.log_in()
        visitor.add()

        assert "/cart.php?" in fresh_url(visitor).json()["url"]

    @pytest.mark.parametrize(("fault", "status"), [(None, 409), (401, 503), (422, 503)])
    def test_trouble_is_told_to_the_script(self, visitor, fault, status):
        visitor.add()
        visitor.get("/checkout/")
        if fault:
            visitor.store.faults.next(fault, path="*/redirect_urls", times=9)
        else:
            visitor.store.state.carts.clear()

        answer = fresh_url(visitor)

        assert answer.status_code == status
        assert answer.json()["url"] is None
        assert answer.json()["message"]


class TestCounts:
    """Staff learn how often the frame does not work, and why."""

    def test_beginning_and_leaving_are_counted_by_reason(self, visitor):
        visitor.add()
        for _ in range(3):
            fresh_url(visitor)
        for reason in ("silent", "silent", "refused", "", "begun", "no such reason"):
            visitor.submit_with_token("/checkout/", "/checkout/url/", reason=reason)

        counted = checkout_counts.recent()

        assert (counted.begun, counted.left) == (3, 3)
        assert counted.reasons == (("the frame did not answer in time", 2), ("the frame refused", 1))

    def test_older_days_are_left_out(self, visitor):
        checkout_counts.count_begun(Channel.objects.get())
        CheckoutCount.objects.update(day=timezone.now().date() - checkout_counts.RECENT)

        assert checkout_counts.recent() == checkout_counts.Recent(0, 0)

    def test_doctor_warns_when_the_frame_fails_often(self, visitor, settings):
        channel, probe = Channel.objects.get(), PROBES["embedded checkout"]
        checkout_counts.count_begun(channel)
        assert probe().level is Level.OK

        for _ in range(3):
            checkout_counts.count_left(channel, "refused")
        assert probe().level is Level.WARNING
        assert "the frame refused (3)" in probe().message

        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "CHECKOUT_MODE": "redirect"}
        assert probe().level is Level.OK


class TestRedirectMode:
    @pytest.fixture(autouse=True)
    def _mode(self, visitor, settings):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "CHECKOUT_MODE": "redirect"}

    def test_goes_straight_to_the_hosted_checkout(self, visitor):
        visitor.add()

        response = visitor.get("/checkout/")

        assert response.status_code == 303
        assert "no-store" in response["Cache-Control"]
        assert "Order placed" in visitor.pay(response["Location"]).text

    def test_coming_back_to_the_cart_shows_the_order(self, visitor, completed):
        visitor.add()
        cart_id = visitor.cart_id()
        visitor.pay(visitor.get("/checkout/")["Location"])

        response = visitor.get("/cart/", follow=True)

        assert response.redirect_chain == [("/checkout/complete/", 303)]
        assert "Thank you for your order" in response.content.decode()
        assert [cart for _, cart in completed] == [cart_id]

    def test_link_back_to_the_shop_leads_to_the_confirmation(self, visitor, completed):
        call_command("bigcommerce_connect", adopt=True, verbosity=0)
        visitor.add()
        receipt = BeautifulSoup(visitor.pay(visitor.get("/checkout/")["Location"]).text, "html.parser")

        back = urlsplit(receipt.find("a", string="Back to the shop")["href"])
        response = visitor.get(back.path, follow=True)

        assert [url for url, _status in response.redirect_chain] == ["/checkout/complete/"]
        assert "Thank you for your order" in response.content.decode()
        assert len(completed) == 1

    def test_coming_back_without_paying_leads_home(self, visitor):
        assert visitor.get("/checkout/return/")["Location"] == "/"
        visitor.add()
        assert visitor.get("/checkout/return/")["Location"] == "/"
        assert visitor.cart()["count"] == 1

    def test_coming_back_while_the_store_cannot_be_asked(self, visitor):
        visitor.add()
        visitor.pay(visitor.get("/checkout/")["Location"])
        visitor.store.faults.next(403, path="/v2/orders", times=2)

        response = visitor.get("/checkout/return/", follow=True)

        assert response.status_code == 503
        assert "If you have just paid" in response.content.decode()
        visitor.end_outage()
        assert "Thank you for your order" in visitor.get("/checkout/complete/").content.decode()

    def test_shopping_on_after_paying_starts_a_new_cart(self, visitor, completed):
        visitor.add(quantity=2)
        visitor.pay(visitor.get("/checkout/")["Location"])

        assert visitor.add(product_id=9)["count"] == 1
        ((number, _),) = completed
        assert f"number {number}" in visitor.get("/checkout/complete/").content.decode()
        assert visitor.cart()["count"] == 1


class TestCompletion:
    def test_order_is_confirmed_by_the_store_and_shown(self, visitor, completed):
        buy(visitor)
        cart_id = visitor.cart_id()

        answer = complete(visitor, headers=JSON).json()

        assert answer["url"] == "/checkout/complete/"
        assert completed == [(answer["order"], cart_id)]
        assert visitor.cart_id() is None
        assert visitor.cart()["count"] == 0
        page = visitor.get(answer["url"]).content.decode()
        for shown in (str(answer["order"]), "Mug", "$24.00", "12 Harbour Street", "guest@example.com"):
            assert shown in page

    def test_without_a_script(self, visitor):
        buy(visitor)

        response = complete(visitor)

        assert (response.status_code, response["Location"]) == (303, "/checkout/complete/")

    def test_saying_so_is_no_proof(self, visitor, completed):
        visitor.add()

        answer = complete(visitor, headers=JSON)

        assert (answer.status_code, answer.json()["order"]) == (202, None)
        assert visitor.cart()["count"] == 1
        assert completed == []

    def test_declined_payment_is_no_order(self, visitor, completed):
        visitor.add()
        visitor.pay(fresh_url(visitor).json()["url"], payment="declined")

        assert complete(visitor, headers=JSON).status_code == 202
        assert visitor.cart()["count"] == 1
        assert completed == []

    def test_telling_twice_completes_once(self, visitor, completed):
        buy(visitor)

        first, second = (complete(visitor, headers=JSON).json() for _ in range(2))

        assert [event["event"] for event in first["events"]] == ["purchase"]
        assert second == {**first, "events": []}
        assert len(completed) == 1

    def test_when_the_store_cannot_be_asked_nothing_is_forgotten(self, visitor, completed):
        buy(visitor)
        visitor.store.faults.next(403, path="/v2/orders", times=9)

        answer = complete(visitor, headers=JSON)
        assert (answer.status_code, answer.json()["url"]) == (503, None)
        visitor.store.faults.clear()
        assert complete(visitor, headers=JSON).json()["order"]
        assert len(completed) == 1

    def test_confirmation_without_details(self, visitor):
        buy(visitor)
        number = complete(visitor, headers=JSON).json()["order"]
        visitor.store.faults.next(403, path="/v2/orders/*", times=9)

        response = visitor.get("/checkout/complete/")

        assert response.status_code == 503
        assert str(number) in response.content.decode()

    def test_needs_the_token_of_our_page(self, visitor):
        assert visitor.post("/checkout/complete/", headers={**OWN, **JSON}).status_code == 403


class TestWhoMaySee:
    def test_another_visitor_sees_no_order(self, visitor):
        buy(visitor)
        number = complete(visitor, headers=JSON).json()["order"]
        other = Visitor(visitor.store)
        other.calls()

        assert other.get("/checkout/complete/").status_code == 404
        assert other.get(f"/checkout/complete/?order={number}").status_code == 404
        assert other.calls() == []

    def test_number_of_another_order_is_not_found(self, visitor):
        buy(visitor)
        number = complete(visitor, headers=JSON).json()["order"]

        assert visitor.get(f"/checkout/complete/?order={number}").status_code == 200
        for foreign in (number - 1, number + 1, "x", ""):
            assert visitor.get(f"/checkout/complete/?order={foreign}").status_code == 404

    def test_unpaid_cart_gets_a_page_that_says_so(self, visitor):
        visitor.add()

        response = visitor.get("/checkout/complete/")

        assert response.status_code == 202
        assert "Your order is not confirmed yet" in response.content.decode()
        assert visitor.cart()["count"] == 1

    def test_orders_of_one_session_are_all_there(self, visitor):
        numbers = []
        for _ in range(2):
            buy(visitor)
            numbers.append(complete(visitor, headers=JSON).json()["order"])

        for number in numbers:
            page = visitor.get(f"/checkout/complete/?order={number}")
            assert f"number {number}" in page.content.decode()


class TestWebhook:
    """`store/cart/converted` tells of the shoppers who pay and never come back, and of the others as well."""

    @pytest.fixture
    def paid(self, visitor):
        """The id of a customer's cart that was paid for in another window."""
        visitor.log_in()
        visitor.add()
        cart_id = visitor.cart_id()
        visitor.pay(fresh_url(visitor, mode="redirect").json()["url"])
        return cart_id

    @pytest.fixture
    def tell(self, visitor):
        """Does what the webhook about a cart's order is for; returns the order's number, None when it was no news."""

        def handle(cart_id):
            rows = visitor.store.state.orders.values()
            (number,) = (row["id"] for row in rows if row["cart_id"] == cart_id)
            return number if completed_orders.order_placed(get_client(background=True), number) else None

        return handle

    def test_tells_of_the_order_and_forgets_the_cart_on_all_devices(self, visitor, paid, completed, tell):
        assert SavedCart.objects.filter(cart_id=paid).exists()
        visitor.calls()

        number = tell(paid)

        assert completed == [(number, paid)]
        assert not SavedCart.objects.exists()
        assert visitor.calls() == [f"GET /v2/orders/{number}"]

    @pytest.mark.parametrize("first", ["browser", "webhook"])
    def test_whoever_is_first_tells_and_the_other_does_not(self, visitor, paid, completed, tell, first):
        steps = [lambda: tell(paid), lambda: visitor.get("/checkout/complete/")]
        for step in reversed(steps) if first == "browser" else steps:
            step()
            step()

        assert [cart for _number, cart in completed] == [paid]
        assert "Thank you for your order" in visitor.get("/checkout/complete/").content.decode()

    def test_cart_that_is_no_order_yet(self, visitor, completed, tell):
        visitor.add()
        visitor.pay(fresh_url(visitor).json()["url"], payment="declined")

        assert tell(visitor.cart_id()) is None
        assert completed == []

    def test_order_of_a_channel_that_is_not_ours(self, visitor, paid, completed, tell):
        (number,) = (row["id"] for row in visitor.store.state.orders.values() if row["cart_id"] == paid)
        visitor.store.state.orders[number]["channel_id"] = 77

        assert tell(paid) is None
        assert completed == []

    def test_what_was_told_is_forgotten_in_the_end(self, visitor, paid, tell):
        tell(paid)
        completed_orders.clean_up()
        assert CompletedOrder.objects.exists()

        CompletedOrder.objects.update(completed_at=timezone.now() - completed_orders.KEEP)
        completed_orders.clean_up()
        assert not CompletedOrder.objects.exists()
