import json
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from wagtail_bigcommerce.models import Brand, Product

from .rows import image, make_category, make_product, make_tee

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client):
    return lambda url: BeautifulSoup(client.get(url).content, "html.parser")


def json_ld(page, kind):
    blocks = [json.loads(block.string) for block in page.select('script[type="application/ld+json"]')]
    return next(block for block in blocks if block["@type"] == kind)


def test_a_simple_product_has_one_offer(channel, get):
    brand = Brand.objects.create(bigcommerce_id=1, name="Kiln", slug="kiln")
    make_product(
        channel,
        7,
        "Mug & co",
        slug="mug",
        sku="MUG",
        price="12.5",
        brand=brand,
        images=[image("mug")],
        description="<p>Fired &amp; glazed</p>",
        rating=Decimal("4.50"),
        reviews_count=3,
        upc="0123",
        variants=[{"calculated_price": Decimal("12.5"), "sku": "MUG"}],
    )
    data = json_ld(get("/shop/products/mug/"), "Product")
    assert data["name"] == "Mug & co"
    assert data["description"] == "Fired & glazed"
    assert data["brand"]["name"] == "Kiln"
    assert data["gtin"] == "0123"
    assert data["image"] == ["https://cdn11.bigcommerce.com/s-demo/mug.1280.1280.jpg?c=1"]
    assert data["aggregateRating"] == {"@type": "AggregateRating", "ratingValue": "4.5", "reviewCount": 3}
    assert data["offers"] == {
        "@type": "Offer",
        "sku": "MUG",
        "price": "12.50",
        "priceCurrency": "USD",
        "availability": "https://schema.org/InStock",
    }


def test_a_product_with_variants_has_an_offer_for_each(channel, get):
    make_tee(channel)
    data = json_ld(get("/shop/products/harbour-tee/"), "ProductGroup")
    assert data["variesBy"] == ["Size", "Colour"]
    offers = [
        (row["offers"]["sku"], row["offers"]["price"], row["offers"]["availability"]) for row in data["hasVariant"]
    ]
    assert offers == [
        ("TEE-S-B", "25.00", "https://schema.org/InStock"),
        ("TEE-M-B", "25.00", "https://schema.org/InStock"),
        ("TEE-S-R", "30.00", "https://schema.org/OutOfStock"),
    ]
    assert data["hasVariant"][1]["url"] == "http://localhost/shop/products/harbour-tee/?variant=8001"


