"""Storefront tokens that all processes share, and nobody else can read from their keys."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from wagtail_bigcommerce.client import StorefrontToken
from wagtail_bigcommerce.client.graphql.customers import password_rules
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.token_cache import CacheTokens


def in_hours(hours):
    return (datetime.now(UTC) + timedelta(hours=hours)).replace(microsecond=0)


def test_a_token_comes_back_as_it_was():
    token = StorefrontToken("secret", in_hours(6))
    CacheTokens().set("key", token)
    assert CacheTokens().get("key") == token
    CacheTokens().delete("key")
    assert CacheTokens().get("key") is None


def test_what_has_run_out_is_not_kept():
    CacheTokens().set("key", StorefrontToken("secret", in_hours(-1)))
    assert CacheTokens().get("key") is None


def test_clients_share_one_token(bigcommerce):
    for background in (False, True):
        assert password_rules(get_client(background).storefront(1)).minimum_length
    made = [request for request in bigcommerce.requests if request.path == "/v3/storefront/api-token-private"]
    assert len(made) == 1


@pytest.mark.parametrize("channel_id", [1, 1234567])
def test_keys_tell_nothing(bigcommerce, channel_id, monkeypatch):
    seen = []
    monkeypatch.setattr(cache, "set", lambda key, *rest, **more: seen.append(key))
    bigcommerce.state.channels[1234567] = bigcommerce.state.channels[1]
    password_rules(get_client().storefront(channel_id))
    (key,) = [key for key in seen if "token" in key]
    assert "Unauthenticated" not in key
    assert bigcommerce.hash not in key
