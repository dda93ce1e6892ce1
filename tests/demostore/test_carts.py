"""Carts of the demo store: items, options, limits, versions, life."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from wagtail_bigcommerce.demostore import DemoStore

from .sessions import StoreSession
from .shelves import DISPLAY, ENGRAVED, GIFT, GONE, LAST_ONE, MANUAL, MUG, PACK, TEE, shelves

OPTIONS = "include=line_items.physical_items.options,line_items.digital_items.options"
ALL_CHOICES = [
    (801, "Hello", "Hello", None),
    (802, "one\ntwo", "one\ntwo", None),
    (803, 7, "7", None),
    (803, "7", "7", None),
    (804, {"day": "01", "month": "02", "year": "2026"}, "1 Feb 2026", None),
    (804, 1_769_904_000, "1 Feb 2026", None),
    (806, 8062, "No", 8062),
    (807, 8072, "Gloss", 8072),
    (808, 8082, "Gold", 8082),
    (809, 8091, "Today", 8091),
    (810, 8101, "Red", 8101),
    (811, 8111, "The last one", 8111),
    (812, 8121, "A mug", 8121),
]
BAD_CHOICES = [
    (801, 5),
    (801, "x"),
    (801, "too long"),
    (802, "1\n2\n3"),
    (803, "seven"),
    (803, 0),
    (803, 10),
    (803, "2.5"),
    (803, "NaN"),
    (804, "tomorrow"),
    (804, {"day": 31, "month": 2, "year": 2026}),
    (804, {"day": 1}),
    (804, 1_609_459_200),
    (804, 1_893_456_000),
    (805, {"originalName": "me.png", "temporaryPath": "uploads/me.png"}),
    (806, True),
    (807, "Gloss"),
    (808, "8082"),
    (809, 8092),
    (810, 8071),
    (811, LAST_ONE),
]


@pytest.fixture
def store(clock):
    return DemoStore(products=shelves(), clock=clock)


@pytest.fixture
def create(api):
    def create(*line_items, query="", **body):
        return api.post(f"/v3/carts{query}", json={"line_items": list(line_items), **body})

    return create


@pytest.fixture
def cart(create):
    return create({"product_id": MUG, "quantity": 2}).json()["data"]


def error_of(answer):
    assert answer.status_code == 422, answer.text
    return answer.json()["title"], answer.json().get("errors")


def selected(*pairs, product_id=GIFT):
    selections = [{"option_id": option_id, "option_value": value} for option_id, value in pairs]
    return {"product_id": product_id, "quantity": 1, "option_selections": selections}


def test_a_simple_product(create):
    answer = create({"product_id": MUG, "quantity": 2}, channel_id=1)
    assert answer.status_code == 201
    cart = answer.json()["data"]
    (line,) = cart["line_items"]["physical_items"]
    assert (line["product_id"], line["variant_id"], line["quantity"]) == (MUG, MUG * 1000 + 1, 2)
    assert (line["original_price"], line["list_price"], line["sale_price"]) == (12.5, 10, 10)
    assert line["extended_sale_price"] == 20
    assert (cart["base_amount"], cart["cart_amount"]) == (20, 20)
    assert (cart["customer_id"], cart["channel_id"], cart["currency"], cart["version"]) == (0, 1, {"code": "USD"}, 1)
    assert "options" not in line
    assert "redirect_urls" not in cart


def test_options_are_shown_only_when_asked_for(create, api):
    cart_id = create({"product_id": TEE, "variant_id": 2002, "quantity": 1}).json()["data"]["id"]
    (line,) = api.get(f"/v3/carts/{cart_id}?{OPTIONS}").json()["data"]["line_items"]["physical_items"]
    assert line["options"] == [
        {"name": "Size", "nameId": 201, "value": "S", "valueId": 20101},
        {"name": "Colour", "nameId": 202, "value": "Blue", "valueId": 20202},
    ]
    (line,) = api.get(f"/v3/carts/{cart_id}").json()["data"]["line_items"]["physical_items"]
    assert "options" not in line


def test_an_unknown_include_is_refused(cart, api):
    assert api.get(f"/v3/carts/{cart['id']}?include=everything").status_code == 422


def test_options_select_the_variant(create):
    answer = create(selected((202, 20201), (201, 20102), product_id=TEE))
    (line,) = answer.json()["data"]["line_items"]["physical_items"]
    assert line["variant_id"] == 2003


def test_a_product_with_options_needs_a_variant(create):
    title, errors = error_of(create({"product_id": TEE, "quantity": 1}))
    assert title == "Missing or incorrect required fields"
    assert errors == {"variant": "This product has options, variant ID is required"}


def test_a_missing_option_is_named(create):
    title, errors = error_of(create(selected((201, 20101), product_id=TEE)))
    assert title == "Please choose Colour for Tee."
    assert errors == {"option_selections": "Option 202 is required"}


@pytest.mark.parametrize(
    "item",
    [
        selected((201, 20101), (202, 99), product_id=TEE),
        selected((201, 20101), (202, "20201"), product_id=TEE),
        selected((201, 20101), (202, 20201), (999, 1), product_id=TEE),
        {"product_id": TEE, "variant_id": 1001, "quantity": 1},
        {"product_id": 404, "quantity": 1},
        {"quantity": 1},
        {"product_id": MUG, "quantity": 0},
        {"product_id": MUG, "quantity": -1},
        {"product_id": MUG, "quantity": "2"},
        {"product_id": MUG, "quantity": 1.5},
        {"product_id": MUG},
        {"product_id": MUG, "quantity": 1, "list_price": "1"},
        {"product_id": GONE, "quantity": 1},
        {"product_id": DISPLAY, "quantity": 1},
    ],
)
def test_what_is_not_sold_is_a_422_and_no_cart(create, store, item):
    error_of(create(item))
    assert store.state.carts == {}


@pytest.mark.parametrize("selections", ["everything", [5], [{"option_value": 1}], [{"option_id": "201"}]])
def test_a_malformed_selection_breaks_the_api(create, selections):
    assert create({"product_id": TEE, "quantity": 1, "option_selections": selections}).status_code == 500


@pytest.mark.parametrize(("option_id", "value", "shown", "value_id"), ALL_CHOICES)
def test_every_type_of_modifier(create, option_id, value, shown, value_id):
    answer = create(selected((option_id, value)), query=f"?{OPTIONS}")
    line = answer.json()["data"]["line_items"]["physical_items"][0]
    (option,) = line["options"]
    assert (option["nameId"], option["value"], option["valueId"]) == (option_id, shown, value_id)


@pytest.mark.parametrize(("option_id", "value"), BAD_CHOICES)
def test_values_that_a_modifier_does_not_take(create, option_id, value):
    error_of(create(selected((option_id, value))))


@pytest.mark.parametrize("value", [None, "", {}])
def test_an_optional_modifier_may_be_left_blank(create, value):
    answer = create(selected((801, value)), query=f"?{OPTIONS}")
    assert answer.json()["data"]["line_items"]["physical_items"][0]["options"] == []


@pytest.mark.parametrize("words", [[], [(951, "")]])
def test_a_required_modifier_may_not(create, words):
    title, errors = error_of(create(selected((901, 90101), *words, product_id=ENGRAVED)))
    assert title == "Please enter Words for Engraved."
    assert errors == {"option_selections": "Option 951 is required"}


def test_a_variant_id_leaves_a_required_modifier_missing(create):
    error_of(create({"product_id": ENGRAVED, "variant_id": 9001, "quantity": 1}))


def test_a_variant_id_does_not_go_with_modifiers(create):
    _, errors = error_of(create({**selected((951, "Hi"), product_id=ENGRAVED), "variant_id": 9001}))
    assert list(errors) == ["variant_id"]


def test_modifiers_and_pick_lists_change_the_price(create):
    (line,) = create(selected((808, 8082))).json()["data"]["line_items"]["physical_items"]
    assert line["list_price"] == 10.5
    line, _picked = create(selected((811, 8111))).json()["data"]["line_items"]["physical_items"]
    assert line["list_price"] == 11


def test_a_picked_product_is_a_line_below_its_parent(create, api):
    cart = create(selected((811, 8111))).json()["data"]
    gift, picked = cart["line_items"]["physical_items"]
    assert (picked["product_id"], picked["parent_id"], gift["parent_id"]) == (LAST_ONE, gift["id"], None)
    assert (picked["list_price"], picked["is_mutable"], cart["base_amount"]) == (0, False, 11)
    again = api.get(f"/v3/carts/{cart['id']}").json()["data"]["line_items"]["physical_items"]
    assert [line["id"] for line in again] == [gift["id"], picked["id"]]
    assert api.delete(f"/v3/carts/{cart['id']}/items/{picked['id']}").status_code == 404


def test_a_picked_product_must_be_in_stock_too(create):
    picked = {**selected((811, 8111)), "quantity": 2}
    title, _ = error_of(create(picked))
    assert title == "We don't have enough Last one in stock for the quantity you selected."


@pytest.mark.parametrize(
    ("quantity", "title"),
    [
        (5, "You need to purchase a minimum of 6 of the Pack per order."),
        (25, "You can only purchase a maximum of 24 of the Pack per order."),
    ],
)
def test_quantity_limits(create, quantity, title):
    assert error_of(create({"product_id": PACK, "quantity": quantity}))[0] == title


def test_stock_counts_all_lines(create, api):
    cart = create({"product_id": MUG, "quantity": 15, "name": "A"}).json()["data"]
    more = {"line_items": [{"product_id": MUG, "quantity": 6, "name": "B"}]}
    error_of(api.post(f"/v3/carts/{cart['id']}/items", json=more))
    assert api.get(f"/v3/carts/{cart['id']}").json()["data"]["base_amount"] == 150


def test_a_product_of_another_channel_is_not_sold(create, store):
    channel = store.add_channel("Second", site_url="https://second.example.com")
    error_of(create({"product_id": MUG, "quantity": 1}, channel_id=channel["id"]))
    error_of(create({"product_id": MUG, "quantity": 1}, channel_id=99))
    store.assign(MUG, channel["id"])
    assert create({"product_id": MUG, "quantity": 1}, channel_id=channel["id"]).status_code == 201


def test_digital_lines_stand_apart(create):
    items = create({"product_id": MANUAL, "quantity": 1}).json()["data"]["line_items"]
    assert [line["product_id"] for line in items["digital_items"]] == [MANUAL]
    assert "is_require_shipping" not in items["digital_items"][0]
    assert items["physical_items"] == []


def test_equal_lines_become_one(cart, api):
    more = {"line_items": [{"product_id": MUG, "quantity": 3}]}
    answer = api.post(f"/v3/carts/{cart['id']}/items", json=more)
    assert answer.status_code == 201
    (line,) = answer.json()["data"]["line_items"]["physical_items"]
    assert (line["id"], line["quantity"]) == (cart["line_items"]["physical_items"][0]["id"], 5)


def test_price_and_name_of_the_caller_win(create):
    line = {"product_id": MUG, "quantity": 3, "list_price": 0.1, "name": "A cup"}
    cart = create(line).json()["data"]
    assert cart["base_amount"] == 0.3
    assert cart["line_items"]["physical_items"][0]["name"] == "A cup"


def test_custom_items_and_gift_certificates(create):
    person = {"name": "Ada", "email": "ada@example.com"}
    certificate = {
        "name": "For you",
        "theme": "Birthday",
        "amount": 25,
        "quantity": 2,
        "sender": person,
        "recipient": person,
        "message": "Many returns",
    }
    custom = {"sku": "X", "name": "Repair", "quantity": 1, "list_price": 9.99}
    cart = create(custom_items=[custom], gift_certificates=[certificate]).json()["data"]
    assert cart["base_amount"] == 59.99
    assert cart["line_items"]["custom_items"][0]["name"] == "Repair"
    assert cart["line_items"]["gift_certificates"][0]["recipient"] == person


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"line_items": "MUG"},
        {"custom_items": [{"name": "", "quantity": 1, "list_price": 1}]},
        {"custom_items": [{"name": "x" * 251, "quantity": 1, "list_price": 1}]},
        {"gift_certificates": [{"name": "A", "theme": "Gothic", "amount": 5, "quantity": 1}]},
        {"gift_certificates": [{"name": "A", "theme": "Boy", "amount": 1001, "quantity": 1}]},
        {"gift_certificates": [{"name": "A", "theme": "Boy", "amount": 5, "quantity": 1, "sender": {}}]},
    ],
)
def test_items_that_are_no_items(api, body):
    assert api.post("/v3/carts", json=body).status_code == 422


def test_updating_a_line(cart, api):
    item_id = cart["line_items"]["physical_items"][0]["id"]
    url = f"/v3/carts/{cart['id']}/items/{item_id}"
    answer = api.put(url, json={"line_item": {"product_id": MUG, "quantity": 4}})
    assert answer.status_code == 200
    assert answer.json()["data"]["base_amount"] == 40
    assert answer.json()["data"]["version"] == cart["version"] + 1
    error_of(api.put(url, json={"line_item": {"product_id": MUG, "quantity": 21}}))
    error_of(api.put(url, json={"line_item": {"product_id": TEE, "quantity": 1}}))
    error_of(api.put(url, json={}))


def test_an_update_drops_modifiers_that_are_not_sent_again(create, api):
    cart = create(selected((801, "Hello")), query=f"?{OPTIONS}").json()["data"]
    item_id = cart["line_items"]["physical_items"][0]["id"]
    body = {"line_item": {"product_id": GIFT, "quantity": 2}}
    changed = api.put(f"/v3/carts/{cart['id']}/items/{item_id}?{OPTIONS}", json=body).json()["data"]
    assert changed["line_items"]["physical_items"][0]["options"] == []


def test_an_update_without_a_required_modifier_fails(create, api):
    cart = create(selected((901, 90102), (951, "Hi"), product_id=ENGRAVED)).json()["data"]
    url = f"/v3/carts/{cart['id']}/items/{cart['line_items']['physical_items'][0]['id']}"
    error_of(api.put(url, json={"line_item": {"product_id": ENGRAVED, "quantity": 2}}))
    again = {**selected((901, 90102), (951, "Hi"), product_id=ENGRAVED), "quantity": 2}
    assert api.put(url, json={"line_item": again}).status_code == 200
    other_variant = {**selected((901, 90101), (951, "Hi"), product_id=ENGRAVED), "quantity": 2}
    error_of(api.put(url, json={"line_item": other_variant}))


def test_a_custom_item_cannot_be_updated(create, api):
    cart = create(custom_items=[{"name": "Repair", "quantity": 1, "list_price": 9}]).json()["data"]
    item_id = cart["line_items"]["custom_items"][0]["id"]
    error_of(api.put(f"/v3/carts/{cart['id']}/items/{item_id}", json={"line_item": {"quantity": 2}}))


def test_removing_the_last_line_removes_the_cart(create, api):
    lines = ({"product_id": MUG, "quantity": 1}, {"product_id": MANUAL, "quantity": 1})
    cart = create(*lines).json()["data"]
    (physical,), (digital,) = cart["line_items"]["physical_items"], cart["line_items"]["digital_items"]
    answer = api.delete(f"/v3/carts/{cart['id']}/items/{physical['id']}")
    assert answer.status_code == 200
    assert answer.json()["data"]["base_amount"] == 5
    answer = api.delete(f"/v3/carts/{cart['id']}/items/{digital['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert api.get(f"/v3/carts/{cart['id']}").status_code == 404


def test_unknown_carts_and_lines(cart, api):
    assert api.get("/v3/carts/00000000-0000-4000-8000-000000000000").status_code == 404
    url = f"/v3/carts/{cart['id']}/items/00000000-0000-4000-8000-000000000000"
    assert api.delete(url).status_code == 404
    assert api.put(url, json={"line_item": {"quantity": 1}}).status_code == 404


def test_deleting_a_cart(cart, api):
    assert api.delete(f"/v3/carts/{cart['id']}").status_code == 204
    assert api.delete(f"/v3/carts/{cart['id']}").status_code == 404


@pytest.mark.parametrize("change", ["add", "update", "remove", "customer"])
def test_a_stale_version_is_a_conflict(cart, api, change):
    url, item_id = f"/v3/carts/{cart['id']}", cart["line_items"]["physical_items"][0]["id"]
    line = {"product_id": MUG, "quantity": 1}

    def send(version):
        if change == "add":
            return api.post(f"{url}/items", json={"line_items": [line], "version": version})
        if change == "update":
            return api.put(f"{url}/items/{item_id}", json={"line_item": line, "version": version})
        if change == "remove":
            return api.delete(f"{url}/items/{item_id}", json={"version": version})
        return api.put(url, json={"customer_id": 1, "version": version})

    assert send(cart["version"] + 1).status_code == 409
    assert api.get(url).json()["data"]["version"] == cart["version"]
    assert send(cart["version"]).status_code in {200, 201, 204}


def test_a_cart_given_to_a_customer_loses_its_coupons(cart, api):
    api.post(f"/v3/checkouts/{cart['id']}/coupons", json={"coupon_code": "WELCOME10"})
    answer = api.put(f"/v3/carts/{cart['id']}", json={"customer_id": 1})
    assert answer.status_code == 201
    assert (answer.json()["data"]["customer_id"], answer.json()["data"]["coupons"]) == (1, [])


@pytest.mark.parametrize("customer_id", ["1", 99, None])
def test_a_customer_who_is_none(cart, api, customer_id):
    error_of(api.put(f"/v3/carts/{cart['id']}", json={"customer_id": customer_id}))


def test_a_cart_lives_thirty_days_after_its_last_change(cart, api, clock):
    clock.advance(days=29)
    api.post(f"/v3/carts/{cart['id']}/items", json={"line_items": [{"product_id": MUG, "quantity": 1}]})
    clock.advance(days=29)
    assert api.get(f"/v3/carts/{cart['id']}").status_code == 200
    clock.advance(days=1)
    assert api.get(f"/v3/carts/{cart['id']}").status_code == 404


def test_currency(create):
    euro = create({"product_id": MUG, "quantity": 1}, currency={"code": "EUR"}).json()["data"]
    assert (euro["currency"], euro["base_amount"]) == ({"code": "EUR"}, 9.2)
    assert create({"product_id": MUG, "quantity": 1}, currency={"code": "JPY"}).status_code == 400


@pytest.mark.parametrize(
    ("code", "rate", "places", "expected"), [("JPY", "150.5", 0, 1505), ("KWD", "0.30721", 3, 3.072)]
)
def test_amounts_have_the_decimals_of_their_currency(create, store, code, rate, places, expected):
    store.state.currencies[3] |= {
        "currency_code": code,
        "currency_exchange_rate": rate,
        "decimal_places": places,
        "is_transactional": True,
    }
    store.state.channel_currencies[1]["enabled_currencies"].append(code)
    cart = create({"product_id": MUG, "quantity": 1}, currency={"code": code}).json()["data"]
    assert cart["cart_amount"] == expected


class TestShoppers:
    """A cart costs what the pricing endpoint quotes to the same shopper."""

    @pytest.fixture
    def trade(self, api):
        rule = {"type": "all", "method": "percent", "amount": "20"}
        return api.post("/v2/customer_groups", json={"name": "Trade", "discount_rules": [rule]}).json()["id"]

    @pytest.fixture
    def member(self, store, trade):
        customer = next(iter(store.state.customers.values()))
        customer["customer_group_id"] = trade
        return customer["id"]

    def test_a_groups_discount(self, create, member):
        guest, trader = (
            create({"product_id": MUG, "quantity": 1}, customer_id=customer_id).json()["data"]
            for customer_id in (0, member)
        )
        assert (guest["cart_amount"], trader["cart_amount"]) == (10, 8)

    def test_a_cart_is_priced_anew_for_its_customer(self, cart, api, member):
        changed = api.put(f"/v3/carts/{cart['id']}", json={"customer_id": member}).json()["data"]
        assert (cart["cart_amount"], changed["cart_amount"]) == (20, 16)

    def test_guests_have_a_group_of_their_own(self, create, api, trade, store):
        api.put(f"/v2/customer_groups/{trade}", json={"is_group_for_guests": True})
        assert create({"product_id": MUG, "quantity": 1}).json()["data"]["cart_amount"] == 8
        in_no_group = next(row["id"] for row in store.state.customers.values() if not row["customer_group_id"])
        answer = create({"product_id": MUG, "quantity": 1}, customer_id=in_no_group)
        assert answer.json()["data"]["cart_amount"] == 10

    @pytest.mark.parametrize(("quantity", "expected"), [(1, 7.77), (5, 30)])
    def test_a_price_list_of_the_channel_with_its_tiers(self, create, api, quantity, expected):
        price_list = api.post("/v3/pricelists", json={"name": "Spring"}).json()["data"]["id"]
        tier = {"quantity_min": 5, "quantity_max": 0, "type": "fixed", "amount": 6}
        record = {"variant_id": MUG * 1000 + 1, "currency": "eur", "price": 7.77, "bulk_pricing_tiers": [tier]}
        api.put(f"/v3/pricelists/{price_list}/records", json=[record])
        api.post("/v3/pricelists/assignments", json=[{"price_list_id": price_list, "channel_id": 1}])
        euro = create({"product_id": MUG, "quantity": quantity}, currency={"code": "EUR"}).json()["data"]
        assert euro["cart_amount"] == expected
        dollar = create({"product_id": MUG, "quantity": 1}).json()["data"]
        assert dollar["cart_amount"] == 10


def test_tax_is_added_or_included(create, store):
    store.tax_rate = type(store.tax_rate)("0.2")
    cart = create({"product_id": MUG, "quantity": 1}).json()["data"]
    assert (cart["tax_included"], cart["base_amount"], cart["cart_amount"]) == (False, 10, 12)
    store.state.settings["tax"]["tax_entered_with_prices"] = True
    cart = create({"product_id": MUG, "quantity": 1}).json()["data"]
    assert (cart["tax_included"], cart["base_amount"], cart["cart_amount"]) == (True, 10, 10)


def test_a_deleted_product_leaves_the_cart(cart, api, store):
    store.delete_product(MUG)
    assert api.get(f"/v3/carts/{cart['id']}").json()["data"]["base_amount"] == 0


def test_redirect_urls(cart, api, store):
    answer = api.post(f"/v3/carts/{cart['id']}/redirect_urls", json={"query_params": {"utm": "mail"}})
    assert answer.status_code == 201
    urls = answer.json()["data"]
    assert list(urls) == ["cart_url", "checkout_url", "embedded_checkout_url"]
    assert all(url.startswith(store.base_url) for url in urls.values())
    query = parse_qs(urlsplit(urls["embedded_checkout_url"]).query)
    assert query["embedded"] == ["1"]
    assert query["action"] == ["loadInCheckout"]
    assert query["id"] == [cart["id"]]
    assert query["utm"] == ["mail"]
    again = api.get(f"/v3/carts/{cart['id']}?include=redirect_urls").json()["data"]["redirect_urls"]
    assert set(again.values()).isdisjoint(urls.values())


def test_changes_reach_the_webhooks(create, api, store):
    api.post("/v3/hooks", json={"scope": "store/cart/*", "destination": "https://shop.example.com/hook"})
    api.post("/v3/hooks", json={"scope": "store/cart/lineItem/*", "destination": "https://shop.example.com/hook"})
    cart = create({"product_id": MUG, "quantity": 1}).json()["data"]
    item_id = cart["line_items"]["physical_items"][0]["id"]
    api.put(f"/v3/carts/{cart['id']}/items/{item_id}", json={"line_item": {"product_id": MUG, "quantity": 2}})
    api.delete(f"/v3/carts/{cart['id']}/items/{item_id}")
    scopes = {delivery.scope for delivery in store.webhooks.waiting}
    assert scopes == {
        "store/cart/created",
        "store/cart/lineItem/updated",
        "store/cart/updated",
        "store/cart/lineItem/deleted",
        "store/cart/deleted",
    }


def test_redirect_url_of_a_gone_cart(api, cart, clock):
    clock.now += timedelta(days=31)
    assert api.post(f"/v3/carts/{cart['id']}/redirect_urls", json={}).status_code == 404


def test_without_the_scope_carts_are_closed(clock):
    closed = StoreSession(DemoStore(products=shelves(), clock=clock, scopes=["store_cart_read_only"]))
    assert closed.post("/v3/carts", json={"line_items": [{"product_id": MUG, "quantity": 1}]}).status_code == 403
