"""One cart for one shopper: guest and account, several devices, and two requests at one moment."""

import threading

import pytest
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.db import connection, connections

from wagtail_bigcommerce.models import Customer, Product, SavedCart
from wagtail_bigcommerce.storefront import session_lock

from .visitors import JSON, Visitor


def text_of(response):
    return " ".join(response.content.decode().split())


def products_of(cart):
    return sorted((item["product_id"], item["quantity"]) for item in cart["items"])


def carts_of(visitor):
    return visitor.store.state.carts


@pytest.fixture
def phone(visitor):
    """Another device of the same shopper."""
    return Visitor(visitor.store)


@pytest.fixture
def no_sleep(monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)


class TestLogin:
    def test_guest_cart_joins_the_one_left_on_another_device(self, visitor, phone):
        phone.log_in()
        phone.add(product_id=7, quantity=2)
        visitor.add(product_id=7)
        visitor.add(product_id=9, option_951="For Ada", option_952="2026-02-01")
        visitor.log_in()

        cart = visitor.cart()
        assert products_of(cart) == [(7, 3), (9, 1)]
        assert [option["value"] for option in cart["items"][1]["options"]] == ["For Ada", "1 Feb 2026"]
        assert visitor.cart_id() == phone.cart_id()
        assert len(carts_of(visitor)) == 1
        assert carts_of(visitor)[visitor.cart_id()].customer_id == Customer.objects.get().bigcommerce_id
        assert "(2 items) is now in one cart" in text_of(visitor.get("/cart/"))

    def test_cart_of_another_device_is_there_without_one_here(self, visitor, phone):
        phone.log_in()
        phone.add(quantity=2)
        visitor.log_in()

        assert visitor.cart()["count"] == 2

    def test_prices_are_computed_anew_and_the_shopper_is_told(self, visitor):
        visitor.add(product_id=7)
        sam = next(row for row in visitor.store.state.customers.values() if row["email"] == "sam@example.com")
        real = visitor.store.price_of

        def for_sam(product, *args, **kwargs):
            price = real(product, *args, **kwargs)
            carts = carts_of(visitor).values()
            if any(cart.customer_id == sam["id"] for cart in carts):
                price = type(price)(**{**vars(price), "calculated_price": price.calculated_price - 2})
            return price

        visitor.store.price_of = for_sam
        visitor.log_in()

        assert visitor.cart()["items"][0]["price"] == "10.00"
        assert "they are those of your account now" in text_of(visitor.get("/cart/"))

    def test_codes_of_the_guest_stay_applied(self, visitor):
        visitor.add(quantity=2)
        visitor.submit("/cart/coupon/", code="WELCOME10")
        visitor.log_in()

        assert [coupon["code"] for coupon in visitor.cart()["coupons"]] == ["WELCOME10"]

    def test_code_that_does_not_hold_any_more_is_told(self, visitor):
        visitor.add(quantity=2)
        visitor.submit("/cart/coupon/", code="WELCOME10")
        visitor.store.faults.next(422, method="POST", path="/v3/checkouts/*/coupons")
        visitor.log_in()

        assert "The code “WELCOME10” is not applied to this cart any more." in text_of(visitor.get("/cart/"))

    def test_line_that_cannot_come_along_is_named_and_offered(self, visitor, phone):
        phone.log_in()
        phone.add(product_id=9)
        visitor.add(product_id=7, quantity=3)
        visitor.add(product_id=8, option_801="80102", option_802="80201")
        visitor.store.state.products[7].update(inventory_tracking="product", inventory_level=2)
        Product.objects.filter(bigcommerce_id=7).update(inventory_tracking="product", inventory_level=2)
        visitor.log_in()

        page = text_of(visitor.get("/cart/"))
        assert "“Mug” is not in this cart: “Mug” cannot be bought in this quantity at the moment." in page
        assert "3 &times; Mug" in page
        assert products_of(visitor.cart()) == [(8, 1), (9, 1)]

    def test_gift_certificate_comes_along(self, visitor, phone):
        from decimal import Decimal

        from wagtail_bigcommerce.demostore.carts import GiftCertificateItem

        phone.log_in()
        phone.add()
        visitor.add(product_id=9)
        ada = {"name": "Ada", "email": "ada@example.com"}
        gift = GiftCertificateItem("For Ada", "Birthday", Decimal(25), 1, ada, ada, "Enjoy")
        carts_of(visitor)[visitor.cart_id()].gift_certificates.append(gift)
        visitor.log_in()

        (moved,) = carts_of(visitor)[visitor.cart_id()].gift_certificates
        assert (moved.amount, moved.recipient, moved.message) == (Decimal(25), ada, "Enjoy")

    def test_when_the_other_cart_is_gone(self, visitor, phone):
        phone.log_in()
        phone.add(product_id=9)
        visitor.add(product_id=7)
        del carts_of(visitor)[phone.cart_id()]
        visitor.log_in()

        assert products_of(visitor.cart()) == [(7, 1)]
        assert carts_of(visitor)[visitor.cart_id()].customer_id

    def test_when_the_cart_here_is_gone_its_lines_are_offered(self, visitor, phone):
        phone.log_in()
        phone.add(product_id=9)
        visitor.add(product_id=7)
        del carts_of(visitor)[visitor.cart_id()]
        visitor.log_in()

        assert products_of(visitor.cart()) == [(9, 1)]
        visitor.submit("/cart/restore/")
        assert products_of(visitor.cart()) == [(7, 1), (9, 1)]

    @pytest.mark.parametrize("status", [429, 503])
    def test_outage_joins_later(self, visitor, phone, status, no_sleep):
        phone.log_in()
        phone.add(product_id=9)
        visitor.add(product_id=7)
        visitor.store.faults.next(status, path="/v3/carts/*", times=30)

        assert visitor.log_in().status_code == 303
        visitor.end_outage()
        assert products_of(visitor.cart()) == [(7, 1), (9, 1)]

    def test_answer_that_is_lost_doubles_nothing(self, visitor, phone, no_sleep):
        phone.log_in()
        phone.add(product_id=9)
        visitor.add(product_id=7)
        visitor.store.faults.next(kind="lost", method="POST", path="/v3/carts/*/items")
        visitor.log_in()

        assert products_of(visitor.cart()) == [(7, 1), (9, 1)]
        assert "1 &times; Mug" in text_of(visitor.get("/cart/"))  # the shopper decides

    def test_customer_cannot_be_set_so_the_lines_move(self, visitor):
        visitor.add(product_id=7)
        visitor.store.faults.next(422, method="PUT", path="/v3/carts/*")
        visitor.log_in()

        assert products_of(visitor.cart()) == [(7, 1)]
        assert carts_of(visitor)[visitor.cart_id()].customer_id


