"""The demo store's SDK loader and hosted checkout on their own: in a frame and in a window, without the shop."""

import json
import threading
import time
import uuid
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from wagtail_bigcommerce.client.signing import login_token
from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.carts import Cart, Line
from wagtail_bigcommerce.demostore.redirect_urls import redirect_urls

from ..demostore.shelves import MUG, TEE, shelves

SAM = 1
STYLES = {
    "heading": {"color": "rgb(102, 51, 153)"},
    "button": {"backgroundColor": "rgb(102, 51, 153)", "hover": {"backgroundColor": "rgb(0, 0, 0)"}},
    "body": {"backgroundColor": "red} * {display: none"},
}
HOST_PAGE = """<!doctype html><html lang="en"><title>Shop</title><h1>Checkout</h1>
<div id="checkout" style="position: relative; min-height: 10rem"></div>
<script src="{store}/v1/loader.js"></script>
<script nonce="n">
window.events = [];
const note = (name) => (message) => events.push([name, message.type, (message.payload || {{}}).message]);
async function embed(containerId) {{
  const {{ url }} = await (await fetch('/url')).json();
  const {{ embedCheckout }} = await checkoutKitLoader.load('embedded-checkout');
  try {{
    window.checkout = await embedCheckout({{
      containerId, url, styles: {styles}, onLoad: note('onLoad'), onFrameLoad: note('onFrameLoad'),
      onComplete: note('onComplete'), onError: note('onError'), onSignOut: note('onSignOut'),
      onFrameError: note('onFrameError'),
    }});
    events.push(['resolved']);
  }} catch (error) {{
    events.push(['rejected', error.name, error.type, error.subtype, error.message]);
  }}
}}
embed(new URLSearchParams(location.search).get('container') || 'checkout');
</script></html>"""


