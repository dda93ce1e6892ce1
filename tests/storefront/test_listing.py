from datetime import UTC, datetime
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from wagtail_bigcommerce.models import Brand, Product, ProductCategory
from wagtail_bigcommerce.storefront.listing import Listing
from wagtail_bigcommerce.storefront.listing_query import ListingQuery

from .rows import image, make_category, make_product

pytestmark = pytest.mark.django_db


def listed(channel, query="", **options):
    listing = Listing(Product.objects.shown(channel), ListingQuery.read(QueryDict(query)), channel, **options)
    return [product.name for product in listing.page]


@pytest.fixture
def shelf(channel):
    """Five products that differ in everything a listing sorts and filters by."""
    kiln = Brand.objects.create(bigcommerce_id=1, name="Kiln", slug="kiln")
    forge = Brand.objects.create(bigcommerce_id=2, name="Forge", slug="forge")
    rows = [
        ("Apple", {"price": 5, "total_sold": 9, "brand": kiln, "rating": Decimal("4.5"), "sort_order": 3}),
        ("Bowl", {"price": 40, "total_sold": 1, "brand": kiln, "in_stock": False, "sort_order": 2}),
        ("Cup", {"price": 15, "total_sold": 5, "brand": forge, "is_featured": True, "rating": Decimal(3)}),
        ("Dish", {"price": 15, "is_price_hidden": True, "total_sold": 0, "sort_order": 1}),
        ("Ewer", {"price": 25, "total_sold": 7, "brand": forge, "sort_order": 4}),
    ]
    for number, (name, fields) in enumerate(rows, 1):
        make_product(channel, number, name, date_created=datetime(2026, 1, number, tzinfo=UTC), **fields)
    return channel


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("featured", ["Cup", "Dish", "Bowl", "Apple", "Ewer"]),
        ("newest", ["Ewer", "Dish", "Cup", "Bowl", "Apple"]),
        ("best-selling", ["Apple", "Ewer", "Cup", "Bowl", "Dish"]),
        ("name", ["Apple", "Bowl", "Cup", "Dish", "Ewer"]),
        ("-name", ["Ewer", "Dish", "Cup", "Bowl", "Apple"]),
        ("price", ["Apple", "Cup", "Ewer", "Bowl", "Dish"]),
        ("-price", ["Bowl", "Ewer", "Cup", "Apple", "Dish"]),
        ("rating", ["Apple", "Cup", "Bowl", "Dish", "Ewer"]),
        ("nonsense", ["Cup", "Dish", "Bowl", "Apple", "Ewer"]),
    ],
)
def test_sorting(shelf, sort, names):
    """A hidden price stands last in both directions, so that its place does not give it away."""
    assert listed(shelf, f"sort={sort}") == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("brand=kiln", ["Apple", "Bowl"]),
        ("brand=kiln&brand=forge", ["Apple", "Bowl", "Cup", "Ewer"]),
        ("brand=none", []),
        ("min_price=15", ["Bowl", "Cup", "Ewer"]),
        ("max_price=15", ["Apple", "Cup"]),
        ("min_price=15&max_price=25", ["Cup", "Ewer"]),
        ("in_stock=1", ["Apple", "Cup", "Dish", "Ewer"]),
        ("rating=4", ["Apple"]),
        ("brand=kiln&in_stock=on", ["Apple"]),
    ],
)
def test_filters(shelf, query, names):
    assert listed(shelf, f"{query}&sort=name") == names


def test_options_narrow_by_any_of_their_values_and_each_other(channel):
    make_product(channel, 1, "Blue S", facets=[("Colour", "Blue"), ("Size", "S")])
    make_product(channel, 2, "Red S", facets=[("Colour", "Red"), ("Size", "S")])
    make_product(channel, 3, "Red M", facets=[("Colour", "Red"), ("Size", "M")])
    assert listed(channel, "option.Colour=Red&sort=name") == ["Red M", "Red S"]
    assert listed(channel, "option.Colour=Red&option.Colour=Blue&option.Size=S&sort=name") == ["Blue S", "Red S"]
    assert listed(channel, "option.Nothing=x") == []


def test_categories_include_what_is_below_them(channel):
    kitchen = make_category(channel, 1, "Kitchen")
    cups = make_category(channel, 2, "Cups", kitchen)
    garden = make_category(channel, 12, "Garden")
    make_product(channel, 1, "Mug", category=cups)
    make_product(channel, 2, "Pot", category=garden)
    assert listed(channel, "category=kitchen") == ["Mug"]
    assert listed(channel, "category=kitchen&category=garden&sort=name") == ["Mug", "Pot"]
    assert listed(channel, "category=unknown") == []


