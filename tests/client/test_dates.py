"""Edge cases 17 and 18."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_bigcommerce.client import parse_datetime

MOMENT = datetime(2018, 5, 7, 19, 37, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "2018-05-07T19:37:13+00:00",
        "2018-05-07T19:37:13Z",
        "2018-05-07T19:37:13.000Z",
        '2018-05-07T19:37:13+00:00"',
        "2018-05-07 19:37:13",
        "Mon, 07 May 2018 19:37:13 +0000",
        "Mon, 7 May 2018 21:37:13 +0200",
        "Mon, 07 May 2018 19:37:13 -0000",
        1525721833,
        "1525721833",
        Decimal(1525721833),
    ],
)
def test_every_shape_of_a_date(value):
    assert parse_datetime(value) == MOMENT


def test_the_offset_is_kept():
    assert parse_datetime("2018-05-07T19:37:13+02:00").tzinfo == timezone(timedelta(hours=2))


def test_a_day_begins_at_midnight_utc():
    assert parse_datetime("2022-06-01") == datetime(2022, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "value", [None, "", {}, [], True, 0, "0", "soon", "0000-00-00 00:00:00", "9" * 40, 10**30, float("nan"), b"2018"]
)
def test_what_is_no_date_is_none(value):
    assert parse_datetime(value) is None


@given(st.none() | st.text() | st.integers() | st.floats() | st.decimals() | st.from_regex(r"[0-9:TZ+. -]{1,30}"))
def test_never_raises_and_is_always_aware(value):
    moment = parse_datetime(value)
    assert moment is None or moment.tzinfo is not None
