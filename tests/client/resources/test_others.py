"""The areas whose methods only name a path and take the payload out."""

import json
from datetime import UTC, datetime

import pytest

from wagtail_bigcommerce.client import UnexpectedResponse

from ..conftest import API, envelope
from ..test_pagination import queries


def test_the_store_and_its_clock(wire, client):
    wire.get(f"{API}/v2/store", json={"id": "abc123", "logo": []})
    wire.get(f"{API}/v2/time", json={"time": 1767225600})
    assert client.store.get() == {"id": "abc123", "logo": []}
    assert client.store.time() == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("answer", [{}, {"time": None}, {"time": "soon"}])
def test_a_clock_without_hands(wire, client, answer):
    wire.get(f"{API}/v2/time", json=answer)
    with pytest.raises(UnexpectedResponse):
        client.store.time()


def test_currencies(wire, client):
    wire.get(f"{API}/v2/currencies", json=[{"currency_code": "USD"}])
    assert client.currencies.list() == [{"currency_code": "USD"}]


def test_settings_of_the_store_and_of_a_channel(wire, client):
    wire.get(f"{API}/v3/settings/inventory", json=envelope({"stock_level_display": "show"}))
    wire.get(f"{API}/v3/settings/storefront/product", json=envelope({"hide_price_from_guests": True}))
    wire.get(f"{API}/v3/tax/settings", json=envelope({"tax_entered_with_prices": False}))
    assert client.settings.inventory() == {"stock_level_display": "show"}
    assert client.settings.inventory(3) == {"stock_level_display": "show"}
    assert client.settings.storefront_product(channel_id=3) == {"hide_price_from_guests": True}
    assert client.settings.tax() == {"tax_entered_with_prices": False}
    assert queries(wire, "channel_id") == [(None,), ("3",), ("3",), (None,)]


def test_channels_and_sites(wire, client):
    wire.get(f"{API}/v3/channels", json=envelope([{"id": 1}], total=1))
    wire.get(f"{API}/v3/channels/3", json=envelope({"id": 3}))
    wire.get(f"{API}/v3/channels/3/site", json=envelope({"id": 1000}))
    wire.get(f"{API}/v3/channels/3/currency-assignments", json=envelope({"default_currency": "USD"}))
    wire.get(f"{API}/v3/sites/1000", json=envelope({"id": 1000}))
    wire.get(f"{API}/v3/sites/1000/routes", json=envelope([{"type": "cart"}], total=1))
    assert list(client.channels.iter()) == [{"id": 1}]
    assert client.channels.get(3) == {"id": 3}
    assert client.channels.site(3) == {"id": 1000}
    assert client.channels.currency_assignments(3) == {"default_currency": "USD"}
    assert client.sites.get(1000) == {"id": 1000}
    assert list(client.sites.routes(1000)) == [{"type": "cart"}]


def test_categories_and_brands(wire, client):
    wire.get(f"{API}/v3/catalog/trees", json=envelope([{"id": 1}], total=1))
    wire.get(f"{API}/v3/catalog/trees/categories", json=envelope([{"category_id": 5}], total=1))
    wire.get(f"{API}/v3/catalog/categories/5/products/sort-order", json=envelope([{"product_id": 7}], total=1))
    wire.get(f"{API}/v3/catalog/variants", json=envelope([{"id": 9}], total=1))
    assert list(client.trees.iter([1])) == [{"id": 1}]
    assert list(client.categories.iter(tree_ids=[1])) == [{"category_id": 5}]
    assert list(client.categories.sort_order(5)) == [{"product_id": 7}]
    assert list(client.variants.iter(product_ids=[7])) == [{"id": 9}]
    assert queries(wire, "channel_id:in", "tree_id:in", "product_id:in") == [
        ("1", None, None),
        (None, "1", None),
        (None, None, None),
        (None, None, "7"),
    ]


