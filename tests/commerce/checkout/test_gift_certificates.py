from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from wagtail_bigcommerce.commerce.errors import CheckoutError, TryLater
from wagtail_bigcommerce.commerce.gift_certificates import ATTEMPTS, apply_certificate, remove_certificate
from wagtail_bigcommerce.demostore.wallet import add_gift_certificate


@pytest.fixture(autouse=True)
def certificate(store):
    return add_gift_certificate(store, "THANKS-20", Decimal(20))


def change(do, client, cart_id, code="THANKS-20"):
    return do(client, channel_id=1, checkout_id=cart_id, code=code)


def test_applying_and_removing(client, cart_id):
    (applied,) = change(apply_certificate, client, cart_id, " thanks-20 ")
    assert (applied.code, applied.used, applied.balance) == ("THANKS-20", Decimal(20), Decimal(20))
    assert change(remove_certificate, client, cart_id) == []
    with pytest.raises(CheckoutError, match="removed"):
        change(remove_certificate, client, cart_id)


def test_a_code_that_is_none(client, cart_id, caplog):
    with pytest.raises(CheckoutError) as caught:
        change(apply_certificate, client, cart_id, "NOSUCH-1")
    assert set(caught.value.fields) == {"code"}
    assert "NOSUCH-1" not in caplog.text


def test_guessing_is_slowed_down(store, client, cart_id):
    for _ in range(ATTEMPTS.limit):
        with pytest.raises(CheckoutError):
            change(apply_certificate, client, cart_id, "NOSUCH-1")
    asked = len(store.requests)
    with pytest.raises(TryLater, match="Too many"):
        change(apply_certificate, client, cart_id)
    assert len(store.requests) == asked


def test_our_own_fault_is_not_the_codes(store, client, cart_id, monkeypatch):
    foreign = store.client().storefront_tokens.create_private(
        [1], scopes=["B2B"], expires_at=datetime.now(UTC) + timedelta(hours=1)
    )
    monkeypatch.setattr(client.storefront_tokens, "create_private", lambda *args, **kwargs: foreign)
    for do in (apply_certificate, remove_certificate):
        with pytest.raises(TryLater):
            change(do, client, cart_id)