def test_a_currency_without_cents(channel, get):
    channel.default_currency = "JPY"
    channel.save()
    make_product(channel, 7, slug="mug", price=1200)
    offer = json_ld(get("/shop/products/mug/"), "Product")["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("1200", "JPY")


def test_listings_are_item_lists(channel, get):
    for number in range(30):
        make_product(channel, number + 1, f"P{number:02}", sort_order=number)
    page = get("/shop/search/?page=2")
    elements = json_ld(page, "ItemList")["itemListElement"]
    assert [element["position"] for element in elements] == [25, 26, 27, 28, 29, 30]
    assert elements[0]["url"] == "http://localhost/shop/products/product-25/"
    assert json_ld(page, "BreadcrumbList")["itemListElement"][0]["item"] == "http://localhost/shop/"


def test_canonical_addresses_leave_choices_out_and_keep_pages(channel, get):
    make_tee(channel, category=make_category(channel, 1, "Kitchen"))
    for number in range(40):
        make_product(channel, 100 + number, category=channel.categories.get())

    def canonical(url):
        return get(url).select_one("link[rel=canonical]")["href"]

    assert canonical("/shop/products/harbour-tee/?variant=8001&utm=x") == "http://localhost/shop/products/harbour-tee/"
    assert canonical("/shop/categories/kitchen/?sort=price") == "http://localhost/shop/categories/kitchen/"
    assert canonical("/shop/categories/kitchen/?page=2") == "http://localhost/shop/categories/kitchen/?page=2"
    assert canonical("/shop/") == "http://localhost/shop/"


def test_search_results_and_filtered_lists_are_not_for_search_engines(channel, get):
    make_category(channel, 1, "Kitchen")
    robots = "meta[name=robots][content^=noindex]"
    assert get("/shop/search/?q=x").select_one(robots)
    assert get("/shop/categories/kitchen/?in_stock=1").select_one(robots)
    assert not get("/shop/categories/kitchen/").select_one(robots)


def test_the_editors_words_come_before_the_stores(channel, get):
    product = make_product(channel, 7, "Mug", slug="mug", description="<p>Long &rsquo; words</p>")

    def head():
        page = get("/shop/products/mug/")
        return page.title.string.split(" | ")[0], page.select_one("meta[name=description]")["content"]

    assert head() == ("Mug", "Long \N{RIGHT SINGLE QUOTATION MARK} words")
    Product.objects.filter(pk=product.pk).update(page_title="Store title", meta_description="Store words")
    assert head() == ("Store title", "Store words")
    Product.objects.filter(pk=product.pk).update(seo_title="Editor title", seo_description="Editor words")
    assert head() == ("Editor title", "Editor words")


def test_shared_links_show_the_editors_image_or_the_products(channel, get, settings, tmp_path):
    from wagtail.images import get_image_model

    settings.MEDIA_ROOT = tmp_path
    product = make_product(channel, 7, slug="mug", images=[image("mug")])
    assert get("/shop/products/mug/").select_one("meta[property='og:image']")["content"].endswith("1280.1280.jpg?c=1")
    social = get_image_model().objects.create(title="Social", file=get_test_image_file())
    Product.objects.filter(pk=product.pk).update(social_image=social)
    url = get("/shop/products/mug/").select_one("meta[property='og:image']")["content"]
    assert url.startswith("http://localhost/media/")


def test_the_sitemap_has_all_that_visitors_see(channel):
    kitchen = make_category(channel, 1, "Kitchen")
    brand = Brand.objects.create(bigcommerce_id=1, name="Kiln", slug="kiln")
    make_product(channel, 7, slug="mug", category=kitchen, brand=brand)
    make_product(channel, 8, slug="hidden", is_visible=False)
    urls = {entry["location"] for entry in channel.catalog_page.specific.get_sitemap_urls()}
    assert urls == {
        "http://localhost/shop/",
        "http://localhost/shop/products/mug/",
        "http://localhost/shop/categories/kitchen/",
        "http://localhost/shop/brands/kiln/",
    }


# a merchant's old addresses


@pytest.fixture
def old_addresses(channel):
    brand = Brand.objects.create(bigcommerce_id=1, name="Kiln", slug="brands/kiln", custom_url="/brands/Kiln.html")
    make_product(channel, 7, slug="able-system", custom_url="/able-system", brand=brand)
    make_product(channel, 9, slug="hidden", custom_url="/hidden/", is_visible=False)
    make_product(channel, 10, slug="tee-10", custom_url="/t%C3%A9e/")
    make_category(channel, 1, "Kitchen", custom_url="/all/kitchen/")
    return channel


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/able-system/", "/shop/products/able-system/"),
        ("/able-system/?utm=a&b=c%20d", "/shop/products/able-system/?utm=a&b=c%20d"),
        ("/all/kitchen/", "/shop/categories/kitchen/"),
        ("/brands/Kiln.html", "/shop/brands/brands/kiln/"),
        ("/t%C3%A9e/", "/shop/products/tee-10/"),
    ],
)
def test_a_merchants_addresses_live_on(old_addresses, client, old, new):
    """Edge case 38."""
    response = client.get(old)
    assert (response.status_code, response.headers["Location"]) == (301, new)
    assert client.get(new).status_code == 200


@pytest.mark.parametrize("path", ["/unknown/", "/hidden/", "/shop/products/unknown/", "/%00/", "/" + "x" * 3000 + "/"])
def test_what_was_never_an_address_stays_not_found(old_addresses, path):
    assert Client().get(path).status_code == 404


def test_only_reading_redirects(old_addresses, client):
    assert client.post("/able-system/").status_code == 404
    assert client.head("/able-system/").status_code == 301


def test_a_page_of_the_site_wins_over_an_old_address(old_addresses, client):
    make_product(old_addresses, 11, slug="front", custom_url="/shop/")
    assert client.get("/shop/").status_code == 200
