"""Channels: what the shop is told about itself, and which site shows which."""

import pytest
from wagtail.models import Site

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.models import Category, Channel, Product


def test_facts_of_the_default_channel(bigcommerce, import_catalog):
    import_catalog()
    channel = Channel.objects.get()
    assert (channel.bigcommerce_id, channel.name, channel.status) == (1, "Demo store", "active")
    assert (channel.site_url, channel.checkout_url) == (bigcommerce.base_url, bigcommerce.base_url)
    assert channel.tree_id == 1
    assert channel.default_currency == "USD"
    assert [currency["code"] for currency in channel.currencies] == ["USD", "EUR", "JPY"]
    assert {currency["code"]: currency["exchange_rate"] for currency in channel.currencies}["EUR"] == "0.9200000000"
    assert channel.settings["store"]["weight_units"]
    assert "stock_level_display" in channel.settings["inventory"]
    assert "show_product_price" in channel.settings["product"]
    assert channel.settings["tax"]["price_display_settings"]["invoice_price_display_strategy"] == "ZONE"
    assert channel.settings["guests"] == {"has_own_prices": False}


def test_a_channel_without_site_and_currencies(bigcommerce, import_catalog):
    other = bigcommerce.add_channel("Wholesale")
    import_catalog()
    channel = Channel.objects.get(bigcommerce_id=other["id"])
    assert (channel.site_url, channel.checkout_url, channel.tree_id) == ("", "", None)
    assert channel.default_currency == "USD"


def test_marketplaces_and_points_of_sale_are_no_shops(bigcommerce, import_catalog):
    bigcommerce.add_channel("Till", type="pos")
    import_catalog()
    assert Channel.objects.count() == 1


def test_a_channel_that_the_store_no_longer_lists_closes_and_keeps_its_site(bigcommerce, import_catalog):
    other = bigcommerce.add_channel("Wholesale")
    import_catalog()
    site = Site.objects.create(hostname="wholesale.example", root_page_id=1)
    Channel.objects.filter(bigcommerce_id=other["id"]).update(site=site)
    del bigcommerce.state.channels[other["id"]]
    import_catalog()
    channel = Channel.objects.get(bigcommerce_id=other["id"])
    assert (channel.is_open, channel.site) == (False, site)


class TestSites:
    @pytest.fixture
    def default_site(self, db):
        return Site.objects.get(is_default_site=True)

    def test_the_configured_channel_gets_the_default_site(self, bigcommerce, import_catalog, default_site):
        bigcommerce.add_channel("Wholesale")
        import_catalog()
        assert Channel.objects.get(site=default_site).bigcommerce_id == 1
        assert Channel.objects.filter(site=None).count() == 1

    def test_a_site_that_shows_another_channel_is_left_alone(self, bigcommerce, import_catalog, default_site, settings):
        other = bigcommerce.add_channel("Wholesale")
        import_catalog()
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "CHANNEL_ID": str(other["id"])}
        import_catalog()
        assert Channel.objects.get(site=default_site).bigcommerce_id == 1

    def test_a_channel_that_has_a_site_keeps_it(self, bigcommerce, import_catalog, default_site):
        import_catalog()
        site = Site.objects.create(hostname="shop.example", root_page_id=1)
        Channel.objects.update(site=site)
        import_catalog()
        assert Channel.objects.get().site == site

    def test_without_a_configured_channel_it_is_the_first(self, bigcommerce, import_catalog, default_site, settings):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "CHANNEL_ID": ""}
        import_catalog()
        assert Channel.objects.get(site=default_site).bigcommerce_id == 1


class TestTwoChannels:
    @pytest.fixture
    def other(self, bigcommerce):
        other = bigcommerce.add_channel("Wholesale", site_url="https://wholesale.example")
        bigcommerce.state.trees[2] = {"id": 2, "name": "Wholesale", "channels": [other["id"]]}
        for category_id, tree_id in ((18, 1), (90, 2)):
            bigcommerce.state.categories[category_id] = {
                "category_id": category_id,
                "tree_id": tree_id,
                "parent_id": 0,
                "name": "Bath",
                "url": {"path": "/bath/", "is_customized": False},
                "is_visible": True,
            }
        bigcommerce.add_product(product(1, categories=[18, 90]), channel_ids=(1, other["id"]))
        bigcommerce.add_product(product(2, categories=[18]), channel_ids=(1,))
        return other

    def test_each_shows_its_own(self, other, import_catalog):
        import_catalog()
        first, second = Channel.objects.order_by("bigcommerce_id")
        assert set(Product.objects.shown(first).values_list("bigcommerce_id", flat=True)) == {1, 2}
        assert set(Product.objects.shown(second).values_list("bigcommerce_id", flat=True)) == {1}
        assert Category.objects.shown(first).get().bigcommerce_id == 18
        assert Category.objects.shown(second).get().bigcommerce_id == 90

    def test_a_product_in_two_channels_is_one_row(self, other, import_catalog):
        import_catalog()
        assert Product.objects.count() == 2
        assert Product.objects.get(bigcommerce_id=1).channel_assignments.count() == 2

    def test_an_incremental_run_keeps_both_trees(self, other, bigcommerce, import_catalog):
        import_catalog()
        bigcommerce.update_category(90, name="Wholesale bath")
        import_catalog(kind="incremental")
        assert Category.objects.get(bigcommerce_id=90).name == "Wholesale bath"
        assert Category.objects.filter(vanished_at=None).count() == 2


def test_assignments_are_asked_for_where_products_come_without(bigcommerce, import_catalog):
    rows = [product(1), product(2)]
    for row in rows:
        bigcommerce.add_product(row)
    bigcommerce.unassign(2, 1)
    pagination = {"total": 2, "count": 2, "per_page": 250, "current_page": 1, "total_pages": 1, "links": {}}
    body = {"data": [dict(row) for row in rows], "meta": {"pagination": pagination}}
    bigcommerce.faults.next(200, path="/v3/catalog/products", body=body)
    import_catalog()
    assert Product.objects.shown(Channel.objects.get()).get().bigcommerce_id == 1
