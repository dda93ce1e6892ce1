"""Price lists, customer groups, and what shoppers pay under them."""

import pytest

from wagtail_bigcommerce.demostore import DemoStore, product

RULE = {"quantity_min": 5, "quantity_max": 0, "type": "percent", "amount": 10}


@pytest.fixture
def store(clock):
    finish = {
        "type": "dropdown",
        "option_values": [
            {"label": "Gold", "adjusters": {"price": {"adjuster": "relative", "adjuster_value": 2}}},
        ],
    }
    return DemoStore(
        products=[
            product(id=1, sku="ONE", price=20, sale_price=18, categories=[7], bulk_pricing_rules=[RULE]),
            product(id=2, sku="TWO", price=50, categories=[8], options={"Size": ["S", "M"]}, modifiers=[finish]),
        ],
        clock=clock,
    )


@pytest.fixture
def price_list(api):
    return api.post("/v3/pricelists", json={"name": "Trade"}).json()["data"]["id"]


def put(api, price_list_id, *records):
    answer = api.put(f"/v3/pricelists/{price_list_id}/records", json=list(records))
    assert answer.status_code == 200, answer.text


def group(api, *rules, name="Trade", **fields):
    answer = api.post("/v2/customer_groups", json={"name": name, "discount_rules": list(rules), **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()["id"]


def assign(api, price_list_id, **place):
    answer = api.post("/v3/pricelists/assignments", json=[{"price_list_id": price_list_id, **place}])
    assert answer.status_code == 200, answer.text


def paid(api, product_id=1, currency="USD", **fields):
    """The calculated price of one item, and the whole quote."""
    item = {"product_id": product_id, **fields.pop("item", {})}
    body = {"channel_id": 1, "currency_code": currency, "items": [item], **fields}
    (quote,) = api.post("/v3/pricing/products", json=body).json()["data"]
    return quote["calculated_price"]["as_entered"], quote


class TestPrecedence:
    def test_a_list_is_stronger_than_the_catalogs_sale(self, api, price_list):
        put(api, price_list, {"variant_id": 1001, "currency": "usd", "price": 30})
        assert paid(api)[0] == 18
        assign(api, price_list, channel_id=1)
        amount, quote = paid(api)
        assert (amount, quote["price"]["as_entered"]) == (30, 30)
        assert "sale_price" not in quote

    def test_the_lists_own_sale_and_tiers_come_with_it(self, api, price_list):
        tiers = [{"quantity_min": 10, "quantity_max": None, "type": "price", "amount": 3}]
        record = {"variant_id": 1001, "currency": "usd", "price": 30, "sale_price": 25, "retail_price": 40}
        put(api, price_list, {**record, "bulk_pricing_tiers": tiers})
        assign(api, price_list, channel_id=1)
        amount, quote = paid(api)
        assert (amount, quote["saved"]["as_entered"]) == (25, 15)
        assert [(tier["minimum"], tier["maximum"], tier["discount_amount"]) for tier in quote["bulk_pricing"]] == [
            (10, 0, 3)
        ]

    def test_modifiers_are_added_to_the_lists_price(self, api, store, price_list):
        row = store.state.products[2]
        option, modifier = row["options"][0], row["modifiers"][0]
        put(api, price_list, {"variant_id": 2001, "currency": "usd", "price": 44})
        assign(api, price_list, channel_id=1)
        chosen = [{"option_id": each["id"], "value_id": each["option_values"][0]["id"]} for each in (option, modifier)]
        assert paid(api, 2, item={"options": chosen})[0] == 46

    def test_a_variant_without_a_record_keeps_the_catalogs_price(self, api, price_list):
        put(api, price_list, {"variant_id": 2001, "currency": "usd", "price": 44})
        assign(api, price_list, channel_id=1)
        assert paid(api, 2, item={"variant_id": 2002})[0] == 50
        ranges = paid(api, 2)[1]["price_range"]
        assert (ranges["minimum"]["as_entered"], ranges["maximum"]["as_entered"]) == (44, 50)

    def test_a_record_is_a_price_in_its_own_currency(self, api, price_list):
        tier = {"quantity_min": 2, "quantity_max": 0, "type": "fixed", "amount": 11}
        put(api, price_list, {"variant_id": 1001, "currency": "EUR", "price": 12.99, "bulk_pricing_tiers": [tier]})
        assign(api, price_list, channel_id=1)
        amount, quote = paid(api, currency="EUR")
        assert (amount, quote["bulk_pricing"][0]["discount_amount"]) == (12.99, 11)
        assert paid(api, currency="USD")[0] == 18

    def test_channel_and_group_go_before_the_group_and_that_before_the_channel(self, api):
        lists = [api.post("/v3/pricelists", json={"name": name}).json()["data"]["id"] for name in ("a", "b", "c")]
        for price, each in zip((11, 12, 13), lists, strict=True):
            put(api, each, {"variant_id": 1001, "currency": "usd", "price": price})
        trade = group(api)
        assign(api, lists[0], channel_id=1)
        assert paid(api, customer_group_id=trade)[0] == 11
        assign(api, lists[1], customer_group_id=trade)
        assert paid(api, customer_group_id=trade)[0] == 12
        assert paid(api)[0] == 11
        api.put(f"/v3/pricelists/{lists[2]}/assignments", json={"customer_group_id": trade, "channel_id": 1})
        assert paid(api, customer_group_id=trade)[0] == 13
        api.put(f"/v3/pricelists/{lists[2]}", json={"active": False})
        assert paid(api, customer_group_id=trade)[0] == 12

    def test_a_groups_rule_may_name_the_list(self, api, price_list):
        put(api, price_list, {"variant_id": 1001, "currency": "usd", "price": 9})
        trade = group(api, {"type": "price_list", "price_list_id": price_list})
        assert paid(api, customer_group_id=trade)[0] == 9
        assert paid(api)[0] == 18

    @pytest.mark.parametrize(
        ("rules", "amount"),
        [
            ([("all", {}, "percent", "50.0000")], 9),
            ([("all", {}, "price", "3")], 15),
            ([("all", {}, "fixed", "7.5")], 7.5),
            ([("all", {}, "percent", "50"), ("category", {"category_id": 7}, "percent", "10")], 16.2),
            ([("category", {"category_id": 7}, "percent", "10"), ("product", {"product_id": 1}, "price", "1")], 17),
            ([("category", {"category_id": 99}, "percent", "10")], 18),
        ],
    )
    def test_the_closest_discount_of_a_group_counts(self, api, rules, amount):
        trade = group(api, *({"type": kind, **subject, "method": m, "amount": a} for kind, subject, m, a in rules))
        assert paid(api, customer_group_id=trade)[0] == amount

    def test_a_groups_discount_leaves_the_lists_prices_alone(self, api, price_list):
        put(api, price_list, {"variant_id": 1001, "currency": "usd", "price": 30})
        assign(api, price_list, channel_id=1)
        trade = group(api, {"type": "all", "method": "percent", "amount": "50"})
        assert paid(api, customer_group_id=trade)[0] == 30
        assert paid(api, 2, customer_group_id=trade, item={"variant_id": 2002})[0] == 25

    def test_the_groups_discount_comes_before_bulk_prices(self, api, store):
        from wagtail_bigcommerce.demostore.shopper_prices import ShopperPrices

        trade = group(api, {"type": "all", "method": "price", "amount": "8"})
        row = store.state.products[1]
        price = store.price_of(row, row["variants"][0], quantity=5, shopper=ShopperPrices(store.state, 1, "USD", trade))
        assert price.calculated_price == 9

    def test_customers_and_guests_have_their_groups(self, api, store):
        trade = group(api, {"type": "all", "method": "percent", "amount": "50"})
        guests = group(api, {"type": "all", "method": "price", "amount": "1"}, name="Guests", is_group_for_guests=True)
        sam = next(iter(store.state.customers.values()))
        sam["customer_group_id"] = trade
        assert paid(api, customer_id=sam["id"])[0] == 9
        assert paid(api)[0] == 17
        assert paid(api, customer_group_id=0)[0] == 18
        assert paid(api, customer_group_id=guests)[0] == 17
        body = {"channel_id": 1, "currency_code": "USD", "items": [], "customer_id": 999}
        assert api.post("/v3/pricing/products", json=body).status_code == 422


class TestPriceLists:
    def test_they_are_made_changed_found_and_deleted(self, api, store, price_list):
        other = api.post("/v3/pricelists", json={"name": "Sale", "active": False}).json()["data"]
        assert other["active"] is False
        assert api.ids("/v3/pricelists?name:like=trad") == [price_list]
        assert api.ids(f"/v3/pricelists?id:in={other['id']}") == [other["id"]]
        assert api.put(f"/v3/pricelists/{price_list}", json={"name": "Wholesale"}).json()["data"]["name"] == "Wholesale"
        assert api.delete(f"/v3/pricelists/{price_list}").status_code == 204
        assert api.get(f"/v3/pricelists/{price_list}").status_code == 404
        assert api.delete(f"/v3/pricelists?id:in={other['id']}").status_code == 204
        assert api.rows("/v3/pricelists") == []

    def test_names_are_given_and_unique(self, api, price_list):
        assert api.post("/v3/pricelists", json={"name": "Trade"}).status_code == 409
        assert api.post("/v3/pricelists", json={"name": " "}).status_code == 422

    def test_they_page_by_cursor(self, api, price_list):
        second = api.post("/v3/pricelists", json={"name": "b"}).json()["data"]["id"]
        first = api.get("/v3/pricelists?limit=1").json()
        cursor = first["meta"]["cursor_pagination"]["end_cursor"]
        assert [row["id"] for row in first["data"]] == [price_list]
        assert api.ids(f"/v3/pricelists?limit=1&after={cursor}") == [second]

    def test_what_is_deleted_takes_prices_and_assignments_along(self, api, store, price_list):
        put(api, price_list, {"variant_id": 1001, "currency": "usd", "price": 3})
        assign(api, price_list, channel_id=1)
        api.delete(f"/v3/pricelists/{price_list}")
        assert not store.state.price_records
        assert not store.state.price_list_assignments
        assert paid(api)[0] == 18

    def test_each_change_has_its_event(self, api, store, price_list):
        api.post("/v3/hooks", json={"scope": "store/priceList/*", "destination": "https://shop.example.com/"})
        heard = []
        store.webhooks.transport = lambda url, headers, body: heard.append(body) or 200
        api.put(f"/v3/pricelists/{price_list}", json={"active": False})
        put(api, price_list, {"variant_id": 1001, "currency": "usd", "price": 3})
        assign(api, price_list, channel_id=1)
        scopes = [delivery.scope for delivery in store.deliver_webhooks(sync=True)]
        assert scopes == [
            "store/priceList/updated",
            "store/priceList/deactivated",
            "store/priceList/record/created",
            "store/priceList/assignment/updated",
        ]


class TestRecords:
    def test_they_are_found_by_variant_product_and_currency(self, api, price_list):
        put(
            api,
            price_list,
            {"variant_id": 1001, "currency": "usd", "price": 10, "sale_price": 8},
            {"variant_id": 1001, "currency": "eur", "price": 9},
            {"sku": "TWO-1", "currency": "usd", "price": 40},
        )
        url = f"/v3/pricelists/{price_list}/records"
        assert [(row["variant_id"], row["currency"]) for row in api.rows(url)] == [
            (1001, "eur"),
            (1001, "usd"),
            (2001, "usd"),
        ]
        assert api.ids(f"{url}?product_id:in=2", key="variant_id") == [2001]
        assert api.ids(f"{url}?currency=EUR", key="price") == [9]
        assert api.ids(f"{url}?price:min=10&sku:in=one", key="price") == [10]
        assert api.rows(f"{url}/1001/usd")["calculated_price"] == 8
        assert api.ids(f"{url}/1001", key="currency") == ["eur", "usd"]
        first = api.get(f"{url}?limit=2").json()
        cursor = first["meta"]["cursor_pagination"]["end_cursor"]
        assert api.ids(f"{url}?limit=2&after={cursor}", key="variant_id") == [2001]

    def test_tiers_and_sku_are_included_on_request(self, api, price_list):
        tier = {"quantity_min": 2, "quantity_max": 9, "type": "percent", "amount": 5}
        put(api, price_list, {"variant_id": 1001, "currency": "usd", "price": 10, "bulk_pricing_tiers": [tier]})
        url = f"/v3/pricelists/{price_list}/records"
        (plain,) = api.rows(url)
        assert {"bulk_pricing_tiers", "sku", "sale_price"}.isdisjoint(plain)
        (full,) = api.rows(f"{url}?include=bulk_pricing_tiers,sku")
        assert (full["bulk_pricing_tiers"], full["sku"]) == ([tier], "ONE")

    def test_one_is_written_and_deleted_by_its_place(self, api, price_list):
        url = f"/v3/pricelists/{price_list}/records/1001/usd"
        assert api.put(url, json={"price": 10, "sale_price": 9}).json()["data"]["calculated_price"] == 9
        assert api.put(url, json={"price": 11}).json()["data"]["sale_price"] == 9
        assert api.delete(url).status_code == 204
        assert api.get(url).status_code == 404
        assert api.put(f"/v3/pricelists/{price_list}/records/9/usd", json={"price": 1}).status_code == 404

    def test_they_are_deleted_by_filter(self, api, price_list):
        rows = [{"variant_id": 1001, "currency": code, "price": 1} for code in ("usd", "eur")]
        put(api, price_list, *rows)
        api.delete(f"/v3/pricelists/{price_list}/records?currency=eur")
        assert api.ids(f"/v3/pricelists/{price_list}/records", key="currency") == ["usd"]

    def test_several_lists_are_written_at_once(self, api, price_list):
        row = {"variant_id": 1001, "currency": "usd", "price": 3}
        assert api.put("/v3/pricelists/records", json=[{**row, "price_list_id": price_list}]).status_code == 200
        refused = api.post("/v3/pricelists/records", json=[{**row, "price_list_id": 99}])
        assert "0.price_list_id" in refused.json()["errors"]
        assert len(api.rows(f"/v3/pricelists/{price_list}/records")) == 1

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"variant_id": 9}, "0.variant_id"),
            ({"currency": "XYZ"}, "0.currency"),
            ({"price": -1}, "0.price"),
            ({"sale_price": "free"}, "0.sale_price"),
            ({"bulk_pricing_tiers": [{"type": "magic"}]}, "0.bulk_pricing_tiers"),
        ],
    )
    def test_what_is_wrong_is_named_and_nothing_written(self, api, store, price_list, change, field):
        rows = [{"variant_id": 1001, "currency": "usd", "price": 3, **change}]
        answer = api.put(f"/v3/pricelists/{price_list}/records", json=rows)
        assert answer.status_code == 422
        assert field in answer.json()["errors"]
        assert not store.state.price_records

    def test_only_so_many_at_a_time(self, api, price_list):
        rows = [{"variant_id": 1001, "currency": "usd", "price": 3}] * 101
        assert api.post(f"/v3/pricelists/{price_list}/records", json=rows).status_code == 422
        assert api.put(f"/v3/pricelists/{price_list}/records", json=rows).status_code == 200
        assert api.put(f"/v3/pricelists/{price_list}/records", json=rows * 10).status_code == 422


