"""The demo catalog: its numbers, the kinds it shows, its consistency, its drawings."""

import json
from collections import Counter
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
import yaml

from tests.contract.specification import FOLDER, Exchange, Specification
from tests.contract.waivers import waived
from wagtail_bigcommerce.demostore.demo import UnknownDrawingError, build_catalog, draw
from wagtail_bigcommerce.demostore.demo.build import iter_products
from wagtail_bigcommerce.demostore.demo.drawing.motifs import MOTIFS
from wagtail_bigcommerce.demostore.demo.drawing.stage import VIEWS
from wagtail_bigcommerce.demostore.demo.pictures import Pictures
from wagtail_bigcommerce.demostore.demo.products import product
from wagtail_bigcommerce.demostore.demo.text import sku_codes, slugify

OPTION_TYPES = {"radio_buttons", "rectangles", "dropdown", "product_list", "product_list_with_images", "swatch"}
MODIFIER_TYPES = OPTION_TYPES | {"date", "checkbox", "file", "text", "multi_line_text", "numbers_only_text"}


@pytest.fixture(scope="module")
def catalog():
    return build_catalog()


@pytest.fixture(scope="module")
def specification():
    return Specification()


def choices(catalog, group):
    return [choice for row in catalog.products for choice in row[group]]


def variants(catalog):
    return [variant for row in catalog.products for variant in row["variants"]]


def urls(payload):
    """Every drawing that a payload points at, however deep."""
    if isinstance(payload, dict):
        payload = list(payload.values())
    if isinstance(payload, list):
        return {url for value in payload for url in urls(value)}
    return {payload} if isinstance(payload, str) and payload.startswith("http") else set()


class TestNumbers:
    def test_it_is_a_whole_shop(self, catalog):
        assert len(catalog.products) >= 80
        assert len(variants(catalog)) >= 600
        assert max(len(row["variants"]) for row in catalog.products) == 300
        assert 20 <= len(catalog.categories) <= 40
        assert len(catalog.brands) >= 8

    def test_tree_is_four_levels_deep_with_parents_first(self, catalog):
        depths = {0: 0}
        for category in catalog.categories:
            depths[category["category_id"]] = depths[category["parent_id"]] + 1
        assert max(depths.values()) == 4

    def test_two_categories_share_a_leaf_slug_but_no_path(self, catalog):
        paths = [category["url"]["path"] for category in catalog.categories]
        leaves = Counter(path.strip("/").split("/")[-1] for path in paths)
        assert leaves["lanterns"] == leaves["bath"] == 2
        assert len(set(paths)) == len(paths)

    def test_tree_belongs_to_channel_1(self, catalog):
        assert [tree["channels"] for tree in catalog.trees] == [[1]]
        assert {category["tree_id"] for category in catalog.categories} == {catalog.trees[0]["id"]}

    def test_one_product_is_on_no_channel(self, catalog):
        assigned = {product_id for product_id, channel in catalog.channel_assignments if channel == 1}
        assert len(assigned) == len(catalog.products) - 1


