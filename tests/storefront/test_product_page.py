import gzip
import json
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from wagtail_bigcommerce.models import Brand, Product

from .rows import choice, image, make_category, make_product, make_tee, modifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client):
    def get(url, status=200):
        response = client.get(url)
        assert response.status_code == status
        return BeautifulSoup(response.content, "html.parser")

    return get


def words(element):
    return " ".join(element.get_text(" ").split())


def json_ld(page, kind):
    blocks = [json.loads(block.string) for block in page.select('script[type="application/ld+json"]')]
    return next(block for block in blocks if block["@type"] == kind)


# choosing a variant


def test_a_product_with_options_shows_its_range_until_something_is_chosen(channel, get):
    make_tee(channel)
    page = get("/shop/products/harbour-tee/")
    assert words(page.select_one("[data-price]")) == "$25.00 \N{EN DASH} $30.00"
    assert not page.select("input:checked")


@pytest.mark.parametrize("query", ["variant=8001", "sku=TEE-M-B", "option_1=12&option_2=21"])
def test_the_address_selects_a_variant_without_a_script(channel, get, query):
    make_tee(channel)
    page = get(f"/shop/products/harbour-tee/?{query}")
    assert words(page.select_one("[data-price]")) == "$25.00"
    assert page.select_one("[data-sku]").string == "TEE-M-B"
    assert {field["value"] for field in page.select('input[type="radio"][checked]')} == {"12", "21"}
    assert not page.select_one("[data-add]").has_attr("disabled")


def test_a_variant_brings_its_price_its_stock_and_its_image(channel, get):
    make_tee(channel, images=[image("tee")])
    page = get("/shop/products/harbour-tee/?variant=8002")
    assert words(page.select_one("[data-price]")) == "$30.00"
    assert words(page.select_one("[data-stock]")) == "Out of stock"
    assert page.select_one("[data-add]").has_attr("disabled")
    assert [picture["src"] for picture in page.select(".bc-gallery__item img")] == [
        "https://cdn11.bigcommerce.com/s-demo/red.jpg",
        "https://cdn11.bigcommerce.com/s-demo/tee.386.513.jpg?c=1",
    ]


def test_a_combination_that_is_not_made_says_so(channel, get):
    make_tee(channel)
    page = get("/shop/products/harbour-tee/?option_1=12&option_2=22")
    assert words(page.select_one("[data-stock]")) == "This combination is not available."
    assert page.select_one("[data-add]").has_attr("disabled")


def test_values_say_whether_they_go_with_what_is_chosen(channel, get):
    make_tee(channel)
    page = get("/shop/products/harbour-tee/?option_2=22")
    states = {label["data-value"]: label.get("data-state") for label in page.select("[data-value]")}
    assert states == {"11": "sold-out", "12": "impossible", "21": None, "22": "sold-out"}


@pytest.mark.parametrize("query", ["variant=999", "variant=%00", "sku=no", "option_1=x", "option_1=-1", "quantity=-9"])
def test_choices_that_name_nothing_are_ignored(channel, get, query):
    make_tee(channel)
    assert words(get(f"/shop/products/harbour-tee/?{query}").select_one("[data-price]")) == "$25.00 \N{EN DASH} $30.00"


def test_a_value_that_is_the_only_one_or_the_default_is_chosen(channel, get):
    tee = make_tee(channel)
    Product.objects.filter(pk=tee.pk).update(
        options=[
            {**tee.options[0], "values": [{**tee.options[0]["values"][0], "is_default": True}]},
            {**tee.options[1], "values": [tee.options[1]["values"][0]]},
        ]
    )
    assert get("/shop/products/harbour-tee/").select_one("[data-sku]").string == "TEE-S-B"


def test_the_form_works_without_a_script(channel, get):
    make_tee(channel)
    form = get("/shop/products/harbour-tee/").select_one("[data-product-form]")
    assert (form["method"], form["action"]) == ("post", "/cart/add/")
    names = {field["name"] for field in form.select("[name]")}
    assert names == {"product_id", "price_token", "option_1", "option_2", "quantity"}
    update = form.select_one("[formmethod=get]")
    assert update["formaction"] == "/shop/products/harbour-tee/"
    assert form.select_one("[name=csrfmiddlewaretoken]") is None


