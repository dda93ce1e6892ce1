"""Odd payloads of real stores, by the number of their row in the project's list of edge cases.

Rows about the catalog that have no test here, and why:

8-13, 15, 16, 19  shapes of envelopes, errors, orders, webhooks and customers: tests of the client and of their rooms
14                V2 money; nothing of the catalog comes from V2 but exchange rates (see test_channels)
42                the control panel's CSV export is read by the store in a box, not by the import: tests of its loader
49                price lists are not imported; live prices come from the pricing endpoint
51, 52            ends of lists: tests of the client's pagination
53                wishlists are not part of the catalog
61                images stay at BigCommerce's content network: nothing is downloaded, so no file can be missing here
79-98             carts, checkout and customers: tests of their rooms
99-112            transport and webhooks: tests of the client and of the webhooks' room
"""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.models import Brand, Category, Channel, ChannelAssignment, Product, ProductFacet, Variant

pytestmark = pytest.mark.odd_payloads


def option(**fields):
    values = [{"id": 68, "label": "S"}]
    return {"id": 108, "display_name": "Size", "type": "rectangles", "option_values": values, **fields}


def modifier(**fields):
    return {"id": 301, "display_name": "Engraving", "type": "text", **fields}


def described(html):
    return product(1, "Mug", description=html)


def category(category_id, name="Bath", parent_id=0, path=None, **fields):
    return {
        "category_id": category_id,
        "tree_id": 1,
        "parent_id": parent_id,
        "name": name,
        "url": {"path": path or f"/{name}-{category_id}/".lower(), "is_customized": False},
        "description": "",
        "sort_order": 0,
        "is_visible": True,
        "default_product_sort": "use_store_settings",
        **fields,
    }


@pytest.fixture
def put_categories(bigcommerce):
    def put(*payloads):
        bigcommerce.state.categories = {payload["category_id"]: payload for payload in payloads}

    return put


# Types that change


@pytest.mark.parametrize("config", [[], {}, None])
def test_edge_01_empty_config_in_three_shapes(sell, config):
    row = sell(product(1, "Mug", modifiers=[modifier(type="dropdown", config=config)]))
    assert row.modifiers[0]["config"] == {}


@pytest.mark.parametrize("config", [[], {}, None])
def test_edge_01_empty_config_of_a_type_that_has_settings(sell, config):
    row = sell(product(1, "Mug", modifiers=[modifier(type="checkbox", config=config)]))
    assert row.modifiers[0]["config"] == {"checkbox_label": "Engraving", "checked_by_default": False}


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        (None, None),
        ({}, None),
        ([], None),
        ({"adjuster": "relative", "adjuster_value": 5}, {"type": "relative", "value": "5.00"}),
        ({"adjuster": "percentage", "adjuster_value": -12.5}, {"type": "percentage", "value": "-12.50"}),
    ],
)
def test_edge_02_price_adjuster_in_three_shapes(sell, price, expected):
    values = [{"id": 9, "label": "Yes", "adjusters": {"price": price, "weight": price}}]
    row = sell(product(1, "Mug", modifiers=[modifier(type="dropdown", option_values=values)]))
    assert row.modifiers[0]["values"][0]["price_adjuster"] == expected


def test_edge_03_purchasing_disabled_is_an_object_on_modifiers_and_a_bool_on_variants(sell):
    values = [
        {"id": 9, "label": "Never", "adjusters": {"purchasing_disabled": {"status": True, "message": "Gone"}}},
        {"id": 10, "label": "Always", "adjusters": {"purchasing_disabled": {"status": False, "message": ""}}},
    ]
    row = sell(
        product(
            1,
            "Mug",
            options={"Size": ["S", "M"]},
            variants=[{"purchasing_disabled": True, "purchasing_disabled_message": "Gone"}, {}],
            modifiers=[modifier(type="dropdown", option_values=values)],
        )
    )
    assert [value["purchasing_disabled"] for value in row.modifiers[0]["values"]] == [True, False]
    assert [variant.purchasing_disabled for variant in row.variants.all()] == [True, False]
    assert row.variants.first().purchasing_disabled_message == "Gone"


