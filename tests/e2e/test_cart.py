"""The cart page and the small cart of the header, with JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

from .shopping import JUG, JUG_NAME, JUG_PRICE, add_to_cart, cart_count, mini_cart

HONEY = "/shop/products/heath-honey/"  # three jars are left


def quantity(page, name=JUG_NAME):
    return page.get_by_label(f"Quantity of {name}")


def set_quantity(page, number, *, name=JUG_NAME, scripts):
    quantity(page, name).fill(str(number))
    if scripts:
        quantity(page, name).press("Tab")  # a change is enough
    else:
        page.locator(".bc-line", has_text=name).get_by_role("button", name="Update").click()


def total(page):
    return page.locator(".bc-cart__summary .bc-sums__row--total dd")


@pytest.fixture
def cart(visitor, scripts):
    """The cart page of a visitor who wants two jugs."""
    page = visitor(java_script_enabled=scripts)
    add_to_cart(page, JUG, 2)
    page.goto("/cart/")
    return page


def test_adding_shows_the_cart_without_leaving_the_page(visit):
    page = visit(JUG)
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Add to cart").click()
    small = mini_cart(page)
    expect(small).to_be_visible()
    expect(small.get_by_role("heading")).to_have_text("Your cart: 2 items")
    expect(small.get_by_role("heading")).to_be_focused()
    expect(small).to_contain_text(JUG_NAME)
    expect(small.locator(".bc-mini-cart__total")).to_contain_text(f"${2 * JUG_PRICE}")
    expect(cart_count(page)).to_have_text("2 items")
    expect(page).to_have_url(re.compile(f"{JUG}$"))
    small.get_by_role("button", name="Close").click()
    expect(small).to_be_hidden()
    page.get_by_role("button", name="Add to cart").click()
    expect(cart_count(page)).to_have_text("4 items")
    page.goto("/shop/")
    expect(cart_count(page)).to_have_text("4 items")
    page.get_by_role("button", name="Cart").click()
    small.get_by_role("link", name="View cart").click()
    expect(quantity(page)).to_have_value("4")


def test_adding_before_the_header_has_come(visitor):
    """The header's own first request is slow: its answer must not take the place of the cart that is shown."""
    page = visitor()
    held = []
    page.route("**/cart/fragment/", lambda route: held.append(route), times=1)
    page.goto(JUG)
    page.wait_for_load_state()
    with page.expect_response("**/cart/add/"):
        page.get_by_role("button", name="Add to cart").click()
    held[0].continue_()
    page.wait_for_load_state("networkidle")
    expect(mini_cart(page)).to_contain_text(JUG_NAME)
    expect(cart_count(page)).to_have_text("1 item")


def test_adding_without_javascript_leads_to_the_cart(visit):
    page = visit(JUG, java_script_enabled=False)
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Add to cart").click()
    expect(page).to_have_url(re.compile("/cart/$"))
    expect(page.get_by_role("status")).to_contain_text(f"“{JUG_NAME}” is in your cart.")
    expect(quantity(page)).to_have_value("2")
    page.reload()
    expect(quantity(page)).to_have_value("2")
    expect(page.get_by_text("is in your cart.")).to_have_count(0)


def test_an_empty_cart(visit, scripts):
    page = visit("/cart/", java_script_enabled=scripts)
    expect(page.get_by_role("main")).to_contain_text("There is nothing in your cart yet.")
    page.get_by_role("link", name="Look around the shop").click()
    expect(page).to_have_url(re.compile("/shop/$"))


def test_another_quantity(cart, scripts):
    expect(total(cart)).to_have_text(f"${2 * JUG_PRICE}")
    set_quantity(cart, 5, scripts=scripts)
    expect(total(cart)).to_have_text(f"${5 * JUG_PRICE}")
    expect(quantity(cart)).to_have_value("5")
    if scripts:
        expect(cart_count(cart)).to_have_text("5 items")
    cart.reload()
    expect(total(cart)).to_have_text(f"${5 * JUG_PRICE}")


def test_taking_out(cart, scripts):
    add_to_cart(cart, HONEY)
    cart.goto("/cart/")
    cart.get_by_role("button", name=f"Remove {JUG_NAME}").click()
    expect(quantity(cart)).to_have_count(0)
    expect(total(cart)).to_have_text("$11.00")
    set_quantity(cart, 0, name="Heath Honey", scripts=scripts)
    expect(cart.get_by_role("main")).to_contain_text("There is nothing in your cart yet.")
    expect(cart_count(cart)).to_have_count(0)


def test_a_coupon(cart):
    cart.get_by_label("Coupon code").fill("no such code")
    cart.get_by_role("button", name="Apply").click()
    expect(cart.get_by_text("no such code")).to_be_visible()
    expect(total(cart)).to_have_text(f"${2 * JUG_PRICE}")
    cart.get_by_label("Coupon code").fill("welcome10")
    cart.get_by_role("button", name="Apply").click()
    expect(total(cart)).to_have_text("$37.80")
    cart.get_by_role("button", name="Remove code WELCOME10").click()
    expect(total(cart)).to_have_text(f"${2 * JUG_PRICE}")


def test_more_than_there_is(cart, scripts):
    add_to_cart(cart, HONEY)
    cart.goto("/cart/")
    set_quantity(cart, 50, name="Heath Honey", scripts=scripts)
    problem = cart.get_by_role("alert") if scripts else cart.get_by_role("status")
    expect(problem).to_contain_text("Heath Honey")
    expect(quantity(cart, "Heath Honey")).to_have_value("1")
    expect(quantity(cart)).to_have_value("2")


def test_adding_more_than_there_is(visit, watch):
    watch.expect("422")
    page = visit(HONEY)
    page.get_by_label("Quantity").fill("50")
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("3")
    expect(cart_count(page)).to_have_count(0)


def test_adding_more_than_there_is_without_javascript(visit, watch):
    watch.expect("422")
    page = visit(HONEY, java_script_enabled=False)
    page.get_by_label("Quantity").fill("50")
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not added to your cart")
    page.get_by_role("link", name="Back to Heath Honey").click()
    expect(page).to_have_url(re.compile(HONEY))


def test_a_quantity_that_is_none(cart, scripts):
    field = quantity(cart)
    line = field.evaluate("field => field.form.action")
    origin = cart.url.split("/cart")[0]
    answer = cart.request.post(line, form={"quantity": "plenty"}, headers={"Origin": origin})
    assert answer.ok
    assert "Please enter the quantity as a whole number." in answer.text()
    cart.reload()
    expect(field).to_have_value("2")


def test_a_cart_stays_a_visitors_own(cart, visit):
    expect(quantity(cart)).to_have_value("2")
    page = visit("/cart/")
    expect(page.get_by_role("main")).to_contain_text("There is nothing in your cart yet.")
