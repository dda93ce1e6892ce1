"""What shoppers do, in the words of the pages: steps that several tests share."""

from __future__ import annotations

import re
from decimal import Decimal

from playwright.sync_api import FrameLocator, Locator, Page, expect

SAM = ("sam@example.com", "demo-shopper-1")
KIM = ("kim@example.com", "demo-shopper-2")

JUG = "/shop/products/dipped-milk-jug/"
JUG_NAME = "Dipped Milk Jug"
#: on sale
JUG_PRICE = Decimal("21.00")


def money(text: str) -> list[Decimal]:
    """The amounts in a text, in order."""
    return [Decimal(amount.replace(",", "")) for amount in re.findall(r"\$([\d,]+\.\d\d)", text)]


def mini_cart(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Your cart")


def cart_count(page: Page) -> Locator:
    return page.locator("[data-bc-cart-count]")


def add_to_cart(page: Page, path: str = JUG, quantity: int | None = None) -> None:
    """Put the product of a page into the cart, and wait until it is there. With scripts or without."""
    page.goto(path)
    if quantity is not None:
        page.get_by_label("Quantity").fill(str(quantity))
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("link", name="Go to checkout").first).to_be_visible()


def sign_in(page: Page, email: str = SAM[0], password: str = SAM[1]) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def checkout_frame(page: Page) -> FrameLocator:
    """The hosted checkout in its frame, once it is there."""
    frame = page.frame_locator("#checkout-frame iframe")
    expect(frame.get_by_role("button", name="Place order")).to_be_visible()
    return frame


def pay_in_frame(page: Page) -> None:
    """Place the order in the frame, and follow the shop to its own confirmation."""
    checkout_frame(page).get_by_role("button", name="Place order").click()
    page.get_by_role("link", name="See your order").click()
    expect(page.get_by_role("heading", name="Thank you for your order")).to_be_visible()


def order_number(page: Page) -> int:
    """The number that the confirmation names."""
    return int(re.search(r"the number (\d+)", page.locator(".bc-order__lead").inner_text())[1])
