"""Finding something: from the home page down to a product, listings and search."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from .shopping import money

KITCHEN = "/shop/categories/kitchen/"


def names(page):
    return page.locator(".bc-card__name").all_inner_texts()


def prices(page):
    """The lowest price of each product, in the order of the page; those on sale by what they cost now."""
    return [money(text)[0] for text in page.locator(".bc-card .bc-price__now").all_inner_texts()]


def stays(page):
    """Leave a mark that a new document would not have."""
    page.evaluate("window.stillTheSamePage = true")
    return lambda: page.evaluate("window.stillTheSamePage === true")


def test_from_the_home_page_to_a_product(visit, scripts):
    page = visit("/", java_script_enabled=scripts)
    page.get_by_role("navigation", name="Categories").get_by_role("link", name="Kitchen & Table").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kitchen & Table")
    page.get_by_role("link", name="Tableware", exact=True).click()
    page.get_by_role("link", name="Mugs & Cups", exact=True).click()
    page.get_by_role("link", name="Harbour Mug").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Mug")
    expect(page).to_have_title("Harbour Mug, hand-thrown stoneware | Kittiwick General Store")
    crumbs = page.get_by_role("navigation", name="Breadcrumb").get_by_role("listitem")
    expect(crumbs).to_have_text(["Shop", "Kitchen & Table", "Tableware", "Mugs & Cups", "Harbour Mug"])
    page.get_by_role("link", name="Kiln Lane Pottery").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiln Lane Pottery")
    assert "Harbour Mug" in names(page)


def test_a_listing_page_by_page(visit, scripts):
    page = visit(f"{KITCHEN}?sort=name", java_script_enabled=scripts)
    total = int(page.get_by_role("status").filter(has_text="products").inner_text().split()[0])
    seen = names(page)
    while page.get_by_role("link", name="Next").count():
        page.get_by_role("link", name="Next").click()
        expect(page.locator(".bc-pagination__page--current")).to_have_text(f"Page {len(seen) // 24 + 1}")
        seen += names(page)
    assert len(seen) == len(set(seen)) == total > 24
    assert seen == sorted(seen, key=str.casefold)
    page.get_by_role("link", name="Previous").click()
    expect(page.locator(".bc-card__name").first).not_to_have_text(seen[-1])


def test_sorting_and_narrowing_without_a_reload(visit):
    page = visit(KITCHEN)
    same_page = stays(page)
    page.get_by_label("Sort by").select_option("Price, low to high")
    expect(page).to_have_url(re.compile(r"[?&]sort=price\b"))
    expect(page.locator(".bc-card__name").first).not_to_have_text("Harbour Mug")
    assert prices(page) == sorted(prices(page))
    page.get_by_label("Sort by").select_option("Price, high to low")
    expect(page).to_have_url(re.compile(r"[?&]sort=-price\b"))
    assert page.get_by_label("Sort by").input_value() == "-price"
    if page.get_by_label("In stock").is_hidden():
        page.locator("summary", has_text="Filter").click()
    before = page.locator(".bc-listing__count").inner_text()
    page.get_by_label("In stock").check()
    expect(page.locator(".bc-listing__count")).not_to_have_text(before)
    assert same_page()
    page.go_back()
    expect(page.locator(".bc-listing__count")).to_have_text(before)
    page.get_by_label("Lowest price").fill("50")
    page.get_by_label("Lowest price").press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]min_price=50\b"))
    page.get_by_role("link", name="Clear all filters").click()
    expect(page.locator(".bc-listing__count")).to_have_text(before)


def test_sorting_and_narrowing_without_javascript(visit):
    page = visit(KITCHEN, java_script_enabled=False)
    page.get_by_label("Sort by").select_option("Price, low to high")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"[?&]sort=price\b"))
    assert prices(page) == sorted(prices(page))
    if page.get_by_label("In stock").is_hidden():
        page.locator("summary", has_text="Filter").click()
    before = page.locator(".bc-listing__count").inner_text()
    page.get_by_label("In stock").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator(".bc-listing__count")).not_to_have_text(before)
    assert page.get_by_label("Sort by").input_value() == "price"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lantern", "Mantel Storm Lantern"),
        ("HARB", "Harbour Mug"),
        ('13.3"', "Porthole Looking-Glass"),
        ('"storm lantern', "Mantel Storm Lantern"),
        ("cook's", "Quayside Cook's Knife"),
        ("🌙 moon", "Moon Over the Slipway"),
        ("KLP-MUG", "Harbour Mug"),
        ("ميناء", "ميناء كيتيويك"),
    ],
)
def test_search(visit, typed, found):
    page = visit("/shop/")
    page.get_by_role("searchbox", name="Search the shop").fill(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Results for “{typed}”")
    expect(page.get_by_role("searchbox", name="Search the shop")).to_have_value(typed)
    expect(page.get_by_role("link", name=found)).to_be_visible()


@pytest.mark.parametrize("typed", ["zzzz", "🦑", '"', "' OR 1=1 --", "%", "* NEAR AND (", "<b>x</b>"])
def test_a_search_that_finds_nothing(visit, typed):
    page = visit(f"/shop/search/?q={quote(typed)}")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Results for “{typed}”")
    expect(page.get_by_text("Nothing here matches.")).to_be_visible()
    assert names(page) == []


def test_a_very_long_search(visit):
    page = visit("/shop/search/?q=" + "lantern%20" * 300)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Results for")


def test_brands(visit):
    page = visit("/shop/")
    page.get_by_role("navigation", name="Categories").get_by_role("link", name="Brands").click()
    page.get_by_role("main").get_by_role("link", name="Copperfin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Copperfin")
    assert "Whistling Kettle" in names(page)


def test_an_old_address_of_the_merchant_leads_to_the_product(visit):
    page = visit("/harbour-mug/?utm_source=mail")
    expect(page).to_have_url("/shop/products/harbour-mug/?utm_source=mail")


def test_an_unknown_product(visit, watch):
    watch.expect("404", "Content Security Policy")  # Django's own page for developers is styled inline
    page = visit()
    assert page.goto("/shop/products/no-such-thing/").status == 404
