"""Recordings of real stores, served by the store in a box and imported: nothing of them may be lost on the way."""

from collections import Counter
from decimal import Decimal

import pytest

from tests.conftest import STORE_URL
from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.load import load_path
from wagtail_bigcommerce.models import Brand, Category, Channel, Product, ProductFacet, Variant

from .conftest import RECORDED

SIZES = ["XS", "S", "M", "L", "XL"]
COLORS = ["Silver", "Black", "Purple", "Blue", "Green", "Yellow", "Orange", "Red", "Pink"]

#: id: (SKU, price, sale price, path, variants, images)
EXPORTED = {
    77: ("SLCTBS", "49.00", None, "fog-linen-chambray-towel-beige-stripe", 45, 3),
    80: ("OTL", "109.00", None, "orbit-terrarium-large", 1, 2),
    81: ("OTS", "89.00", None, "orbit-terrarium-small", 1, 2),
    86: ("ABS", "225.00", None, "able-brewing-system", 1, 5),
    88: ("CC3C", "49.50", None, "chemex-coffeemaker-3-cup", 1, 5),
    93: ("SLLPJ", "9.95", "7.00", "1-l-le-parfait-jar", 12, 3),
    94: ("OCG", "34.95", None, "oak-cheese-grater", 1, 4),
    97: ("TWB", "119.95", None, "tiered-wire-basket", 1, 4),
    98: ("CGLD", "29.95", None, "laundry-detergent", 1, 1),
    103: ("CLC", "249.00", "200.00", "canvas-laundry-cart", 1, 4),
    104: ("OFSUC", "45.95", None, "utility-caddy", 1, 5),
    107: ("DPB", "34.95", None, "dustpan-brush", 1, 5),
    111: ("SM13", "25.00", None, "smith-journal-13", 1, 5),
}


def labels(product):
    return {option["name"]: [value["label"] for value in option["values"]] for option in product.options}


class TestProductOfALiveStore:
    """Product 77 with its sub-resources."""

    @pytest.fixture
    def store(self):
        catalog = load_path(RECORDED / "isabella232-bigcommerce", f"{STORE_URL}/images")
        return DemoStore(catalog=catalog, base_url=STORE_URL)

    @pytest.fixture
    def product(self, import_catalog):
        run = import_catalog()
        assert (run.status, run.counts["issues"]) == ("finished", 0)
        return Product.objects.get()

    def test_facts(self, product):
        assert product.bigcommerce_id == 77
        assert product.name == "[Sample] Fog Linen Chambray Towel - Beige Stripe"
        assert (product.sku, product.price, product.sale_price) == ("SLCTBS", Decimal(49), None)
        assert (product.price_min, product.price_max) == (Decimal(49), Decimal(49))
        assert product.slug == "fog-linen-chambray-towel-beige-stripe"
        assert (product.preorder_message, product.price_hidden_label) == ("", "")
        assert product.in_stock
        assert len(product.images) == 3
        assert "thin, lightweight and highly absorbent" in product.description

    def test_options(self, product):
        assert labels(product) == {"Size": SIZES, "Color": COLORS}
        assert [option["type"] for option in product.options] == ["rectangles", "swatch"]
        swatches = {value["label"]: value["colors"] for value in product.options[1]["values"]}
        assert swatches["Silver"] == ["#cccccc"]
        assert all(swatches.values())

    def test_variants(self, product):
        variants = list(product.variants.all())
        assert len(variants) == 45
        assert Counter(variant.label for variant in variants) == Counter(
            f"{size}, {color}" for size in SIZES for color in COLORS
        )
        assert len({variant.sku for variant in variants}) == 45
        assert all(variant.sku.startswith("SLCTBS-") for variant in variants)
        assert {variant.calculated_price for variant in variants} == {Decimal(49)}
        assert {variant.price for variant in variants} == {None}

    def test_facets(self, product):
        assert Counter(product.facets.values_list("name", flat=True)) == {"Size": 5, "Color": 9}

    def test_categories(self, product):
        placed = product.categories.values_list("bigcommerce_id", "name", "slug", "id_path")
        assert set(placed) == {(18, "Garden", "garden", "/18/"), (23, "Bath", "garden/bath", "/18/23/")}

    def test_it_can_be_seen(self, product):
        assert Product.objects.shown(Channel.objects.get()).get() == product


class TestControlPanelExport:
    """13 products, 57 variants and 48 images, as the control panel exported them."""

    @pytest.fixture
    def store(self):
        catalog = load_path(RECORDED / "fusionary-Fusionary.BigCommerceApi", f"{STORE_URL}/images")
        return DemoStore(catalog=catalog, base_url=STORE_URL)

    @pytest.fixture(autouse=True)
    def _imported(self, import_catalog):
        run = import_catalog()
        assert (run.status, run.counts["issues"]) == ("finished", 0)

    def test_counts(self):
        assert Product.objects.count() == 13
        assert Variant.objects.exclude(option_values=[]).count() == 57
        assert Variant.objects.filter(option_values=[]).count() == 11
        assert sum(len(product.images) for product in Product.objects.all()) == 48
        assert set(Brand.objects.values_list("bigcommerce_id", flat=True)) == {35, 36, 37}
        assert set(Category.objects.values_list("bigcommerce_id", flat=True)) == {18, 19, 20, 21, 22, 23}

    def test_products(self):
        found = {
            product.bigcommerce_id: (
                product.sku,
                f"{product.price:.2f}",
                None if product.sale_price is None else f"{product.sale_price:.2f}",
                product.slug,
                product.variants.count(),
                len(product.images),
            )
            for product in Product.objects.all()
        }
        assert found == EXPORTED

    def test_prices(self):
        jar = Product.objects.get(bigcommerce_id=93)
        assert (jar.calculated_price, jar.retail_price, jar.on_sale) == (Decimal(7), Decimal(10), True)
        assert set(jar.variants.values_list("calculated_price", flat=True)) == {Decimal(7)}

    def test_options(self):
        chosen = {product.bigcommerce_id: labels(product) for product in Product.objects.all() if product.options}
        assert chosen == {
            77: {"Size": SIZES, "Color": COLORS},
            93: {"Color": ["Silver", "Black", "Blue", "Orange"], "Size": ["Small", "Medium", "Large"]},
        }

    def test_every_combination_is_a_variant(self):
        for product_id in (77, 93):
            product = Product.objects.get(bigcommerce_id=product_id)
            combinations = Counter(variant.label for variant in product.variants.all())
            first, second = labels(product).values()
            assert combinations == Counter(f"{one}, {other}" for one in first for other in second)
            assert product.variants.exclude(sku="").values("sku").distinct().count() == len(combinations)

    def test_places(self):
        jar = Product.objects.get(bigcommerce_id=93)
        assert set(jar.categories.values_list("bigcommerce_id", flat=True)) == {21, 23}
        assert jar.brand.bigcommerce_id == 36
        assert ProductFacet.objects.filter(product=jar, name="Size").count() == 3
