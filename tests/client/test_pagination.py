"""Edge cases 9, 50 to 53, 97: lists end where their rows end, whatever is said about them."""

from urllib.parse import parse_qs, urlsplit

import pytest

from wagtail_bigcommerce.client import UnexpectedResponse
from wagtail_bigcommerce.client.pagination import batches

from .conftest import API, envelope

BRANDS = f"{API}/v3/catalog/brands"
CUSTOMERS = f"{API}/v3/customers"
ORDERS = f"{API}/v2/orders"
NEXT = {"next": "?page=2&limit=250", "current": "?page=1&limit=250"}


def rows(*ids):
    return [{"id": number} for number in ids]


def ids(iterator):
    return [row["id"] for row in iterator]


def serve(wire, url, *answers):
    """Register one answer after the other; the last one is repeated for ever."""
    for answer in answers:
        wire.get(url, **({"json": answer} if isinstance(answer, dict | list) else {"status": answer}))


def queries(wire, *names):
    """The values of some query parameters, request by request."""
    parsed = [parse_qs(urlsplit(call.request.url).query) for call in wire.calls]
    return [tuple(query.get(name, [None])[0] for name in names) for query in parsed]


class TestPageNumbers:
    def test_pages_follow_each_other(self, wire, client):
        serve(
            wire,
            BRANDS,
            envelope(rows(1, 2), total=3, per_page=2, links=NEXT),
            envelope(rows(3), total=3, per_page=2, links={"previous": "?page=1"}),
        )
        assert ids(client.brands.iter()) == [1, 2, 3]
        assert queries(wire, "page", "limit") == [(None, "250"), ("2", "250")]

    def test_a_list_on_one_page_takes_one_request(self, wire, client):
        serve(wire, BRANDS, envelope(rows(1, 2), total=2, count=2, per_page=250, current_page=1, total_pages=1))
        assert ids(client.brands.iter()) == [1, 2]
        assert len(wire.calls) == 1

    @pytest.mark.parametrize(
        "nothing",
        [
            envelope([]),
            envelope([], total=208, count=0),  # rows are gone, the total is not
            envelope([], total=0, total_pages=1, links=NEXT),  # a next link on the empty last page
            envelope([], total_pages=5, current_page=30),
            {"data": []},
            204,
        ],
    )
    def test_an_empty_page_is_the_last_whatever_it_says(self, wire, client, nothing):
        serve(wire, BRANDS, envelope(rows(1), total=208, links=NEXT), nothing)
        assert ids(client.brands.iter()) == [1]
        assert len(wire.calls) == 2

    def test_pages_smaller_than_asked_for_are_followed(self, wire, client):
        """Edge case 50: the page is capped, whatever `limit` says."""
        serve(wire, BRANDS, *[envelope(rows(n, n + 1), total=6, per_page=2) for n in (1, 3, 5)])
        assert ids(client.brands.iter()) == [1, 2, 3, 4, 5, 6]

    def test_a_next_link_is_followed_from_a_short_page(self, wire, client):
        """`per_page` repeats what was asked for, though the page was capped."""
        serve(wire, BRANDS, envelope(rows(1), per_page=250, links=NEXT), envelope(rows(2), per_page=250))
        assert ids(client.brands.iter()) == [1, 2]

    def test_total_pages_is_not_believed(self, wire, client):
        """Edge case 51: computed for the uncapped list."""
        serve(wire, BRANDS, *[envelope(rows(n), total=3, per_page=1, total_pages=1) for n in (1, 2, 3)])
        assert ids(client.brands.iter()) == [1, 2, 3]

    def test_rows_count_more_than_a_total_of_zero(self, wire, client):
        """Edge case 53."""
        serve(
            wire,
            BRANDS,
            envelope(rows(1, 2), total=0, total_pages=0, per_page=2),
            envelope(rows(3), total=0, total_pages=0, per_page=2),
        )
        assert ids(client.brands.iter()) == [1, 2, 3]
        assert len(wire.calls) == 2

    @pytest.mark.parametrize(
        "pagination",
        [
            {},
            {"total": None, "links": None},
            {"offset": 0, "limit": 2, "total_items": 3},
            {"total": "3", "per_page": "2"},
            {"too_many": False},
        ],
    )
    def test_without_metadata_the_walk_ends_on_an_empty_page(self, wire, client, pagination):
        """Edge case 9."""
        pages = [{"data": page, "meta": {"pagination": pagination}} for page in (rows(1, 2), rows(3), [])]
        serve(wire, BRANDS, *pages)
        assert ids(client.brands.iter()) == [1, 2, 3]

    @pytest.mark.parametrize("pagination", [{}, {"links": NEXT}, {"total": 99, "per_page": 2}])
    def test_a_list_without_pages_is_read_once(self, wire, client, pagination):
        serve(wire, f"{API}/v3/catalog/trees", envelope(rows(1, 2), **pagination))
        assert ids(client.trees.iter()) == [1, 2]
        assert queries(wire, "page", "limit") == [(None, None), ("2", None)]

    def test_a_broken_page_does_not_end_the_list_quietly(self, wire, client):
        serve(wire, BRANDS, envelope(rows(1), total=2), {"errors": {}})
        with pytest.raises(UnexpectedResponse):
            ids(client.brands.iter())


