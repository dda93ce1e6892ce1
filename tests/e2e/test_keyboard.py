"""Shopping with the keyboard alone: everything is reached in a sensible order, and one always sees where one is."""

import pytest
from playwright.sync_api import expect

from .shopping import JUG, checkout_frame, mini_cart

#: more steps than any page between its top and what is looked for
MOST_STEPS = 80

#: whether the element in focus, or the label that stands for it, is marked by an outline
FOCUS_IS_SEEN = """
() => {
  const outlined = (element, pseudo) => {
    const style = element && getComputedStyle(element, pseudo);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const element = document.activeElement;
  return outlined(element) || outlined(element, "::after") || outlined(element.closest("label"));
}
"""


def tab_to(page, locator):
    """Press Tab until the element has the focus; every stop on the way shows that it has it."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert page.evaluate(FOCUS_IS_SEEN), f"the focus cannot be seen on {focused}"
        if locator.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{locator} is not reached with the Tab key")


def test_skipping_to_the_content(visit):
    page = visit("/shop/categories/kitchen/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["/", "/shop/products/harbour-mug/", "/account/login/", "/cart/"])
def test_every_stop_shows_the_focus(visit, path):
    page = visit(path)
    page.wait_for_load_state("networkidle")
    tab_to(page, page.locator(".bc-footer a").last)


def test_from_a_product_to_a_paid_order(visit):
    page = visit("/shop/products/harbour-mug/")
    page.wait_for_load_state("networkidle")
    tab_to(page, page.get_by_role("radio", name="Sea"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Buoy")).to_be_checked()
    expect(page.get_by_role("radio", name="Buoy")).to_be_focused()
    expect(page.locator("[data-sku]")).not_to_have_text("KLP-MUG")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="Sea")).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Add to cart"))
    page.keyboard.press("Enter")
    expect(mini_cart(page).get_by_role("heading")).to_be_focused()
    tab_to(page, mini_cart(page).get_by_role("link", name="Go to checkout"))
    page.keyboard.press("Enter")
    place_order = checkout_frame(page).get_by_role("button", name="Place order")
    page.get_by_role("heading", name="Checkout", level=1).click()
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if place_order.evaluate("element => element === element.ownerDocument.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="See your order")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you for your order")).to_be_visible()


def test_closing_the_small_cart(visit):
    page = visit(JUG)
    page.get_by_role("button", name="Add to cart").click()
    expect(mini_cart(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(mini_cart(page)).to_be_hidden()
    page.get_by_role("button", name="Cart", exact=False).first.focus()
    page.keyboard.press("Enter")
    expect(mini_cart(page)).to_be_visible()


def test_narrowing_a_listing(visit):
    page = visit("/shop/categories/kitchen/")
    page.wait_for_load_state("networkidle")
    tab_to(page, page.get_by_label("Sort by"))
    page.keyboard.press("End")
    expect(page.get_by_label("Sort by")).to_have_value("rating")
    expect(page.get_by_label("Sort by")).to_be_focused()


def test_signing_in(visit):
    page = visit("/account/login/")
    tab_to(page, page.get_by_label("E-mail"))
    page.keyboard.type("kim@example.com")
    page.keyboard.press("Tab")
    page.keyboard.type("demo-shopper-2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Sign out"))