class TestAssignments:
    def test_they_are_found_replaced_and_deleted(self, api, price_list):
        trade = group(api)
        assign(api, price_list, channel_id=1)
        assign(api, price_list, customer_group_id=trade)
        assign(api, price_list, customer_group_id=trade)
        url = "/v3/pricelists/assignments"
        assert len(api.rows(url)) == 2
        (row,) = api.rows(f"{url}?customer_group_id={trade}")
        assert "channel_id" not in row
        assert api.delete(f"{url}?channel_id:in=1").status_code == 204
        assert api.rows(url) == [row]
        assert api.delete(url).status_code == 422

    @pytest.mark.parametrize(
        "row",
        [{}, {"channel_id": 99}, {"customer_group_id": 99}, {"price_list_id": 99, "channel_id": 1}],
    )
    def test_they_need_a_list_and_a_place(self, api, price_list, row):
        answer = api.post("/v3/pricelists/assignments", json=[{"price_list_id": price_list, **row}])
        assert answer.status_code == 422
        many = [{"price_list_id": price_list, "channel_id": 1}] * 26
        assert api.post("/v3/pricelists/assignments", json=many).status_code == 422

    def test_a_place_has_both_halves(self, api, price_list):
        answer = api.put(f"/v3/pricelists/{price_list}/assignments", json={"channel_id": 1})
        assert set(answer.json()["errors"]) == {"customer_group_id"}