def test_the_script_is_given_what_every_variant_shows(channel, get):
    make_tee(channel)
    data = json.loads(get("/shop/products/harbour-tee/").select_one("#variant-data").string)
    assert data["options"] == [1, 2]
    assert [row[:3] for row in data["variants"]] == [
        [8000, "TEE-S-B", [11, 21]],
        [8001, "TEE-M-B", [12, 21]],
        [8002, "TEE-S-R", [11, 22]],
    ]
    assert len(data["prices"]) == 2, "a price that several variants share is sent once"
    assert "$30.00" in data["prices"][data["variants"][2][3]]
    assert data["stocks"][data["variants"][2][4]]["orderable"] is False


# prices (edge cases 25, 47, 48, 67)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"price": "12.5"}, "$12.50"),
        ({"price": 30, "price_min": 20, "price_max": 20, "calculated_price": 20}, "Was $30.00 Now $20.00 Save $10.00"),
        ({"price": 20, "retail_price": Decimal(25)}, "$20.00 Retail price $25.00"),
        ({"price": 20, "retail_price": Decimal(15)}, "$20.00"),
        ({"price": 10, "price_min": 25, "price_max": 25, "calculated_price": 25}, "$25.00"),
        ({"price": "22.544"}, "$22.54"),
        ({"price": 0}, "$0.00"),
    ],
)
def test_what_a_price_says(channel, get, fields, text):
    now = fields.get("calculated_price", fields["price"])
    make_product(channel, 7, slug="mug", variants=[{"calculated_price": Decimal(now)}], **fields)
    assert words(get("/shop/products/mug/").select_one("[data-price]")) == text


def test_a_hidden_price_is_nowhere(channel, client):
    """Edge case 68: not in the page, its data, its listings or its JSON-LD; and nothing can be ordered."""
    make_tee(
        channel,
        is_price_hidden=True,
        price_hidden_label="Ask us",
        price=Decimal("77.31"),
        price_min=Decimal("77.31"),
        price_max=Decimal("77.31"),
        bulk_prices=[{"minimum": 5, "maximum": None, "type": "fixed", "amount": "77.31"}],
        modifiers=[
            modifier(9, "Wrap", "dropdown", choice(91, "Yes", price_adjuster={"type": "relative", "value": "77.31"}))
        ],
    )
    for url in ("/shop/products/harbour-tee/", "/shop/products/harbour-tee/?variant=8001", "/shop/search/"):
        html = client.get(url).content.decode()
        assert "Ask us" in html
        assert "77" not in html
        assert "30.00" not in html
        assert '"offers"' not in html
    assert "data-add" not in client.get("/shop/products/harbour-tee/").content.decode()


def test_quantity_discounts_hold_for_every_variant(channel, get):
    make_tee(
        channel,
        bulk_prices=[
            {"minimum": 5, "maximum": 9, "type": "percent", "amount": "10.00"},
            {"minimum": 10, "maximum": None, "type": "price", "amount": "4.00"},
        ],
    )
    rows = [words(row) for row in get("/shop/products/harbour-tee/").select(".bc-tiers tbody tr")]
    assert rows == ["5 \N{EN DASH} 9 10% off", "10 and more $4.00 off"]


# stock (edge cases 23, 26, 68, 70)


@pytest.mark.parametrize(
    ("fields", "text", "can_be_ordered"),
    [
        ({"inventory_level": 0}, "In stock", True),
        ({"inventory_tracking": "product", "inventory_level": 5}, "In stock", True),
        ({"inventory_tracking": "product", "inventory_level": 2, "inventory_warning_level": 3}, "Only 2 left", True),
        ({"inventory_tracking": "product", "inventory_level": 0, "in_stock": False}, "Out of stock", False),
        ({"inventory_tracking": "product", "inventory_level": -3, "in_stock": False}, "Out of stock", False),
        ({"availability_description": "Ships in two days"}, "Ships in two days", True),
        ({"availability": "preorder"}, "Pre-order now", True),
        (
            {"availability": "preorder", "preorder_release_date": "2099-05-01T12:00:00Z"},
            "Pre-order now: ships from May 1, 2099",
            True,
        ),
        (
            {
                "availability": "preorder",
                "preorder_message": "Coming %%DATE%%",
                "preorder_release_date": "2099-05-01T12:00:00Z",
            },
            "Coming May 1, 2099",
            True,
        ),
        ({"availability": "preorder", "preorder_message": "Coming %%DATE%%"}, "Pre-order now", True),
    ],
)
def test_what_stock_says(channel, get, fields, text, can_be_ordered):
    make_product(channel, 7, slug="mug", **fields)
    page = get("/shop/products/mug/")
    assert words(page.select_one("[data-stock]")) == text
    assert page.select_one("[data-add]").has_attr("disabled") is not can_be_ordered


