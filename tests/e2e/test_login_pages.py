"""Every page of signing in and up, on a phone and on a large screen: examined, and kept as a picture."""

import pytest
from playwright.sync_api import expect

from .looks import WATCH_LAYOUT, WIDTHS, examine
from .shopping import sign_in


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def page(request, visitor):
    page = visitor(viewport={"width": request.param, "height": WIDTHS[request.param]})
    page.add_init_script(WATCH_LAYOUT)
    return page


def test_guests(page):
    page.goto("/account/login/")
    examine(page, "login")
    page.get_by_label("E-mail").fill("new@example.com")
    page.get_by_label("Password").fill("not-the-password-1")
    page.get_by_role("button", name="Sign in").click()
    examine(page, "login-failed")
    page.get_by_role("button", name="Create an account").click()
    expect(page.get_by_label("E-mail", exact=True)).to_have_value("new@example.com")
    examine(page, "register")
    page.goto("/account/login/")
    page.get_by_role("link", name="Forgotten your password").click()
    examine(page, "password-reset")
    page.get_by_label("E-mail").fill("nobody@example.com")
    page.get_by_role("button", name="Send mail").click()
    expect(page.get_by_role("main")).to_contain_text("look into your mailbox")
    examine(page, "password-reset-sent")


def test_old_link(page, watch):
    watch.expect("410")
    page.goto("/account/password-reset/used/")
    examine(page, "link-refused")
    page.get_by_role("link", name="Ask for a new link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a new password")


def test_customers(page):
    sign_in(page)
    for name in ("password", "email"):
        page.goto(f"/account/{name}/")
        examine(page, f"account-{name}")