class TestCustomerGroups:
    def test_they_are_a_bare_list_and_nothing_past_its_end(self, api):
        assert api.get("/v2/customer_groups").status_code == 204
        trade = group(api, category_access={"type": "specific", "categories": [7]})
        (row,) = api.get("/v2/customer_groups").json()
        assert row["category_access"] == {"type": "specific", "categories": [7]}
        assert api.get(f"/v2/customer_groups/{trade}").json() == row
        assert api.get("/v2/customer_groups/count").json() == {"count": 1}
        assert api.get("/v2/customer_groups?is_group_for_guests=true").status_code == 204

    def test_one_is_for_guests(self, api):
        first = group(api, name="a", is_group_for_guests=True)
        second = group(api, name="b", is_group_for_guests=True)
        found = api.get("/v2/customer_groups?is_group_for_guests=true").json()
        assert [row["id"] for row in found] == [second]
        assert api.put(f"/v2/customer_groups/{first}", json={"name": "c"}).json()["is_group_for_guests"] is False

    def test_members_of_a_group_that_goes_have_none(self, api, store):
        trade = group(api)
        sam = next(iter(store.state.customers.values()))
        sam["customer_group_id"] = trade
        assert api.delete(f"/v2/customer_groups/{trade}").status_code == 204
        assert sam["customer_group_id"] == 0
        assert api.get(f"/v2/customer_groups/{trade}").status_code == 404

    @pytest.mark.parametrize(
        "fields",
        [
            {"name": ""},
            {"category_access": {"type": "most"}},
            {"discount_rules": [{"type": "moon"}]},
            {"discount_rules": [{"type": "category", "method": "percent", "amount": "1"}]},
            {"discount_rules": [{"type": "all", "method": "percent", "amount": "much"}]},
            {"discount_rules": [{"type": "all", "method": "percent", "amount": "1"}] * 2},
            {"discount_rules": [{"type": "price_list", "price_list_id": 1}] * 2},
        ],
    )
    def test_what_is_no_group_is_refused(self, api, fields):
        assert api.post("/v2/customer_groups", json={"name": "Trade", **fields}).status_code == 400

    def test_names_are_unique(self, api):
        group(api)
        assert api.post("/v2/customer_groups", json={"name": "Trade"}).status_code == 409
