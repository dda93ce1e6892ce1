"""Products that the tests of carts, checkouts and orders put on the shelves."""

from wagtail_bigcommerce.demostore import product

MUG, TEE, MANUAL, LAST_ONE, PACK, GONE, DISPLAY, GIFT, ENGRAVED = range(1, 10)


def choice(id, label, **fields):
    return {"id": id, "label": label, **fields}


#: A modifier of each of the twelve types; ids are what `option_selections` name them by.
MODIFIERS = {
    "text": {
        "id": 801,
        "type": "text",
        "config": {"text_characters_limited": True, "text_min_length": 2, "text_max_length": 5},
    },
    "multi_line_text": {
        "id": 802,
        "type": "multi_line_text",
        "config": {"text_lines_limited": True, "text_max_lines": 2},
    },
    "numbers_only_text": {
        "id": 803,
        "type": "numbers_only_text",
        "config": {
            "number_limited": True,
            "number_limit_mode": "range",
            "number_lowest_value": 1,
            "number_highest_value": 9,
            "number_integers_only": True,
        },
    },
    "date": {
        "id": 804,
        "type": "date",
        "config": {
            "date_limited": True,
            "date_limit_mode": "range",
            "date_earliest_value": "2026-01-01T00:00:00+00:00",
            "date_latest_value": "2026-12-31T00:00:00+00:00",
        },
    },
    "file": {"id": 805, "type": "file", "config": {"file_types_mode": "all"}},
    "checkbox": {
        "id": 806,
        "type": "checkbox",
        "config": {"checkbox_label": "Wrap it", "checked_by_default": False},
        "option_values": [
            choice(8061, "Yes", value_data={"checked_value": True}),
            choice(8062, "No", value_data={"checked_value": False}),
        ],
    },
    "radio_buttons": {
        "id": 807,
        "type": "radio_buttons",
        "option_values": [choice(8071, "Matt"), choice(8072, "Gloss")],
    },
    "rectangles": {
        "id": 808,
        "type": "rectangles",
        "option_values": [
            choice(8081, "Plain"),
            choice(8082, "Gold", adjusters={"price": {"adjuster": "relative", "adjuster_value": 2.5}}),
        ],
    },
    "dropdown": {
        "id": 809,
        "type": "dropdown",
        "option_values": [
            choice(8091, "Today"),
            choice(8092, "Never", adjusters={"purchasing_disabled": {"status": True, "message": "Not any more"}}),
        ],
    },
    "swatch": {"id": 810, "type": "swatch", "option_values": [choice(8101, "Red", value_data={"colors": ["#f00"]})]},
    "product_list": {
        "id": 811,
        "type": "product_list",
        "config": {"product_list_adjusts_inventory": True, "product_list_adjusts_pricing": True},
        "option_values": [choice(8111, "The last one", value_data={"product_id": LAST_ONE})],
    },
    "product_list_with_images": {
        "id": 812,
        "type": "product_list_with_images",
        "config": {"product_list_adjusts_inventory": False, "product_list_adjusts_pricing": False},
        "option_values": [choice(8121, "A mug", value_data={"product_id": MUG})],
    },
}


def shelves():
    """Fresh copies of everything that is sold."""
    return [
        product(
            id=MUG, name="Mug", sku="MUG", price=12.5, sale_price=10, inventory_tracking="product", inventory_level=20
        ),
        product(
            id=TEE,
            name="Tee",
            price=25,
            options={"Size": ["S", "M"], "Colour": ["Red", "Blue"]},
            inventory_tracking="none",
        ),
        product(id=MANUAL, name="Manual", type="digital", price=5),
        product(id=LAST_ONE, name="Last one", price=3, inventory_tracking="product", inventory_level=1),
        product(id=PACK, name="Pack", price=1, order_quantity_minimum=6, order_quantity_maximum=24),
        product(id=GONE, name="Gone", price=1, availability="disabled"),
        product(id=DISPLAY, name="Display", price=1, variants=[{"purchasing_disabled": True}]),
        product(
            id=GIFT,
            name="Gift",
            price=8,
            modifiers=[{**row, "display_name": f"A {kind}"} for kind, row in MODIFIERS.items()],
        ),
        product(
            id=ENGRAVED,
            name="Engraved",
            price=30,
            options={"Metal": ["Tin", "Brass"]},
            modifiers=[{"id": 951, "type": "text", "display_name": "Words", "required": True}],
        ),
    ]
