"""Whom the hosted store's token names: only a fresh one, signed for this app and this store, names anybody."""

from datetime import UTC, datetime, timedelta

import jwt
import pytest

from wagtail_bigcommerce.client import InvalidSignature
from wagtail_bigcommerce.client.signing import current_customer

SECRET = "a-client-secret-that-is-long-enough-for-hs256"
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
CLAIMS = {
    "customer": {"id": 7, "email": "sam@example.com", "group_id": "6"},
    "iss": "bc/apps",
    "sub": "abc",
    "iat": SECONDS,
    "exp": SECONDS + 900,
    "version": 1,
    "aud": "our-app",
    "application_id": "our-app",
    "store_hash": "abc",
    "operation": "current_customer",
}


def token(secret=SECRET, algorithm="HS256", **claims):
    changed = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    return jwt.encode(changed, secret, algorithm=algorithm)


def read(text, now=NOW):
    return current_customer(text, client_id="our-app", client_secret=SECRET, store_hash="abc", now=now)


def test_customer():
    assert read(token()) == 7


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-app"},
        {"aud": None},
        {"iss": "evil"},
        {"iss": None},
        {"store_hash": "another"},
        {"operation": "customer_login"},
        {"exp": None},
        {"exp": str(SECONDS + 900)},
        {"exp": SECONDS},
        {"iat": None},
        {"iat": SECONDS + 120},
        {"iat": SECONDS - 901, "exp": SECONDS + 900},
        {"customer": None},
        {"customer": 7},
        {"customer": {"id": "7"}},
        {"customer": {"id": True}},
        {"customer": {"id": 0}},
    ],
)
def test_claims(claims):
    with pytest.raises(InvalidSignature):
        read(token(**claims))


@pytest.mark.parametrize("after", [timedelta(minutes=15), timedelta(days=1), timedelta(minutes=-5)])
def test_age(after):
    with pytest.raises(InvalidSignature):
        read(token(), now=NOW + after)


@pytest.mark.parametrize("algorithm", ["HS512", "none"])
def test_other_algorithms(algorithm):
    """Not even with the right secret; and above all not unsigned."""
    with pytest.raises(InvalidSignature):
        read(token(secret=SECRET * 2 if algorithm == "HS512" else None, algorithm=algorithm))


@pytest.mark.parametrize("text", ["", "nonsense", "a.b.c", "é"])
def test_nonsense(text):
    with pytest.raises(InvalidSignature):
        read(text)


def test_another_secret():
    with pytest.raises(InvalidSignature) as caught:
        read(token(secret="another-secret-that-is-long-enough-for-hs256"))
    assert "sam@" not in str(caught.value)
