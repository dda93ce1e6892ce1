"""What things cost: the shared rules, and the pricing endpoint that words them."""

from decimal import Decimal

import pytest

from wagtail_bigcommerce.demostore import DemoStore, product

QUOTE = "/v3/pricing/products"


def extra(label, adjuster, value):
    return {"label": label, "adjusters": {"price": {"adjuster": adjuster, "adjuster_value": value}}}


@pytest.fixture
def store(clock):
    return DemoStore(
        products=[
            product(id=1, price=20, sale_price=15, retail_price=25, map_price=18),
            product(
                id=2,
                price=20,
                sale_price=15,
                options={"Size": ["S", "M", "L"]},
                variants=[{}, {"price": 30}, {"price": 30, "sale_price": 24, "retail_price": 40}],
            ),
            product(
                id=3,
                price=10,
                modifiers=[
                    {
                        "type": "dropdown",
                        "option_values": [extra("Gold", "relative", 2.5), extra("Silver", "percentage", -10)],
                    },
                    {
                        "type": "product_list",
                        "config": {"product_list_adjusts_pricing": True},
                        "option_values": [{"label": "Add a set", "value_data": {"product_id": 1}}],
                    },
                    {"type": "text"},
                ],
                bulk_pricing_rules=[
                    {"quantity_min": 5, "quantity_max": 9, "type": "percent", "amount": 10},
                    {"quantity_min": 10, "quantity_max": 19, "type": "price", "amount": 2},
                    {"quantity_min": 20, "quantity_max": 0, "type": "fixed", "amount": 6.5},
                ],
            ),
        ],
        clock=clock,
    )


def unit_price(store, product_id, variant=0, selections=None, quantity=1):
    row = store.state.products[product_id]
    return store.price_of(row, row["variants"][variant], selections, quantity).calculated_price


def test_a_sale_replaces_the_price(store):
    price = store.price_of(store.state.products[1])
    assert (price.price, price.sale_price, price.calculated_price) == (20, 15, 15)
    assert (price.retail_price, price.map_price) == (25, 18)


def test_a_zero_sale_price_is_no_sale():
    store = DemoStore(products=[product(id=1, price=20, sale_price=0)])
    price = store.price_of(store.state.products[1])
    assert (price.sale_price, price.retail_price, price.calculated_price) == (None, None, 20)


def test_a_variants_own_price_is_stronger_than_the_products_sale(store):
    assert [unit_price(store, 2, variant) for variant in range(3)] == [15, 30, 24]


def test_a_variant_may_be_free():
    store = DemoStore(products=[product(id=1, price=20, options={"Size": ["S"]}, variants=[{"price": 0}])])
    assert unit_price(store, 1) == 0


def test_modifiers_add_amounts_and_percentages_of_the_price(store):
    finish, kit, text = store.state.products[3]["modifiers"]
    gold, silver = finish["option_values"]
    assert unit_price(store, 3, selections={finish["id"]: gold["id"]}) == Decimal("12.5")
    assert unit_price(store, 3, selections={finish["id"]: silver["id"]}) == 9
    assert unit_price(store, 3, selections={text["id"]: "For Ada"}) == 10
    # A pick list that adjusts pricing adds what the picked product costs, sale and all.
    assert unit_price(store, 3, selections={kit["id"]: kit["option_values"][0]["id"]}) == 25


def test_a_picked_product_that_is_gone_costs_nothing(store):
    kit = store.state.products[3]["modifiers"][1]
    store.delete_product(1)
    assert unit_price(store, 3, selections={kit["id"]: kit["option_values"][0]["id"]}) == 10


@pytest.mark.parametrize(
    ("quantity", "expected"), [(1, "10"), (4, "10"), (5, "9"), (9, "9"), (10, "8"), (20, "6.5"), (500, "6.5")]
)
def test_bulk_tiers(store, quantity, expected):
    assert unit_price(store, 3, quantity=quantity) == Decimal(expected)