@pytest.mark.parametrize(
    ("kind", "value_data", "key", "expected"),
    [
        ("dropdown", None, "colors", []),
        ("dropdown", {}, "product_id", None),
        ("dropdown", [], "checked", None),
        ("swatch", {"colors": ["#CCCCCC", "#000"]}, "colors", ["#cccccc", "#000"]),
        ("checkbox", {"checked_value": True}, "checked", True),
        ("checkbox", {"checked_value": False}, "checked", False),
        ("product_list", {"product_id": 77}, "product_id", 77),
    ],
)
def test_edge_04_value_data_by_type(sell, kind, value_data, key, expected):
    values = [{"id": 9, "label": "One", "value_data": value_data}]
    row = sell(product(1, "Mug", modifiers=[modifier(type=kind, option_values=values)]))
    assert row.modifiers[0]["values"][0][key] == expected


def swatch(value_data):
    values = [{"id": 7, "label": "Flag", "value_data": value_data}]
    return product(1, "Towel", options=[option(type="swatch", option_values=values)])


def test_edge_05_swatch_colors_in_one_string(sell):
    row = sell(swatch({"colors": ["#123c91, #FFFF00, #397a44"]}))
    assert row.options[0]["values"][0]["colors"] == ["#123c91", "#ffff00", "#397a44"]


def test_edge_05_what_is_no_color_never_gets_into_a_style(sell):
    row = sell(swatch({"colors": ["red;background:url(x)", "#12345", "</style>", None, 7]}))
    assert row.options[0]["values"][0]["colors"] == []


def test_edge_06_swatch_with_a_pattern_instead_of_colors(sell):
    row = sell(swatch({"image_url": "https://cdn.example.com/tartan.png"}))
    value = row.options[0]["values"][0]
    assert (value["colors"], value["image_url"]) == ([], "https://cdn.example.com/tartan.png")


@pytest.mark.parametrize("logo", [[], {"url": "https://cdn.example.com/logo.png"}])
def test_edge_07_logo_of_the_store(bigcommerce, import_catalog, logo):
    bigcommerce.state.profile["logo"] = logo
    assert import_catalog().status == "finished"
    assert Channel.objects.get().settings["store"]["name"] == "Demo store"


@pytest.mark.parametrize(
    "sent",
    ["2018-05-07T19:37:13+00:00", "2018-05-07T19:37:13Z", "2018-05-07T19:37:13.000Z", '2018-05-07T19:37:13+00:00"',
     "Mon, 07 May 2018 19:37:13 +0000", 1525721833, "1525721833"],
)  # fmt: skip
def test_edge_17_dates_in_every_shape(sell, sent):
    payload = product(1, "Mug")
    payload["date_created"] = sent
    assert sell(payload).date_created == datetime(2018, 5, 7, 19, 37, 13, tzinfo=UTC)


@pytest.mark.parametrize("sent", ["", "0", {}, None, [], "yesterday", "0000-00-00"])
def test_edge_17_what_is_no_date_does_not_stop_an_import(sell, sent):
    payload = product(1, "Mug")
    payload["date_created"] = sent
    assert sell(payload).date_created is None


@pytest.mark.parametrize("sent", [None, "", {}])
def test_edge_18_no_release_date_in_three_shapes(sell, sent):
    payload = product(1, "Mug")
    payload["preorder_release_date"] = sent
    assert sell(payload).preorder_release_date is None


