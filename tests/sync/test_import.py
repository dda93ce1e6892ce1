"""A whole import of the demo catalog: what arrives, how often it asks, and that it can be repeated."""

import math

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.demostore.demo import build_catalog
from wagtail_bigcommerce.models import (
    Brand,
    Category,
    Channel,
    ChannelAssignment,
    Product,
    ProductCategory,
    SyncRun,
    Variant,
)

WRITES = ("INSERT", "UPDATE", "DELETE")


def writes(queries):
    """Statements that write anything but the runs' own table."""
    return [
        query["sql"][:120]
        for query in queries
        if query["sql"].startswith(WRITES) and "wagtail_bigcommerce_syncrun" not in query["sql"]
    ]


class TestDemoCatalog:
    @pytest.fixture
    def store(self):
        return DemoStore(base_url="http://demostore.localhost")

    def test_everything_arrives(self, store, import_catalog):
        run = import_catalog()
        assert (run.status, run.kind, list(run.issues.all())) == ("finished", "full", [])
        sold = store.state.products.values()
        assert {(row.bigcommerce_id, row.name) for row in Product.objects.all()} == {
            (each["id"], each["name"]) for each in sold
        }
        assert Variant.objects.count() == sum(len(each["variants"]) for each in sold)
        assert Brand.objects.count() == len(store.state.brands)
        assert Category.objects.count() == len(store.state.categories)
        assert ProductCategory.objects.count() == sum(len(set(each["categories"])) for each in sold)
        assert ChannelAssignment.objects.count() == len(store.state.channel_assignments)

    def test_options_and_modifiers_arrive_in_the_second_pass(self, store, import_catalog):
        import_catalog()
        for row in Product.objects.all():
            sold = store.state.products[row.bigcommerce_id]
            assert row.details_synced_at is not None
            assert {option["name"] for option in row.options} == {each["display_name"] for each in sold["options"]}
            assert {option["type"] for option in row.modifiers} == {each["type"] for each in sold["modifiers"]}
            for option in row.options:
                sent = next(each for each in sold["options"] if each["id"] == option["id"])
                assert {value["label"] for value in option["values"]} == {
                    value["label"] for value in sent["option_values"]
                }

    def test_what_was_sent_stays_readable(self, store, import_catalog):
        import_catalog()
        payload = Product.objects.first().payload
        assert payload["tax_class_id"] == 0
        assert payload["variants"]

    def test_a_second_full_import_writes_nothing(self, store, import_catalog):
        import_catalog()
        before = len(store.requests)
        with CaptureQueriesContext(connection) as queries:
            run = import_catalog()
        assert writes(queries) == []
        assert run.counts["products"] == {"created": 0, "changed": 0, "unchanged": len(store.state.products)}
        assert len(store.requests) - before == run.counts["requests"]
        assert not [each for each in store.requests[before:] if "options" in each.params.get("include", "")]

    def test_an_incremental_import_without_changes_asks_three_times_and_writes_nothing(self, store, import_catalog):
        import_catalog()
        before = len(store.requests)
        with CaptureQueriesContext(connection) as queries:
            run = import_catalog(kind="incremental")
        assert (run.kind, run.status) == ("incremental", "finished")
        assert writes(queries) == []
        assert len(store.requests) - before == 3

    def test_order_within_categories_that_are_arranged_by_hand(self, store, import_catalog):
        category = next(each for each in store.state.categories.values() if each["default_product_sort"] == "featured")
        members = [
            each["id"] for each in store.state.products.values() if category["category_id"] in each["categories"]
        ]
        store.state.category_order[category["category_id"]] = {members[0]: 5}
        import_catalog()
        order = ProductCategory.objects.filter(category__bigcommerce_id=category["category_id"])
        assert dict(order.values_list("product__bigcommerce_id", "sort_order")) == {
            **dict.fromkeys(members),
            members[0]: 5,
        }


class TestRequests:
    @pytest.fixture
    def store(self):
        return DemoStore(catalog=build_catalog(products=260), base_url="http://demostore.localhost")

    def test_a_first_import_asks_no_more_than_it_must(self, store, import_catalog):
        products = len(store.state.products)
        run = import_catalog()
        paths = [request.path for request in store.requests]
        arranged = [each for each in store.state.categories.values() if each["default_product_sort"] == "featured"]
        until_browsable = [each for each in store.requests if "variants" in each.params.get("include", "")]
        details = [each for each in store.requests if "options" in each.params.get("include", "")]
        assert len(until_browsable) == math.ceil(products / 250)
        assert len(details) == math.ceil(products / 10)
        lists = sum(
            path in {"/v3/catalog/brands", "/v3/catalog/trees", "/v3/catalog/trees/categories"} for path in paths
        )
        assert lists == 3
        rest = len(paths) - len(until_browsable) - len(details) - lists - len(arranged)
        assert rest <= 11
        assert run.counts["requests"] == len(paths)

    def test_the_shop_can_be_browsed_after_the_first_pass(self, import_catalog):
        seen = {}

        def look(run, phase, done, total):
            if phase == "products" and done == total:
                seen["shown"] = Product.objects.shown(Channel.objects.get(bigcommerce_id=1)).count()
                seen["modifiers"] = Product.objects.exclude(modifiers=[]).count()

        import_catalog(progress=look)
        assert seen["shown"] >= 255
        assert seen["modifiers"] == 0
        assert Product.objects.exclude(modifiers=[]).exists()


