"""Signing in and out, signing up, and what only a signed-in shopper sees."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from .shopping import JUG_NAME, KIM, SAM, add_to_cart, cart_count, sign_in


def header_link(page, name):
    return page.locator("#visitor-fragment").get_by_role("link", name=name)


def heading(page):
    return page.get_by_role("heading", level=1)


def sign_up(page, email, *, first="Ada", last="Ångström-García", password="a-harbour-of-1", again=None):
    page.get_by_label("First name").fill(first)
    page.get_by_label("Last name").fill(last)
    page.get_by_label("E-mail", exact=True).fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_label("Password again").fill(again or password)
    page.get_by_role("button", name="Create account").click()


def new_account(visit) -> tuple[str, str]:
    """E-mail and password of a shopper without a past: carts and orders of the others outlive a test."""
    email = f"{uuid.uuid4().hex[:12]}@example.com"
    page = visit("/account/register/")
    sign_up(page, email)
    expect(heading(page)).to_have_text("Your account")
    return email, "a-harbour-of-1"


def test_signing_in_and_out(visit, scripts):
    page = visit("/shop/", java_script_enabled=scripts)
    page.locator("#visitor-fragment").get_by_role("link", name=re.compile("Sign in|Account")).click()
    expect(heading(page)).to_have_text("Sign in")
    page.get_by_label("E-mail").fill(SAM[0])
    page.get_by_label("Password").fill(SAM[1])
    page.get_by_role("button", name="Sign in").click()
    expect(heading(page)).to_have_text("Your account")
    expect(page.get_by_role("main")).to_contain_text("Sam Rivers")
    expect(page.get_by_role("main")).to_contain_text(SAM[0])
    if scripts:
        page.goto("/shop/products/harbour-mug/")
        header_link(page, "Sam").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/shop/$"))
    if scripts:
        expect(page.locator("#messages")).to_contain_text("You are signed out.")
        expect(header_link(page, "Sign in")).to_be_visible()
    page.goto("/account/")
    expect(heading(page)).to_have_text("Sign in")


def test_orders_of_the_account(visit, watch):
    page = visit()
    sign_in(page)
    orders = page.get_by_role("main").get_by_role("listitem").filter(has=page.get_by_role("link", name="Order"))
    expect(orders.last).to_contain_text("Shipped")
    first = orders.last.get_by_role("link")
    number = first.inner_text().split()[-1]
    first.click()
    expect(heading(page)).to_have_text(f"Order {number}")
    expect(page.get_by_role("main")).to_contain_text("48 Mill Lane")
    other = visit()
    sign_in(other, *new_account(visit))
    expect(other.get_by_text("You have not ordered anything yet.")).to_be_visible()
    watch.expect("404", "Content Security Policy")  # Django's own page for developers is styled inline
    assert other.goto(f"/account/orders/{number}/").status == 404


@pytest.mark.parametrize(
    ("email", "password"),
    [(KIM[0], "not-the-password-1"), ("nobody@example.com", "demo-shopper-1"), (SAM[0].upper() + "x", " ")],
)
def test_a_wrong_password(visit, email, password):
    page = visit()
    sign_in(page, email, password)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The e-mail address or the password is not right.")
    expect(alert).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_value(email)
    expect(page.get_by_label("Password")).to_have_value("")
    page.goto("/account/")
    expect(heading(page)).to_have_text("Sign in")


def test_empty_fields(visit, scripts):
    page = visit("/account/login/", java_script_enabled=scripts)
    page.get_by_role("button", name="Sign in").click()
    alert = page.get_by_role("alert")
    alert.get_by_role("link", name="Password").click()
    expect(page.get_by_label("Password")).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")


def test_signing_up(visit, scripts):
    email = f"ada+{uuid.uuid4().hex[:8]}@example.com"
    page = visit("/account/login/", java_script_enabled=scripts)
    page.get_by_role("link", name="Create an account").click()
    sign_up(page, email)
    expect(heading(page)).to_have_text("Your account")
    expect(page.get_by_role("main")).to_contain_text("Ada Ångström-García")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, email, "a-harbour-of-1")
    expect(heading(page)).to_have_text("Your account")


def test_signing_up_twice(visit):
    page = visit("/account/register/")
    sign_up(page, SAM[0])
    expect(page.get_by_role("alert")).to_contain_text("E-mail")
    expect(page.get_by_label("First name")).to_have_value("Ada")
    expect(page.get_by_label("Password", exact=True)).to_have_value("")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"again": "a-harbour-of-2"}, "The two passwords differ."),
        ({"password": "short1"}, "Password"),
        ({"first": ""}, "First name"),
    ],
)
def test_signing_up_with_something_wrong(visit, fields, says):
    page = visit("/account/register/")
    sign_up(page, f"{uuid.uuid4().hex[:8]}@example.com", **fields)
    expect(page.get_by_role("alert")).to_contain_text(says)


def test_after_signing_in_back_to_where_one_wanted_to_go(visit):
    page = visit("/account/?from=here")
    expect(heading(page)).to_have_text("Sign in")
    page.get_by_role("link", name="Create an account").click()
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail").fill(SAM[0])
    page.get_by_label("Password").fill(SAM[1])
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/account/\?from=here$"))


@pytest.mark.parametrize(
    "next_url", ["https://evil.example/", "//evil.example/", r"/\evil.example", "javascript:alert(1)", "http:///evil"]
)
def test_signing_in_never_leads_to_another_site(visit, next_url):
    page = visit()
    page.goto(f"/account/login/?next={next_url}")
    page.get_by_label("E-mail").fill(SAM[0])
    page.get_by_label("Password").fill(SAM[1])
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"localhost:\d+/account/$"))


def test_a_guests_cart_comes_along_and_is_forgotten_at_the_end(visit):
    account = new_account(visit)
    page = visit()
    add_to_cart(page)
    sign_in(page, *account)
    expect(cart_count(page)).to_have_text("1 item")
    page.goto("/cart/")
    expect(page.locator(".bc-line")).to_contain_text(JUG_NAME)
    page.goto("/account/")
    page.get_by_role("button", name="Sign out").click()
    expect(header_link(page, "Sign in")).to_be_visible()
    expect(cart_count(page)).to_have_count(0)


def test_an_editor_stays_an_editor(visit):
    page = visit("/admin/login/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("admin")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    page.goto("/account/login/")
    expect(page.get_by_text("You are signed in to this site with another account")).to_be_visible()
    expect(page.get_by_label("Password")).to_have_count(0)
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Kittiwick General Store")).to_be_visible()


def test_a_shopper_is_no_editor(visit):
    page = visit()
    sign_in(page)
    expect(heading(page)).to_have_text("Your account")
    page.goto("/admin/")
    expect(page).to_have_url(re.compile("/admin/login/"))
