from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.sync.digests import digest, storable
from wagtail_bigcommerce.sync.mappers import MappingContext, MappingError, values
from wagtail_bigcommerce.sync.mappers.product import map_product

NOTHING = [None, "", {}, []]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
fields = st.sampled_from(sorted({*product(1)} - {"id"}))


@pytest.mark.parametrize("nothing", NOTHING)
def test_nothing_in_every_shape(nothing):
    assert values.text(nothing) == ""
    assert values.integer(nothing) == 0
    assert values.number(nothing) is None
    assert values.price(nothing) is None
    assert values.identifier(nothing) is None
    assert values.boolean(nothing) is False
    assert values.mapping(nothing) == {}
    assert values.rows(nothing) == []
    assert values.identifiers(nothing) == []
    assert values.moment(nothing) is None


@pytest.mark.parametrize(
    ("sent", "expected"), [(True, True), ("true", True), ("false", False), (1, True), ("0", False)]
)
def test_booleans(sent, expected):
    assert values.boolean(sent) is expected


@pytest.mark.parametrize("sent", [0, -1, 2**31, "x", True])
def test_what_is_no_id(sent):
    assert values.identifier(sent) is None


@pytest.mark.parametrize(
    ("sent", "expected"),
    [(12.5, "12.50"), ("109.0000", "109.00"), (Decimal("22.544"), "22.544"), (0, "0.00"), (74.40055556, "74.4006")],
)
def test_money_as_text(sent, expected):
    assert values.price_text(sent) == expected


def test_a_number_that_no_column_holds_is_refused():
    with pytest.raises(MappingError, match="out of range"):
        values.number(10**16)


@given(st.dictionaries(fields, json_values))
def test_whatever_a_store_sends_is_mapped_or_refused(payload):
    try:
        mapped = map_product({"id": 7, "name": "Mug", "variants": [], **payload}, MappingContext())
    except MappingError:
        return
    assert mapped.fields["bigcommerce_id"] == 7
    assert mapped.fields["name"]


@given(json_values)
def test_digests_do_not_depend_on_the_order_of_keys(value):
    turned = dict(reversed(value.items())) if isinstance(value, dict) else value
    assert digest(value) == digest(turned)
    assert len(digest(value)) == 32


def test_digests_tell_what_else_shapes_a_row():
    assert digest({"a": 1}, 3) != digest({"a": 1}, None) != digest({"a": 1})


def test_what_is_stored_has_no_characters_that_databases_refuse():
    assert storable({"a\x00": ["b\ud800", Decimal("1.50"), None, {"c": True}]}) == {
        "a": ["b", "1.50", None, {"c": True}]
    }
