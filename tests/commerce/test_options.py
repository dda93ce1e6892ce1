"""From posted fields to a cart line. Numbers in brackets are rows of the list of odd payloads."""

import pytest

from wagtail_bigcommerce.commerce.errors import CartError
from wagtail_bigcommerce.commerce.options import line_request
from wagtail_bigcommerce.models import Product, Variant

SIZE, COLOUR = 701, 702
SMALL, MEDIUM, BLUE, RED = 1, 2, 11, 12


def value(id, label, **fields):
    return {"id": id, "label": label, "sort_order": 0, "is_default": False, **fields}


def option(id, name, *values, type="rectangles"):
    return {"id": id, "name": name, "type": type, "sort_order": 0, "values": list(values)}


def modifier(type="text", *values, id=751, name="Note", required=False, **config):
    return {**option(id, name, *values, type=type), "required": required, "config": config}


def variant(id, *chosen, **fields):
    values = [{"option_id": option_id, "id": value_id, "label": ""} for option_id, value_id in chosen]
    return Variant(bigcommerce_id=id, option_values=values, **fields)


TEE = Product(
    bigcommerce_id=8,
    name="Harbour tee",
    options=[
        option(SIZE, "Size", value(SMALL, "S"), value(MEDIUM, "M")),
        option(COLOUR, "Colour", value(BLUE, "Blue"), value(RED, "Red")),
    ],
)
TEE_VARIANTS = [
    variant(81, (SIZE, SMALL), (COLOUR, BLUE)),
    variant(82, (SIZE, MEDIUM), (COLOUR, BLUE)),
    variant(83, (SIZE, SMALL), (COLOUR, RED), purchasing_disabled=True, purchasing_disabled_message="Not in red"),
]


def simple(*modifiers):
    return Product(bigcommerce_id=9, name="Gift box", modifiers=list(modifiers))


def order(product, posted, variants=(), quantity=1):
    return line_request(product, variants or [variant(91)], posted, quantity).payload()


def refusal(product, posted, variants=()):
    with pytest.raises(CartError) as caught:
        order(product, posted, variants)
    return caught.value.fields


def chosen(product, posted):
    return [row["option_value"] for row in order(product, posted).get("option_selections", [])]


def test_simple_product_is_named_by_its_only_variant():
    assert order(simple(), {}, quantity=3) == {"product_id": 9, "quantity": 3, "variant_id": 91}


def test_options_pick_the_variant():
    posted = {f"option_{SIZE}": str(MEDIUM), f"option_{COLOUR}": str(BLUE)}

    assert order(TEE, posted, TEE_VARIANTS) == {"product_id": 8, "quantity": 1, "variant_id": 82}


def test_variant_id_alone_is_enough():
    assert order(TEE, {"variant_id": "82"}, TEE_VARIANTS)["variant_id"] == 82


def test_what_was_chosen_wins_over_the_variant_the_page_opened_with():
    posted = {"variant_id": "81", f"option_{SIZE}": str(MEDIUM)}

    assert order(TEE, posted, TEE_VARIANTS)["variant_id"] == 82


def test_each_missing_option_is_named():
    fields = refusal(TEE, {}, TEE_VARIANTS)

    assert set(fields) == {f"option_{SIZE}", f"option_{COLOUR}"}
    assert "Size" in fields[f"option_{SIZE}"]


@pytest.mark.parametrize("text", ["99", "-1", "S", "1; drop", "1" * 40, "²"])
def test_unknown_value_is_refused(text):
    assert f"option_{SIZE}" in refusal(TEE, {f"option_{SIZE}": text, f"option_{COLOUR}": str(BLUE)}, TEE_VARIANTS)


def test_combination_that_is_not_made_is_refused():
    posted = {f"option_{SIZE}": str(MEDIUM), f"option_{COLOUR}": str(RED)}

    assert "variant_id" in refusal(TEE, posted, TEE_VARIANTS)


def test_disabled_variant_is_refused_in_the_stores_words():
    assert refusal(TEE, {"variant_id": "83"}, TEE_VARIANTS) == {"variant_id": "Not in red"}


def test_variant_of_another_product_is_refused():
    assert set(refusal(TEE, {"variant_id": "91"}, TEE_VARIANTS)) == {f"option_{SIZE}", f"option_{COLOUR}"}


def test_option_with_one_value_needs_no_choice():  # (77)
    product = Product(bigcommerce_id=8, name="Tee", options=[option(SIZE, "Size", value(SMALL, "One size"))])

    assert order(product, {}, [variant(81, (SIZE, SMALL))])["variant_id"] == 81


def test_with_modifiers_everything_goes_by_selections():
    product = Product(bigcommerce_id=8, name="Tee", options=TEE.options, modifiers=[modifier()])
    posted = {"variant_id": "82", "option_751": "For Ada"}

    assert order(product, posted, TEE_VARIANTS) == {
        "product_id": 8,
        "quantity": 1,
        "option_selections": [
            {"option_id": SIZE, "option_value": MEDIUM},
            {"option_id": COLOUR, "option_value": BLUE},
            {"option_id": 751, "option_value": "For Ada"},
        ],
    }


def test_unused_optional_modifiers_leave_the_variant_id():
    assert order(simple(modifier(), modifier("date", id=752)), {})["variant_id"] == 91