def test_edge_18_release_date(sell):
    row = sell(product(1, "Mug", availability="preorder", preorder_release_date="2027-03-01T00:00:00+00:00"))
    assert row.preorder_release_date == datetime(2027, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("keywords", [[""], [], None, "", ["modern", " clean"], ["modern, clean, contemporary"]])
def test_edge_20_meta_keywords_stay_readable_as_they_came(sell, keywords):
    payload = product(1, "Mug")
    payload["meta_keywords"] = keywords
    assert sell(payload).payload["meta_keywords"] == keywords


@pytest.mark.parametrize("description", [None, ""])
def test_edge_21_meta_description_of_a_brand(bigcommerce, import_catalog, description):
    bigcommerce.state.brands[3] = {"id": 3, "name": "Common Good", "meta_description": description}
    import_catalog()
    assert Brand.objects.get().meta_description == ""


def test_edge_22_empty_objects_in_place_of_numbers(sell, put_categories):
    put_categories(category(18, parent_id={}, path="/bath/"))
    payload = product(1, "Mug", categories=[18])
    for name in ("cost_price", "sale_price", "weight", "width", "sort_order", "inventory_level", "brand_id"):
        payload[name] = {}
    row = sell(payload)
    assert (row.sale_price, row.weight, row.sort_order, row.brand) == (None, None, 0, None)
    assert Category.objects.get().parent is None


# Strings that are not what they look like


def test_edge_23_zero_as_an_empty_text(sell):
    row = sell(product(1, "Mug", preorder_message="0", price_hidden_label="0", availability_description="0"))
    assert (row.preorder_message, row.price_hidden_label, row.availability_description) == ("", "", "")


def test_edge_24_related_products_chosen_by_the_store(sell):
    assert sell(product(1, "Mug", related_products=[-1])).related_ids == []


def test_edge_24_related_products_chosen_by_hand(sell):
    assert sell(product(1, "Mug", related_products=[111, 94, 111])).related_ids == [111, 94]


def test_edge_25_zero_is_not_free_and_null_is_not_zero(sell):
    row = sell(product(1, "Mug", price=49, sale_price=0, retail_price=0, map_price=0))
    assert (row.sale_price, row.retail_price, row.map_price) == (None, None, None)
    variant = row.variants.get()
    assert (variant.price, variant.sale_price, variant.calculated_price) == (None, None, Decimal(49))
    assert (row.price_min, row.on_sale) == (Decimal(49), False)


def test_edge_26_untracked_stock_of_zero_can_be_bought(sell):
    assert sell(product(1, "Mug", inventory_tracking="none", inventory_level=0)).in_stock


@pytest.mark.parametrize(("tracking", "level", "expected"), [("product", 0, False), ("product", 3, True)])
def test_edge_26_tracked_stock_counts(sell, tracking, level, expected):
    row = sell(product(1, "Mug", inventory_tracking=tracking, inventory_level=level))
    assert row.in_stock is expected


def test_edge_26_stock_of_a_variant_that_cannot_be_bought_does_not_count(sell):
    row = sell(
        product(
            1,
            "Mug",
            inventory_tracking="variant",
            options={"Size": ["S", "M"]},
            variants=[{"inventory_level": 5, "purchasing_disabled": True}, {"inventory_level": 0}],
        )
    )
    assert not row.in_stock


def test_edge_27_no_limit_of_quantity(sell):
    row = sell(product(1, "Mug", order_quantity_minimum=0, order_quantity_maximum=0))
    assert (row.order_quantity_minimum, row.order_quantity_maximum) == (0, 0)


@pytest.mark.parametrize("maximum", [0, None, {}])
def test_edge_28_last_tier_is_open_ended(sell, maximum):
    rules = [
        {"quantity_min": 10, "quantity_max": maximum, "type": "percent", "amount": 12.5},
        {"quantity_min": 2, "quantity_max": 9, "type": "fixed", "amount": "9"},
    ]
    assert sell(product(1, "Mug", bulk_pricing_rules=rules)).bulk_prices == [
        {"minimum": 2, "maximum": 9, "type": "fixed", "amount": "9.00"},
        {"minimum": 10, "maximum": None, "type": "percent", "amount": "12.50"},
    ]


def test_edge_29_machine_names_of_options_are_not_shown(sell):
    row = sell(product(1, "Mug", options=[option(name="Color1640255434-93", display_name="Colour")]))
    assert row.options[0]["name"] == "Colour"
    assert list(row.facets.values_list("name", flat=True)) == ["Colour"]


def test_edge_30_placeholder_in_image_file_is_no_path(sell):
    image = {"image_url": "https://cdn.example.com/1.jpg", "image_file": "%%SAMPLE%%/stencil/1.jpg"}
    row = sell(product(1, "Mug", images=[image]))
    assert "%%" not in str(row.images)
    assert row.thumbnail["url"] == "https://cdn.example.com/1.jpg"


def test_edge_31_tokens_and_relative_addresses(sell, bigcommerce):
    row = sell(
        described(
            '<a href="%%GLOBAL_ShopPathSSL%%/hand-wash/">soap</a>'
            '<img src="/product_images/uploaded_images/a.jpg" alt="A">'
            '<img src="../product_images/uploaded_images/b.jpg" alt="B">'
            '<img src="%%SAMPLE%%/c.jpg" alt="C">'
            '<a href="%%GLOBAL_CartLink%%">cart</a>'
        )
    )
    files = f"{bigcommerce.base_url}/product_images/uploaded_images"
    assert row.description == (
        '<a href="/hand-wash/">soap</a>'
        f'<img src="{files}/a.jpg" alt="A" loading="lazy"><img src="{files}/b.jpg" alt="B" loading="lazy">'
        "<a>cart</a>"
    )


def test_edge_32_entities_are_decoded_once(sell):
    row = sell(described("<p>It&rsquo;s 5 &lt; 6 &ndash; <span>R&amp;D</span></p>\r\n<ul><li>&bull; a</li></ul>"))
    assert row.description == "<p>It\u2019s 5 &lt; 6 \u2013 R&amp;D</p>\n<ul><li>• a</li></ul>"
    assert "R&D" in row.description_text


def test_edge_33_scripts_and_styles_go_with_their_contents(sell):
    row = sell(described("<style>p{color:red}</style><p>Mug</p><script>alert('x')</script><noscript>on</noscript>"))
    assert row.description == "<p>Mug</p>"


def test_edge_34_word_paste_keeps_its_structure(sell):
    html = '<p class="MsoNormal" style="font:11pt Calibri"><o:p>Two</o:p> <font face="Arial"><b>words</b></font></p>'
    assert sell(described(html)).description == "<p>Two <b>words</b></p>"


def test_edge_35_another_sites_markup(sell):
    html = (
        '<meta charset="utf-8"><div data-mce-fragment="1" class="flex grow lg:hidden"><article data-turn="assistant">'
        + "<p>Very long. </p>" * 500
        + "</article></div>"
    )
    row = sell(described(html))
    assert row.description.startswith("<div><p>Very long. </p>")
    assert "data-" not in row.description
    assert "class" not in row.description


@pytest.mark.parametrize(
    "name",
    [
        "!31 lanruoJ htimS ]elpmaS[!!",
        'Looking-glass 13.3"',
        "R&D £5 \u2013 Chère",
        "Nhẫn " * 34,
        "كوب الشاي",
        "🫖" * 60,
    ],
)
def test_edge_36_names_survive(sell, name):
    name = name.strip()
    row = sell(product(1, name))
    assert row.name == name
    assert row.slug


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("/nhẫn-1/", "nhẫn-1"),
        ("/nh%E1%BA%ABn-1/", "nhẫn-1"),
        ("/1-l-le-parfait-jar/", "1-l-le-parfait-jar"),
        (f"/{'long-' * 37}end/", "long-" * 37 + "end"),
        ("/13.3-inch/", "13-3-inch-1"),
        ("/🫖/", "jar-1"),
    ],
)
def test_edge_37_slugs(sell, url, slug):
    assert sell(product(1, "Jar", custom_url={"url": url, "is_customized": False})).slug == slug


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("/able-brewing-system", "able-brewing-system"),
        ("/SAMPLE/", "SAMPLE"),
        ("/all/1l-le-parfait-jar/", "all/1l-le-parfait-jar"),
        ("/mugs/mug.html", "mugs/mug"),
    ],
)
def test_edge_38_paths_of_products(sell, url, slug):
    row = sell(product(1, "Jar", custom_url={"url": url, "is_customized": False}))
    assert (row.slug, row.custom_url) == (slug, url)


