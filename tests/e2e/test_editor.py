"""What editors meet: the lists and forms of the BigCommerce menu, on a phone and on a large screen."""

import pytest
from playwright.sync_api import expect

from .looks import TOO_WIDE, WIDTHS, barriers, picture, settle

LISTS = {
    "admin-products": "/admin/snippets/wagtail_bigcommerce/product/",
    "admin-categories": "/admin/snippets/wagtail_bigcommerce/category/",
    "admin-brands": "/admin/snippets/wagtail_bigcommerce/brand/",
    "admin-channels": "/admin/bigcommerce/channels/",
    "admin-import-runs": "/admin/bigcommerce/import-runs/",
    "admin-webhooks": "/admin/bigcommerce/webhook-events/",
}

#: barriers that Wagtail's own edit forms and choosers bring along on every site
WAGTAILS = {
    ("label", ".ui-autocomplete-input"),  # the field for tags
    ("page-has-heading-one", "html"),  # the title of an edit form is a heading of the second level
    ("aria-dialog-name", ".modal"),  # the window that choosers open in
    ("aria-allowed-role", 'h2[role="alert"]'),  # its "There is 1 match"
}


def examine(page, name):
    settle(page)
    picture(page, name)
    assert page.evaluate(TOO_WIDE) <= 0
    assert barriers(page, of_others=WAGTAILS) == []


@pytest.fixture(scope="module")
def editors_cookies(chromium, site):
    """One login for all of these tests."""
    context = chromium.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("admin")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    cookies = context.cookies()
    context.close()
    return cookies


@pytest.fixture
def editor(visitor, editors_cookies):
    def open_page(path, width=1440):
        page = visitor(viewport={"width": width, "height": WIDTHS[width]})
        page.context.add_cookies(editors_cookies)
        assert page.goto(path).ok
        return page

    return open_page


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request):
    return request.param


def rows(page):
    return page.get_by_role("main").locator("table tbody tr")


@pytest.mark.parametrize("name", LISTS)
def test_a_list(editor, width, name):
    page = editor(LISTS[name], width)
    if name != "admin-webhooks":  # which come when somebody has bought something
        expect(rows(page).first).to_be_visible()
    examine(page, name)


def test_the_connection_page(editor, width):
    page = editor("/admin/bigcommerce/connection/", width)
    page.get_by_role("button", name="Ask BigCommerce").click()
    expect(page.get_by_text("Connected to")).to_be_visible()
    examine(page, "admin-connection")


def test_an_import_is_started_and_watched(editor, width):
    page = editor("/admin/bigcommerce/import-runs/", width)
    page.get_by_role("link", name="Import now").click()
    examine(page, "admin-import-start")
    page.get_by_label("Everything").check()
    page.get_by_role("button", name="Only show what would change").click()
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    page.get_by_label("Everything").check()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("[data-run-status=finished]")).to_be_visible()  # without anybody loading the page again
    examine(page, "admin-import")


def test_ticked_products_are_imported_again(editor):
    page = editor(LISTS["admin-products"])
    for number in range(2):
        rows(page).nth(number).get_by_role("checkbox").check()
    page.get_by_role("link", name="Import the selected products again").click()
    page.get_by_role("button", name="Yes, import again").click()
    expect(page.get_by_text("2 products were read again from BigCommerce.")).to_be_visible()


def test_the_menu_leads_to_every_list(editor):
    page = editor("/admin/")
    page.get_by_role("button", name="BigCommerce").click()
    for path in LISTS.values():
        expect(page.locator(f'nav a[href="{path}"]')).to_be_visible()


@pytest.mark.parametrize(("typed", "found"), [("KLP-MUG", "Harbour Mug"), ("lantern", "Mantel Storm Lantern")])
def test_searching_by_sku_and_name(editor, typed, found):
    page = editor(LISTS["admin-products"])
    page.get_by_role("main").get_by_role("textbox", name="Search").fill(typed)
    expect(rows(page).filter(has_text="Wren Bath")).to_have_count(0)
    expect(rows(page).filter(has_text=found)).to_be_visible()


def test_a_product(editor, width):
    page = editor(f"{LISTS['admin-products']}?q=KLP-MUG", width)
    page.get_by_role("link", name="Harbour Mug", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("KLP-MUG")
    examine(page, "admin-product")
    assert page.get_by_role("textbox", name="SKU").count() == 0, "what BigCommerce owns cannot be edited here"


def test_choosing_a_product_for_a_page(editor, width):
    page = editor("/admin/pages/", width)
    home = page.request.get("/admin/api/main/pages/?slug=home&fields=id").json()["items"][0]["id"]
    page.goto(f"/admin/pages/{home}/edit/")
    chosen = page.locator(".chooser", has_text="Harbour Mug").first
    chosen.get_by_role("button", name="Actions").click()
    page.get_by_role("button", name="Choose another product").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Search").fill("bell")
    expect(dialog.get_by_role("link", name="Harbour Mug")).to_have_count(0)
    bell = dialog.get_by_role("link", name="Ship's Bell for the Kitchen Door")
    expect(bell).to_be_visible()
    picture(page, "admin-product-chooser")
    assert page.evaluate(TOO_WIDE) <= 0
    assert barriers(page, within="[role=dialog]", of_others=WAGTAILS) == []
    bell.click()
    expect(dialog).to_be_hidden()
    expect(page.locator(".chooser", has_text="Ship's Bell for the Kitchen Door").first).to_be_visible()
