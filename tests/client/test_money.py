from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_bigcommerce.client import to_decimal


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("109.0000", Decimal("109.0000")),  # edge case 14: V2
        (Decimal("22.544"), Decimal("22.544")),  # edge case 48
        (10, Decimal(10)),
        (0, Decimal(0)),
        ("-5.5", Decimal("-5.5")),
        (19.99, Decimal("19.99")),
        (None, None),
        ("", None),
        ({}, None),  # edge case 22
        ([], None),
        (True, None),
        ("free", None),
        ("NaN", None),
        ("Infinity", None),
    ],
)
def test_every_shape_of_an_amount(value, expected):
    assert to_decimal(value) == expected


def test_decimals_are_kept_as_sent():
    assert str(to_decimal("12.5000")) == "12.5000"


@given(st.none() | st.text() | st.floats() | st.binary() | st.lists(st.integers()))
def test_never_raises(value):
    assert to_decimal(value) is None or to_decimal(value).is_finite()
