"""Which store a database belongs to, and what becomes of it when the shop moves to another."""

import json

import pytest
from django.contrib.auth import get_user_model

from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.demostore.adapter import InProcessAdapter
from wagtail_bigcommerce.models import (
    Brand,
    Category,
    Channel,
    ConnectedStore,
    Customer,
    Product,
    SyncRun,
    WebhookEvent,
)
from wagtail_bigcommerce.store import get_client, transport
from wagtail_bigcommerce.sync.identity import environment_of
from wagtail_bigcommerce.sync.refusals import ImportAlreadyRunning, ImportRefused
from wagtail_bigcommerce.sync.relink import relink
from wagtail_bigcommerce.sync.runs import start_run
from wagtail_bigcommerce.tasks import import_products

from .test_edge_cases import category

OTHER_URL = "http://other.localhost"


@pytest.fixture
def shop(bigcommerce, channel, import_catalog):
    """The store that the site was filled from, with editors' words on two products."""
    bigcommerce.state.brands = {3: {"id": 3, "name": "Common Good"}, 4: {"id": 4, "name": "Old Hand"}}
    bigcommerce.state.categories = {18: category(18, "Bath", path="/bath/"), 19: category(19, "Attic", path="/attic/")}
    bigcommerce.add_product(product(1, "Mug", sku="MUG", brand_id=3, categories=[18]))
    bigcommerce.add_product(
        product(2, "Shirt", options={"Size": ["S", "L"]}, variants=[{"sku": "S-S"}, {"sku": "S-L"}])
    )
    bigcommerce.add_product(product(3, "Relic", sku="RELIC"))
    import_catalog()
    for name in ("Mug", "Relic"):
        row = Product.objects.get(name=name)
        row.seo_title = f"Our {name}"
        row.save()
    return bigcommerce


@pytest.fixture
def other(settings, shop):
    """The store that the shop moves to: the same things under other ids, which mean something else in the old one."""
    store = DemoStore(products=[], base_url=OTHER_URL)
    store.hash = "other"
    store.state.brands = {8: {"id": 8, "name": "common  good"}, 3: {"id": 3, "name": "Newcomer"}}
    store.state.categories = {77: category(77, "Bath", path="/bath/")}
    store.add_product(product(2, "Mug, blue", sku="mug ", brand_id=8, categories=[77]))
    store.add_product(product(9, "Shirt", options={"Size": ["S", "L"]}, variants=[{"sku": "S-L"}, {"sku": "S-S"}]))
    store.add_product(product(1, "Newcomer", sku="NEW"))
    settings.WAGTAIL_BIGCOMMERCE = {
        **settings.WAGTAIL_BIGCOMMERCE,
        "STORE_HASH": store.hash, "ACCESS_TOKEN": store.access_token, "API_URL": store.base_url,
    }  # fmt: skip
    with transport(OTHER_URL, InProcessAdapter(store.wsgi)):
        yield store


def rows():
    return {
        model.__name__: list(model.objects.order_by("pk").values()) for model in (Brand, Category, Channel, Product)
    }


class TestIdentity:
    def test_the_first_import_binds_the_database(self, shop):
        assert str(ConnectedStore.objects.get()) == f"{shop.hash} at localhost"

    def test_a_dry_run_binds_nothing(self, bigcommerce, import_catalog):
        import_catalog(dry_run=True)
        assert not ConnectedStore.objects.exists()

    def test_another_store_is_refused_with_instructions(self, shop, other, import_catalog):
        before = rows()
        for attempt in (import_catalog, lambda: import_products([1])):
            with pytest.raises(ImportRefused, match=r"holds the catalog of store .* --relink") as caught:
                attempt()
            assert "\n" not in str(caught.value)
        assert rows() == before
        assert not other.requests

    def test_the_same_hash_elsewhere_is_another_store(self, shop, import_catalog):
        ConnectedStore.objects.update(environment="api.bigcommerce.com")
        with pytest.raises(ImportRefused, match=r"api\.bigcommerce\.com"):
            import_catalog()

    @pytest.mark.parametrize(
        ("url", "environment"),
        [
            ("https://api.bigcommerce.com", "api.bigcommerce.com"),
            ("http://127.0.0.1:8765", "localhost"),
            ("http://demostore.localhost", "localhost"),
            ("http://localhost:1", "localhost"),
        ],
    )
    def test_ports_of_this_machine_do_not_count(self, bigcommerce, url, environment):
        assert environment_of(bigcommerce.client(api_url=url)) == environment


