"""From the cart to a paid order: in the frame, in the whole window, and when one of them cannot be."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from . import sdk
from .shopping import (
    JUG_NAME,
    KIM,
    add_to_cart,
    cart_count,
    checkout_frame,
    order_number,
    pay_in_frame,
    sign_in,
)

#: a little more than the shop's own patience with the frame
PATIENCE_MS = 21_000


def go_to_checkout(page):
    page.goto("/cart/")
    page.get_by_role("main").get_by_role("link", name="Go to checkout").click()
    expect(page.get_by_role("heading", level=1, name="Checkout")).to_be_visible()


def expect_hosted_checkout(page, site):
    """The whole window shows the store's own checkout."""
    expect(page).to_have_url(re.compile(rf"^{re.escape(site.store_url)}/checkout/"))
    expect(page.get_by_role("button", name="Place order")).to_be_visible()


def expect_empty_cart(page):
    page.goto("/cart/")
    expect(page.get_by_role("main")).to_contain_text("There is nothing in your cart yet.")
    expect(cart_count(page)).to_have_count(0)


def expect_confirmation(page):
    """The shop's confirmation; returns the number of the order."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your order")
    expect(page.locator(".bc-line")).to_contain_text(JUG_NAME)
    return order_number(page)


def with_sdk(page, version):
    """Let the page load the platform's own SDK instead of the demo store's."""
    script = sdk.loader(version)
    page.route("**/v1/loader.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.route("**/v1/embedded-checkout.js", lambda route: route.abort())


@pytest.fixture(params=[None, *sdk.VERSIONS], ids=lambda version: f"SDK {version}" if version else "our loader")
def shopper(request, visitor):
    """A visitor with a jug in the cart whose browser loads one of the SDKs."""
    page = visitor()
    if request.param:
        with_sdk(page, request.param)
    add_to_cart(page)
    return page


class TestEmbedded:
    def test_a_guest_pays(self, shopper, visit, watch, site):
        with shopper.expect_request("**/embedded-checkout/allow-cookie**"):
            go_to_checkout(shopper)
        frame = checkout_frame(shopper)
        expect(frame.get_by_label("E-mail address")).to_have_value("guest@example.com")
        expect(shopper.get_by_text("Does the checkout not appear?")).to_be_visible()
        frame.get_by_role("button", name="Place order").click()
        expect(shopper.get_by_text("Thank you. Your order is confirmed.")).to_be_in_viewport()
        expect(shopper.get_by_role("link", name="See your order")).to_be_focused()
        expect(frame.get_by_role("heading", name="Thank you for your order")).to_be_visible()
        expect(cart_count(shopper)).to_have_count(0)
        shopper.get_by_role("link", name="See your order").click()
        number = expect_confirmation(shopper)
        expect_empty_cart(shopper)
        shopper.goto("/checkout/complete/")
        assert expect_confirmation(shopper) == number

        watch.expect("404", "Content Security Policy")  # Django's own page for developers is styled inline
        stranger = visit()
        for path in ("/checkout/complete/", f"/checkout/complete/?order={number}"):
            assert stranger.goto(path).status == 404
            assert JUG_NAME not in stranger.content()

    def test_a_customer_pays(self, shopper, visit, watch):
        sign_in(shopper, *KIM)
        go_to_checkout(shopper)
        frame = checkout_frame(shopper)
        expect(frame.get_by_text(f"Signed in as {KIM[0]}")).to_be_visible()
        expect(frame.get_by_label("First name")).to_have_value("Kim")
        pay_in_frame(shopper)
        number = expect_confirmation(shopper)
        shopper.goto("/account/")
        shopper.get_by_role("main").get_by_role("link", name=f"Order {number}").click()
        expect(shopper.get_by_role("main")).to_contain_text(JUG_NAME)
        watch.expect("404", "Content Security Policy")
        stranger = visit()
        sign_in(stranger)
        expect(stranger.get_by_role("heading", name="Your account")).to_be_visible()
        assert stranger.goto(f"/account/orders/{number}/").status == 404

    def test_a_reload_keeps_the_checkout(self, shopper):
        go_to_checkout(shopper)
        checkout_frame(shopper)
        shopper.reload()
        pay_in_frame(shopper)

    def test_a_declined_payment_stays_in_the_frame(self, shopper, watch):
        watch.expect("422")  # browsers log every answer that is no success
        go_to_checkout(shopper)
        frame = checkout_frame(shopper)
        frame.get_by_label("Pretend payment that is declined").check()
        frame.get_by_role("button", name="Place order").click()
        expect(frame.get_by_role("alert")).to_contain_text("The payment was declined.")
        expect(shopper.get_by_role("button", name="Open the checkout")).to_be_visible()
        frame.get_by_label("Pretend payment", exact=True).check()
        pay_in_frame(shopper)

    def test_signing_out_in_the_frame_signs_out_of_the_shop(self, shopper):
        sign_in(shopper, *KIM)
        go_to_checkout(shopper)
        checkout_frame(shopper).get_by_role("button", name="Sign out").click()
        expect(shopper).to_have_url(re.compile("/shop/$"))
        shopper.goto("/account/")
        expect(shopper.get_by_role("heading", name="Sign in")).to_be_visible()

    def test_the_shops_colours_reach_the_frame(self, shopper):
        go_to_checkout(shopper)
        button = checkout_frame(shopper).get_by_role("button", name="Place order")
        accent = shopper.evaluate(
            """() => {
              const probe = document.body.appendChild(document.createElement("p"));
              probe.style.color = "var(--bc-accent)";
              return getComputedStyle(probe).color;
            }"""
        )
        expect(button).to_have_css("background-color", accent)


class TestAnotherSite:
    """The shop's site is not the store's: the frame gets no cookies."""

    @pytest.fixture(params=[None, sdk.VERSIONS[0]], ids=["our loader", "SDK"])
    def shopper(self, request, foreign_site, visitor):
        page = visitor(at=foreign_site)
        if request.param:
            with_sdk(page, request.param)
        add_to_cart(page, "/shop/products/harbour-mug/?sku=KLP-MUG-SEA")
        return page

    def test_a_guest_pays_without_cookies_in_the_frame(self, shopper, foreign_site):
        assert urlsplit(shopper.url).hostname != urlsplit(foreign_site.store_url).hostname
        go_to_checkout(shopper)
        pay_in_frame(shopper)
        expect_empty_cart(shopper)

    def test_a_customer_pays_without_cookies_in_the_frame(self, shopper):
        sign_in(shopper, *KIM)
        go_to_checkout(shopper)
        expect(checkout_frame(shopper).get_by_text(f"Signed in as {KIM[0]}")).to_be_visible()
        pay_in_frame(shopper)


class TestFallback:
    """Whatever keeps the frame from working, the shopper ends up at the hosted checkout and can pay there."""

    @pytest.fixture
    def page(self, visitor):
        page = visitor()
        page.add_init_script("localStorage.setItem('BigCommerce.EmbeddedCheckout.isCookieAllowed', 'true')")
        add_to_cart(page)
        return page

    def pay(self, page, site):
        expect_hosted_checkout(page, site)
        page.get_by_role("button", name="Place order").click()
        page.get_by_role("link", name="Back to the shop").click()
        expect(page).to_have_url(f"{site.url}/checkout/complete/")
        expect_confirmation(page)
        expect_empty_cart(page)

    def test_the_loader_cannot_be_loaded(self, page, site, watch):
        watch.expect("net::ERR_FAILED")
        page.route("**/v1/loader.js", lambda route: route.abort())
        page.goto("/checkout/")
        self.pay(page, site)

    def test_the_loader_is_something_else(self, page, site):
        page.route("**/v1/loader.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto("/checkout/")
        expect_hosted_checkout(page, site)

    @pytest.mark.parametrize("version", [None, *sdk.VERSIONS], ids=lambda version: version or "our loader")
    def test_the_checkout_refuses(self, page, site, watch, version):
        """The address is spent: the frame says so, and the SDK rejects."""
        watch.expect("403")
        if version:
            with_sdk(page, version)
        page.add_init_script(
            "localStorage.setItem('BigCommerce.EmbeddedCheckout.lastAllowCookieAttempt', String(Date.now()))"
        )
        spent = f"{site.store_url}/cart.php?embedded=1&action=loadInCheckout&id=none&token=none"
        page.route(
            "**/checkout/url/",
            lambda route: route.fulfill(json={"url": spent}) if wants_json(route) else route.continue_(),
        )
        page.goto("/checkout/")
        self.pay(page, site)

    @pytest.mark.parametrize("version", [None, *sdk.VERSIONS], ids=lambda version: version or "our loader")
    def test_the_frame_never_answers(self, page, site, version):
        if version:
            with_sdk(page, version)
        page.clock.install()
        page.route("**/cart.php?*embedded=1*", lambda route: route.fulfill(body="", content_type="text/html"))
        page.goto("/checkout/")
        expect(page.locator("#checkout-frame iframe")).to_be_attached()
        page.clock.run_for(PATIENCE_MS)
        expect_hosted_checkout(page, site)

    def test_the_frame_never_loads(self, page, site):
        page.clock.install()
        page.route("**/cart.php?*embedded=1*", lambda route: None)
        page.goto("/checkout/")
        expect(page.locator("#checkout-frame iframe")).to_be_attached()
        page.clock.run_for(PATIENCE_MS)
        expect_hosted_checkout(page, site)

    def test_the_shopper_does_not_want_to_wait(self, page, site):
        page.route("**/cart.php?*embedded=1*", lambda route: None)
        page.goto("/checkout/")
        page.get_by_role("button", name="Open the checkout").click()
        self.pay(page, site)

    def test_no_address_for_the_frame(self, page, watch, site):
        """BigCommerce did not answer the script; it may answer the form."""
        watch.expect("503")
        page.route(
            "**/checkout/url/",
            lambda route: route.fulfill(status=503, json={"url": None}) if wants_json(route) else route.continue_(),
        )
        page.goto("/checkout/")
        expect_hosted_checkout(page, site)

    def test_the_cart_is_gone(self, page, watch):
        watch.expect("409")
        page.route("**/checkout/url/", lambda route: route.fulfill(status=409, json={"url": None}))
        page.goto("/checkout/")
        expect(page).to_have_url(re.compile("/cart/$"))


def wants_json(route):
    return "application/json" in route.request.headers["accept"]


class TestWithoutJavaScript:
    def test_a_guest_pays_in_the_whole_window(self, visit, site):
        page = visit(java_script_enabled=False)
        add_to_cart(page)
        go_to_checkout(page)
        page.get_by_role("button", name="Open the checkout").click()
        expect_hosted_checkout(page, site)
        page.get_by_role("button", name="Place order").click()
        expect(page.get_by_role("heading", name="Thank you for your order")).to_be_visible()
        page.get_by_role("link", name="Back to the shop").click()
        expect(page).to_have_url(re.compile("/checkout/complete/$"))
        expect_confirmation(page)
        expect_empty_cart(page)

    def test_a_customer_is_signed_in_at_the_hosted_checkout(self, visit, site):
        page = visit(java_script_enabled=False)
        add_to_cart(page)
        sign_in(page, *KIM)
        go_to_checkout(page)
        page.get_by_role("button", name="Open the checkout").click()
        expect_hosted_checkout(page, site)
        expect(page.get_by_label("First name")).to_have_value("Kim")


class TestConfirmation:
    def test_nothing_is_confirmed_before_it_is_paid(self, visit):
        page = visit()
        add_to_cart(page)
        page.goto("/checkout/complete/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Your order is not confirmed yet")
        page.get_by_role("link", name="Back to the cart").click()
        expect(page.locator(".bc-line")).to_contain_text(JUG_NAME)

    def test_the_frames_word_is_not_believed(self, visit):
        """A message that pretends to be the checkout's does not confirm anything: the server asks BigCommerce."""
        page = visit()
        add_to_cart(page)
        go_to_checkout(page)
        checkout_frame(page)
        page.evaluate("window.postMessage({ type: 'CHECKOUT_COMPLETE' }, '*')")
        page.goto("/checkout/complete/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Your order is not confirmed yet")

    def test_an_empty_cart_cannot_be_checked_out(self, visit, scripts):
        page = visit("/checkout/", java_script_enabled=scripts)
        expect(page).to_have_url(re.compile("/cart/$"))
        expect(page.get_by_text("Your cart is empty. Put something into it first.")).to_be_visible()