def test_edge_38_path_of_a_brand(bigcommerce, import_catalog):
    bigcommerce.state.brands[3] = {"id": 3, "name": "Common Good", "custom_url": {"url": "/brands/Common-Good.html"}}
    import_catalog()
    assert Brand.objects.get().slug == "Common-Good"


def test_edge_38_tree_does_not_follow_from_paths(put_categories, import_catalog):
    put_categories(category(18, "Garden", path="/garden/"), category(39, "Bath", path="/garden/bath/"))
    import_catalog()
    assert Category.objects.get(bigcommerce_id=39).parent is None


def test_edge_39_two_categories_with_one_leaf_slug(put_categories, import_catalog):
    put_categories(
        category(18, "Bath", path="/bath/"),
        category(20, "Garden", path="/garden/"),
        category(39, "Bath", parent_id=20, path="/garden/bath/"),
    )
    import_catalog()
    assert set(Category.objects.filter(name="Bath").values_list("slug", flat=True)) == {"bath", "garden/bath"}


def test_edge_40_store_settings_are_no_sort_key(put_categories, import_catalog, bigcommerce):
    put_categories(category(18, default_product_sort="use_store_settings"))
    import_catalog()
    assert Category.objects.get().default_product_sort == "use_store_settings"
    assert not [request for request in bigcommerce.requests if request.path.endswith("/sort-order")]