class TestKinds:
    def test_options_of_all_six_types(self, catalog):
        assert {option["type"] for option in choices(catalog, "options")} == OPTION_TYPES

    def test_modifiers_of_all_twelve_types_required_and_optional(self, catalog):
        rows = choices(catalog, "modifiers")
        assert {row["type"] for row in rows} == MODIFIER_TYPES
        assert {row["required"] for row in rows} == {True, False}

    def test_adjusters_of_both_kinds_and_none(self, catalog):
        values = [value for row in choices(catalog, "modifiers") for value in row["option_values"]]
        kinds = {value["adjusters"]["price"].get("adjuster") for value in values}
        assert kinds == {"relative", "percentage", None}
        assert any(value["adjusters"]["purchasing_disabled"]["status"] for value in values)

    def test_swatches_of_one_and_several_colours_and_of_cloth(self, catalog):
        data = [
            value["value_data"]
            for option in choices(catalog, "options")
            if option["type"] == "swatch"
            for value in option["option_values"]
        ]
        assert {len(entry["colors"]) for entry in data if "colors" in entry} == {1, 2, 3}
        assert any("," in colour for entry in data for colour in entry.get("colors", []))
        assert any("image_url" in entry for entry in data)

    def test_bulk_rules_of_all_three_types_and_open_ended(self, catalog):
        rules = [rule for row in catalog.products for rule in row["bulk_pricing_rules"]]
        assert {rule["type"] for rule in rules} == {"price", "percent", "fixed"}
        assert any(rule["quantity_max"] == 0 for rule in rules)

    @pytest.mark.parametrize(
        "shown",
        [
            pytest.param(lambda p: not p["options"] and not p["modifiers"], id="simple"),
            pytest.param(lambda p: 0 < p["sale_price"] < p["price"], id="on sale"),
            pytest.param(lambda p: any(v["sale_price"] for v in p["variants"]), id="one variant on sale"),
            pytest.param(
                lambda p: p["preorder_release_date"] and "%%DATE%%" in p["preorder_message"], id="pre-order with a date"
            ),
            pytest.param(lambda p: p["inventory_tracking"] == "product" and p["inventory_level"] == 0, id="sold out"),
            pytest.param(lambda p: 0 < p["inventory_level"] <= p["inventory_warning_level"], id="low stock"),
            pytest.param(lambda p: p["inventory_tracking"] == "none", id="not tracked"),
            pytest.param(
                lambda p: p["is_price_hidden"] and p["availability"] == "disabled" and len(p["price_hidden_label"]) > 1,
                id="hidden price",
            ),
            pytest.param(lambda p: p["availability"] == "disabled" and not p["is_price_hidden"], id="not purchasable"),
            pytest.param(
                lambda p: any(v["purchasing_disabled"] and v["purchasing_disabled_message"] for v in p["variants"]),
                id="one variant not purchasable",
            ),
            pytest.param(lambda p: p["type"] == "digital", id="digital"),
            pytest.param(lambda p: p["order_quantity_minimum"] > 1, id="minimum quantity"),
            pytest.param(lambda p: p["order_quantity_maximum"] > 1, id="maximum quantity"),
            pytest.param(lambda p: p["custom_fields"], id="custom fields"),
            pytest.param(lambda p: p["videos"] and p["videos"][0]["type"] == "youtube", id="video"),
            pytest.param(lambda p: len(p["description"]) > 2000, id="long text"),
            pytest.param(lambda p: 0 < len(p["description"]) < 20, id="short text"),
            pytest.param(lambda p: len(p["name"]) > 170, id="long name"),
            pytest.param(lambda p: "ميناء" in p["name"] and 'dir="rtl"' in p["description"], id="right to left"),
            pytest.param(lambda p: p["name"].startswith("🌙"), id="emoji"),
            pytest.param(lambda p: len(p["related_products"]) > 1, id="related products"),
            pytest.param(lambda p: p["related_products"] == [-1], id="automatic related products"),
            pytest.param(lambda p: not p["images"] and p["primary_image"] == {}, id="no image"),
            pytest.param(lambda p: len(p["images"]) == 12, id="twelve images"),
            pytest.param(lambda p: not p["is_visible"], id="not visible"),
            pytest.param(lambda p: p["gift_wrapping_options_type"] == "list", id="gift wrapping"),
            pytest.param(lambda p: p["reviews_count"] > 1, id="reviews"),
            pytest.param(lambda p: p["price"] == 0, id="free"),
            pytest.param(lambda p: p["price"] == 0.375, id="price with three decimals"),
            pytest.param(lambda p: p["brand_id"] == 0 and p["categories"] == [], id="no brand, no category"),
            pytest.param(lambda p: p["sku"] == "" and p["variants"][0]["sku"] == "", id="no SKU"),
            pytest.param(lambda p: p["condition"] != "New" and p["is_condition_shown"], id="used"),
            pytest.param(lambda p: not p["custom_url"]["url"].endswith("/"), id="URL without closing slash"),
        ],
    )
    def test_at_least_one_product_shows(self, catalog, shown):
        assert any(shown(row) for row in catalog.products)

    def test_a_visible_product_stands_in_hidden_categories_only(self, catalog):
        hidden = {category["category_id"] for category in catalog.categories if not category["is_visible"]}
        assert any(
            row["is_visible"] and row["categories"] and set(row["categories"]) <= hidden for row in catalog.products
        )


