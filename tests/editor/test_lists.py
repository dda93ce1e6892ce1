"""Lists of products, categories and brands in the admin."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from wagtail_bigcommerce.models import Channel, ChannelAssignment, Product, SyncRun, WebhookEvent

PRODUCTS = "wagtailsnippets_wagtail_bigcommerce_product:list"
CATEGORIES = "wagtailsnippets_wagtail_bigcommerce_category:list"
BRANDS = "wagtailsnippets_wagtail_bigcommerce_brand:list"


def rows(client, name, **query):
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    table = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return [" ".join(row.get_text(" ", strip=True).split()) for row in table]


def names(client, **query):
    """Names of the listed products, by the ids the rows carry."""
    response = client.get(reverse(PRODUCTS), query)
    return [product.name for product in response.context["object_list"]]


def test_a_row_says_what_an_editor_needs_to_know(editor, add_product):
    add_product(
        77, name="Paring knife", sku="KNIFE-7", price="24.5", inventory_tracking="product", inventory_level=1200
    )
    (row,) = rows(editor, PRODUCTS)
    for words in ("Paring knife", "KNIFE-7", "$24.50", "1,200", "live"):
        assert words in row
    page = BeautifulSoup(editor.get(reverse(PRODUCTS)).content, "html.parser")
    assert page.select_one("img.bc-thumbnail")["src"] == "https://img.test/1-s.jpg"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "live"),
        ({"availability": "disabled"}, "live, not for sale"),
        ({"live": False}, "unpublished"),
        ({"is_visible": False}, "hidden in the store"),
        ({"assigned": False}, "in no channel"),
        ({"vanished_at": timezone.now()}, "gone from the store"),
    ],
)
def test_the_status_says_why_visitors_do_not_see_a_product(editor, add_product, fields, status):
    add_product(77, **fields)
    (row,) = rows(editor, PRODUCTS)
    assert status in row


def test_a_waiting_draft_shows(editor, product):
    product.seo_title = "Sharp"
    product.save_revision()
    (row,) = rows(editor, PRODUCTS)
    assert "live + draft" in row


@pytest.mark.parametrize("query", ["paring", "PARING knife", "knife sku-77", "SKU-77", "ku-7", "BLUE-L", "77"])
def test_a_product_is_found_by_name_sku_and_id(editor, add_product, query):
    add_product(77, variant_skus="BLUE-M BLUE-L")
    add_product(8, name="Kettle")
    assert names(editor, q=query) == ["Paring knife"]


@pytest.mark.parametrize("query", ['co"ffee', "mu'", "100%", "\\", "a b c d e f g h i j k l", "99999999999999999999"])
def test_no_search_fails(editor, product, query):
    assert names(editor, q=query) == []


def test_filters(editor, add_product, brand, category):
    knives = category.children.get()
    add_product(1, name="branded", brand=brand)
    add_product(2, name="in knives", categories=[knives])
    add_product(3, name="sold out", inventory_tracking="product", in_stock=False)
    add_product(
        4,
        name="low",
        inventory_tracking="product",
        inventory_level=2,
        inventory_warning_level=5,
        availability="preorder",
    )
    add_product(5, name="plenty", inventory_tracking="product", inventory_level=50, on_sale=True)
    add_product(6, name="hidden", is_visible=False)
    add_product(7, name="taken down", live=False)
    add_product(8, name="gone", vanished_at=timezone.now())
    add_product(9, name="nowhere", assigned=False)
    assert names(editor, brand=brand.pk) == ["branded"]
    assert names(editor, category=category.pk) == ["in knives"]
    assert names(editor, stock="out") == ["sold out"]
    assert names(editor, stock="low") == ["low"]
    assert names(editor, stock="in") == ["low", "plenty"]
    assert names(editor, availability="preorder") == ["low"]
    assert names(editor, on_sale="true") == ["plenty"]
    assert names(editor, status="hidden") == ["hidden"]
    assert names(editor, status="unpublished") == ["taken down"]
    assert names(editor, status="vanished") == ["gone"]
    assert names(editor, status="unassigned") == ["nowhere"]
    assert set(names(editor, status="live")) == {"branded", "in knives", "sold out", "low", "plenty"}


def test_a_list_costs_the_same_whatever_its_length(editor, add_product, brand, django_assert_num_queries):
    add_product(1, brand=brand)
    rows(editor, PRODUCTS)
    with CaptureQueriesContext(connection) as few:
        rows(editor, PRODUCTS)
    for number in range(2, 20):
        add_product(number, brand=brand)
    with django_assert_num_queries(len(few)):
        rows(editor, PRODUCTS)
    assert len(few) <= 16


def test_a_list_reads_no_heavy_columns(editor, product):
    response = editor.get(reverse(PRODUCTS))
    (listed,) = response.context["object_list"]
    assert {"payload", "description", "content"} <= listed.get_deferred_fields()


def test_links_lead_to_the_shop_and_to_bigcommerce(editor, product, settings):
    settings.WAGTAIL_BIGCOMMERCE = {"STORE_HASH": "abc123"}
    html = editor.get(reverse(PRODUCTS)).content.decode()
    assert 'href="http://localhost/shop/products/product-77/"' in html
    assert 'href="https://store-abc123.mybigcommerce.com/manage/products/edit/77"' in html


def test_a_hidden_product_has_no_live_link(editor, product):
    Product.objects.update(is_visible=False)
    assert "View live" not in editor.get(reverse(PRODUCTS)).content.decode()


def test_a_product_in_two_channels_has_two_live_links(editor, product, channel):
    site = Site.objects.create(hostname="wholesale.test", root_page=channel.site.root_page)
    other = Channel.objects.create(bigcommerce_id=2, name="Wholesale", site=site, catalog_page=channel.catalog_page)
    ChannelAssignment.objects.create(product=product, channel=other)
    html = editor.get(reverse(PRODUCTS)).content.decode()
    assert "View on Test shop" in html
    assert "View on Wholesale" in html


def test_categories_and_brands(editor, category, brand, add_product):
    add_product(1, brand=brand, categories=[category])
    add_product(2, brand=brand, categories=[category])
    add_product(3, brand=brand, vanished_at=timezone.now())
    kitchen, knives = rows(editor, CATEGORIES)
    assert "Kitchen" in kitchen
    assert " 2 " in kitchen
    assert "kitchen/knives" in knives
    (copperfin,) = rows(editor, BRANDS)
    assert "Copperfin" in copperfin
    assert " 2 " in copperfin


def test_export(editor, product):
    response = editor.get(reverse(PRODUCTS), {"export": "csv"})
    assert response["Content-Type"].startswith("text/csv")
    assert b"SKU-77" in b"".join(response.streaming_content)


def test_import_runs_can_be_read_and_not_changed(editor, db):
    run = SyncRun.objects.create(kind="full", status="finished", started_at=timezone.now(), finished_at=timezone.now())
    assert "finished" in rows(editor, "bigcommerce_import_run:index")[0]
    assert editor.get(reverse("bigcommerce_import_run:inspect", args=[run.pk])).status_code == 200
    for view, arguments in (("add", []), ("edit", [run.pk]), ("delete", [run.pk])):
        assert editor.get(reverse(f"bigcommerce_import_run:{view}", args=arguments)).status_code == 302


def test_nobody_can_open_a_cart_with_what_an_event_shows(editor, db):
    """Ids of carts and tokens of recovery links work like passwords."""
    cart_id, token = "0e2dbd1a-9a3c-4c1c-8c46-2f0fd6ba2a30", "7f8dc1e4-11aa-4b5c-9d3e-5a4b3c2d1e0f"
    event = WebhookEvent.objects.create(
        key="1",
        scope="store/cart/abandoned",
        subject=f"cart:{cart_id}",
        data={"type": "cart", "id": cart_id, "token": token},
    )
    (row,) = rows(editor, "bigcommerce_webhook_event:index")
    page = editor.get(reverse("bigcommerce_webhook_event:inspect", args=[event.pk])).content.decode()
    for text in (row, page):
        assert cart_id not in text
        assert token not in text
        assert "cart:0e2d…" in text


def test_the_menu_has_a_bigcommerce_group(editor, db):
    page = BeautifulSoup(editor.get(reverse("wagtailadmin_home")).content, "html.parser")
    assert "BigCommerce" in page.select_one("#wagtail-sidebar-props").string