class TestEndpoint:
    def quote(self, api, *items, **fields):
        answer = api.post(QUOTE, json={"channel_id": 1, "currency_code": "USD", "items": list(items), **fields})
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    def test_answers_are_matched_by_the_echoed_item(self, api):
        item = {"product_id": 1}
        (quote,) = self.quote(api, item)
        assert quote["reference_request"] == item
        assert (quote["product_id"], quote["variant_id"]) == (1, 1001)
        assert quote["price"]["as_entered"] == 20
        assert quote["calculated_price"]["as_entered"] == 15
        assert quote["saved"]["as_entered"] == 10
        assert quote["minimum_advertised_price"]["as_entered"] == 18

    def test_a_product_with_variants_has_a_range_and_no_variant(self, api):
        (quote,) = self.quote(api, {"product_id": 2})
        assert "variant_id" not in quote
        assert (quote["price_range"]["minimum"]["as_entered"], quote["price_range"]["maximum"]["as_entered"]) == (
            15,
            30,
        )
        assert quote["retail_price_range"]["minimum"]["as_entered"] == 40

    def test_choices_find_the_variant_and_its_price(self, api, store):
        option = store.state.products[2]["options"][0]
        chosen = [{"option_id": option["id"], "value_id": option["option_values"][2]["id"]}]
        (quote,) = self.quote(api, {"product_id": 2, "options": chosen})
        assert (quote["variant_id"], quote["calculated_price"]["as_entered"]) == (2003, 24)

    def test_modifiers_and_tiers_are_told(self, api, store):
        finish = store.state.products[3]["modifiers"][0]
        chosen = [{"option_id": finish["id"], "value_id": finish["option_values"][0]["id"]}]
        (quote,) = self.quote(api, {"product_id": 3, "variant_id": 3001, "options": chosen})
        assert quote["calculated_price"]["as_entered"] == 12.5
        assert [(tier["minimum"], tier["maximum"], tier["discount_type"]) for tier in quote["bulk_pricing"]] == [
            (5, 9, "percent"),
            (10, 19, "price"),
            (20, 0, "fixed"),
        ]

    def test_tax_on_top_of_prices_and_within_them(self, api, store):
        store.tax_rate = Decimal("0.25")
        (quote,) = self.quote(api, {"product_id": 1})
        assert quote["price"] == {
            "as_entered": 20,
            "entered_inclusive": False,
            "tax_exclusive": 20,
            "tax_inclusive": 25,
        }
        store.state.settings["tax"]["tax_entered_with_prices"] = True
        (quote,) = self.quote(api, {"product_id": 1})
        assert quote["price"] == {
            "as_entered": 20,
            "entered_inclusive": True,
            "tax_exclusive": 16,
            "tax_inclusive": 20,
        }

    def test_prices_are_converted_and_rounded_to_the_currency(self, api):
        (yen,) = self.quote(api, {"product_id": 3}, currency_code="jpy")
        assert yen["price"]["as_entered"] == 1500
        (euro,) = self.quote(api, {"product_id": 1}, currency_code="EUR")
        assert euro["calculated_price"]["as_entered"] == 13.8

    def test_what_is_not_sold_has_no_price(self, api):
        quotes = self.quote(api, {"product_id": 99}, {"product_id": 1, "variant_id": 99}, {"product_id": 3})
        assert [quote["product_id"] for quote in quotes] == [3]

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({}, "channel_id"),
            ({"channel_id": 9, "currency_code": "USD", "items": []}, "channel_id"),
            ({"channel_id": 1, "currency_code": "XYZ", "items": []}, "currency_code"),
            (
                {
                    "channel_id": 1,
                    "currency_code": "USD",
                    "items": [{"product_id": 1, "options": [{"option_id": 1, "value_id": "Red"}]}],
                },
                "items.0.options.0.value_id",
            ),
        ],
    )
    def test_questions_that_cannot_be_answered(self, api, body, field):
        answer = api.post(QUOTE, json=body)
        assert answer.status_code == 422
        assert field in answer.json()["errors"]
