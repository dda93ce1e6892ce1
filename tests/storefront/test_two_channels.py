"""Two channels of one store on two hostnames: each site shows, finds, lists and sells what its own channel has."""

import json

import pytest
from django.apps import apps
from django.test import Client
from wagtail.models import Page, Site

from wagtail_bigcommerce.demostore.second_channel import open_second_channel
from wagtail_bigcommerce.models import Category, Channel, Product
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.sync.runner import run_import

SECOND_HOST = "lampholm.localhost"


@pytest.fixture
def shops(bigcommerce, channel):
    """The first channel at /shop/ of the default site, the second at /lamps/ of its own; both imported."""
    payload = open_second_channel(bigcommerce, site_url=f"http://{SECOND_HOST}")
    run_import(kind="full", client=get_client(background=True))
    root = Page.objects.get(depth=1).add_child(instance=Page(title="Lampholm", slug="lampholm"))
    site = Site.objects.create(hostname=SECOND_HOST, root_page=root)
    catalog_page = apps.get_model("wagtail_bigcommerce_pages", "CatalogPage")(title="Lamps", slug="lamps")
    second = Channel.objects.get(bigcommerce_id=payload["id"])
    second.site, second.catalog_page = site, root.add_child(instance=catalog_page)
    second.save()
    channel.refresh_from_db()
    return channel, second


@pytest.fixture
def sold(shops):
    """Products by where they are sold: in the first shop only, in the second only, in both."""
    first, second = (set(Product.objects.shown(shop).values_list("pk", flat=True)) for shop in shops)
    assert first - second
    assert second - first
    assert first & second
    return [
        Product.objects.filter(pk__in=pks).order_by("pk") for pks in (first - second, second - first, first & second)
    ]


@pytest.fixture
def visitors():
    return Client(headers={"host": "localhost"}), Client(headers={"host": SECOND_HOST})


def shown(visitor, base, product):
    return visitor.get(f"{base}products/{product.slug}/").status_code


def test_one_row_with_two_assignments(sold, shops):
    for product in sold[2]:
        assert set(product.channel_assignments.values_list("channel", flat=True)) == {shop.pk for shop in shops}


def test_pages_of_products(sold, visitors):
    here, there = visitors
    only_first, only_second, both = (products.first() for products in sold)
    assert [shown(here, "/shop/", each) for each in (only_first, only_second, both)] == [200, 404, 200]
    assert [shown(there, "/lamps/", each) for each in (only_first, only_second, both)] == [404, 200, 200]


def test_a_catalog_page_belongs_to_its_site(shops, visitors):
    here, there = visitors
    assert here.get("/lamps/").status_code == 404
    assert there.get("/shop/").status_code == 404


def test_links_lead_to_the_own_shop(sold, visitors):
    page = visitors[1].get("/lamps/").content.decode()
    assert "/lamps/products/" in page
    assert "/shop/" not in page


def test_categories(shops, visitors):
    first, second = shops
    here, there = visitors
    for shop, visitor, base in ((first, here, "/shop/"), (second, there, "/lamps/")):
        assert Category.objects.shown(shop).exists()
        for category in Category.objects.shown(shop)[:3]:
            assert visitor.get(f"{base}categories/{category.slug}/").status_code == 200
    own = set(Category.objects.shown(second).values_list("slug", flat=True))
    foreign = Category.objects.shown(first).exclude(slug__in=own).first()
    assert there.get(f"/lamps/categories/{foreign.slug}/").status_code == 404


def test_brands(sold, visitors):
    brands_there = {product.brand_id for product in [*sold[1], *sold[2]]}
    foreign = next(each.brand for each in sold[0] if each.brand_id and each.brand_id not in brands_there)
    assert visitors[1].get(f"/lamps/brands/{foreign.slug}/").status_code == 404
    assert visitors[0].get(f"/shop/brands/{foreign.slug}/").status_code == 200


def test_search(sold, visitors):
    here, there = visitors
    foreign, own = sold[0].first(), sold[1].first()
    for visitor, base, missing, found in ((here, "/shop/", own, foreign), (there, "/lamps/", foreign, own)):
        assert f"products/{missing.slug}/" not in visitor.get(f"{base}search/", {"q": missing.name}).content.decode()
        assert f"products/{found.slug}/" in visitor.get(f"{base}search/", {"q": found.name}).content.decode()


def test_sitemaps(sold, shops):
    for shop, host, foreign in ((shops[0], "localhost", sold[1]), (shops[1], SECOND_HOST, sold[0])):
        entries = shop.catalog_page.specific.get_sitemap_urls()
        paths = {entry["location"] for entry in entries}
        assert len(paths) > 5
        assert all(f"//{host}/" in path for path in paths)
        slugs = {product.slug for product in foreign}
        assert not [path for path in paths if path.rstrip("/").rpartition("/products/")[2] in slugs]


def test_old_addresses_of_the_other_shop_lead_nowhere(sold, visitors):
    foreign, own = sold[0].first(), sold[1].first()
    assert visitors[1].get(foreign.custom_url).status_code == 404
    assert visitors[1].get(own.custom_url).url == f"/lamps/products/{own.slug}/"


def test_carts_are_apart_and_take_only_what_the_shop_sells(sold, visitors, bigcommerce):
    here, there = visitors
    simple = next(each for each in [*sold[2], *sold[1]] if not each.options and not each.modifiers and each.in_stock)
    headers = {"Origin": f"http://{SECOND_HOST}", "Accept": "application/json"}
    answer = there.post("/cart/add/", {"product_id": simple.bigcommerce_id, "quantity": 1}, headers=headers)
    assert answer.status_code in {200, 201}
    (cart,) = bigcommerce.state.carts.values()
    assert cart.channel_id == 2
    assert json.loads(here.get("/cart/", headers={"Accept": "application/json"}).content)["count"] == 0
    foreign = sold[0].first()
    there.post("/cart/add/", {"product_id": foreign.bigcommerce_id, "quantity": 1}, headers=headers)
    lines = json.loads(there.get("/cart/", headers={"Accept": "application/json"}).content)["items"]
    assert [line["product_id"] for line in lines] == [simple.bigcommerce_id]


@pytest.mark.parametrize("status", ["inactive", "archived", "deleted", "something-new"])
def test_a_shop_that_is_closed_has_no_pages(sold, shops, visitors, status):
    Channel.objects.filter(pk=shops[1].pk).update(status=status)
    assert visitors[1].get("/lamps/").status_code == 404
    assert shown(visitors[1], "/lamps/", sold[2].first()) == 404
    assert visitors[0].get("/shop/").status_code == 200


@pytest.mark.parametrize("status", ["active", "prelaunch", "connected"])
def test_a_shop_that_is_open_or_about_to_be(shops, visitors, status):
    Channel.objects.filter(pk=shops[1].pk).update(status=status)
    assert visitors[1].get("/lamps/").status_code == 200