class TestChanges:
    def test_only_changed_products_are_written_and_read_again(self, bigcommerce, import_catalog):
        for product_id in range(1, 31):
            bigcommerce.add_product(product(product_id))
        import_catalog()
        synced = dict(Product.objects.values_list("bigcommerce_id", "synced_at"))
        bigcommerce.update_product(7, price=99)
        before = len(bigcommerce.requests)
        run = import_catalog(kind="incremental")
        # the window overlaps, so that unchanged products come too; digests tell them apart
        assert run.counts["products"]["changed"] == 1
        assert Product.objects.get(bigcommerce_id=7).price == 99
        assert [key for key, at in Product.objects.values_list("bigcommerce_id", "synced_at") if at != synced[key]] == [
            7
        ]
        details = [each for each in bigcommerce.requests[before:] if "options" in each.params.get("include", "")]
        assert [each.params["id:in"] for each in details] == ["7"]

    def test_views_of_a_product_are_no_change(self, bigcommerce, import_catalog):
        bigcommerce.add_product(product(1))
        import_catalog()
        bigcommerce.state.products[1]["view_count"] = 4711
        assert import_catalog().counts["products"]["unchanged"] == 1

    def test_variants_that_are_gone_go(self, bigcommerce, import_catalog):
        bigcommerce.add_product(product(1, options={"Size": ["S", "M", "L"]}))
        import_catalog()
        kept = Variant.objects.get(product__bigcommerce_id=1, option_values__0__label="S")
        bigcommerce.update_product(1, variants=bigcommerce.state.products[1]["variants"][:1])
        import_catalog()
        assert list(Variant.objects.values_list("pk", flat=True)) == [kept.pk]
        assert list(Product.objects.get().facets.values_list("value", flat=True)) == ["S"]

    def test_a_product_moves_to_other_categories_and_channels(self, bigcommerce, import_catalog):
        for category_id in (18, 19):
            path = {"path": f"/c{category_id}/", "is_customized": False}
            bigcommerce.state.categories[category_id] = {
                "category_id": category_id, "tree_id": 1, "parent_id": 0, "name": "C", "url": path, "is_visible": True
            }  # fmt: skip
        bigcommerce.add_product(product(1, categories=[18]))
        import_catalog()
        bigcommerce.update_product(1, categories=[19])
        bigcommerce.unassign(1, 1)
        import_catalog()
        row = Product.objects.get()
        assert list(row.categories.values_list("bigcommerce_id", flat=True)) == [19]
        assert not row.channel_assignments.exists()

    def test_a_brand_that_came_later_is_found_although_the_product_did_not_change(self, bigcommerce, import_catalog):
        bigcommerce.add_product(product(1, brand_id=3))
        import_catalog()
        assert Product.objects.get().brand is None
        bigcommerce.state.brands[3] = {"id": 3, "name": "Common Good"}
        import_catalog()
        assert Product.objects.get().brand.name == "Common Good"

    def test_slugs_can_be_swapped(self, bigcommerce, import_catalog):
        bigcommerce.add_product(product(1, "Cup"))
        bigcommerce.add_product(product(2, "Mug"))
        import_catalog()
        bigcommerce.update_product(1, custom_url={"url": "/mug/", "is_customized": True})
        bigcommerce.update_product(2, custom_url={"url": "/cup/", "is_customized": True})
        import_catalog()
        assert dict(Product.objects.values_list("bigcommerce_id", "slug")) == {1: "mug", 2: "cup"}

    def test_new_options_can_be_chosen_at_once_and_keep_what_is_known(self, bigcommerce, import_catalog):
        bigcommerce.add_product(product(1, options={"Size": ["S", "M"]}))
        import_catalog()
        bigcommerce.update_product(1, **{
            key: value
            for key, value in product(1, options={"Size": ["S", "M", "XL"]}).items()
            if key in {"options", "variants"}
        })  # fmt: skip
        labels = {}

        def look(run, phase, done, total):
            labels.setdefault(phase, [value["label"] for value in Product.objects.get().options[0]["values"]])

        import_catalog(progress=look)
        assert labels["products"] == ["S", "M", "XL"]
        row = Product.objects.get()
        assert [value["label"] for value in row.options[0]["values"]] == ["S", "M", "XL"]
        assert row.options[0]["type"] == "rectangles"