def test_prices_are_asked_for_in_batches_of_fifty(wire, client):
    wire.post(f"{API}/v3/pricing/products", json=envelope([{"product_id": 1}]))
    items = [{"product_id": number} for number in range(120)]
    rows = client.pricing.quote(items, channel_id=3, currency_code="EUR", customer_group_id=2)
    bodies = [json.loads(call.request.body) for call in wire.calls]
    assert len(rows) == 3
    assert [len(body["items"]) for body in bodies] == [50, 50, 20]
    assert {key: value for key, value in bodies[0].items() if key != "items"} == {
        "channel_id": 3,
        "currency_code": "EUR",
        "customer_group_id": 2,
    }


def test_no_prices_need_no_request(wire, client):
    assert client.pricing.quote([], channel_id=3, currency_code="EUR") == []
    assert not wire.calls


def test_orders(wire, client):
    wire.get(f"{API}/v2/orders/100", json={"id": 100, "total_inc_tax": "109.0000", "products": {"url": "https://x"}})
    wire.get(f"{API}/v2/orders/100/products", json=[{"id": 1}])
    wire.get(f"{API}/v2/orders/100/shipping_addresses", json=[{"id": 2}])
    wire.get(f"{API}/v2/orders/100/shipments", status=204)
    wire.get(f"{API}/v2/order_statuses", json=[{"id": 0}])
    assert client.orders.get(100)["total_inc_tax"] == "109.0000"
    assert list(client.orders.products(100)) == [{"id": 1}]
    assert list(client.orders.shipping_addresses(100)) == [{"id": 2}]
    assert list(client.orders.shipments(100)) == []
    assert client.orders.statuses() == [{"id": 0}]


def test_hooks(wire, client):
    hook = {"id": 1, "scope": "store/order/*", "is_active": True}
    wire.get(f"{API}/v3/hooks", json=envelope([hook], total=1))
    wire.get(f"{API}/v3/hooks/1", json=envelope(hook))
    wire.post(f"{API}/v3/hooks", json=envelope(hook))
    wire.put(f"{API}/v3/hooks/1", json=envelope(hook))
    wire.delete(f"{API}/v3/hooks/1", json=envelope(hook))
    assert list(client.hooks.iter()) == [hook]
    assert client.hooks.get(1) == hook
    assert client.hooks.create("store/order/*", "https://shop.example/", {"X-Secret": "s"}) == hook
    assert json.loads(wire.calls[-1].request.body)["headers"] == {"X-Secret": "s"}
    assert client.hooks.update(1, is_active=True) == hook
    assert json.loads(wire.calls[-1].request.body) == {"is_active": True}
    assert client.hooks.delete(1) is None


def test_price_list_assignments_by_cursor(wire, client):
    cursor = {
        "cursor_pagination": {"count": 1, "per_page": 250, "end_cursor": "next", "links": {"next": "?after=next"}}
    }
    first, last = {"price_list_id": 1, "channel_id": 3}, {"price_list_id": 2, "customer_group_id": 4}
    wire.get(f"{API}/v3/pricelists/assignments", json={"data": [first], "meta": cursor})
    wire.get(f"{API}/v3/pricelists/assignments", json={"data": [last], "meta": {}})
    wire.get(f"{API}/v3/pricelists/assignments", json={"data": [], "meta": {}})
    assert list(client.price_lists.assignments(channel_id=3)) == [first, last]
    assert wire.calls[0].request.params == {"channel_id": "3", "limit": "250"}
    assert wire.calls[1].request.params == {"channel_id": "3", "limit": "250", "after": "next"}


def test_customer_groups(wire, client):
    wire.get(f"{API}/v2/customer_groups", json=[{"id": 1, "is_group_for_guests": True}])
    assert client.customer_groups.list(is_group_for_guests=True) == [{"id": 1, "is_group_for_guests": True}]
    assert wire.calls[0].request.params["is_group_for_guests"] == "true"


def test_no_customer_groups_is_204(wire, client):
    wire.get(f"{API}/v2/customer_groups", status=204)
    assert client.customer_groups.list() == []
