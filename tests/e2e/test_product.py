"""A product page, followed choice by choice: price, picture, stock and SKU say what would be bought."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .shopping import add_to_cart, mini_cart

MUG = "/shop/products/harbour-mug/"
#: in the addresses of the mug's pictures in that glaze
MUSTARD = "D9A12E/front"
CUP = "/shop/products/watch-cup-and-saucer/"
PLATE = "/shop/products/supper-plate/"
KNIFE = "/shop/products/quayside-cooks-knife/"
CHEST = "/shop/products/first-flat-crockery-chest/"
HAMPER = "/shop/products/sunday-hamper/"
EGG_CUPS = "/shop/products/egg-cup-flotilla/"


def price(page):
    return page.locator("[data-price] .bc-price__now")


def stock(page):
    return page.locator("[data-stock]")


def sku(page):
    return page.locator("[data-sku]")


def add_button(page):
    return page.get_by_role("button", name="Add to cart")


def choose(page, label):
    """Click what shoppers see; the radio button itself is hidden behind its label."""
    page.locator(".bc-choice", has_text=label).click()


def expect_picture(page, part):
    """Wait until the picture at the gallery's left edge is one whose address has `part` in it."""
    page.wait_for_function(
        """(part) => {
          const strip = document.querySelector(".bc-gallery__strip").getBoundingClientRect();
          return [...document.querySelectorAll(".bc-gallery__strip img")].some((image) => {
            const place = image.closest("li").getBoundingClientRect();
            return Math.abs(place.left - strip.left) < 2 && image.currentSrc.includes(part);
          });
        }""",
        arg=part,
    )


class TestChoosing:
    def test_everything_follows_a_choice_without_a_reload(self, visit):
        page = visit(MUG)
        page.evaluate("window.stillTheSamePage = true")
        expect(sku(page)).to_have_text("KLP-MUG")
        choose(page, "Mustard")
        expect(sku(page)).to_have_text(re.compile("^KLP-MUG-.+"))
        expect(page).to_have_url(re.compile(rf"{MUG}\?variant=\d+$"))
        mustard = sku(page).inner_text()
        expect_picture(page, MUSTARD)
        choose(page, "Plum")
        expect(sku(page)).not_to_have_text(mustard)
        expect(stock(page)).to_have_text("Out of stock")
        assert page.evaluate("window.stillTheSamePage")

    def test_the_price_of_each_choice(self, visit):
        page = visit(CUP)
        expect(price(page)).to_contain_text("$30.00")  # the merchant's default is chosen
        choose(page, "One")
        expect(price(page)).to_have_text("$16.00")
        choose(page, "Set of four")
        expect(page.locator("[data-price] .bc-price__was")).to_contain_text("$56.00")
        expect(price(page)).to_contain_text("$49.50")

    def test_a_list_of_many_choices(self, visit):
        page = visit("/shop/products/any-scent-poured-candle/")
        page.get_by_label("Scent").select_option(label="Bakery Stairs")
        page.locator("fieldset", has_text="Jar").locator(".bc-choice").first.click()
        page.locator("fieldset", has_text="Size").locator(".bc-choice").first.click()
        expect(page).to_have_url(re.compile(r"\?variant=\d+$"))
        expect(add_button(page)).to_be_enabled()
        choose(page, "Vigil")
        expect(stock(page)).to_have_text("Withdrawn: it made the whole ferry hungry")
        expect(add_button(page)).to_be_disabled()

    def test_a_combination_that_does_not_exist(self, visit):
        page = visit(PLATE)
        choose(page, "Coral")
        expect(page.locator(".bc-choice", has_text="27 cm")).to_contain_text("(not available in this combination)")
        choose(page, "27 cm")
        expect(stock(page)).to_have_text("This combination is not available.")
        expect(add_button(page)).to_be_disabled()
        choose(page, "22 cm")
        expect(stock(page)).to_have_text("In stock")
        expect(add_button(page)).to_be_enabled()

    def test_what_is_sold_out(self, visit):
        page = visit(MUG)
        expect(page.locator(".bc-choice", has_text="Plum")).to_contain_text("(sold out)")
        choose(page, "Plum")
        expect(stock(page)).to_have_text("Out of stock")
        expect(add_button(page)).to_be_disabled()

    def test_what_the_merchant_does_not_sell_now(self, visit):
        page = visit(KNIFE)
        blade = page.get_by_label("Blade length")
        expect(blade.locator("option", has_text="24 cm")).to_have_text("24 cm (sold out)")
        blade.select_option(label="24 cm (sold out)")
        expect(stock(page)).to_have_text("The long blade is being re-forged after complaints from kitchen doors")
        expect(add_button(page)).to_be_disabled()

    def test_little_is_left(self, visit):
        expect(stock(visit("/shop/products/paring-knife/"))).to_have_text("Only 4 left")

    def test_a_link_to_one_variant(self, visit):
        page = visit(MUG)
        choose(page, "Moss")
        expect(page).to_have_url(re.compile(r"\?variant=\d+$"))
        chosen = sku(page).inner_text()
        for address in (page.url, f"{MUG}?sku={chosen}"):
            page.goto(address)
            expect(sku(page)).to_have_text(chosen)
            expect(page.get_by_role("radio", name="Moss")).to_be_checked()
            expect(page.get_by_role("radio", name="Sea")).not_to_be_checked()