def test_edge_41_sku_is_no_key(sell):
    variants = [{"sku": ""}, {"sku": "A B"}, {"sku": "A B"}]
    row = sell(product(1, "Mug", sku="", options={"Size": ["S", "M", "L"]}, variants=variants))
    assert list(row.variants.values_list("sku", flat=True)) == ["", "A B", "A B"]
    assert row.variant_skus == "A B"


# Catalog structure


def test_edge_43_simple_product_has_one_hidden_variant(sell):
    row = sell(product(1, "Mug", sku="MUG"))
    variant = row.variants.get()
    assert (variant.option_values, variant.sku_id, variant.sku, variant.label) == ([], None, "MUG", "")
    assert row.options == []


def test_edge_44_product_with_options_has_no_base_variant(sell):
    payload = product(1, "Mug", price=30, options={"Size": ["S", "M"]}, variants=[{"price": 20}, {}])
    assert payload["base_variant_id"] is None
    row = sell(payload)
    assert (row.price_min, row.price_max) == (Decimal(20), Decimal(30))


def bare(option_id, value_id):
    return {"option_id": option_id, "id": value_id}


def test_edge_45_bare_option_values_get_their_words_from_the_options(sell):
    values = [{"id": 68, "label": "S"}, {"id": 69, "label": "M"}]
    payload = product(1, "Mug", options=[option(option_values=values)])
    for variant, value in zip(payload["variants"], values, strict=True):
        variant["option_values"] = [bare(108, value["id"])]
    row = sell(payload)
    assert [variant.label for variant in row.variants.all()] == ["S", "M"]
    assert set(row.facets.values_list("name", "value")) == {("Size", "S"), ("Size", "M")}


def test_edge_45_values_that_no_option_lists_can_still_be_chosen(sell):
    payload = product(1, "Mug", options=[option()])
    payload["variants"].append(
        {
            **payload["variants"][0],
            "id": 1099,
            "option_values": [{"option_id": 108, "id": 99, "label": "XXL", "option_display_name": "Size"}],
        }
    )
    payload["variants"].append({**payload["variants"][0], "id": 1100, "option_values": [bare(500, 501)]})
    row = sell(payload)
    assert [(each["id"], [value["id"] for value in each["values"]]) for each in row.options] == [
        (108, [68, 99]),
        (500, [501]),
    ]
    assert row.variants.count() == 3


