"""Every page of the account, on a phone and on a large screen: examined, and kept as a picture."""

import pytest
from playwright.sync_api import expect

from .looks import WATCH_LAYOUT, WIDTHS, examine
from .shopping import sign_in

PAGES = {
    "account": "/account/",
    "account-orders": "/account/orders/",
    "account-order": "/account/orders/100/",
    "account-addresses": "/account/addresses/",
    "account-address-new": "/account/addresses/new/",
    "account-wishlists": "/account/wishlists/",
    "account-profile": "/account/profile/",
    "account-payment": "/account/payment/",
    "account-data": "/account/data/",
}


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def page(request, visitor):
    page = visitor(viewport={"width": request.param, "height": WIDTHS[request.param]})
    page.add_init_script(WATCH_LAYOUT)
    return page


def test_the_pages(page):
    sign_in(page)
    for name, url in PAGES.items():
        assert page.goto(url).ok
        examine(page, name)


def test_a_wish_and_what_was_typed_wrong(page, watch):
    watch.expect("422")  # how the form with its errors is answered
    sign_in(page)
    page.goto("/shop/products/harbour-mug/")
    page.get_by_role("button", name="Add to wish list").click()
    expect(page.locator("#messages")).to_contain_text("is on your wish list")
    examine(page, "wishlist")
    page.goto("/account/addresses/new/")
    page.get_by_label("City").fill("Austin")
    page.get_by_role("button", name="Save address").click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(page.get_by_label("City")).to_have_value("Austin")
    examine(page, "account-address-wrong")


def test_guests(page):
    page.goto("/orders/lookup/")
    examine(page, "order-lookup")
    page.get_by_label("Order number").fill("100")
    page.get_by_label("E-mail").fill("sam@example.com")
    page.get_by_role("button", name="Find order").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Order 100")
    examine(page, "order-of-a-guest")
    page.goto("/shop/products/harbour-mug/")
    page.get_by_role("button", name="Add to wish list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your wish list")
    examine(page, "wishlist-of-a-guest")
    page.goto("/shop/products/harbour-mug/")
    page.get_by_role("link", name="Write a review").click()
    examine(page, "review")
    page.get_by_label("4, good").check()
    page.get_by_label("In a few words").fill("Holds tea")
    page.get_by_label("Your review").fill("And coffee.")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("E-mail").fill("ada@example.com")
    page.get_by_role("button", name="Send review").click()
    expect(page.locator("#messages")).to_contain_text("Your review is shown as soon as")


def test_the_country_decides_about_the_states(visit, scripts):
    page = visit(java_script_enabled=scripts)
    sign_in(page)
    page.goto("/account/addresses/new/")
    page.get_by_label("City").fill("Perth")
    page.get_by_label("Country").select_option("AU")
    if not scripts:
        page.get_by_role("button", name="Use this country").click()
    expect(page.get_by_label("State").locator("option", has_text="Tasmania")).to_have_count(1)
    expect(page.get_by_label("City")).to_have_value("Perth")
