"""The demonstration's second shop: another channel of the same store, at an address and with a look of its own."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .looks import WATCH_LAYOUT, WIDTHS, examine
from .shopping import JUG, add_to_cart, mini_cart


@pytest.fixture
def second(site, watch):
    """The address of the second shop."""
    host = f"lampholm.localhost:{urlsplit(site.url).port}"
    watch.allowed_hosts.add(host)
    return f"http://{host}"


def test_each_shop_sells_its_own(visit, second, watch):
    page = visit(f"{second}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Light for the long evenings")
    expect(page.locator("body")).not_to_contain_text("Kittiwick General Store")
    page.get_by_role("link", name="See what is lit").click()
    expect(page.locator(".bc-card").first).to_contain_text("€")
    watch.expect("404", "inline style")  # of the page that Django shows developers
    assert page.goto(f"{second}{JUG}").status == 404


def test_each_shop_has_a_cart_of_its_own(visit, site, second):
    page = visit(f"{second}/")
    add_to_cart(page, f"{second}/shop/products/night-watch-mug/")
    expect(mini_cart(page).locator(".bc-mini-cart__total")).to_contain_text("€")
    page.goto(f"{site.url}/cart/")
    expect(page.get_by_role("link", name="Go to checkout")).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "path"), [("second-home", "/"), ("second-shop", "/shop/")])
def test_it_looks_well(visitor, second, name, path, width):
    page = visitor(viewport={"width": width, "height": WIDTHS[width]})
    page.add_init_script(WATCH_LAYOUT)
    page.goto(f"{second}{path}")
    examine(page, name)
