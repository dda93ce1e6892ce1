"""What shoppers are told of the store's password rules."""

from dataclasses import replace

import pytest

from wagtail_bigcommerce.commerce import password_rules
from wagtail_bigcommerce.commerce.password_rules import USUAL, describe, known_rules
from wagtail_bigcommerce.customer_tasks import read_password_rules


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "At least 7 characters. With a letter. With a digit."),
        ({"minimum_length": 12, "minimum_numbers": 2}, "At least 12 characters. With a letter. With 2 digits."),
        (
            {"require_upper_case": True, "require_lower_case": True, "require_numbers": False, "minimum_numbers": 0},
            "At least 7 characters. With a small letter. With a capital letter.",
        ),
        (
            {"require_special_characters": True},
            "At least 7 characters. With a letter. With a digit. With a special character.",
        ),
    ],
)
def test_words(changes, expected):
    assert describe(replace(USUAL, **changes)) == expected


def test_pages_never_wait_for_the_rules(channel, client, store, django_capture_on_commit_callbacks):
    store.requests.clear()
    with django_capture_on_commit_callbacks() as callbacks:
        pages = [client.get("/account/register/").content.decode() for _ in range(2)]

    assert store.requests == []
    assert len(callbacks) == 1
    assert all("At least 7 characters." in page for page in pages)


def test_rules_of_the_store(bigcommerce, client, channel):
    read_password_rules(1)

    assert known_rules(1).require_lower_case
    assert "With a small letter." in client.get("/account/register/").content.decode()
    assert not password_rules.is_due(1)
