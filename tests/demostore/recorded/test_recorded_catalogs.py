"""A real product and a real export, loaded and answered by the store."""

import json

import pytest

from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.load import load_path

from ..sessions import StoreSession

SIZES = ["XS", "S", "M", "L", "XL"]
COLOURS = ["Silver", "Black", "Purple", "Blue", "Green", "Yellow", "Orange", "Red", "Pink"]

#: Id: SKU, price, what a shopper pays, categories.
EXPORTED = {
    77: ("SLCTBS", 49, 49, [23, 18]),
    80: ("OTL", 109, 109, [19, 23]),
    81: ("OTS", 89, 89, [19, 23]),
    86: ("ABS", 225, 225, [23, 21]),
    88: ("CC3C", 49.5, 49.5, [21, 23]),
    93: ("SLLPJ", 9.95, 7, [23, 21]),
    94: ("OCG", 34.95, 34.95, [21, 23]),
    97: ("TWB", 119.95, 119.95, [21, 23]),
    98: ("CGLD", 29.95, 29.95, [23, 22]),
    103: ("CLC", 249, 200, [23, 22]),
    104: ("OFSUC", 45.95, 45.95, [23, 22]),
    107: ("DPB", 34.95, 34.95, [23, 22]),
    111: ("SM13", 25, 25, [23, 20]),
}


@pytest.fixture(scope="module")
def export(recorded):
    return load_path(recorded / "fusionary-Fusionary.BigCommerceApi")


@pytest.fixture(scope="module")
def towel(recorded):
    (row,) = load_path(recorded / "isabella232-bigcommerce").products
    return row


def labels(product):
    return {
        option["display_name"]: [value["label"] for value in option["option_values"]] for option in product["options"]
    }


def choices(product):
    return [
        {value["option_display_name"]: value["label"] for value in variant["option_values"]}
        for variant in product["variants"]
    ]


class TestProduct77:
    def test_it_has_all_its_parts(self, towel):
        assert (towel["id"], towel["sku"], towel["price"], towel["calculated_price"]) == (77, "SLCTBS", 49, 49)
        assert (len(towel["variants"]), len(towel["options"]), len(towel["images"])) == (45, 2, 3)
        assert towel["base_variant_id"] is None
        assert towel["categories"] == [18, 23]

    def test_every_label_and_every_combination_of_them(self, towel):
        assert labels(towel) == {"Size": SIZES, "Color": COLOURS}
        assert [option["type"] for option in towel["options"]] == ["rectangles", "swatch"]
        assert choices(towel) == [{"Size": size, "Color": colour} for colour in COLOURS for size in SIZES]

    def test_swatches_keep_their_colours(self, towel):
        assert towel["options"][1]["option_values"][3]["value_data"] == {"colors": ["#123c91"]}

    def test_variants_keep_their_own_facts(self, towel):
        last = towel["variants"][44]
        assert (last["id"], last["sku"], last["sku_id"]) == (45, "SLCTBS-C17A7D36", 114)
        assert (last["price"], last["calculated_price"]) == (None, 49)
        assert len({variant["sku"] for variant in towel["variants"]}) == 45

    def test_its_categories_form_the_recorded_tree(self, recorded):
        catalog = load_path(recorded / "isabella232-bigcommerce" / "packages" / "theme")
        by_id = {row["category_id"]: row for row in catalog.categories}
        assert (by_id[18]["name"], by_id[18]["url"]["path"]) == ("Garden", "/garden/")
        assert (by_id[23]["name"], by_id[23]["parent_id"], by_id[23]["url"]["path"]) == ("Bath", 18, "/garden/bath/")


class TestExport:
    def test_counts(self, export):
        with_options = [row for row in export.products if row["options"]]
        assert len(export.products) == 13
        assert sum(len(row["variants"]) for row in with_options) == 57
        assert sum(len(row["images"]) for row in export.products) == 48
        # A product without options is still one thing to buy.
        assert sum(len(row["variants"]) for row in export.products) == 57 + 11

    def test_skus_prices_and_categories(self, export):
        read = {
            row["id"]: (row["sku"], row["price"], row["calculated_price"], row["categories"]) for row in export.products
        }
        assert read == EXPORTED

    def test_options_are_split_although_nothing_separates_them(self, export):
        by_id = {row["id"]: row for row in export.products}
        assert labels(by_id[77]) == {"Size": SIZES, "Color": COLOURS}
        assert labels(by_id[93]) == {
            "Color": ["Silver", "Black", "Blue", "Orange"],
            "Size": ["Small", "Medium", "Large"],
        }
        assert [option["type"] for option in by_id[93]["options"]] == ["swatch", "rectangles"]
        assert choices(by_id[93])[5] == {"Color": "Black", "Size": "Medium"}
        assert by_id[93]["variants"][5]["sku"] == "SLLPJ-F2FD045F"

    def test_fields_of_rows_are_read(self, export):
        by_id = {row["id"]: row for row in export.products}
        assert by_id[86]["custom_url"]["url"] == "/able-brewing-system"
        assert by_id[86]["is_free_shipping"] is True
        assert by_id[77]["custom_fields"] == [
            {"id": 2, "name": "Custom Key", "value": "Custom Value"},
            {"id": 3, "name": "Custom Key 2", "value": "Value 2"},
        ]
        thumbnail = next(image for image in by_id[77]["images"] if image["is_thumbnail"])
        assert (thumbnail["id"], thumbnail["sort_order"]) == (266, 0)
        assert by_id[107]["name"] == "[Sample] Dustpan & Brush"
        assert {row["id"] for row in export.brands} == {35, 36, 37}


class TestTogether:
    def test_json_and_export_are_one_catalog_of_13(self, recorded):
        catalog = load_path(recorded)
        assert sorted(row["id"] for row in catalog.products) == sorted(EXPORTED)
        towel = next(row for row in catalog.products if row["id"] == 77)
        # The recording knows more than the export, which only adds what it lacks.
        assert towel["variants"][44]["sku_id"] == 114
        assert towel["custom_fields"][0]["name"] == "Custom Key"
        names = {row["category_id"]: row["name"] for row in catalog.categories}
        assert names[21] == "Kitchen"

    def test_no_address_of_the_original_pictures_is_left(self, recorded):
        catalog = load_path(recorded)
        text = json.dumps([catalog.products, catalog.categories, catalog.brands])
        assert "cdn" not in text
        assert text.count("/images/stand-in/") >= 48 * 4

    def test_the_store_answers_with_it(self, recorded):
        session = StoreSession(DemoStore(catalog=load_path(recorded)))
        assert len(session.rows("/v3/catalog/products?limit=250&include=variants,images")) == 13
        assert len(session.rows("/v3/catalog/products/77/variants?limit=250")) == 45
        image = session.rows("/v3/catalog/products/77/images")[0]
        picture = session.get(image["url_zoom"].removeprefix(session.store.base_url))
        assert picture.headers["Content-Type"] == "image/svg+xml"
        assert picture.text.startswith("<svg")