def test_a_category_has_the_merchants_own_order(channel):
    kitchen = make_category(channel, 1, "Kitchen")
    for number, name in enumerate(["Unplaced", "Second", "First"], 1):
        make_product(channel, number, name, category=kitchen)
    ProductCategory.objects.filter(product__name="First").update(sort_order=1)
    ProductCategory.objects.filter(product__name="Second").update(sort_order=2)
    assert listed(channel, category=kitchen) == ["First", "Second", "Unplaced"]


@pytest.mark.parametrize(
    ("own", "first"), [("alpha_desc", "Ewer"), ("price_asc", "Apple"), ("use_store_settings", "Cup")]
)
def test_a_category_has_a_default_sort(shelf, own, first):
    """Edge case 40: `use_store_settings` is not a sort."""
    kitchen = make_category(shelf, 1, "Kitchen", default_product_sort=own)
    ProductCategory.objects.bulk_create(
        ProductCategory(product=product, category=kitchen) for product in Product.objects.all()
    )
    assert listed(shelf, category=kitchen)[0] == first


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-1", "page=abc", "page=99999999999999999999", "page=%F0%9D%9F%9A", "page=",
        "min_price=abc", "min_price=NaN", "min_price=Infinity", "min_price=-5", "max_price=1e999999", "min_price=%00",
        "rating=lots", "sort=%00", "brand=%00", "category=%00", "option.=x", "option.%00=x", "option.Size=%00",
        "q=%00", "q=%22", "q=((AND", "q=" + "x" * 5000, "q=" + "%20".join(["word"] * 300),
        "&".join(f"option.N{number}=x" for number in range(300)), "&".join(["brand=x"] * 300), "in_stock=maybe",
    ],
)  # fmt: skip
def test_bad_values_are_never_an_error(shelf, client, query):
    assert client.get(f"/shop/search/?{query}").status_code == 200


def test_pages(channel, client):
    for number in range(1, 61):
        make_product(channel, number, f"Product {number:02}", sort_order=number)
    page = BeautifulSoup(client.get("/shop/search/?page=2&in_stock=1").content, "html.parser")
    names = [name.get_text() for name in page.select(".bc-card__name")]
    assert (names[0], len(names)) == ("Product 25", 24)
    navigation = page.select_one("nav.bc-pagination")
    assert navigation["aria-label"] == "Pages"
    assert navigation.select_one("[aria-current=page]").get_text().split() == ["Page", "2"]
    assert navigation.select_one("[rel=next]")["href"] == "?in_stock=1&page=3"
    beyond = BeautifulSoup(client.get("/shop/search/?page=99").content, "html.parser")
    assert beyond.select_one("nav.bc-pagination [aria-current=page]").get_text().split() == ["Page", "3"]


def test_facets_count_what_choosing_them_would_show(channel):
    kiln = Brand.objects.create(bigcommerce_id=1, name="Kiln", slug="kiln")
    forge = Brand.objects.create(bigcommerce_id=2, name="Forge", slug="forge")
    make_product(channel, 1, brand=kiln, facets=[("Colour", "Blue"), ("Only", "one")])
    make_product(channel, 2, brand=kiln, facets=[("Colour", "Red"), ("Only", "one")])
    make_product(channel, 3, brand=forge, facets=[("Colour", "Red")])

    def facets(query):
        listing = Listing(Product.objects.shown(channel), ListingQuery.read(QueryDict(query)), channel)
        return {facet.label: {value.label: value.count for value in facet.values} for facet in listing.facets}

    assert facets("") == {"Brand": {"Kiln": 2, "Forge": 1}, "Colour": {"Red": 2, "Blue": 1}}
    assert facets("brand=forge") == {"Brand": {"Kiln": 2, "Forge": 1}}
    assert facets("option.Colour=Blue") == {"Colour": {"Red": 2, "Blue": 1}}


def test_chosen_filters_stay_in_the_form(shelf, client):
    page = BeautifulSoup(client.get("/shop/search/?brand=kiln&min_price=3.50&sort=name").content, "html.parser")
    assert [box["value"] for box in page.select("[name=brand][checked]")] == ["kiln"]
    assert page.select_one("[name=min_price]")["value"] == "3.50"
    assert page.select_one("[name=sort] [selected]")["value"] == "name"
    assert page.select_one("a[href='/shop/search/']") is not None


