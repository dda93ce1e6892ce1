import re

from hypothesis import given
from hypothesis import strategies as st

from wagtail_bigcommerce.sync.mappers.slugs import slug_from_url

#: the addresses that Wagtail hands to pages
SERVED = re.compile(r"(?:[\w-]+/)*[\w-]+")


def slug(url, name="Mug", bigcommerce_id=7):
    return slug_from_url(url, name=name, bigcommerce_id=bigcommerce_id)


@given(st.text(max_size=400), st.text(max_size=40), st.integers(min_value=1, max_value=2**31 - 1))
def test_every_slug_can_be_served_and_stored(url, name, bigcommerce_id):
    found = slug(url, name, bigcommerce_id)
    assert SERVED.fullmatch(found)
    assert len(found) <= 300


@given(st.from_regex(r"([a-z0-9-]{1,20}/){1,4}", fullmatch=True))
def test_a_path_that_can_be_served_stays_as_it_is(path):
    assert slug(f"/{path}") == path.strip("/")


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_had_to_be_changed_cannot_collide(one, other):
    first, second = slug(one, bigcommerce_id=1), slug(other, bigcommerce_id=2)
    if first == second:
        # only what lost nothing may meet: BigCommerce itself allows no two equal paths
        assert not first.endswith(("-1", "-2")) or first in {one.strip("/"), other.strip("/")}


def test_absolute_addresses_give_their_path():
    assert slug("https://store.example.com/garden/bath/?setCurrency=1") == "garden/bath"


def test_without_an_address_the_name_stands_in():
    assert slug("", 'Looking-Glass, 13.3"', 603) == "looking-glass-13-3-603"
    assert slug("/", "!!!", 603) == "603"