def test_edge_46_variants_of_no_product(sell):
    payload = product(1, "Mug", options={"Size": ["S", "M"]})
    payload["variants"][1] |= {"id": 0, "product_id": 0}
    assert sell(payload).variants.count() == 1


def test_edge_47_calculated_price_is_shown(sell):
    payload = product(1, "Mug", price=25, options={"Size": ["S", "M"]}, variants=[{}, {"price": 10}])
    row = sell(payload)
    assert [(variant.price, variant.calculated_price) for variant in row.variants.all()] == [
        (None, Decimal(25)),
        (Decimal(10), Decimal(10)),
    ]


def test_edge_47_calculated_price_that_is_missing_is_worked_out(sell):
    payload = product(1, "Mug", price=25, sale_price=20, options={"Size": ["S", "M"]}, variants=[{}, {"price": 10}])
    for row in (payload, *payload["variants"]):
        row["calculated_price"] = None
    row = sell(payload)
    assert [variant.calculated_price for variant in row.variants.all()] == [Decimal(20), Decimal(10)]


def test_edge_48_three_decimals_are_kept(sell):
    row = sell(product(1, "Mug", price=22.544))
    assert (row.price, row.variants.get().calculated_price) == (Decimal("22.544"), Decimal("22.544"))


def test_edge_50_options_of_more_products_than_a_page_holds(bigcommerce, import_catalog):
    for product_id in range(1, 24):
        bigcommerce.add_product(product(product_id, options={"Size": ["S"]}))
    import_catalog()
    assert Product.objects.exclude(details_synced_at=None).count() == 23


def test_edge_54_six_hundred_variants(sell):
    labels = [str(number) for number in range(600)]
    row = sell(product(1, "Mug", options={"Number": labels}))
    assert row.variants.count() == 600
    assert [value["label"] for value in row.options[0]["values"]] == labels


def test_edge_55_incremental_reads_overlap(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1, "Mug"))
    first = import_catalog()
    import_catalog(kind="incremental")
    since = bigcommerce.requests[-1].params["date_modified:min"]
    assert "T" in since
    assert datetime.fromisoformat(since) < first.started_at


def test_edge_56_ids_under_either_name(put_categories, import_catalog):
    moved = category(18)
    moved["id"] = moved["category_id"]
    put_categories(moved, category(39, parent_id=18, children=[], depth=1))
    import_catalog()
    assert Category.objects.get(bigcommerce_id=39).id_path == "/18/39/"


def test_edge_57_orphans_go_to_the_root(put_categories, import_catalog):
    put_categories(category(18, parent_id=9999), category(39, parent_id=18))
    import_catalog()
    assert list(Category.objects.order_by("depth").values_list("id_path", "depth")) == [("/18/", 1), ("/18/39/", 2)]


def test_edge_57_a_loop_does_not_hang(put_categories, import_catalog):
    put_categories(*(category(each, parent_id=parent) for each, parent in ((1, 3), (2, 1), (3, 2), (4, 4))))
    import_catalog()
    assert Category.objects.count() == 4
    assert Category.objects.filter(parent=None).count() == 2


def test_edge_57_category_without_a_name(put_categories, import_catalog):
    put_categories(category(18, path="/garden/bath/", name="x") | {"name": None})
    import_catalog()
    assert Category.objects.get().name == "bath"


def test_edge_58_thumbnail_flag_wins_and_order_is_stable(sell):
    images = [
        {"id": 3, "image_url": "https://x.example/3.jpg", "is_thumbnail": False, "sort_order": 0},
        {"id": 2, "image_url": "https://x.example/2.jpg", "is_thumbnail": False, "sort_order": 0},
        {"id": 9, "image_url": "https://x.example/9.jpg", "is_thumbnail": True, "sort_order": 2},
    ]
    assert [image["id"] for image in sell(product(1, "Mug", images=images)).images] == [9, 2, 3]


