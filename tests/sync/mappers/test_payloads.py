"""Whatever the specification allows, with whatever real stores put in a value's place, becomes rows or one issue.

Payloads are those of the demo store, which the contract tests hold against BigCommerce's OpenAPI files. Some of their
values are replaced: by nothing in each of its shapes, by numbers as text and text as numbers, by things of other types.
"""

import json
from decimal import Decimal
from functools import reduce

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.demostore.demo import build_catalog
from wagtail_bigcommerce.models import Brand, Category, Product, Variant
from wagtail_bigcommerce.sync.digests import digest, lasting, storable
from wagtail_bigcommerce.sync.mappers import MappingContext, MappingError
from wagtail_bigcommerce.sync.mappers.brand import map_brand
from wagtail_bigcommerce.sync.mappers.category import map_category
from wagtail_bigcommerce.sync.mappers.channel import map_channel, map_currencies, map_settings, map_site
from wagtail_bigcommerce.sync.mappers.choices import map_modifiers, map_options
from wagtail_bigcommerce.sync.mappers.product import map_product
from wagtail_bigcommerce.sync.mappers.redirect import map_redirect
from wagtail_bigcommerce.sync.mappers.values import rows
from wagtail_bigcommerce.sync.products import write_products

CONTEXT = MappingContext(
    store_url="https://store.example", brands={1: 1}, categories={n: n for n in range(50)}, channels={1: 1}
)

#: what stores send in a value's place
odd_values = st.sampled_from(
    [None, "", {}, [], [None], [[]], "0", "-1", "1e3", "12.3456789", 0, -1, True, False, 2**31, 10**30, 1.5e300,
     Decimal("22.544"), "NaN", "Infinity", "\x00", "\ud800", "a" * 400, "<script>x</script>", "0000-00-00",
     "%%GLOBAL%%", {"id": {}}, [{"id": None}], [0, -1, "7"]]
)  # fmt: skip


