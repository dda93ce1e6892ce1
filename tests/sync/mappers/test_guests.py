"""Whether guests of a channel pay something else than the catalog says."""

import pytest

from wagtail_bigcommerce.sync.mappers.channel import map_guests

GUESTS = {"id": 5, "is_group_for_guests": True, "discount_rules": []}
RULE = {"type": "all", "method": "percent", "amount": "5.0000"}


@pytest.mark.parametrize(
    ("assignments", "groups", "expected"),
    [
        ([], [], False),
        ([], [GUESTS], False),
        ([], [GUESTS | {"discount_rules": [RULE]}], True),
        # a store that does not know the filter sends all groups
        ([], [GUESTS, {"id": 6, "is_group_for_guests": False, "discount_rules": [RULE]}], False),
        ([{"price_list_id": 1, "channel_id": 1}], [], True),
        ([{"price_list_id": 1, "channel_id": 1, "customer_group_id": None}], [], True),
        ([{"price_list_id": 1, "channel_id": 2}], [], False),
        ([{"price_list_id": 1, "channel_id": 1, "customer_group_id": 6}], [GUESTS], False),
        ([{"price_list_id": 1, "customer_group_id": 5}], [GUESTS], True),
        ([{"price_list_id": 1, "channel_id": 2, "customer_group_id": 5}], [GUESTS], False),
        ([{}], [{}], True),
    ],
)
def test_guests(assignments, groups, expected):
    assert map_guests(assignments, groups, 1) == {"has_own_prices": expected}
