from datetime import UTC, datetime, timedelta, timezone

import pytest

from wagtail_bigcommerce.client import Page, UnexpectedResponse

from ..conftest import API, envelope
from ..test_pagination import NEXT, ids, queries, rows, serve

PRODUCTS = f"{API}/v3/catalog/products"


def test_pages_follow_ids(wire, client):
    serve(wire, PRODUCTS, envelope(rows(3, 5), total=3, per_page=2), envelope(rows(9), total=1, per_page=2))
    first = client.products.page(limit=2)
    assert first == Page(rows(3, 5), next=5, total=3)
    assert client.products.page(after_id=first.next, limit=2) == Page(rows(9), next=None, total=1)
    assert queries(wire, "sort", "direction", "limit", "id:greater") == [
        ("id", "asc", "2", None),
        ("id", "asc", "2", "5"),
    ]


def test_a_full_walk_takes_no_more_requests_than_pages(wire, client):
    serve(wire, PRODUCTS, envelope(rows(*range(1, 251)), total=500), envelope(rows(*range(251, 501)), total=250))
    assert len(ids(client.products.iter())) == 500
    assert len(wire.calls) == 2


@pytest.mark.parametrize("include", ["options", "modifiers"])
def test_pages_with_options_or_modifiers_hold_ten(wire, client, include):
    """Edge case 50."""
    serve(wire, PRODUCTS, envelope(rows(1), total=1))
    client.products.page(include=("variants", include))
    client.products.page(include=("variants",), limit=1_000)
    assert queries(wire, "limit", "include") == [("10", f"variants,{include}"), ("250", "variants")]


def test_a_silent_cap_loses_nothing(wire, client):
    """The keyset goes on from the last id, however many rows came."""
    serve(wire, PRODUCTS, *[envelope(rows(number)) for number in (1, 2, 3)], envelope([]))
    assert ids(client.products.iter()) == [1, 2, 3]
    assert queries(wire, "id:greater") == [(None,), ("1",), ("2",), ("3",)]


def test_an_ignored_keyset_falls_back_to_page_numbers(wire, client):
    serve(
        wire,
        PRODUCTS,
        envelope(rows(1, 2), total=5, per_page=2, links=NEXT),
        envelope(rows(1, 2), total=5, per_page=2, links=NEXT),  # asked for what follows 2
        envelope(rows(1, 2), total=5, per_page=2, links=NEXT),
        envelope(rows(3, 4), total=5, per_page=2, links=NEXT),
        envelope(rows(5), total=5, per_page=2),
    )
    assert set(ids(client.products.iter(limit=2))) == {1, 2, 3, 4, 5}
    assert queries(wire, "id:greater", "page") == [(None, None), ("2", None), (None, "1"), (None, "2"), (None, "3")]


def test_an_ignored_order_falls_back_to_page_numbers(wire, client):
    unordered = envelope(rows(7, 3), total=3, per_page=2)
    serve(wire, PRODUCTS, unordered, unordered, envelope(rows(5), total=3, per_page=2))
    first = client.products.page(limit=2)
    assert first == Page(rows(7, 3), next=-2, total=3)
    assert client.products.page(after_id=first.next, limit=2) == Page(rows(5), next=None, total=3)


def test_page_numbers_end_on_an_empty_page(wire, client):
    serve(wire, PRODUCTS, envelope([], links=NEXT, total=208))
    assert client.products.page(after_id=-4) == Page([], next=None, total=208)


@pytest.mark.parametrize("row", [{}, {"id": None}, {"id": "7"}])
def test_a_row_without_an_id_is_unexpected(wire, client, row):
    serve(wire, PRODUCTS, envelope([row]))
    with pytest.raises(UnexpectedResponse):
        client.products.page()


def test_changes_are_asked_for_with_a_full_timestamp(wire, client):
    """Edge case 55: to a bare date the API adds the time at which it is asked."""
    serve(wire, PRODUCTS, envelope([]))
    moment = datetime(2026, 1, 1, 1, 30, 15, 999_999, tzinfo=timezone(timedelta(hours=2)))
    client.products.page(modified_since=moment)
    assert queries(wire, "date_modified:min") == [("2025-12-31T23:30:15+00:00",)]
    with pytest.raises(ValueError, match="aware"):
        client.products.page(modified_since=datetime(2026, 1, 1))


def test_filters_are_sent_with_each_page(wire, client):
    serve(wire, PRODUCTS, envelope(rows(1), total=2), envelope(rows(2), total=1))
    since = datetime(2026, 1, 1, tzinfo=UTC)
    list(
        client.products.iter(channel_ids=[1, 2], modified_since=since, include_fields=["name"], exclude_fields=["sku"])
    )
    assert (
        queries(wire, "channel_id:in", "date_modified:min", "include_fields", "exclude_fields")
        == [("1,2", "2026-01-01T00:00:00+00:00", "name", "sku")] * 2
    )


def test_many_ids_are_asked_for_in_batches(wire, client):
    serve(wire, PRODUCTS, envelope(rows(1), total=1), envelope(rows(150), total=1))
    assert ids(client.products.iter(ids=range(1, 151))) == [1, 150]
    assert [len(value.split(",")) for (value,) in queries(wire, "id:in")] == [100, 50]


def test_one_product(wire, client):
    serve(wire, f"{PRODUCTS}/7", envelope({"id": 7}))
    assert client.products.get(7, include=["variants", "images"]) == {"id": 7}
    assert queries(wire, "include") == [("variants,images",)]


def test_assignments_are_asked_for_by_channel_and_product(wire, client):
    serve(wire, f"{PRODUCTS}/channel-assignments", envelope([{"product_id": 7, "channel_id": 1}], total=1))
    assignments = client.products.channel_assignments(channel_ids=[1], product_ids=[7, 8])
    assert list(assignments) == [{"product_id": 7, "channel_id": 1}]
    assert queries(wire, "channel_id:in", "product_id:in", "limit") == [("1", "7,8", "250")]


def test_assignments_are_asked_for_by_category_and_product(wire, client):
    serve(wire, f"{PRODUCTS}/category-assignments", envelope([{"product_id": 7, "category_id": 5}], total=1))
    assignments = client.products.category_assignments(category_ids=[5])
    assert list(assignments) == [{"product_id": 7, "category_id": 5}]
    assert queries(wire, "category_id:in", "product_id:in") == [("5", None)]


def test_reviews_are_the_approved_ones(wire, client):
    serve(wire, f"{PRODUCTS}/7/reviews", 204)
    assert list(client.products.reviews(7)) == []
    assert list(client.products.reviews(7, status=None)) == []
    assert queries(wire, "status") == [("1",), (None,)]
