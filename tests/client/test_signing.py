import base64
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from standardwebhooks import Webhook

from wagtail_bigcommerce.client import InvalidSignature, login_token, login_url, sign_webhook, verify_webhook

SECRET = "client-secret-of-at-least-thirty-two-bytes"
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
STAMP = int(NOW.timestamp())
BODY = b'{"scope": "store/product/updated"}'


def token(**changes):
    values = {
        "client_id": "client-id",
        "client_secret": SECRET,
        "store_hash": "abc123",
        "customer_id": 42,
        "channel_id": 3,
        "issued_at": NOW,
        "token_id": "once",
    }
    return login_token(**{**values, **changes})


def claims(encoded):
    return jwt.decode(encoded, SECRET, algorithms=["HS256"], options={"verify_iat": False})


def test_login_token_claims_are_exactly_what_bigcommerce_asks_for():
    assert claims(token()) == {
        "iss": "client-id",
        "iat": STAMP,
        "jti": "once",
        "operation": "customer_login",
        "store_hash": "abc123",
        "customer_id": 42,
        "channel_id": 3,
    }
    assert jwt.get_unverified_header(token())["alg"] == "HS256"


def test_login_token_takes_a_destination_and_an_address():
    payload = claims(token(redirect_to="/cart.php", request_ip="203.0.113.7"))
    assert (payload["redirect_to"], payload["request_ip"]) == ("/cart.php", "203.0.113.7")


def test_login_token_needs_an_aware_time():
    with pytest.raises(ValueError, match="aware"):
        token(issued_at=NOW.replace(tzinfo=None))


@pytest.mark.parametrize("url", ["https://shop.example", "https://shop.example/", "https://shop.example/cart.php?a=1"])
def test_login_url_keeps_only_the_origin(url):
    assert login_url(url, "a.b.c") == "https://shop.example/login/token/a.b.c"


def test_login_url_needs_an_origin():
    with pytest.raises(ValueError, match="scheme"):
        login_url("shop.example", "a.b.c")


def headers(signature=None, **changes):
    signature = signature or sign_webhook(SECRET, "msg_1", STAMP, BODY)
    return {"Webhook-Id": "msg_1", "Webhook-Timestamp": str(STAMP), "Webhook-Signature": signature, **changes}


def test_signature_agrees_with_the_reference_library():
    reference = Webhook(base64.b64encode(SECRET.encode()).decode())
    assert sign_webhook(SECRET, "msg_1", STAMP, BODY) == reference.sign("msg_1", NOW, BODY.decode())


def test_a_good_signature_passes():
    verify_webhook(SECRET, headers(), BODY, now=NOW)


def test_one_good_signature_among_several_is_enough():
    good = sign_webhook(SECRET, "msg_1", STAMP, BODY)
    verify_webhook(SECRET, headers(f"v1,bad v2,{good} {good}"), BODY, now=NOW)


@pytest.mark.parametrize(
    "changed",
    [
        headers("v1,AAAA"),
        headers(sign_webhook("another secret", "msg_1", STAMP, BODY)),
        headers(sign_webhook(SECRET, "msg_1", STAMP, BODY).removeprefix("v1,")),
        headers("v1,ünïcode"),
        headers(**{"Webhook-Id": "msg_2"}),
        headers(**{"Webhook-Timestamp": str(STAMP + 1)}),
        headers(**{"Webhook-Timestamp": "soon"}),
        headers(**{"Webhook-Timestamp": "9" * 5_000}),
        {"Webhook-Id": "msg_1", "Webhook-Timestamp": str(STAMP)},
        {"Webhook-Id": "msg_1", "Webhook-Signature": "v1,AAAA"},
        {},
    ],
)
def test_everything_else_is_refused(changed):
    with pytest.raises(InvalidSignature):
        verify_webhook(SECRET, changed, BODY, now=NOW)


def test_a_changed_body_is_refused():
    with pytest.raises(InvalidSignature):
        verify_webhook(SECRET, headers(), BODY + b" ", now=NOW)


@pytest.mark.parametrize("drift", [-301, 301])
def test_an_event_from_another_time_is_refused(drift):
    with pytest.raises(InvalidSignature, match="timestamp"):
        verify_webhook(SECRET, headers(), BODY, now=NOW + timedelta(seconds=drift))
    verify_webhook(SECRET, headers(), BODY, now=NOW + timedelta(seconds=drift), tolerance_seconds=302)


def test_refusals_do_not_repeat_the_secret():
    with pytest.raises(InvalidSignature) as refusal:
        verify_webhook(SECRET, headers("v1,AAAA"), BODY, now=NOW)
    assert SECRET not in str(refusal.value)