class TestConsistency:
    def test_ids_are_unique(self, catalog):
        groups = {
            "products": [row["id"] for row in catalog.products],
            "variants": [variant["id"] for variant in variants(catalog)],
            "sku ids": [variant["sku_id"] for variant in variants(catalog) if variant["sku_id"]],
            "choices": [row["id"] for group in ("options", "modifiers") for row in choices(catalog, group)],
            "values": [
                value["id"]
                for group in ("options", "modifiers")
                for row in choices(catalog, group)
                for value in row["option_values"]
            ],
            "images": [image["id"] for row in catalog.products for image in row["images"]],
            "categories": [category["category_id"] for category in catalog.categories],
            "uuids": [category["category_uuid"] for category in catalog.categories],
            "brands": [brand["id"] for brand in catalog.brands],
        }
        repeated = {name: Counter(ids).most_common(1) for name, ids in groups.items() if len(set(ids)) < len(ids)}
        assert repeated == {}

    def test_names_urls_and_skus_are_unique(self, catalog):
        for values in (
            [row["name"] for row in catalog.products],
            [row["custom_url"]["url"] for row in catalog.products],
            [variant["sku"].lower() for variant in variants(catalog) if variant["sku"]],
        ):
            assert [value for value, times in Counter(values).items() if times > 1] == []

    def test_references_lead_somewhere(self, catalog):
        products = {row["id"] for row in catalog.products}
        categories = {category["category_id"] for category in catalog.categories}
        brands = {brand["id"] for brand in catalog.brands} | {0}
        for row in catalog.products:
            assert set(row["categories"]) <= categories
            assert row["brand_id"] in brands
            assert set(row["related_products"]) <= products | {-1}
        picked = [
            value["value_data"]["product_id"]
            for group in ("options", "modifiers")
            for choice in choices(catalog, group)
            if choice["type"].startswith("product_list")
            for value in choice["option_values"]
        ]
        assert picked
        assert set(picked) <= products

    def test_variants_choose_one_value_of_each_option(self, catalog):
        for row in catalog.products:
            offered = {
                (option["id"], option["display_name"], value["id"], value["label"])
                for option in row["options"]
                for value in option["option_values"]
            }
            seen = set()
            for variant in row["variants"]:
                chosen = [
                    (value["option_id"], value["option_display_name"], value["id"], value["label"])
                    for value in variant["option_values"]
                ]
                assert set(chosen) <= offered
                assert [value[0] for value in chosen] == [option["id"] for option in row["options"]]
                seen.add(tuple(chosen))
            assert len(seen) == len(row["variants"]) > 0

    def test_some_combinations_are_not_made(self, catalog):
        supper_plate = next(row for row in catalog.products if row["id"] == 104)
        assert len(supper_plate["variants"]) == 7
        labels = [[value["label"] for value in variant["option_values"]] for variant in supper_plate["variants"]]
        assert ["Coral", "27 cm"] not in labels

    def test_only_a_simple_product_has_a_base_variant(self, catalog):
        for row in catalog.products:
            if row["options"]:
                assert row["base_variant_id"] is None
                assert all(variant["sku_id"] not in (None, variant["id"]) for variant in row["variants"])
            else:
                (base,) = row["variants"]
                assert (row["base_variant_id"], base["sku_id"], base["option_values"]) == (base["id"], None, [])
                assert base["sku"] == row["sku"]

    def test_calculated_prices_follow_the_order_of_precedence(self, catalog):
        for row in catalog.products:
            own = row["sale_price"] or row["price"]
            assert row["calculated_price"] == own
            for variant in row["variants"]:
                assert variant["calculated_price"] == (variant["sale_price"] or variant["price"] or own)

    def test_stock_and_reviews_add_up(self, catalog):
        for row in catalog.products:
            assert row["reviews_count"] == len(row["reviews"])
            assert row["reviews_rating_sum"] == sum(review["rating"] for review in row["reviews"])
            if row["inventory_tracking"] == "variant":
                assert row["inventory_level"] == sum(variant["inventory_level"] for variant in row["variants"])

    def test_exactly_one_image_is_the_thumbnail(self, catalog):
        for row in catalog.products:
            flags = [image["is_thumbnail"] for image in row["images"]]
            assert flags.count(True) == (1 if flags else 0)
            assert row["primary_image"] == (row["images"][0] if flags else {})

    def test_at_most_one_default_a_choice_and_none_on_swatches(self, catalog):
        for group in ("options", "modifiers"):
            for row in choices(catalog, group):
                defaults = [value for value in row["option_values"] if value["is_default"]]
                assert len(defaults) <= (0 if row["type"] == "swatch" else 1)

    def test_a_checkbox_has_a_value_for_each_state(self, catalog):
        for row in choices(catalog, "modifiers"):
            if row["type"] == "checkbox":
                states = [value["value_data"]["checked_value"] for value in row["option_values"]]
                assert states == [True, False]

    def test_words_keep_to_the_limits_of_the_api(self, catalog):
        for row in catalog.products:
            assert 1 <= len(row["name"]) <= 250
            assert len(row["custom_url"]["url"]) <= 255
            assert len(row["preorder_message"]) <= 255
            assert len(row["availability_description"]) <= 255
            assert all(1 <= len(field["value"]) <= 250 for field in row["custom_fields"])
            assert all(len(image["url_zoom"]) <= 255 for image in row["images"])
            assert all(len(variant["sku"]) <= 255 for variant in row["variants"])
        for category in catalog.categories:
            assert 1 <= len(category["name"]) <= 50

    def test_descriptions_are_whole_html(self, catalog):
        for row in [*catalog.products, *catalog.categories]:
            parser = _OpenTags()
            parser.feed(row["description"])
            assert parser.stack == [], row["name"]

    def test_every_picture_says_what_it_shows(self, catalog):
        texts = [image["description"] for row in catalog.products for image in row["images"]]
        assert all(len(text) > 10 for text in texts)