class TestCursors:
    def test_cursors_are_followed(self, wire, client):
        first = envelope(rows(1, 2), total=5, per_page=2)
        first["meta"]["cursor_pagination"] = {"end_cursor": "b", "links": {"next": "?after=b"}}
        second = {"data": rows(3, 4), "meta": {"cursor_pagination": {"end_cursor": "d", "links": {"next": "?after=d"}}}}
        third = {"data": rows(5), "meta": {"cursor_pagination": {"end_cursor": "e", "per_page": 2, "links": {}}}}
        serve(wire, CUSTOMERS, first, second, third)
        assert ids(client.customers.iter()) == [1, 2, 3, 4, 5]
        assert queries(wire, "after", "page") == [(None, None), ("b", None), ("d", None)]

    def test_a_list_on_one_page_takes_one_request(self, wire, client):
        answer = envelope(rows(1), total=1, per_page=250)
        answer["meta"]["cursor_pagination"] = {"start_cursor": "a", "end_cursor": "a"}
        serve(wire, CUSTOMERS, answer)
        assert ids(client.customers.iter()) == [1]
        assert len(wire.calls) == 1

    def test_without_cursors_page_numbers_do(self, wire, client):
        serve(wire, CUSTOMERS, envelope(rows(1), total=2, per_page=1), envelope(rows(2), total=2, per_page=1))
        assert ids(client.customers.iter()) == [1, 2]
        assert queries(wire, "after", "page") == [(None, None), (None, "2")]

    @pytest.mark.parametrize("end_cursor", ["a", None, "", 7])
    def test_a_cursor_that_does_not_move_ends_the_list(self, wire, client, end_cursor):
        pages = [
            {"data": rows(number), "meta": {"cursor_pagination": {"end_cursor": cursor, "links": {"next": "?"}}}}
            for number, cursor in ((1, "a"), (2, end_cursor))
        ]
        serve(wire, CUSTOMERS, *pages)
        assert ids(client.customers.iter()) == [1, 2]
        assert len(wire.calls) == 2

    def test_a_server_that_ignores_cursors_is_no_endless_loop(self, wire, client):
        page = {"data": rows(1), "meta": {"cursor_pagination": {"end_cursor": "a", "links": {"next": "?after=a"}}}}
        serve(wire, CUSTOMERS, page)
        assert ids(client.customers.iter()) == [1]


class TestV2:
    def test_a_short_page_is_the_last(self, wire, client):
        full = rows(*range(250))
        serve(wire, ORDERS, full, rows(250))
        assert len(ids(client.orders.iter())) == 251
        assert queries(wire, "page", "limit") == [("1", "250"), ("2", "250")]

    @pytest.mark.parametrize("end", [204, []])
    def test_the_end_is_204_or_an_empty_list(self, wire, client, end):
        """Edge case 97."""
        serve(wire, ORDERS, rows(*range(250)), end)
        assert len(ids(client.orders.iter(customer_id=7))) == 250
        assert queries(wire, "customer_id") == [("7",), ("7",)]

    def test_no_orders_at_all(self, wire, client):
        serve(wire, ORDERS, 204)
        assert ids(client.orders.iter(cart_id="c-1")) == []

    def test_a_server_that_ignores_pages_is_no_endless_loop(self, wire, client):
        serve(wire, ORDERS, rows(*range(250)))
        assert len(ids(client.orders.iter())) == 250

    def test_an_envelope_where_a_bare_list_was_promised(self, wire, client):
        serve(wire, ORDERS, envelope(rows(1)))
        with pytest.raises(UnexpectedResponse):
            ids(client.orders.iter())


class TestFilters:
    def test_ids_are_asked_for_in_urls_of_bearable_length(self, wire, client):
        serve(wire, BRANDS, *[envelope(rows(number), total=1) for number in (1, 2, 3)])
        assert ids(client.brands.iter(ids=range(1, 251))) == [1, 2, 3]
        assert [len(value.split(",")) for (value,) in queries(wire, "id:in")] == [100, 100, 50]

    def test_an_id_is_asked_for_once(self):
        assert list(batches([3, 1, 3])) == [[3, 1]]

    @pytest.mark.parametrize(
        "walk",
        [
            lambda client: client.brands.iter(ids=[]),
            lambda client: client.categories.iter(ids=[]),
            lambda client: client.categories.iter(tree_ids=[]),
            lambda client: client.trees.iter(channel_ids=[]),
            lambda client: client.variants.iter(product_ids=[]),
            lambda client: client.products.iter(ids=[]),
            lambda client: client.products.iter(channel_ids=[]),
            lambda client: client.products.channel_assignments(product_ids=[]),
            lambda client: client.products.channel_assignments(channel_ids=[]),
            lambda client: client.products.category_assignments(product_ids=[]),
            lambda client: client.customers.iter(ids=[]),
            lambda client: client.customers.iter(emails=[]),
        ],
    )
    def test_none_of_something_is_not_all_of_it(self, wire, client, walk):
        assert list(walk(client)) == []
        assert not wire.calls