class TestWithoutJavaScript:
    def test_update_shows_the_chosen_variant(self, visit):
        page = visit(CUP, java_script_enabled=False)
        choose(page, "Set of four")
        page.get_by_role("button", name="Update").click()
        expect(page.get_by_role("radio", name="Set of four")).to_be_checked()
        expect(price(page)).to_contain_text("$49.50")
        expect(sku(page)).to_have_text(re.compile("^KLP-ESP-.+"))

    def test_a_combination_that_does_not_exist(self, visit):
        page = visit(PLATE, java_script_enabled=False)
        choose(page, "Coral")
        choose(page, "27 cm")
        page.get_by_role("button", name="Update").click()
        expect(stock(page)).to_have_text("This combination is not available.")
        expect(add_button(page)).to_be_disabled()
        expect(page.get_by_role("radio", name="Coral")).to_be_checked()

    def test_what_was_chosen_goes_into_the_cart(self, visit):
        page = visit(CUP, java_script_enabled=False)
        choose(page, "Set of four")
        page.get_by_role("button", name="Update").click()
        add_button(page).click()
        expect(page).to_have_url(re.compile("/cart/$"))
        line = page.locator(".bc-line")
        expect(line).to_contain_text("Watch Cup & Saucer")
        expect(line).to_contain_text("Set of four")
        expect(line.locator(".bc-line__total")).to_contain_text("$49.50")

    def test_the_gallery_is_links(self, visit):
        page = visit(MUG, java_script_enabled=False)
        page.get_by_role("link", name="Show image 3").click()
        expect(page).to_have_url(re.compile("#image-3$"))
        expect(page.locator("#image-3")).to_be_in_viewport()