class _OpenTags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.stack = []

    def handle_starttag(self, tag, attributes):
        self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag


class TestScaling:
    def test_same_arguments_give_the_same_bytes(self, catalog):
        assert json.dumps(build_catalog().products) == json.dumps(catalog.products)
        assert json.dumps(build_catalog(150, seed=4).products) == json.dumps(build_catalog(150, seed=4).products)

    def test_a_seed_varies_stock_but_no_written_word(self, catalog):
        other = build_catalog(seed=2)
        assert [row["inventory_level"] for row in other.products] != [
            row["inventory_level"] for row in catalog.products
        ]
        for field in ("id", "name", "description", "price"):
            assert [row[field] for row in other.products] == [row[field] for row in catalog.products]

    def test_payloads_share_nothing_with_the_next_catalog(self, catalog):
        spoiled = build_catalog()
        for row in spoiled.products:
            row["meta_keywords"].append("spoiled")
            row["related_products"].append(0)
            for option in row["options"]:
                for value in option["option_values"]:
                    (value["value_data"] or {}).clear()
        assert json.dumps(build_catalog().products) == json.dumps(catalog.products)

    @pytest.mark.parametrize("wanted", [0, 1, 12, 60])
    def test_a_small_shop_is_a_selection(self, catalog, wanted):
        small = build_catalog(wanted)
        ids = [row["id"] for row in small.products]
        assert len(ids) == wanted
        assert ids == sorted(ids)
        assert set(ids) <= {row["id"] for row in catalog.products}
        assert all(set(row["related_products"]) <= {*ids, -1} for row in small.products)

    def test_a_selection_of_thirty_has_every_type_of_choice(self):
        small = build_catalog(30)
        assert {option["type"] for option in choices(small, "options")} == OPTION_TYPES
        assert {row["type"] for row in choices(small, "modifiers")} == MODIFIER_TYPES

    def test_a_large_shop_adds_generated_products(self, catalog):
        large = build_catalog(400)
        assert large.products[: len(catalog.products)] == catalog.products
        added = large.products[len(catalog.products) :]
        assert len(large.products) == 400
        assert len({row["name"] for row in large.products}) == 400
        assert len({row["sku"] for row in added}) == len(added)
        assert {len(row["variants"]) for row in added} == {1, 3}
        for url in urls(added):
            draw(url)

    def test_large_catalogs_are_made_one_by_one(self):
        products = iter_products(100_000)
        assert [next(products)["id"] for _ in range(3)] == [101, 102, 103]

    def test_an_unknown_field_in_the_content_is_refused(self):
        entry = {"id": 1, "name": "Mug", "prize": 4}
        with pytest.raises(ValueError, match="prize"):
            product(entry, Pictures("http://store.example/images"), seed=1)


