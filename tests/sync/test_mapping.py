"""What a site may change about what is imported: a signal before each product is written, and mappers of its own."""

import pytest

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.models import Brand, Category, Product
from wagtail_bigcommerce.signals import LeaveOut, product_syncing
from wagtail_bigcommerce.sync.mappers import MappingError
from wagtail_bigcommerce.sync.mappers.brand import map_brand
from wagtail_bigcommerce.sync.mappers.category import map_category
from wagtail_bigcommerce.sync.mappers.product import map_product


@pytest.fixture
def listen():
    """Connects receivers for the length of a test."""
    receivers = []

    def connect(receiver):
        product_syncing.connect(receiver, weak=False)
        receivers.append(receiver)

    yield connect
    for receiver in receivers:
        product_syncing.disconnect(receiver)


@pytest.fixture
def configure(bigcommerce, settings):
    def change(**values):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, **values}

    return change


@pytest.fixture
def stocked(bigcommerce):
    bigcommerce.add_product(product(1, "Mug (web)"))
    bigcommerce.add_product(product(2, "Cup"))
    return bigcommerce


def shout(payload, context, *, known_options=()):
    mapped = map_product(payload, context, known_options=known_options)
    mapped.fields["name"] = mapped.fields["name"].upper()
    return mapped


def whisper(payload, context, *, known_options=()):
    mapped = map_product(payload, context, known_options=known_options)
    mapped.fields["name"] = mapped.fields["name"].lower()
    return mapped


def short_brand(payload):
    return {**map_brand(payload), "name": text_of(payload)[:6]}


def text_of(payload):
    if payload["name"] == "Nameless":
        raise KeyError("a mistake of the site's")
    return payload["name"]


def only_garden(payload, context):
    if payload["name"] != "Garden":
        raise MappingError("it is not about gardens")
    return map_category(payload, context)


class TestSignal:
    def test_a_receiver_changes_values(self, stocked, import_catalog, listen):
        def tidy(values, payload, created, **kwargs):
            assert payload["id"] == values.fields["bigcommerce_id"]
            assert created
            values.fields["name"] = values.fields["name"].removesuffix(" (web)")
            values.variants[0]["mpn"] = "M-1"
            values.facets.add(("Origin", "Wales"))

        listen(tidy)
        import_catalog()
        mug = Product.objects.get(bigcommerce_id=1)
        assert (mug.name, mug.variants.get().mpn) == ("Mug", "M-1")
        assert ("Origin", "Wales") in mug.facets.values_list("name", "value")

    def test_a_receiver_leaves_a_product_out(self, stocked, import_catalog, listen):
        import_catalog()
        stocked.update_product(2, name="Goblet")
        stocked.update_product(1, name="Beaker")

        def no_goblets(values, **kwargs):
            if values.fields["name"] == "Goblet":
                raise LeaveOut("no goblets here")

        listen(no_goblets)
        run = import_catalog()
        assert set(Product.objects.values_list("name", flat=True)) == {"Beaker", "Cup"}
        (issue,) = run.issues.all()
        assert (issue.bigcommerce_id, issue.reason) == (2, "no goblets here")
        assert run.status == "finished"

    def test_a_receiver_that_fails_costs_only_its_product(self, stocked, import_catalog, listen, caplog):
        def broken(values, **kwargs):
            if values.fields["bigcommerce_id"] == 1:
                raise KeyError("colour")

        listen(broken)
        run = import_catalog()
        assert list(Product.objects.values_list("bigcommerce_id", flat=True)) == [2]
        assert run.issues.get().reason == "a receiver of product_syncing failed (KeyError)"
        assert "receiver of product_syncing failed for product 1" in caplog.text

    def test_it_is_sent_for_what_changed_only(self, stocked, import_catalog, listen):
        import_catalog()
        seen = []
        listen(lambda values, created, **kwargs: seen.append((values.fields["bigcommerce_id"], created)))
        stocked.update_product(2, price=3)
        import_catalog()
        assert seen == [(2, False)]

    def test_dry_runs_show_what_a_receiver_makes_of_it(self, stocked, import_catalog, listen):
        listen(lambda values, **kwargs: values.fields.update(is_visible=False))
        import_catalog(dry_run=True)
        assert not Product.objects.exists()


class TestMappers:
    def test_of_products(self, stocked, import_catalog, configure):
        configure(PRODUCT_MAPPER=f"{__name__}.shout")
        import_catalog()
        assert set(Product.objects.values_list("name", flat=True)) == {"MUG (WEB)", "CUP"}

    def test_another_mapper_writes_all_anew(self, stocked, import_catalog, configure):
        import_catalog()
        configure(PRODUCT_MAPPER=f"{__name__}.whisper")
        assert import_catalog().counts["products"]["changed"] == 2
        assert import_catalog().counts["products"]["unchanged"] == 2
        whisper.version = 2
        try:
            assert import_catalog().counts["products"]["changed"] == 2
        finally:
            del whisper.version

    def test_of_brands(self, bigcommerce, import_catalog, configure):
        configure(BRAND_MAPPER=f"{__name__}.short_brand")
        bigcommerce.state.brands = {3: {"id": 3, "name": "Common Good"}, 4: {"id": 4, "name": "Nameless"}}
        run = import_catalog()
        assert Brand.objects.get().name == "Common"
        issue = run.issues.get()
        assert (issue.object_type, issue.bigcommerce_id) == ("brand", 4)
        assert issue.reason == "its data could not be read (KeyError)"

    def test_of_categories(self, bigcommerce, import_catalog, configure):
        configure(CATEGORY_MAPPER=f"{__name__}.only_garden")
        bigcommerce.state.categories = {
            18: {"category_id": 18, "tree_id": 1, "parent_id": 0, "name": "Garden", "url": {"path": "/garden/"}},
            19: {"category_id": 19, "tree_id": 1, "parent_id": 0, "name": "Bath", "url": {"path": "/bath/"}},
        }
        run = import_catalog()
        assert Category.objects.get().name == "Garden"
        assert str(run.issues.get()) == "category 19: it is not about gardens"
