"""The pages beside the cart, held against what every page must be."""

import pytest
from playwright.sync_api import expect

from .looks import WATCH_LAYOUT, WIDTHS, examine
from .shopping import JUG, JUG_NAME, add_to_cart

PAGES = {"quick-order": "/cart/quick-order/", "gift-certificates": "/gift-certificates/"}


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def page(request, visitor):
    page = visitor(viewport={"width": request.param, "height": WIDTHS[request.param]})
    page.add_init_script(WATCH_LAYOUT)
    return page


@pytest.mark.parametrize("name", PAGES)
def test_form(page, name):
    assert page.goto(PAGES[name]).ok
    expect(page.locator(".bc-cart-button")).to_be_visible()
    examine(page, name)


def test_lines_that_are_offered_again(page):
    add_to_cart(page, JUG, 2)
    page.goto("/cart/")
    page.get_by_role("button", name="Empty the cart").click()
    put_back = page.get_by_role("button", name="Put back into the cart")
    expect(put_back).to_be_visible()
    examine(page, "cart-offers")
    put_back.click()
    expect(page.get_by_label(f"Quantity of {JUG_NAME}")).to_have_value("2")


def test_other_choices_for_a_line(page):
    page.goto("/shop/products/harbour-mug/")
    page.locator("[data-option] .bc-choice").first.click()
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("link", name="Go to checkout").first).to_be_visible()
    page.goto("/cart/")
    page.get_by_role("link", name="Change the choices of").click()
    expect(page.get_by_role("button", name="Save the changes")).to_be_visible()
    examine(page, "cart-change")
    page.get_by_label("Quantity").fill("3")
    page.get_by_role("button", name="Save the changes").click()
    expect(page.get_by_role("status").first).to_contain_text("has been changed.")