def test_edge_59_image_of_a_variant_is_in_no_list(sell):
    url = "https://cdn.example.com/attribute_rule_images/7_source.png"
    row = sell(product(1, "Mug", options={"Size": ["S", "M"]}, variants=[{"image_url": url}, {"image_url": ""}]))
    assert list(row.variants.values_list("image_url", flat=True)) == [url, ""]
    assert row.images == []


def test_edge_60_file_names_with_spaces_and_codes(sell):
    url = "https://cdn.example.com/screen%20shot%202018-05 (1).jpg?c=1"
    assert sell(product(1, "Mug", images=[url])).thumbnail["zoom"] == url


def test_edge_62_product_with_nothing_but_a_name(sell):
    row = sell(product(1, "Mug", categories=[], brand_id=0, description="", images=[]))
    assert (row.images, row.brand, row.description, row.categories.count()) == ([], None, "", 0)
    assert Product.objects.shown(Channel.objects.get()).get() == row


def test_edge_63_visible_product_in_hidden_categories_stays_reachable(put_categories, sell):
    put_categories(category(18, is_visible=False), category(39, parent_id=18))
    row = sell(product(1, "Mug", categories=[39]))
    assert Product.objects.shown(Channel.objects.get()).get() == row
    assert not Category.objects.shown(Channel.objects.get()).exists()


def test_edge_63_product_on_no_channel_is_sold_nowhere(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1, "Mug"), channel_ids=())
    import_catalog()
    assert Product.objects.count() == 1
    assert not Product.objects.shown(Channel.objects.get()).exists()


def test_edge_64_assignment_of_a_deleted_product(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1, "Mug"))
    bigcommerce.state.channel_assignments.add((999, 1))
    assert import_catalog().status == "finished"
    assert list(ChannelAssignment.objects.values_list("product__bigcommerce_id", flat=True)) == [1]


def test_edge_65_unknown_state_of_a_channel_is_not_open(bigcommerce, import_catalog):
    bigcommerce.state.channels[1]["status"] = "pending_disable"
    import_catalog()
    channel = Channel.objects.get()
    assert (channel.status, channel.is_open) == ("pending_disable", False)


def test_edge_66_renamed_category_keeps_its_row(put_categories, import_catalog):
    put_categories(category(18, path="/bath/"))
    import_catalog()
    before = Category.objects.get()
    put_categories(category(18, name="Washing", path="/washing/"))
    import_catalog()
    after = Category.objects.get()
    assert (after.pk, after.slug, after.name) == (before.pk, "washing", "Washing")


def test_edge_67_compare_price_below_the_price_is_no_offer(sell):
    row = sell(product(1, "Mug", price=10, sale_price=12))
    assert not row.on_sale


def test_edge_67_price_of_zero_is_a_price(sell):
    row = sell(product(1, "Catalogue", price=0))
    assert (row.price, row.price_min, row.on_sale) == (Decimal(0), Decimal(0), False)


@pytest.mark.parametrize(
    ("fields", "is_purchasable", "has_price"),
    [
        ({"availability": "disabled"}, False, True),
        ({"availability": "disabled", "is_price_hidden": True}, False, False),
        ({"availability": "preorder"}, True, True),
        ({"availability": "someday"}, True, True),
    ],
)
def test_edge_68_availability(sell, fields, is_purchasable, has_price):
    row = sell(product(1, "Mug", **fields))
    assert (row.is_purchasable, not row.is_price_hidden) == (is_purchasable, has_price)


def test_edge_69_digital_products(sell):
    assert sell(product(1, "Knots (e-book)", type="digital")).type == "digital"


@pytest.mark.parametrize("level", [-4, 2_147_483_647])
def test_edge_70_stock_at_its_limits(sell, level):
    row = sell(product(1, "Mug", inventory_tracking="product", inventory_level=level))
    assert row.inventory_level == level
    assert row.in_stock is (level > 0)


