"""Every page a visitor meets, on a phone and on a large screen: examined, and kept as a picture."""

import re

import pytest
from playwright.sync_api import expect

from .looks import WATCH_LAYOUT, WIDTHS, examine
from .shopping import (
    JUG,
    add_to_cart,
    cart_count,
    checkout_frame,
    mini_cart,
    pay_in_frame,
    sign_in,
)

PAGES = {
    "home": "/",
    "about": "/about/",
    "shop": "/shop/",
    "listing": "/shop/categories/kitchen/",
    "listing-filtered": "/shop/categories/kitchen/?in_stock=1&sort=price&min_price=10&max_price=80",
    "search": "/shop/search/?q=lantern",
    "search-nothing": "/shop/search/?q=zzzz",
    "brands": "/shop/brands/",
    "brand": "/shop/brands/kiln-lane-pottery/",
    "product": "/shop/products/harbour-mug/",
    "product-modifiers": "/shop/products/sunday-hamper/",
    "product-choices": "/shop/products/log-book/",
    "product-long-name": "/shop/products/postcards-from-a-town-you-may-or-may-not-have-visited-twelve-views-in-"
    "letterpress-including-the-lighthouse-the-salt-flats-both-cafes-and-one-very-fine-gull/",
    "product-right-to-left": "/shop/products/ميناء-كيتيويك-عند-الفجر/",
    "product-no-picture": "/shop/products/jar/",
    "product-file": "/shop/products/seal-and-wax-your-crest-or-ours/",
    "cart-empty": "/cart/",
    "login": "/account/login/",
    "register": "/account/register/",
}


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def page(request, visitor):
    page = visitor(viewport={"width": request.param, "height": WIDTHS[request.param]})
    page.add_init_script(WATCH_LAYOUT)
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page(page, name):
    assert page.goto(PAGES[name]).ok
    if page.locator("#visitor-fragment").count():
        expect(page.locator(".bc-cart-button")).to_be_visible()
    examine(page, name)


def test_another_currency(page):
    page.goto(PAGES["product"])
    page.get_by_label("Currency").select_option("EUR")
    page.get_by_role("button", name="Change").click()
    expect(page.locator("[data-price]")).to_contain_text("€")
    examine(page, "product-in-euro")


def test_a_guests_way_to_an_order(page):
    add_to_cart(page, JUG, 2)
    expect(mini_cart(page)).to_be_visible()
    examine(page, "mini-cart")
    add_to_cart(page, "/shop/products/watch-cup-and-saucer/")
    page.goto("/cart/")
    page.get_by_label("Coupon code").fill("WELCOME10")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("button", name="Remove code WELCOME10")).to_be_visible()
    examine(page, "cart")
    page.get_by_label("Quantity of Dipped Milk Jug").fill("9999")
    page.get_by_label("Quantity of Dipped Milk Jug").press("Tab")
    expect(page.get_by_role("alert")).to_be_visible()
    examine(page, "cart-error")
    page.goto("/checkout/complete/")
    examine(page, "confirmation-pending")
    page.goto("/checkout/")
    checkout_frame(page)
    examine(page, "checkout")
    checkout_frame(page).get_by_role("button", name="Place order").click()
    expect(page.get_by_role("link", name="See your order")).to_be_visible()
    expect(cart_count(page)).to_have_count(0)
    examine(page, "checkout-paid")
    page.get_by_role("link", name="See your order").click()
    expect(page.get_by_role("heading", name="Thank you for your order")).to_be_visible()
    examine(page, "confirmation")


def test_what_went_wrong_on_a_product(page, watch):
    watch.expect("422")
    page.goto(PAGES["product-modifiers"])
    page.locator("[data-product-form]").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("alert")).to_be_visible()
    examine(page, "product-error")
    page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('[data-product-form]'))")
    expect(page.get_by_role("heading", name="Not added to your cart")).to_be_visible()
    examine(page, "add-problem")


def test_an_account(page):
    page.goto("/account/register/")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("alert")).to_be_visible()
    examine(page, "register-error")
    sign_in(page, "kim@example.com", "wrong-password-1")
    expect(page.get_by_role("alert")).to_be_visible()
    examine(page, "login-error")
    sign_in(page)
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    examine(page, "account")
    page.get_by_role("main").get_by_role("link", name=re.compile(r"^Order \d+$")).last.click()
    expect(page.get_by_role("heading", level=1, name=re.compile(r"^Order \d+$"))).to_be_visible()
    examine(page, "order")


def test_a_customers_checkout(page):
    add_to_cart(page)
    sign_in(page)
    page.goto("/checkout/")
    checkout_frame(page)
    examine(page, "checkout-customer")
    pay_in_frame(page)