class TestAccount:
    def test_logout_forgets_here_and_keeps_for_the_customer(self, visitor):
        visitor.log_in()
        visitor.add(quantity=2)
        visitor.submit_with_token("/account/", "/account/logout/")
        assert visitor.cart()["count"] == 0

        visitor.log_in()
        assert visitor.cart()["count"] == 2

    def test_devices_share_changes(self, visitor, phone):
        for device in (visitor, phone):
            device.log_in()
        visitor.add(product_id=7)
        phone.add(product_id=9)

        assert products_of(visitor.cart()) == products_of(phone.cart()) == [(7, 1), (9, 1)]

    def test_emptied_on_one_device(self, visitor, phone):
        for device in (visitor, phone):
            device.log_in()
        visitor.add()
        phone.cart()
        visitor.submit("/cart/clear/")

        assert phone.cart()["count"] == 0
        assert not SavedCart.objects.exists()
        assert phone.add(product_id=9)["count"] == 1
        assert visitor.cart()["count"] == 1

    def test_ordered_cart_is_no_device_s_any_more(self, visitor, phone):
        visitor.log_in()
        visitor.add()
        url = visitor.submit_with_token("/gift-certificates/", "/checkout/url/", mode="redirect")["Location"]
        visitor.pay(url)
        visitor.get("/cart/")

        assert not SavedCart.objects.exists()
        phone.log_in()
        assert phone.cart()["count"] == 0

    def test_other_customers_have_their_own(self, visitor, phone):
        visitor.log_in()
        visitor.add()
        phone.log_in("kim@example.com", "demo-shopper-2")

        assert phone.cart()["count"] == 0

    def test_same_cart_costs_no_call_more(self, visitor):
        visitor.log_in()
        visitor.add()
        visitor.calls()
        visitor.add()

        assert visitor.calls() == ["POST /v3/carts/…/items"]

    def test_saved_cart_does_not_show(self, visitor):
        visitor.log_in()
        visitor.add()

        saved = SavedCart.objects.get()
        assert saved.cart_id not in f"{saved} {saved!r}"


