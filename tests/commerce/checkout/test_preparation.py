import logging

import pytest

from wagtail_bigcommerce.checks import check_settings
from wagtail_bigcommerce.commerce.checkouts import Mode, checkout_url
from wagtail_bigcommerce.commerce.preparation import CheckoutPreparation, prepare_checkout
from wagtail_bigcommerce.commerce.server_checkout import get_checkout

from .conftest import ADA, SAM

RULES = "tests.commerce.checkout.test_preparation.Rules"


class Rules(CheckoutPreparation):
    """Everything a site can do, and each can be made to fail."""

    broken = ()
    asked = 0

    def billing_address(self, situation):
        return self._answer("billing_address", ADA)

    def customer_message(self, situation):
        return self._answer("customer_message", "Ring twice")

    def codes(self, situation):
        return self._answer("codes", ("NOSUCH", "WELCOME10") if situation.customer_id == SAM else ())

    def _answer(self, name, value):
        Rules.asked += 1
        if name in self.broken:
            raise RuntimeError(name)
        return value


@pytest.fixture
def rules(settings, monkeypatch):
    settings.WAGTAIL_BIGCOMMERCE = {"CHECKOUT_PREPARATION": RULES}
    monkeypatch.setattr(Rules, "broken", ())
    return Rules


def prepare(client, cart_id, customer_id=SAM):
    prepare_checkout(client, checkout_id=cart_id, channel_id=1, customer_id=customer_id)
    return get_checkout(client, cart_id)


def test_without_rules_nothing_is_asked(store, client, cart_id):
    before = len(store.requests)
    prepare_checkout(client, checkout_id=cart_id, channel_id=1)
    assert len(store.requests) == before


def test_everything_is_filled_in(client, cart_id, rules):
    checkout = prepare(client, cart_id)
    assert checkout.billing_address == ADA
    assert checkout.customer_message == "Ring twice"
    assert [coupon.code for coupon in checkout.coupons] == ["WELCOME10"]


def test_a_rule_can_tell_who_it_is(client, cart_id, rules):
    assert prepare(client, cart_id, customer_id=0).coupons == ()


def test_what_is_done_is_not_done_again(store, client, cart_id, rules):
    prepare(client, cart_id)
    before = len(store.requests)
    prepare_checkout(client, checkout_id=cart_id, channel_id=1, customer_id=SAM)
    writes = [request.path.rpartition("/")[2] for request in store.requests[before:] if request.method != "GET"]
    assert writes == ["coupons"]  # the one that the store refuses


def test_what_the_shopper_typed_stays(client, cart_id, rules):
    client.checkouts.add_billing_address(cart_id, {"email": "own@example.com", "country_code": "US"})
    client.checkouts.set_customer_message(cart_id, "Own words")
    checkout = prepare(client, cart_id)
    assert (checkout.billing_address.email, checkout.customer_message) == ("own@example.com", "Own words")


@pytest.mark.parametrize("name", ["billing_address", "customer_message", "codes"])
def test_a_broken_rule_costs_only_its_own_step(client, cart_id, rules, name, caplog):
    rules.broken = (name,)
    checkout = prepare(client, cart_id)
    done = {
        "billing_address": checkout.billing_address is not None,
        "customer_message": bool(checkout.customer_message),
        "codes": bool(checkout.coupons),
    }
    assert [step for step, happened in done.items() if not happened] == [name]
    assert RULES.rpartition(".")[2] in caplog.text


def test_an_unprepared_checkout_is_still_a_checkout(store, client, cart_id, rules, caplog):
    caplog.set_level(logging.INFO)
    store.faults.next(503, path="/v3/checkouts/*", times=None)
    url = checkout_url(client, cart_id=cart_id, channel_id=1, mode=Mode.REDIRECT)
    assert url.startswith(store.base_url)


def test_the_way_to_checkout_prepares_it(client, cart_id, rules):
    checkout_url(client, cart_id=cart_id, channel_id=1, mode=Mode.EMBEDDED)
    assert get_checkout(client, cart_id).billing_address == ADA


def test_a_cart_that_is_gone(client, rules):
    prepare_checkout(client, checkout_id="00000000-0000-4000-8000-000000000000", channel_id=1)


def test_a_name_that_cannot_be_imported_is_found_at_start(settings):
    settings.WAGTAIL_BIGCOMMERCE = {"CHECKOUT_PREPARATION": "shop.rules.Missing"}
    assert [message.id for message in check_settings()] == ["wagtail_bigcommerce.E004"]
    settings.WAGTAIL_BIGCOMMERCE = {"CHECKOUT_PREPARATION": RULES}
    assert check_settings() == []
