"""BigCommerce does not answer while somebody shops: what they see, and that nothing is lost.

The store runs in the test's own process, so that it can have bad moments on demand.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.demo import build_catalog

from . import site as demo
from .conftest import free_port
from .looks import examine
from .shopping import SAM, add_to_cart, cart_count, sign_in

MUG = "/shop/products/harbour-mug/?sku=KLP-MUG-SEA"
MUG_NAME = "Harbour Mug"
#: more often than the client tries
OFTEN = 9
SORRY = "The shop does not answer at the moment. Nothing is lost"
#: a page takes as long as the client goes on trying
PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def store():
    store = DemoStore(catalog=build_catalog(products=24, image_base_url="http://demostore.localhost/images"))
    with store.serve("localhost", free_port()):
        yield store


@pytest.fixture(scope="module")
def moody_site(store, tmp_path_factory):
    """A shop on that store, as on a real one: its credentials stand in the environment."""
    port = free_port()
    store.move_site(1, f"http://localhost:{port}")
    running = demo.start(
        tmp_path_factory.mktemp("moody-site"),
        port,
        int(store.base_url.rpartition(":")[2]),
        credentials={
            "BIGCOMMERCE_STORE_HASH": store.hash,
            "BIGCOMMERCE_ACCESS_TOKEN": store.access_token,
            "BIGCOMMERCE_CLIENT_ID": store.client_id,
            "BIGCOMMERCE_CLIENT_SECRET": store.client_secret,
            "BIGCOMMERCE_API_URL": store.base_url,
            "BIGCOMMERCE_PAYMENTS_URL": store.base_url,
            "BIGCOMMERCE_GRAPHQL_URL": f"{store.base_url}/graphql",
            "BIGCOMMERCE_CHECKOUT_SDK_URL": f"{store.base_url}/v1/loader.js",
        },
    )
    yield running
    running.stop()


@pytest.fixture
def outage(store):
    """What begins when it is called with a path: answers of 503."""
    yield lambda path: store.faults.next(kind="error", path=path, times=OFTEN)
    store.faults.clear()


@pytest.fixture
def page(visitor, moody_site, watch):
    watch.expect("503")  # browsers log every answer that is no success
    page = visitor(at=moody_site)
    page.set_default_timeout(PATIENCE_MS)
    return page


def test_adding(page, outage, store):
    add_to_cart(page, MUG)
    page.goto(MUG)
    outage("/v3/carts*")
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("alert")).to_contain_text(SORRY, timeout=PATIENCE_MS)
    look(page, "outage-add")

    store.faults.clear()
    page.get_by_role("button", name="Add to cart").click()
    page.wait_for_load_state("networkidle")
    page.goto("/cart/")
    expect(page.get_by_label(f"Quantity of {MUG_NAME}")).to_have_value("2")


def test_looking_at_the_cart(page, outage, store):
    add_to_cart(page, MUG)
    outage("/v3/carts*")
    page.goto("/cart/", timeout=PATIENCE_MS)
    expect(page.get_by_role("alert")).to_contain_text(SORRY)
    expect(page.get_by_role("main")).to_contain_text(MUG_NAME)
    look(page, "outage-cart")

    store.faults.clear()
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_label(f"Quantity of {MUG_NAME}")).to_have_value("1")


def test_signing_in(page, outage, store):
    add_to_cart(page, MUG)
    outage("/v3/customers*")
    sign_in(page)
    expect(page.get_by_role("alert")).to_contain_text(SORRY, timeout=PATIENCE_MS)
    expect(page.get_by_label("E-mail")).to_have_value(SAM[0])
    expect(page.get_by_label("Password")).to_have_value("")
    look(page, "outage-login")

    store.faults.clear()
    sign_in(page)
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.goto("/cart/")
    expect(page.get_by_label(f"Quantity of {MUG_NAME}")).to_have_value("1")


def test_going_to_the_checkout(page, outage, store):
    add_to_cart(page, MUG)
    outage("/v3/carts/*/redirect_urls")
    page.goto("/checkout/", timeout=PATIENCE_MS)
    expect(page).to_have_url(f"{page.url.split('/cart')[0]}/cart/")
    expect(page.get_by_role("status").first).to_contain_text(SORRY)
    look(page, "outage-checkout")
    expect(cart_count(page)).to_have_text("1 item")


def look(page, name):
    """Keep a picture, and hold the page against what every page must be."""
    page.evaluate("window.layoutShift = 0")  # the page was not watched from its beginning
    examine(page, name)