def at_once(*actions):
    """Run the actions in threads that share the test's database connection."""
    shared = connections["default"]
    shared.inc_thread_sharing()
    failures = []

    def run(action):
        connections["default"] = shared
        try:
            action()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shared.dec_thread_sharing()
    assert not failures


@pytest.fixture
def sessions_in_cache(settings):
    """So that threads need not share a database connection for the session's sake."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"


def tabs(visitor):
    """Two tabs of one browser: the same cookies."""
    second = Visitor(visitor.store)
    second.cookies = visitor.cookies
    return visitor, second


if connection.vendor == "sqlite":  # its connection can be shared by threads; what is tested knows no database

    @pytest.mark.usefixtures("sessions_in_cache")
    def test_two_first_adds_end_in_one_cart_with_all_lines(visitor):
        visitor.log_in()  # a session without a cart
        first, second = tabs(visitor)
        at_once(lambda: first.add(product_id=7), lambda: second.add(product_id=9))

        assert products_of(visitor.cart()) == [(7, 1), (9, 1)]
        assert len(carts_of(visitor)) == 1


class TestTwoAtOnce:
    def test_who_waits_too_long_is_told_and_loses_nothing(self, visitor, monkeypatch, no_sleep):
        visitor.add()
        monkeypatch.setattr(session_lock, "WAIT_SECONDS", 0)
        with session_lock._lock(visitor.session.session_key):
            response = visitor.submit("/cart/add/", headers=JSON, product_id=9)

        assert (response.status_code, response.json()["count"]) == (503, 1)
        assert "still being changed" in response.json()["errors"][0]["message"]
        assert visitor.add(product_id=9)["count"] == 2

    def test_lock_is_given_back_after_a_failure(self, visitor, no_sleep):
        visitor.add()
        visitor.store.faults.next(503, times=20)
        visitor.submit("/cart/add/", headers=JSON, product_id=9)
        visitor.end_outage()

        assert visitor.add(product_id=9)["count"] == 2

    def test_lock_of_another_holder_is_left_alone(self):
        with session_lock._lock("a-session"):
            (name,) = [key for key in [_lock_name("a-session")] if cache.get(key)]
            cache.set(name, "somebody else", 60)
        assert cache.get(name) == "somebody else"

    def test_session_that_ended_meanwhile_is_not_revived(self, visitor, monkeypatch):
        visitor.log_in()
        visitor.add()
        key = visitor.session.session_key
        real = session_lock._lock

        def ends_while_waiting(session_key):
            visitor.session.__class__(session_key).delete()
            return real(session_key)

        monkeypatch.setattr(session_lock, "_lock", ends_while_waiting)
        response = visitor.submit("/cart/add/", headers=JSON, product_id=9)

        assert response.status_code == 503
        assert "sessionid" not in response.cookies
        assert not visitor.session.__class__(key).exists(key)


def _lock_name(key):
    from django.utils.crypto import salted_hmac

    return f"bigcommerce.session.{salted_hmac('wagtail_bigcommerce.session', key).hexdigest()}"


def test_messages_are_for_this_shopper_only(visitor, phone):
    phone.log_in()
    phone.add()
    visitor.add(product_id=9)
    response = visitor.log_in()

    assert [str(message) for message in get_messages(response.wsgi_request)]
    assert "is now in one cart" not in text_of(phone.get("/cart/"))