class TestRelink:
    def test_rows_get_the_ids_of_the_other_store(self, other, import_catalog):
        before = {row.pk: row.name for row in Product.objects.all()}
        report = relink(get_client())
        ids = dict(Product.objects.values_list("name", "bigcommerce_id"))
        assert ids == {"Mug": 2, "Shirt": 9, "Relic": None}
        assert Brand.objects.get(name="Common Good").bigcommerce_id == 8
        assert Category.objects.get(slug="bath").bigcommerce_id == 77
        assert Channel.objects.get().bigcommerce_id == 1
        shirt = Product.objects.get(name="Shirt")
        theirs = {row["sku"]: row["id"] for row in other.state.products[9]["variants"]}
        assert dict(shirt.variants.values_list("sku", "bigcommerce_id")) == theirs
        assert {row.pk: row.name for row in Product.objects.all()} == before
        assert (report["products"]["matched"], report["products"]["unmatched"]) == (2, 1)
        assert report["products"]["examples"] == [
            {"pk": Product.objects.get(name="Relic").pk, "name": "Relic", "sku": "RELIC"}
        ]
        json.dumps(report)

    def test_what_editors_wrote_stays_and_the_import_brings_the_rest(self, other, import_catalog):
        relink(get_client())
        run = import_catalog(kind="incremental")
        assert (run.kind, run.status, list(run.issues.all())) == ("full", "finished", [])
        mug = Product.objects.get(bigcommerce_id=2)
        assert (mug.name, mug.seo_title, mug.brand.bigcommerce_id) == ("Mug, blue", "Our Mug", 8)
        relic = Product.objects.get(name="Relic")
        assert (relic.seo_title, relic.bigcommerce_id) == ("Our Relic", None)
        assert relic.vanished_at is not None
        assert Product.objects.filter(vanished_at=None).count() == 3
        assert Category.objects.get(name="Attic").vanished_at is not None

    def test_a_dry_run_tells_and_writes_nothing(self, other):
        before, people = rows(), Customer.objects.count()
        report = relink(get_client(), dry_run=True)
        assert report["products"]["matched"] == 2
        assert (rows(), Customer.objects.count()) == (before, people)
        assert not SyncRun.objects.filter(kind=SyncRun.Kind.RELINK).exists()

    def test_twice_is_once(self, other, import_catalog):
        relink(get_client())
        import_catalog()
        before = rows()
        report = relink(get_client())
        assert rows() == before
        assert (report["products"]["matched"], report["customers"]) == (0, 0)

    def test_what_comes_later_finds_its_row(self, other, import_catalog):
        relink(get_client())
        other.add_product(product(12, "Relic of old", sku="RELIC"))
        relink(get_client())
        import_catalog()
        assert Product.objects.get(bigcommerce_id=12).seo_title == "Our Relic"

    def test_people_and_events_of_the_old_store_are_forgotten(self, other, shop):
        users = get_user_model()._default_manager
        staff = users.create_user(username="editor", email="e@example.com")
        shopper = users.create_user(username="bigcommerce-5", email="bigcommerce-5@customers.invalid")
        Customer.objects.create(bigcommerce_id=5, user=shopper, email="a@example.com")
        report = relink(get_client())
        assert report["customers"] == 1
        assert list(users.all()) == [staff]
        assert not WebhookEvent.objects.exists()

    def test_nothing_is_half_done(self, other, monkeypatch):
        before = rows()
        monkeypatch.setattr("wagtail_bigcommerce.sync.relink._forget_people", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            relink(get_client())
        assert rows() == before
        assert SyncRun.objects.get(kind=SyncRun.Kind.RELINK).status == "failed"

    def test_not_beside_an_import(self, shop, other):
        SyncRun.objects.create(kind="full", store_hash="other", started_at=ConnectedStore.objects.get().since)
        with pytest.raises(ImportAlreadyRunning):
            relink(get_client())

    def test_doubtful_matches_are_none(self, other):
        other.add_product(product(30, "Mug again", sku="MUG"))
        relink(get_client())
        assert Product.objects.get(name="Mug").bigcommerce_id is None

    def test_an_empty_database_is_bound_and_nothing_else(self, bigcommerce, db):
        report = relink(get_client())
        assert (report["from"], report["products"]["matched"]) == (None, 0)
        assert start_run(get_client()).kind == "full"