class TestExtras:
    def test_the_browser_asks_for_what_is_missing(self, visit):
        page = visit(HAMPER)
        add_button(page).click()
        assert page.evaluate("document.activeElement.matches('[data-product-form] :invalid')")
        expect(mini_cart(page)).to_be_hidden()

    def test_the_shop_says_what_is_missing(self, visit, watch):
        watch.expect("422")  # browsers log every answer that is no success
        page = visit(HAMPER)
        page.locator("[data-product-form]").evaluate("form => { form.noValidate = true; }")
        add_button(page).click()
        summary = page.get_by_role("alert")
        expect(summary).to_be_focused()
        expect(summary).to_contain_text("Your pick from the pantry")
        expect(summary).to_contain_text("Send it on")
        summary.get_by_role("link", name="Your pick from the pantry").click()
        expect(page.get_by_role("radio", name="Lighthouse Tea No. 5")).to_be_focused()
        summary.get_by_role("link", name="Send it on").click()
        expect(page.get_by_label("Send it on")).to_be_focused()
        expect(page.get_by_label("Send it on")).to_have_attribute("aria-invalid", "true")

    def test_chosen_extras_reach_the_cart(self, visit):
        page = visit(HAMPER)
        choose(page, "Heath Honey, a second jar")
        page.get_by_label("Send it on").fill("2030-06-01")
        page.get_by_label("A few lines for the card").fill("Happy birthday,\nGrandmère 🎂")
        add_button(page).click()
        expect(mini_cart(page)).to_be_visible()
        page.goto("/cart/")
        hamper = page.locator(".bc-line", has_text="Sunday Hamper")
        expect(hamper).to_contain_text("Heath Honey, a second jar")
        expect(hamper).to_contain_text("Happy birthday, Grandmère 🎂")

    def test_without_javascript_a_page_says_what_is_missing_and_leads_back(self, visit):
        # a browser checks required fields without scripts, too: this one has lost its own
        page = visit(HAMPER, java_script_enabled=False)
        product = page.locator("[name=product_id]").get_attribute("value")
        response = page.request.post(
            "/cart/add/", form={"product_id": product, "quantity": "1"}, headers={"Origin": page.url.split("/shop")[0]}
        )
        assert response.status == 422
        assert "Send it on" in response.text()
        assert "Back to Sunday Hamper" in response.text()

    def test_quantity_limits(self, visit, watch):
        watch.expect("422")
        page = visit(EGG_CUPS)
        quantity = page.get_by_label("Quantity")
        expect(quantity).to_have_value("2")
        expect(page.get_by_text("At least 2. At most 12.")).to_be_visible()
        page.locator("[data-product-form]").evaluate("form => { form.noValidate = true; }")
        for wrong, says in (
            ("13", "12"),
            ("1", "2"),
            ("0", "Please enter a quantity of 1 or more."),
            ("1.5", "Please enter the quantity as a whole number."),
            ("99999", "Please enter a quantity of 10000 or less."),
        ):
            quantity.fill(wrong)
            add_button(page).click()
            expect(page.get_by_role("alert")).to_contain_text(says)
        expect(mini_cart(page)).to_be_hidden()
        quantity.fill("3")
        add_button(page).click()
        expect(mini_cart(page)).to_contain_text("Egg Cup Flotilla")
        expect(page.get_by_role("alert")).to_be_hidden()

    @pytest.mark.parametrize(
        ("slug", "says"),
        [
            ("tinned-copper-saute-pan", "Made to order: ask us for a price"),
            ("turbot-platter", "Out of stock"),
            ("slipway-boots", "This product cannot be ordered at the moment."),
        ],
    )
    def test_what_cannot_be_bought(self, visit, slug, says):
        page = visit(f"/shop/products/{slug}/")
        expect(page.get_by_role("main")).to_contain_text(says)
        for button in add_button(page).all():
            expect(button).to_be_disabled()

    def test_a_preorder(self, visit):
        page = visit("/shop/products/tide-clock/")
        expect(stock(page)).to_contain_text("The next movements leave the workshop on")
        page.get_by_role("button", name="Pre-order").click()
        expect(mini_cart(page)).to_contain_text("Tide Clock")

    def test_a_choice_between_products(self, visit):
        page = visit(CHEST)
        page.locator("[data-option] .bc-choice").first.click()
        add_button(page).click()
        expect(mini_cart(page)).to_contain_text("First-Flat Crockery Chest")

    def test_words_from_right_to_left(self, visit):
        page = visit("/shop/products/ميناء-كيتيويك-عند-الفجر/")
        name = page.get_by_role("heading", level=1).locator("bdi")
        assert name.evaluate("element => getComputedStyle(element).direction") == "rtl"
        expect(add_button(page)).to_be_visible()


class TestGallery:
    def test_small_pictures_bring_the_large_ones(self, visit):
        page = visit(MUG)
        page.get_by_role("link", name="Show image 3").click()
        expect_picture(page, urlsplit(page.locator("#image-3 img").get_attribute("src")).path)
        expect(page).to_have_url(re.compile(f"{MUG}$"))

    def test_a_video_is_asked_for_before_anything_is_loaded_from_elsewhere(self, visit, watch):
        page = visit(MUG)
        page.wait_for_load_state("networkidle")
        assert watch.unexpected() == []
        page.route("**://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="a video"))
        watch.expect(r"^foreign request: https://www\.youtube-nocookie\.com/embed/")
        page.get_by_role("link", name="Pulling a handle at Kiln Lane").click()
        expect(page.frame_locator("iframe.bc-video__frame").get_by_text("a video")).to_be_visible()

    def test_a_product_without_a_picture(self, visit):
        page = visit("/shop/products/jar/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        add_to_cart(page, "/shop/products/jar/")
        expect(mini_cart(page)).to_contain_text("$")