def test_a_product_that_is_not_purchasable_has_no_button(channel, get):
    make_product(channel, 7, slug="mug", availability="disabled")
    page = get("/shop/products/mug/")
    assert "cannot be ordered" in words(page.select_one("[data-stock]"))
    assert page.select_one("[data-add]") is None


def test_a_variant_that_is_not_purchasable_says_why(channel, get):
    make_tee(
        channel,
        variants=[{"sku": "X", "purchasing_disabled": True, "purchasing_disabled_message": "Back in May"}],
        options=[],
    )
    page = get("/shop/products/harbour-tee/")
    assert words(page.select_one("[data-stock]")) == "Back in May"
    assert page.select_one("[data-add]").has_attr("disabled")


def test_quantity_limits(channel, get):
    """Edge case 27: 0 is no limit."""
    make_product(channel, 7, slug="mug", order_quantity_minimum=2, order_quantity_maximum=6)
    make_product(channel, 8, slug="pot", order_quantity_minimum=0, order_quantity_maximum=0)
    quantity = get("/shop/products/mug/").select_one("#quantity")
    assert (quantity["value"], quantity["min"], quantity["max"]) == ("2", "2", "6")
    quantity = get("/shop/products/pot/").select_one("#quantity")
    assert (quantity["value"], quantity["min"], quantity.get("max")) == ("1", "1", None)


# modifiers (edge cases 71 to 78)


def modified(channel, *modifiers, **fields):
    return make_product(channel, 7, slug="mug", modifiers=list(modifiers), **fields)


def test_typed_modifiers_carry_their_limits(channel, get):
    modified(
        channel,
        modifier(31, "Name", "text", required=True, text_min_length=2, text_max_length=9, default_value="Ann"),
        modifier(32, "Card", "multi_line_text", text_min_length=None, text_max_length=None, text_max_lines=6),
        modifier(33, "Metres", "numbers_only_text", number_lowest_value="0.50", number_highest_value=None),
        modifier(34, "Day", "date", date_earliest_value="2026-12-01", date_latest_value="2026-12-24"),
        modifier(35, "Anything", "text", required=True, text_min_length=None, text_max_length=None),
    )
    page = get("/shop/products/mug/")
    name = page.select_one("[name=option_31]")
    assert (name["value"], name["minlength"], name["maxlength"]) == ("Ann", "2", "9")
    assert name.has_attr("required")
    card = page.select_one("textarea[name=option_32]")
    assert not card.has_attr("maxlength")
    assert words(page.select_one("#option_32-help")) == "At most 6 lines."
    metres = page.select_one("[name=option_33]")
    assert (metres["type"], metres["min"], metres.get("max"), metres["step"]) == ("number", "0.50", None, "any")
    day = page.select_one("[name=option_34]")
    assert (day["type"], day["min"], day["max"]) == ("date", "2026-12-01", "2026-12-24")
    assert not page.select_one("[name=option_35]").has_attr("maxlength")


def test_a_checkbox_sends_the_id_of_yes_or_no(channel, get):
    modified(
        channel,
        modifier(
            31,
            "Gift wrap",
            "checkbox",
            choice(311, "No", checked=False),
            choice(310, "Yes", checked=True),
            checkbox_label="Wrap it",
            checked_by_default=True,
        ),
    )
    hidden, box = get("/shop/products/mug/").select("[name=option_31]")
    assert (hidden["type"], hidden["value"]) == ("hidden", "311")
    assert (box["type"], box["value"], box.has_attr("checked")) == ("checkbox", "310", True)
    assert "Wrap it" in words(box.parent)


@pytest.mark.parametrize(
    "kind",
    ["radio_buttons", "rectangles", "swatch", "product_list", "product_list_with_images", "dropdown", "new_type"],
)
def test_choices_name_their_price_and_an_optional_one_can_be_left(channel, get, kind):
    modified(
        channel,
        modifier(
            31,
            "Finish",
            kind,
            choice(1, "Gloss", price_adjuster={"type": "relative", "value": "5.00"}),
            choice(2, "Matt", price_adjuster={"type": "percentage", "value": "-10.00"}),
            choice(3, "Raw", purchasing_disabled=True),
        ),
    )
    page = get("/shop/products/mug/")
    field = page.select_one("fieldset[data-option='31'], div[data-option='31']")
    assert "Gloss" in words(field)
    assert "+$5.00" in words(field)
    assert "\N{MINUS SIGN}10%" in words(field)
    assert "None" in words(field)
    disabled = field.select_one("[value='3']")
    assert disabled.has_attr("disabled")
    if field.name == "fieldset":
        assert field.select_one("legend") is not None
        assert len(field.select("input[type=radio][name=option_31]")) == 4
    else:
        assert field.select_one("label")["for"] == field.select_one("select")["id"]