def test_edge_70_stock_beyond_every_limit_is_cut(sell):
    row = sell(product(1, "Mug", inventory_tracking="product", inventory_level=10**12))
    assert row.inventory_level == 2_147_483_647


# Modifiers


def config_of(sell, kind, **config):
    return sell(product(1, "Mug", modifiers=[modifier(type=kind, config=config, required=True)])).modifiers[0]["config"]


def test_edge_71_required_text_without_limits(sell):
    config = config_of(sell, "text", text_characters_limited=False, text_min_length=0, text_max_length=0)
    assert (config["text_min_length"], config["text_max_length"]) == (None, None)


def test_edge_71_limits_that_are_on_apply(sell):
    config = config_of(sell, "text", text_characters_limited=True, text_min_length=2, text_max_length=0)
    assert (config["text_min_length"], config["text_max_length"]) == (2, None)


def test_edge_72_checkbox_without_a_label(sell):
    config = config_of(sell, "checkbox", checkbox_label="", checked_by_default=True)
    assert config == {"checkbox_label": "Engraving", "checked_by_default": True}


def test_edge_73_pick_list_that_points_at_a_product_we_do_not_have(sell):
    values = [{"id": 9, "label": "Gift box", "value_data": {"product_id": 4711}}]
    config = {"product_list_adjusts_inventory": True, "product_list_adjusts_pricing": True}
    row = sell(
        product(
            1,
            "Mug",
            modifiers=[modifier(type="product_list_with_images", option_values=values, config=config)],
        )
    )
    assert row.modifiers[0]["values"][0]["product_id"] == 4711
    assert row.modifiers[0]["config"]["product_list_adjusts_pricing"] is True
    assert not Product.objects.filter(bigcommerce_id=4711).exists()


def test_edge_74_date_without_limits(sell):
    config = config_of(
        sell,
        "date",
        date_limited=False,
        date_limit_mode="earliest",
        date_earliest_value=None,
        date_latest_value=None,
        default_value="2022-06-01T00:00:00+00:00",
    )
    assert config == {"default_value": "2022-06-01", "date_earliest_value": None, "date_latest_value": None}


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("earliest", ("2026-05-01", None)),
        ("latest", (None, "2026-04-01")),
        ("range", (None, None)),
    ],
)
def test_edge_74_no_reversed_range(sell, mode, expected):
    config = config_of(
        sell,
        "date",
        date_limited=True,
        date_limit_mode=mode,
        date_earliest_value="2026-05-01T00:00:00+00:00",
        date_latest_value="2026-04-01T00:00:00+00:00",
    )
    assert (config["date_earliest_value"], config["date_latest_value"]) == expected


def test_edge_75_files(sell):
    config = config_of(
        sell,
        "file",
        file_types_mode="specific",
        file_types_supported=["images"],
        file_types_other=[],
        file_max_size=524288,
    )
    assert config == {"file_types_supported": ["images"], "file_types_other": [], "file_max_size": 524288}


def test_edge_76_lines_of_text(sell):
    config = config_of(sell, "multi_line_text", text_lines_limited=True, text_max_lines=20)
    assert config["text_max_lines"] == 20


def test_edge_77_single_choice_stays_a_choice(sell):
    row = sell(product(1, "Mug", options={"Size": ["One size"]}))
    assert [value["label"] for value in row.options[0]["values"]] == ["One size"]
    assert row.variants.get().label == "One size"


def test_edge_78_optional_pick_list_is_optional(sell):
    values = [{"id": 9, "label": "Gift box", "value_data": {"product_id": 2}}]
    row = sell(product(1, "Mug", modifiers=[modifier(type="product_list", option_values=values, required=False)]))
    assert row.modifiers[0]["required"] is False


def test_every_row_belongs_to_a_product(sell):
    sell(product(1, "Mug", options={"Size": ["S"]}, custom_fields={"Glaze": "Blue"}))
    assert Variant.objects.count() == 1
    assert set(ProductFacet.objects.values_list("name", "value")) == {("Size", "S"), ("Glaze", "Blue")}