class Shop(ThreadingHTTPServer):
    """A shop's own site: one page that embeds the checkout under a strict policy, and the URL that it asks for."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("localhost", 0), ShopHandler)
        self.origin = f"http://localhost:{self.server_address[1]}"
        self.store = None
        #: Makes the URL to embed.
        self.url = None


class ShopHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/url":
            body, kind = json.dumps({"url": self.server.url()}), "application/json"
        else:
            body = HOST_PAGE.format(store=self.server.store.base_url, styles=json.dumps(STYLES))
            kind = "text/html"
        store = self.server.store.base_url
        policy = (
            f"default-src 'none'; script-src 'nonce-n' {store}; connect-src 'self' {store}; frame-src {store}; "
            "style-src 'unsafe-inline'; img-src data:"
        )
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format, *args):
        pass


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1000, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def shop():
    shop = Shop()
    threading.Thread(target=shop.serve_forever, daemon=True).start()
    yield shop
    shop.shutdown()
    shop.server_close()


@pytest.fixture(params=["localhost", "127.0.0.1"], ids=["same site", "third-party cookies blocked"])
def host(request):
    return request.param


@pytest.fixture
def store(shop, host):
    shop.store = DemoStore(products=shelves(), site_url=shop.origin)
    with shop.store.serve(host):
        yield shop.store


@pytest.fixture
def cart(store, shop):
    now = store.clock()
    cart = Cart(1, "USD", "en", now, now, lines=[Line(MUG, 1001, 2), Line(TEE, 2001, 1)])
    store.state.carts[cart.id] = cart
    shop.url = lambda: redirect_urls(store, cart)["embedded_checkout_url"]
    return cart


def event(page, name):
    page.wait_for_function("name => window.events && events.some((event) => event[0] === name)", arg=name)
    return next(row for row in page.evaluate("events") if row[0] == name)


def frame(page):
    return page.frame_locator("iframe")


def place_order(page):
    frame(page).get_by_role("button", name="Place order").click()


def test_a_guest_buys(page, shop, store, cart):
    visited = []
    page.on("request", lambda request: visited.append(request.url))
    page.goto(shop.origin)
    event(page, "onLoad")
    assert any("/embedded-checkout/allow-cookie" in url for url in visited)
    assert [row[0] for row in page.evaluate("events")] == ["onFrameLoad", "resolved", "onLoad"]
    place_order(page)
    assert event(page, "onComplete") == ["onComplete", "CHECKOUT_COMPLETE", None]
    expect(frame(page).get_by_role("heading", name="Thank you for your order")).to_be_visible()
    (order,) = [row for row in store.state.orders.values() if row["cart_id"] == cart.id]
    assert order["status_id"] == 11


def test_a_customer_buys(page, shop, store, cart):
    def url():
        token = login_token(
            client_id=store.client_id,
            client_secret=store.client_secret,
            store_hash=store.hash,
            customer_id=SAM,
            channel_id=1,
            redirect_to=redirect_urls(store, cart)["embedded_checkout_url"],
            issued_at=datetime.now(UTC),
            token_id=str(uuid.uuid4()),
        )
        return f"{store.base_url}/login/token/{token}"

    shop.url = url
    page.goto(shop.origin)
    event(page, "onLoad")
    expect(frame(page).get_by_text("Signed in as sam@example.com")).to_be_visible()
    frame(page).get_by_role("button", name="Sign out").click()
    assert event(page, "onSignOut")[1] == "SIGNED_OUT"
    place_order(page)
    event(page, "onComplete")
    (order,) = [row for row in store.state.orders.values() if row["cart_id"] == cart.id]
    assert order["customer_id"] == SAM


@pytest.mark.parametrize("host", ["localhost"], indirect=True)
class TestProtocol:
    def test_a_declined_payment(self, page, shop, cart):
        page.goto(shop.origin)
        event(page, "onLoad")
        frame(page).get_by_label("Pretend payment that is declined").check()
        place_order(page)
        assert event(page, "onError")[2] == "The payment was declined. Choose another way to pay."
        expect(frame(page).get_by_role("alert")).to_be_visible()
        frame(page).get_by_label("Pretend payment", exact=True).check()
        place_order(page)
        event(page, "onComplete")

    def test_the_frame_is_as_high_as_its_content(self, page, shop, cart):
        page.goto(shop.origin)
        event(page, "onLoad")
        expect(page.locator("iframe")).to_be_visible()
        height = "parseInt(document.querySelector('iframe').style.height)"
        page.wait_for_function(f"() => {height} > 600")
        tall = page.locator("iframe").bounding_box()["height"]
        page.set_viewport_size({"width": 360, "height": 700})
        page.wait_for_function(f"() => {height} > {tall} + 100")
        place_order(page)
        event(page, "onComplete")
        page.wait_for_function(f"() => {height} < {tall}")

    def test_styles_of_the_shop(self, page, shop, cart):
        page.goto(shop.origin)
        event(page, "onLoad")
        button = frame(page).get_by_role("button", name="Place order")
        expect(button).to_have_css("background-color", "rgb(102, 51, 153)")
        expect(frame(page).get_by_role("heading", name="Checkout")).to_have_css("color", "rgb(102, 51, 153)")
        button.hover()
        expect(button).to_have_css("background-color", "rgb(0, 0, 0)")
        expect(frame(page).locator("body")).to_have_css("display", "block")
        place_order(page)
        event(page, "onComplete")
        heading = frame(page).get_by_role("heading", name="Thank you for your order")
        expect(heading).to_have_css("color", "rgb(102, 51, 153)")

    def test_a_frame_error_rejects(self, page, shop, store):
        shop.url = lambda: f"{store.base_url}/cart.php?embedded=1&action=loadInCheckout&id=none&token=none"
        page.goto(shop.origin)
        assert event(page, "rejected")[:4] == ["rejected", "NotEmbeddableError", "not_embeddable", "missing_content"]
        expect(page.locator("iframe")).to_have_count(0)
        expect(page.get_by_role("status")).to_have_count(0)
        assert not any(row[0] == "onFrameError" for row in page.evaluate("events"))

    def test_an_old_cookie_step_is_repeated_once(self, page, shop, store):
        shop.url = lambda: f"{store.base_url}/cart.php?embedded=1&action=loadInCheckout&id=none&token=none"
        page.goto(shop.origin)
        event(page, "rejected")
        key = "BigCommerce.EmbeddedCheckout.lastAllowCookieAttempt"
        page.evaluate("key => localStorage.setItem(key, Date.now() - 11 * 60 * 1000)", key)
        with page.expect_request("**/embedded-checkout/allow-cookie**"):
            page.reload()
        event(page, "rejected")

    def test_a_bad_login_token_rejects(self, page, shop, store):
        shop.url = lambda: f"{store.base_url}/login/token/nonsense"
        page.goto(shop.origin)
        _name, error, kind, _, message = event(page, "rejected")
        assert (error, kind) == ("InvalidLoginTokenError", "invalid_login_token")
        assert message.startswith("The token is not valid")

    def test_a_missing_container_throws_at_once(self, page, shop, cart):
        page.goto(f"{shop.origin}/?container=nowhere")
        assert event(page, "rejected")[:4] == ["rejected", "NotEmbeddableError", "not_embeddable", "missing_container"]
        assert page.evaluate("localStorage.length") == 0

    def test_a_silent_frame_is_given_up_after_a_minute(self, page, shop, store, cart):
        page.add_init_script("localStorage.setItem('BigCommerce.EmbeddedCheckout.isCookieAllowed', 'true')")
        page.clock.install(time=time.time())
        shop.url = lambda: f"{store.base_url}/v1/loader.js"
        page.goto(shop.origin)
        page.wait_for_selector("iframe", state="attached")
        page.clock.run_for(59_000)
        assert page.evaluate("events") == []
        page.clock.run_for(2_000)
        assert event(page, "rejected")[:4] == ["rejected", "NotEmbeddableError", "not_embeddable", "unknown_error"]

    def test_messages_from_elsewhere_are_ignored(self, page, shop, cart):
        page.goto(shop.origin)
        event(page, "onLoad")
        page.evaluate("window.postMessage({ type: 'CHECKOUT_COMPLETE' }, '*')")
        page.evaluate("document.querySelector('iframe').contentWindow.postMessage({ type: 'CHECKOUT_COMPLETE' }, '*')")
        page.wait_for_timeout(200)
        assert not any(row[0] == "onComplete" for row in page.evaluate("events"))

    def test_detaching_ends_the_callbacks(self, page, shop, cart):
        page.goto(shop.origin)
        event(page, "resolved")
        event(page, "onLoad")
        page.evaluate("checkout.detach()")
        place_order(page)
        expect(frame(page).get_by_role("heading", name="Thank you for your order")).to_be_visible()
        assert not any(row[0] == "onComplete" for row in page.evaluate("events"))

    def test_another_site_cannot_frame_it(self, page, shop, store, cart):
        store.state.sites[1000]["url"] = "https://other.example.com"
        page.add_init_script("localStorage.setItem('BigCommerce.EmbeddedCheckout.isCookieAllowed', 'true')")
        refused = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(shop.origin)
        page.wait_for_selector("iframe", state="attached")
        page.wait_for_timeout(500)
        assert page.evaluate("events") == []
        assert any("frame-ancestors" in text for text in refused)

    def test_an_unknown_module_is_refused(self, page, shop, cart):
        page.goto(shop.origin)
        event(page, "onLoad")
        error = page.evaluate("checkoutKitLoader.load('hosted-form').catch((error) => error.message)")
        assert error == "There is no module hosted-form"


@pytest.mark.parametrize("host", ["localhost"], indirect=True)
class TestWindow:
    @pytest.fixture
    def narrow(self, chromium):
        context = chromium.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
        yield context.new_page()
        context.close()

    def test_without_scripts_on_a_small_screen(self, narrow, store, cart, shop):
        narrow.goto(redirect_urls(store, cart)["checkout_url"])
        narrow.get_by_label("City").fill("")
        narrow.get_by_role("button", name="Place order").click()
        narrow.get_by_role("link", name="Enter your city.").click()
        narrow.get_by_label("City").fill("Waco")
        narrow.get_by_role("button", name="Place order").click()
        link = narrow.get_by_role("link", name="Back to the shop")
        assert link.get_attribute("href") == shop.origin

    @pytest.mark.parametrize("width", [320, 1440])
    def test_accessible_and_never_too_wide(self, page, store, cart, width):
        page.set_viewport_size({"width": width, "height": 800})
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        for step in ("cart", "checkout", "faults", "confirmation"):
            if step == "cart":
                page.goto(redirect_urls(store, cart)["cart_url"])
            elif step == "checkout":
                page.get_by_role("link", name="Check out").click()
            else:
                page.get_by_label("City").fill("" if step == "faults" else "Waco")
                page.get_by_role("button", name="Place order").click()
            page.wait_for_load_state()
            assert Axe().run(page).violations_count == 0, step
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), step
        assert errors == []

    def test_the_list_of_faults_gets_the_focus(self, page, store, cart):
        page.goto(redirect_urls(store, cart)["checkout_url"])
        page.get_by_label("City").fill("")
        page.get_by_role("button", name="Place order").click()
        expect(page.get_by_role("alert")).to_be_focused()