def test_category_pages_show_their_children_and_their_way_up(channel, client):
    kitchen = make_category(channel, 1, "Kitchen", description="<p>Stoneware</p>")
    cups = make_category(channel, 2, "Cups", kitchen)
    make_category(channel, 3, "Secret", kitchen, is_visible=False)
    make_product(channel, 1, "Mug", category=cups)
    page = BeautifulSoup(client.get("/shop/categories/kitchen/").content, "html.parser")
    assert [chip.get_text() for chip in page.select(".bc-chip")] == ["Cups"]
    assert [name.get_text() for name in page.select(".bc-card__name")] == ["Mug"]
    page = BeautifulSoup(client.get("/shop/categories/kitchen/cups/").content, "html.parser")
    assert [crumb.get_text() for crumb in page.select(".bc-breadcrumbs li")] == ["Shop", "Kitchen", "Cups"]


@pytest.mark.parametrize("hidden", [{"live": False}, {"is_visible": False}, {"ancestors_visible": False}])
def test_a_category_that_is_not_shown_is_not_found(channel, client, hidden):
    make_category(channel, 1, "Kitchen", **hidden)
    assert client.get("/shop/categories/kitchen/").status_code == 404


def test_brand_pages(shelf, client):
    Brand.objects.create(bigcommerce_id=3, name="Elsewhere", slug="elsewhere")
    page = BeautifulSoup(client.get("/shop/brands/").content, "html.parser")
    assert [tile.get_text() for tile in page.select(".bc-brand-tile")] == ["Forge", "Kiln"]
    page = BeautifulSoup(client.get("/shop/brands/kiln/").content, "html.parser")
    assert {name.get_text() for name in page.select(".bc-card__name")} == {"Apple", "Bowl"}
    assert client.get("/shop/brands/kiln/?in_stock=1&min_price=999").status_code == 200
    assert client.get("/shop/brands/elsewhere/").status_code == 404
    assert client.get("/shop/brands/unknown/").status_code == 404


def test_filters_are_closed_and_say_how_many_are_picked(shelf, client):
    def summary(query):
        filters = BeautifulSoup(client.get(f"/shop/search/?{query}").content, "html.parser").select_one(".bc-facets")
        assert not filters.has_attr("open")
        return " ".join(filters.summary.get_text(" ").split())

    assert summary("sort=price") == "Filter"
    assert summary("brand=kiln&brand=forge&in_stock=1&min_price=1&max_price=90") == "Filter 4 picked"


def test_what_has_no_picture_is_not_shown_as_new(channel, client):
    shown, _bare = make_product(channel, 1, "Shown", images=[image("shown")]), make_product(channel, 2, "Bare")
    page = BeautifulSoup(client.get("/shop/").content, "html.parser")
    new = page.select_one("section[aria-labelledby=newest-heading]")
    assert [name.get_text() for name in new.select(".bc-card__name")] == [shown.name]


@pytest.mark.parametrize("url", ["/shop/", "/shop/brands/", "/cart/", "/account/login/", "/account/register/"])
def test_every_title_ends_in_the_shops_name_once(channel, client, url):
    title = BeautifulSoup(client.get(url).content, "html.parser").title.get_text()
    assert title.endswith(" | Test shop")
    assert title.count("Test shop") == 1


def test_a_listing_costs_at_most_twelve_queries_and_no_api_call(channel, client, store, django_assert_max_num_queries):
    kitchen = make_category(channel, 1, "Kitchen")
    cups = make_category(channel, 2, "Cups", kitchen)
    make_category(channel, 3, "Tall", cups)
    brand = Brand.objects.create(bigcommerce_id=1, name="Kiln", slug="kiln")
    for number in range(1, 61):
        make_product(channel, number, category=cups, brand=brand, facets=[("Colour", f"C{number % 7}")])
    client.get("/shop/")
    store.requests.clear()
    for url in (
        "categories/kitchen/cups/?brand=kiln&page=2",
        "categories/kitchen/cups/?option.Colour=C1&sort=price",
        "brands/kiln/?category=kitchen",
        "search/?q=mug&brand=kiln",
        "",
        "brands/",
    ):
        with django_assert_max_num_queries(12):
            assert client.get(f"/shop/{url}").status_code == 200
    assert store.requests == []