def test_swatches_show_their_colours_in_words_too(channel, get):
    """Edge cases 5 and 6: several colours, or a picture. No style attribute: the policy forbids it."""
    modified(
        channel,
        modifier(
            31,
            "Cord",
            "swatch",
            choice(1, "Regatta", colors=["#1f3a52", "#f1eadb"]),
            choice(2, "Gingham", image_url="https://cdn11.bigcommerce.com/gingham.png"),
        ),
    )
    page = get("/shop/products/mug/")
    assert [rect["fill"] for rect in page.select("[data-value='1'] rect")] == ["#1f3a52", "#f1eadb"]
    assert page.select_one("[data-value='2'] img")["src"].endswith("gingham.png")
    assert "Regatta" in words(page.select_one("[data-value='1']"))
    assert not page.select("[style]")


def test_a_required_file_makes_it_impossible_to_order_here(channel, get):
    """Edge case 75."""
    modified(channel, modifier(31, "Drawing", "file", required=True))
    page = get("/shop/products/mug/")
    assert page.select_one("[name=option_31]") is None
    assert "contact us" in words(page.select_one(".bc-notice")).lower()
    assert page.select_one("[data-add]").has_attr("disabled")


def test_a_product_list_shows_the_products_it_names(channel, get):
    """Edge case 73: a listed product may be sold out, hidden or unknown."""
    make_product(channel, 20, "Tea", images=[image("tea")])
    make_product(channel, 21, "Salt", in_stock=False)
    modified(
        channel,
        modifier(
            31,
            "Extra",
            "product_list_with_images",
            choice(1, "Tea", product_id=20),
            choice(2, "Salt", product_id=21),
            choice(3, "Gone", product_id=999),
            product_list_adjusts_inventory=True,
        ),
    )
    page = get("/shop/products/mug/")
    assert "tea.220.290" in page.select_one("[data-value='1'] img")["src"]
    assert page.select_one("[data-value='2'] input").has_attr("disabled")
    assert not page.select_one("[data-value='3'] input").has_attr("disabled")


def test_what_was_typed_stays_when_the_page_is_asked_again(channel, get):
    modified(channel, modifier(31, "Name", "text"), modifier(32, "Box", "dropdown", choice(1, "Tin")))
    page = get("/shop/products/mug/?option_31=%3Cb%3EAnn&option_32=1")
    assert page.select_one("[name=option_31]")["value"] == "<b>Ann"
    assert page.select_one("[name=option_32] [selected]")["value"] == "1"


# what else is on the page


def test_images_are_sized_and_only_the_first_is_waited_for(channel, get):
    make_product(channel, 7, slug="mug", images=[image("front"), image("back", 2)])
    first, second = get("/shop/products/mug/").select(".bc-gallery__item img")
    assert (first["fetchpriority"], first.get("loading")) == ("high", None)
    assert second["loading"] == "lazy"
    assert first["width"]
    assert first["height"]
    assert "1280w" in first["srcset"]
    assert "386w" in first["srcset"]


def test_a_product_with_nothing_renders(channel, get):
    """Edge case 62."""
    make_product(channel, 7, "", slug="mug", description="", images=[], price=0)
    get("/shop/products/mug/")


def test_a_product_without_its_details_renders_and_asks_for_them_once(
    channel, client, store, django_capture_on_commit_callbacks, monkeypatch
):
    asked = []
    monkeypatch.setattr("wagtail_bigcommerce.background.async_task", lambda *arguments: asked.append(arguments))
    make_tee(channel, details_synced_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):
            assert client.get("/shop/products/harbour-tee/").status_code == 200
    assert asked == [("wagtail_bigcommerce.tasks.import_products", [8])]
    assert store.requests == []


def test_videos_ask_nobody_before_a_click(channel, client):
    make_product(
        channel,
        7,
        slug="mug",
        videos=[{"id": 1, "title": "Firing", "description": "", "video_id": "a b/c", "sort_order": 0}],
    )
    response = client.get("/shop/products/mug/")
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one(".bc-video a")["href"] == "https://www.youtube.com/watch?v=a%20b%2Fc"
    assert not page.select("iframe, img[src*=youtube]")
    assert "frame-src 'self' https://www.youtube-nocookie.com" in response.headers["Content-Security-Policy"]