@pytest.mark.parametrize("field", ["price", "list_price", "option_1", "name"])
def test_other_fields_never_reach_the_api(field):
    assert order(simple(), {field: "0.01"}) == {"product_id": 9, "quantity": 1, "variant_id": 91}


@pytest.mark.parametrize(
    "type", ["dropdown", "radio_buttons", "rectangles", "swatch", "product_list", "product_list_with_images"]
)
def test_choice_modifiers_send_the_value_id(type):
    product = simple(modifier(type, value(5, "A"), value(6, "B"), required=True))

    assert chosen(product, {"option_751": "6"}) == [6]
    assert set(refusal(product, {})) == {"option_751"}
    assert set(refusal(product, {"option_751": "7"})) == {"option_751"}


def test_optional_pick_list_may_stay_empty():  # (78)
    assert chosen(simple(modifier("product_list", value(5, "A"), value(6, "B"))), {"option_751": ""}) == []


def test_disabled_value_is_refused():
    product = simple(modifier("dropdown", value(5, "A", purchasing_disabled=True), value(6, "B")))

    assert "A" in refusal(product, {"option_751": "5"})["option_751"]


class TestCheckbox:
    YES, NO = value(5, "Yes", checked=True), value(6, "No", checked=False)

    @pytest.mark.parametrize("text", ["5", "on"])
    def test_ticked(self, text):
        assert chosen(simple(modifier("checkbox", self.YES, self.NO)), {"option_751": text}) == [5]

    @pytest.mark.parametrize("posted", [{}, {"option_751": "6"}])
    def test_not_ticked_sends_the_other_value(self, posted):  # (72)
        product = simple(modifier("checkbox", self.YES, self.NO, checked_by_default=True))

        assert chosen(product, posted) == [6]

    def test_required_must_be_ticked(self):
        product = simple(modifier("checkbox", self.YES, self.NO, required=True))

        assert set(refusal(product, {})) == {"option_751"}
        assert set(refusal(product, {"option_751": "6"})) == {"option_751"}


class TestText:
    def test_is_sent_as_typed(self):
        assert chosen(simple(modifier()), {"option_751": "  For   Ada ❤ "}) == ["For Ada ❤"]

    def test_required_without_limits(self):  # (71)
        assert set(refusal(simple(modifier(required=True)), {"option_751": "  "})) == {"option_751"}

    def test_limits(self):
        product = simple(modifier(text_min_length=2, text_max_length=4))

        assert chosen(product, {"option_751": "abcd"}) == ["abcd"]
        assert "at least 2" in refusal(product, {"option_751": "a"})["option_751"]
        assert "at most 4" in refusal(product, {"option_751": "abcde"})["option_751"]

    def test_lines(self):  # (76)
        product = simple(modifier("multi_line_text", text_max_lines=2))

        assert chosen(product, {"option_751": "a\r\nb"}) == ["a\nb"]
        assert "2 lines" in refusal(product, {"option_751": "a\r\nb\r\nc"})["option_751"]


class TestNumber:
    PRODUCT = simple(
        modifier("numbers_only_text", number_lowest_value="1", number_highest_value="10", number_integers_only=True)
    )

    @pytest.mark.parametrize("text", ["1", "10", "5.0"])
    def test_within_limits(self, text):
        assert chosen(self.PRODUCT, {"option_751": text}) == [text]

    @pytest.mark.parametrize("text", ["0", "11", "2.5", "three", "NaN", "Infinity", "1e999"])
    def test_refused(self, text):
        assert set(refusal(self.PRODUCT, {"option_751": text})) == {"option_751"}

    def test_zero_is_a_number_and_not_nothing(self):
        assert chosen(simple(modifier("numbers_only_text", required=True)), {"option_751": "0"}) == ["0"]


class TestDate:
    def test_is_sent_as_a_calendar_day(self):
        assert chosen(simple(modifier("date")), {"option_751": "2026-02-01"}) == [
            {"day": "01", "month": "02", "year": "2026"}
        ]

    @pytest.mark.parametrize("text", ["2026-02-30", "01/02/2026", "tomorrow"])
    def test_no_date(self, text):
        assert set(refusal(simple(modifier("date")), {"option_751": text})) == {"option_751"}

    def test_limits(self):
        product = simple(modifier("date", date_earliest_value="2026-01-10", date_latest_value="2026-01-20"))

        assert chosen(product, {"option_751": "2026-01-20"})
        assert set(refusal(product, {"option_751": "2026-01-09"})) == {"option_751"}
        assert set(refusal(product, {"option_751": "2026-01-21"})) == {"option_751"}


def test_required_file_cannot_be_ordered_here():  # (75)
    assert "cannot be sent here" in refusal(simple(modifier("file", required=True)), {})["option_751"]


def test_optional_file_may_be_left_out():
    assert chosen(simple(modifier("file")), {}) == []


def test_all_errors_are_told_at_once():
    product = Product(bigcommerce_id=8, name="Tee", options=TEE.options, modifiers=[modifier(required=True)])

    assert set(refusal(product, {}, TEE_VARIANTS)) == {f"option_{SIZE}", f"option_{COLOUR}", "option_751"}