class TestEditorsContent:
    def test_survives_changes(self, bigcommerce, import_catalog):
        bigcommerce.add_product(product(1, "Mug"))
        import_catalog()
        row = Product.objects.get()
        row.seo_title, row.content, row.live = "A mug for mornings", [("text", "<p>Ours</p>")], False
        row.tags.add("gift")
        row.save()
        bigcommerce.update_product(1, price=99, name="Cup")
        import_catalog()
        after = Product.objects.get()
        assert (after.name, after.price) == ("Cup", 99)
        assert (after.seo_title, after.live) == ("A mug for mornings", False)
        assert list(after.tags.names()) == ["gift"]
        assert list(after.content.raw_data) == list(row.content.raw_data)

    def test_survives_vanishing_and_returning(self, bigcommerce, import_catalog):
        for product_id in (1, 2):
            bigcommerce.add_product(product(product_id))
        import_catalog()
        Product.objects.filter(bigcommerce_id=1).update(seo_title="Ours", live=False)
        payload = bigcommerce.state.products[1]
        bigcommerce.delete_product(1)
        import_catalog()
        assert Product.objects.get(bigcommerce_id=1).vanished_at is not None
        bigcommerce.add_product(payload)
        run = import_catalog()
        row = Product.objects.get(bigcommerce_id=1)
        assert (row.vanished_at, row.seo_title, row.live) == (None, "Ours", False)
        assert run.counts["products"]["changed"] == 1


def test_falls_back_to_full_when_nothing_was_imported(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1))
    assert import_catalog(kind="incremental").kind == SyncRun.Kind.FULL
    assert import_catalog(kind="incremental").kind == SyncRun.Kind.INCREMENTAL


def test_chosen_products_only(bigcommerce, import_catalog):
    for product_id in (1, 2, 3):
        bigcommerce.add_product(product(product_id))
    import_catalog()
    bigcommerce.update_product(1, price=5)
    bigcommerce.update_product(2, price=5)
    bigcommerce.delete_product(3)
    run = import_catalog(product_ids=[1, 3])
    assert run.kind == SyncRun.Kind.PARTIAL
    assert run.counts["products"] == {"created": 0, "changed": 1, "unchanged": 0, "vanished": 1}
    assert set(Product.objects.filter(price=5).values_list("bigcommerce_id", flat=True)) == {1}
    assert Product.objects.get(bigcommerce_id=3).vanished_at is not None


def test_chosen_products_have_their_modifiers_read_again(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1))
    import_catalog()
    bigcommerce.state.products[1]["modifiers"] = product(1, modifiers=[{"display_name": "Engraving"}])["modifiers"]
    import_catalog(product_ids=[1])
    assert [each["name"] for each in Product.objects.get().modifiers] == ["Engraving"]


def test_a_run_over_some_products_is_no_basis_for_the_next(bigcommerce, import_catalog):
    bigcommerce.add_product(product(1))
    run = import_catalog()
    import_catalog(product_ids=[1])
    later = import_catalog(kind="incremental")
    assert later.cursor["since"] < run.started_at.isoformat()


def test_products_of_one_channel_only(bigcommerce, import_catalog):
    other = bigcommerce.add_channel("Wholesale")
    bigcommerce.add_product(product(1))
    bigcommerce.add_product(product(2), channel_ids=(other["id"],))
    import_catalog()
    bigcommerce.update_product(1, price=5)
    bigcommerce.update_product(2, price=5)
    run = import_catalog(channel_id=other["id"])
    assert run.kind == SyncRun.Kind.PARTIAL
    assert set(Product.objects.filter(price=5).values_list("bigcommerce_id", flat=True)) == {2}
    assert Product.objects.filter(vanished_at=None).count() == 2


class TestDryRun:
    def test_counts_and_writes_nothing(self, bigcommerce, import_catalog):
        for product_id in (1, 2, 3):
            bigcommerce.add_product(product(product_id))
        import_catalog()
        bigcommerce.update_product(1, price=5)
        bigcommerce.delete_product(2)
        bigcommerce.add_product(product(9))
        with CaptureQueriesContext(connection) as queries:
            run = import_catalog(dry_run=True)
        assert [query["sql"] for query in queries if query["sql"].startswith(WRITES)] == []
        assert run.counts["products"] == {"created": 1, "changed": 1, "unchanged": 1, "vanished": 1}
        assert run.pk is None

    def test_works_on_an_empty_database(self, bigcommerce, import_catalog):
        bigcommerce.add_product(product(1))
        run = import_catalog(dry_run=True, kind="incremental")
        assert run.counts["products"]["created"] == 1
        assert not Channel.objects.exists()