class TestDrawings:
    def test_every_image_of_the_catalog_can_be_drawn(self, catalog):
        found = urls(catalog.products) | urls(catalog.categories) | urls(catalog.brands)
        assert len(found) > 500
        for url in found:
            drawing = draw(url)
            assert len(drawing) < 12_000, url
            assert ElementTree.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg"

    def test_image_urls_begin_with_the_given_base(self):
        catalog = build_catalog(20, image_base_url="https://cdn.example/images/")
        found = urls(catalog.products) | urls(catalog.categories) | urls(catalog.brands)
        assert all(url.startswith("https://cdn.example/images/") and "//" not in url[8:] for url in found)

    def test_every_motif_has_every_view(self):
        assert len(MOTIFS) >= 60
        for motif in MOTIFS:
            for view in VIEWS:
                ElementTree.fromstring(draw(f"/images/product/{motif}/speckle/2F6F8F-F1EADB/{view}.svg"))

    def test_drawings_hold_nothing_active_or_foreign(self):
        for motif in MOTIFS:
            text = draw(f"/images/product/{motif}/check/2F6F8F/front.svg").decode()
            assert "<script" not in text
            assert "href" not in text
            assert "@import" not in text
            assert text.count("http") == 1  # the namespace

    def test_a_variant_has_its_colour(self, catalog):
        mug = next(row for row in catalog.products if row["id"] == 101)
        pictures = {variant["image_url"] for variant in mug["variants"]}
        assert len(pictures) == len(mug["variants"])
        assert b"#D9573B" in draw(next(url for url in pictures if "D9573B" in url))

    def test_size_changes_the_frame_and_not_the_drawing(self):
        path = "/images/product/mug/band/2F6F8F/front.svg"
        tiny, zoom = draw(f"{path}?size=tiny").decode(), draw(path).decode()
        assert 'width="96" height="96"' in tiny
        assert 'width="1200" height="1200"' in zoom
        assert tiny.split(">", 1)[1] == zoom.split(">", 1)[1]

    def test_a_header_is_wide(self):
        assert 'viewBox="0 0 1600 640"' in draw("/images/product/mug/band/2F6F8F/hero.svg").decode()

    @pytest.mark.parametrize(
        "path",
        [
            "/images/product/submarine/plain/2F6F8F/front.svg",
            "/images/product/mug/tartan/2F6F8F/front.svg",
            "/images/product/mug/plain/red/front.svg",
            "/images/product/mug/plain/2F6F8F/behind.svg",
            "/images/product/mug/plain/2F6F8F/front.svg?size=huge",
            "/images/brand/nobody.svg",
            "/images/../product/mug",
            "",
        ],
    )
    def test_what_cannot_be_drawn_is_named(self, path):
        with pytest.raises(UnknownDrawingError):
            draw(path)


class TestText:
    @pytest.mark.parametrize(
        ("name", "slug"),
        [
            ("Ledger & Gull", "ledger-and-gull"),
            ("Crème de Marron: £5", "creme-de-marron-5"),
            ("Cook's Apron", "cooks-apron"),
            ("نافذة البحر", "نافذة-البحر"),
        ],
    )
    def test_slugs(self, name, slug):
        assert slugify(name) == slug

    def test_codes_differ(self):
        labels = ["Small", "Smaller", "Smallest", "Rock Pool", "Red Paint", "فجر", "2H", "2B"]
        codes = sku_codes(labels)
        assert codes[:2] == ["SMA", "SMA2"]
        assert len(set(codes)) == len(labels)


if FOLDER.is_dir():  # the official OpenAPI files are beside the checkout

    class TestSpecification:
        @pytest.mark.parametrize(
            ("path", "field"),
            [
                ("/v3/catalog/products", "products"),
                ("/v3/catalog/trees/categories", "categories"),
                ("/v3/catalog/trees", "trees"),
                ("/v3/catalog/brands", "brands"),
            ],
        )
        def test_payloads_fit_the_official_schema(self, catalog, specification, path, field):
            operation = specification.find("GET", path)
            assert operation is not None
            body = json.dumps({"data": getattr(catalog, field), "meta": {}}).encode()
            exchange = Exchange("GET", path, (), {}, None, 200, {"Content-Type": "application/json"}, body)
            errors = specification.answer_errors(operation, exchange)
            assert [error for error in errors if not waived(str(operation), "answer 200", error)] == []

        def test_products_have_every_field_of_the_schema(self, catalog):
            document = yaml.safe_load((FOLDER / "catalog" / "products_catalog.v3.yml").read_text())
            response = document["paths"]["/catalog/products"]["get"]["responses"]["200"]
            rows = response["content"]["application/json"]["schema"]["properties"]["data"]["items"]
            assert all(_fields(document, rows) <= row.keys() for row in catalog.products)


def _fields(document, schema):
    """The names of a schema's properties, gathered from everything it is made of."""
    if "$ref" in schema:
        target = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        schema = target
    names = set(schema.get("properties", ()))
    return names.union(*(_fields(document, part) for part in schema.get("allOf", ())))
