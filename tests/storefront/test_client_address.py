"""Whose attempts are counted together: an address that nobody can make up."""

import logging

import pytest
from django.test import RequestFactory

from wagtail_bigcommerce.storefront import client_address as module
from wagtail_bigcommerce.storefront.client_address import client_address

PROXY = "10.0.0.1"


def address(remote, forwarded=None):
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers))


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:DB8::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_connection(remote, expected):
    assert address(remote) == expected


def test_header_that_nobody_vouches_for_is_ignored():
    assert address("203.0.113.9", "198.51.100.1") == "203.0.113.9"


@pytest.mark.parametrize(
    ("count", "forwarded", "expected"),
    [
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "8.8.8.8, 198.51.100.1", "198.51.100.1"),
        (2, "8.8.8.8, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (1, "198.51.100.1:4711", "198.51.100.1"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (2, "198.51.100.1", PROXY),
        (1, "", PROXY),
        (1, "unknown", PROXY),
        (1, "<script>", PROXY),
    ],
)
def test_proxies_of_ours(settings, count, forwarded, expected):
    settings.WAGTAIL_BIGCOMMERCE = {"PROXY_COUNT": count}

    assert address(PROXY, forwarded) == expected


def test_a_proxy_that_was_not_named_is_hinted_at_once(caplog):
    module._hint.cache_clear()
    with caplog.at_level(logging.WARNING):
        address(PROXY, "198.51.100.1")
        address(PROXY, "198.51.100.1")

    assert [record.getMessage().count("PROXY_COUNT") for record in caplog.records] == [1]