def test_the_breadcrumb_leads_through_the_deepest_category(channel, get):
    kitchen = make_category(channel, 1, "Kitchen")
    cups = make_category(channel, 2, "Cups", kitchen)
    make_product(channel, 7, "Mug", slug="mug", category=cups)
    page = get("/shop/products/mug/")
    assert [words(crumb) for crumb in page.select(".bc-breadcrumbs li")] == ["Shop", "Kitchen", "Cups", "Mug"]
    assert [crumb["href"] for crumb in page.select(".bc-breadcrumbs a")] == [
        "/shop/",
        "/shop/categories/kitchen/",
        "/shop/categories/kitchen/cups/",
    ]


def test_related_products_are_the_merchants_or_chosen_from_the_category(channel, get):
    kitchen = make_category(channel, 1, "Kitchen")
    make_product(channel, 1, "Pan", category=kitchen)
    make_product(channel, 2, "Tent")
    make_product(channel, 3, "Hidden tent", is_visible=False)
    make_product(channel, 7, slug="named", related_ids=[3, 2], category=kitchen)
    make_product(channel, 8, "Cup", slug="automatic", category=kitchen)
    related = get("/shop/products/named/").select("section[aria-labelledby=related-heading] .bc-card__name")
    assert [words(name) for name in related] == ["Tent"]
    related = get("/shop/products/automatic/").select("section[aria-labelledby=related-heading] .bc-card__name")
    assert {words(name) for name in related} == {"Pan", "Mug"}


def test_editors_content_and_tags_are_shown(channel, get):
    product = make_product(channel, 7, slug="mug")
    product.tags.add("Bestseller", "From the harbour")
    product.content = [("heading", "Fired twice")]
    product.save()
    page = get("/shop/products/mug/")
    assert {words(tag) for tag in page.select(".bc-tags li")} == {"Bestseller", "From the harbour"}
    assert "Fired twice" in words(page.select_one(".bc-product__content"))


def test_names_and_descriptions_of_any_kind(channel, get):
    """Edge cases 32, 36, 37: unicode slugs, markup in names, right-to-left."""
    make_product(channel, 7, 'نهر <b>13.3"</b> & Chère', slug="nhẫn-1", description="<p>Kept <b>bold</b></p>")
    page = get("/shop/products/nhẫn-1/")
    assert page.select_one("h1 bdi").string == 'نهر <b>13.3"</b> & Chère'
    assert page.select_one(".bc-prose b").string == "bold"


# who sees it


@pytest.mark.parametrize("hidden", [{"live": False}, {"is_visible": False}, {"vanished_at": "2026-01-01T00:00:00Z"}])
def test_a_product_that_is_not_shown_is_not_found(channel, get, hidden):
    make_product(channel, 7, slug="mug", **hidden)
    get("/shop/products/mug/", status=404)


def test_a_product_of_another_channel_is_not_found(channel, get):
    product = make_product(channel, 7, slug="mug")
    product.channel_assignments.all().delete()
    get("/shop/products/mug/", status=404)


def test_a_site_without_a_channel_has_no_shop(channel, get):
    make_product(channel, 7, slug="mug")
    channel.site = None
    channel.save()
    for path in ("", "products/mug/", "search/", "brands/"):
        get(f"/shop/{path}", status=404)


# costs


def test_a_product_page_costs_eight_queries_and_no_api_call(channel, client, store, django_assert_max_num_queries):
    kitchen = make_category(channel, 1, "Kitchen")
    cups = make_category(channel, 2, "Cups", kitchen)
    brand = Brand.objects.create(bigcommerce_id=1, name="Kiln Lane", slug="kiln-lane")
    for number in range(20, 30):
        make_product(channel, number, category=cups, brand=brand)
    tee = make_tee(channel, category=cups, brand=brand)
    Product.objects.filter(pk=tee.pk).update(
        modifiers=[modifier(31, "Extra", "product_list", choice(1, "Tea", product_id=20))]
    )
    client.get("/shop/")
    with django_assert_max_num_queries(8):
        response = client.get("/shop/products/harbour-tee/?option_1=11")
    assert response.status_code == 200
    assert store.requests == []


def test_three_hundred_variants_stay_light(demo_shop, client, store):
    store.requests.clear()
    product = Product.objects.get(variants__position=299)
    response = client.get(f"/shop/products/{product.slug}/")
    data = BeautifulSoup(response.content, "html.parser").select_one("#variant-data").string
    assert len(json.loads(data)["variants"]) == 300
    assert len(data) < 40_000
    assert len(gzip.compress(response.content)) < 20_000


def test_every_demo_product_renders(demo_shop, client):
    for product in Product.objects.shown(demo_shop):
        assert client.get(f"/shop/products/{product.slug}/").status_code == 200, product.slug