def places(value, path=()):
    """Paths to everything within a payload, and to itself."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield from places(entry, (*path, key))


def replaced(value, path, odd):
    """The value with what is at the path replaced; paths into what is gone by then change nothing."""
    if not path:
        return odd
    if isinstance(value, dict) and path[0] in value:
        return {**value, path[0]: replaced(value[path[0]], path[1:], odd)}
    if isinstance(value, list) and isinstance(path[0], int) and path[0] < len(value):
        return [*value[: path[0]], replaced(value[path[0]], path[1:], odd), *value[path[0] + 1 :]]
    return value


def spoiled(payloads):
    """Payloads with up to four values replaced. The shallower half of the paths is drawn as often as the rest."""

    def spoil(payload):
        paths = sorted(places(payload), key=len)[1:]
        spots = st.sampled_from(paths[: len(paths) // 8 + 1]) | st.sampled_from(paths)
        return st.lists(st.tuples(spots, odd_values), max_size=4).map(
            lambda changes: reduce(lambda value, change: replaced(value, *change), changes, payload)
        )

    return st.sampled_from(payloads).flatmap(spoil)


def mapped_or_refused(mapper, *arguments):
    """What the mapper makes of it; None when it refuses. Anything but MappingError is a crash."""
    try:
        return mapper(*arguments)
    except MappingError as error:
        reason = str(error)
    assert reason.strip()
    assert "\n" not in reason
    return None


def fits(model, columns):
    """Tell what a database would refuse of these columns."""
    for name, value in columns.items():
        field = model._meta.get_field(name.removesuffix("_id") if name.endswith("brand_id") else name)
        if isinstance(value, str) and getattr(field, "max_length", None):
            assert len(value) <= field.max_length, name
        if isinstance(value, str):
            assert "\x00" not in value, name
            value.encode()
        if isinstance(value, Decimal):
            assert abs(value) < 10 ** (field.max_digits - field.decimal_places), name
        if value is None:
            assert field.null, name
            continue
        if field.get_internal_type() in {"IntegerField", "PositiveIntegerField"}:
            assert abs(value) < 2**31, name
        if field.get_internal_type().startswith("Positive"):
            assert value >= 0, name
        if field.get_internal_type() == "JSONField":
            json.dumps(value, allow_nan=False)


DEMO = build_catalog(products=24)
PRODUCTS = [{**row, "variants": row["variants"]} for row in DEMO.products]
CATEGORIES = list(DEMO.categories)
BRANDS = list(DEMO.brands)

quick = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(spoiled(PRODUCTS))
def test_products(payload):
    if not isinstance(payload, dict):
        return
    mapped = mapped_or_refused(map_product, payload, CONTEXT)
    json.dumps(storable(lasting(payload)))
    assert digest(payload)
    if mapped is None:
        return
    fits(Product, mapped.fields)
    for variant in mapped.variants:
        fits(Variant, variant)
    assert len({variant["bigcommerce_id"] for variant in mapped.variants}) == len(mapped.variants)
    for name, value in mapped.facets:
        assert name.strip()
        assert 0 < len(value) <= 255
    assert mapped.fields["price_min"] <= mapped.fields["price_max"]


@quick
@given(spoiled([{"options": row["options"], "modifiers": row["modifiers"]} for row in PRODUCTS]))
def test_options_and_modifiers(payload):
    if not isinstance(payload, dict):
        return
    for mapper, name in ((map_options, "options"), (map_modifiers, "modifiers")):
        for option in mapped_or_refused(mapper, payload.get(name)) or ():
            assert option["id"] > 0
            assert all(value["id"] > 0 for value in option["values"])
            json.dumps(option, allow_nan=False)


@quick
@given(spoiled(CATEGORIES))
def test_categories(payload):
    if isinstance(payload, dict) and (columns := mapped_or_refused(map_category, payload, CONTEXT)):
        fits(Category, columns)
        assert columns["name"]


@quick
@given(spoiled(BRANDS))
def test_brands(payload):
    if isinstance(payload, dict) and (columns := mapped_or_refused(map_brand, payload)):
        fits(Brand, columns)


@quick
@given(
    spoiled(
        [
            {
                "channel": {"id": 1, "name": "Shop", "status": "active", "type": "storefront"},
                "site": {
                    "id": 1000,
                    "url": "https://x.example",
                    "urls": [{"type": "checkout", "url": "https://y.example"}],
                },
                "assignments": {"enabled_currencies": ["USD", "eur"], "default_currency": "USD"},
                "currencies": [{"currency_code": "USD", "currency_exchange_rate": "1.0", "decimal_places": "2"}],
                "store": {"name": "Shop", "secure_url": "https://x.example"},
            }
        ]
    )
)
def test_channels(payload):
    if not isinstance(payload, dict):
        return
    parts = [payload.get(name) for name in ("channel", "site", "assignments", "store")]
    channel, site, assignments, profile = (part if isinstance(part, dict) else {} for part in parts)
    currencies = rows(payload.get("currencies"))
    mapped_or_refused(map_channel, channel)
    mapped_or_refused(map_site, site)
    mapped = mapped_or_refused(map_currencies, assignments, currencies, "USD")
    assert mapped is None or len(mapped["default_currency"]) <= 3
    mapped_or_refused(map_settings, profile, {}, {}, {})


@quick
@given(spoiled([{"id": 7, "site_id": 1000, "from_path": "/old/", "to": {"type": "product", "entity_id": 3}}]))
def test_redirects(payload):
    if isinstance(payload, dict) and (redirect := mapped_or_refused(map_redirect, payload)):
        assert redirect.from_path


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(spoiled(PRODUCTS), min_size=1, max_size=6))
def test_a_page_of_anything_is_written_or_becomes_issues(payloads):
    """One row or one issue for each id, whatever is among them, and what is sound is written."""
    sound = product(999_999, "Sound")
    page = [*(payload for payload in payloads if isinstance(payload, dict)), sound]
    outcome = write_products(page, MappingContext(), asked_at=timezone.now())
    settled = outcome.created + outcome.changed + outcome.unchanged + len(outcome.contested)
    without_id = sum(issue.bigcommerce_id is None for issue in outcome.issues)
    issues = len(outcome.issues) - without_id
    ids = {payload["id"] for payload in page if type(payload.get("id")) is int and 0 < payload["id"] < 2**31}
    assert settled + issues >= len(ids)
    assert all(issue.reason for issue in outcome.issues)
    assert Product.objects.filter(bigcommerce_id=999_999, name="Sound").exists()
