"""Redirects: what moved stays reachable, BigCommerce's own are mirrored, and editors' are left alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from wagtail_bigcommerce.demostore import product
from wagtail_bigcommerce.models import CatalogRedirect, Channel, Product

from .test_edge_cases import category


@pytest.fixture
def shop(bigcommerce, channel):
    """A mug, a cup, and what sells them at /shop/."""
    bigcommerce.add_product(product(1, "Mug"))
    bigcommerce.add_product(product(2, "Cup"))
    return bigcommerce


@pytest.fixture
def move(shop, import_catalog):
    """Gives a product another path at BigCommerce and imports."""

    def to(product_id, url):
        shop.update_product(product_id, custom_url={"url": url, "is_customized": True})
        return import_catalog()

    return to


@pytest.fixture
def store_redirect(shop):
    """Makes a redirect at BigCommerce, on the default channel's site."""
    site_id = next(row["id"] for row in shop.state.sites.values() if row["channel_id"] == 1)

    def make(redirect_id, from_path, **to):
        shop.state.redirects[redirect_id] = {
            "id": redirect_id, "site_id": site_id, "from_path": from_path, "to": to,
        }  # fmt: skip

    return make


def chain(client, path):
    """Where a visitor comes: each address in turn, and the status of the last."""
    response = client.get(path, follow=True)
    return [*(url for url, _status in response.redirect_chain)], response.status_code


class TestMoves:
    def test_a_product_that_moved_is_reached_from_both_its_old_addresses(self, move, import_catalog, client):
        import_catalog()
        move(1, "/beaker/")
        for path in ("/shop/products/mug/", "/mug/", "/mug"):
            assert chain(client, path) == (["/shop/products/beaker/"], 200)

    def test_permanently_and_marked_as_automatic(self, move, import_catalog, client):
        import_catalog()
        move(1, "/beaker/")
        row = Redirect.objects.get(old_path="/shop/products/mug")
        assert (row.is_permanent, row.automatically_created) == (True, True)
        assert row.site == Site.objects.get(is_default_site=True)

    def test_no_chain_when_it_moves_again(self, move, import_catalog, client):
        import_catalog()
        move(1, "/beaker/")
        move(1, "/goblet/")
        assert chain(client, "/shop/products/mug/") == (["/shop/products/goblet/"], 200)
        assert chain(client, "/shop/products/beaker/") == (["/shop/products/goblet/"], 200)

    def test_a_product_that_returns_takes_its_redirect_away(self, move, import_catalog, client):
        import_catalog()
        move(1, "/beaker/")
        move(1, "/mug/")
        assert chain(client, "/shop/products/mug/") == ([], 200)
        assert chain(client, "/shop/products/beaker/") == (["/shop/products/mug/"], 200)
        assert not Redirect.objects.filter(old_path__in=["/shop/products/mug", "/mug"]).exists()

    def test_two_that_swap_their_paths_need_none(self, shop, import_catalog, client):
        import_catalog()
        shop.update_product(1, custom_url={"url": "/cup/"})
        shop.update_product(2, custom_url={"url": "/mug/"})
        import_catalog()
        assert not Redirect.objects.exists()
        assert chain(client, "/shop/products/cup/") == ([], 200)

    def test_a_path_that_another_takes_over_later(self, move, import_catalog, client):
        import_catalog()
        move(1, "/beaker/")
        move(2, "/mug/")
        move(1, "/goblet/")
        assert chain(client, "/shop/products/mug/") == ([], 200)
        assert chain(client, "/shop/products/beaker/") == (["/shop/products/goblet/"], 200)

    def test_categories_and_brands(self, shop, import_catalog, client):
        shop.state.categories = {18: category(18, path="/bath/"), 39: category(39, parent_id=18, path="/garden/bath/")}
        shop.state.brands[3] = {"id": 3, "name": "Good", "custom_url": {"url": "/brands/good/"}}
        shop.update_product(1, categories=[39], brand_id=3)
        import_catalog()
        shop.state.categories[39] = category(39, parent_id=18, path="/yard/bath/")
        shop.state.brands[3] = {"id": 3, "name": "Good", "custom_url": {"url": "/brands/better/"}}
        import_catalog()
        assert chain(client, "/shop/categories/garden/bath/") == (["/shop/categories/yard/bath/"], 200)
        assert chain(client, "/shop/categories/bath/") == ([], 200)
        assert chain(client, "/shop/brands/good/") == (["/shop/brands/better/"], 200)

    def test_an_editors_redirect_from_the_same_path_wins(self, move, import_catalog):
        import_catalog()
        theirs = Redirect.add_redirect("/shop/products/mug/", "/campaign/")
        move(1, "/beaker/")
        assert list(Redirect.objects.filter(old_path="/shop/products/mug")) == [theirs]

    def test_one_that_an_editor_changed_is_theirs(self, move, import_catalog):
        import_catalog()
        move(1, "/beaker/")
        row = Redirect.objects.get(old_path="/shop/products/mug")
        row.redirect_page, row.redirect_page_route_path, row.redirect_link = None, "", "/campaign/"
        row.save()
        move(1, "/goblet/")
        move(1, "/mug/")
        row.refresh_from_db()
        assert row.redirect_link == "/campaign/"

    def test_one_that_an_editor_deleted_stays_deleted(self, move, import_catalog, store_redirect):
        store_redirect(1, "/old/", type="product", entity_id=1)
        import_catalog()
        Redirect.objects.get(old_path="/old").delete()
        import_catalog()
        assert not Redirect.objects.filter(old_path="/old").exists()

    def test_on_the_sites_that_show_it(self, move, shop, import_catalog, channel):
        other = shop.add_channel("Wholesale")
        import_catalog()
        site = Site.objects.create(hostname="wholesale.example", root_page=channel.catalog_page.get_parent())
        Channel.objects.filter(bigcommerce_id=other["id"]).update(site=site, catalog_page=channel.catalog_page)
        move(1, "/beaker/")
        assert not Redirect.objects.filter(site=site).exists()
        shop.assign(2, other["id"])
        move(2, "/teacup/")
        assert Redirect.objects.filter(site=site, old_path="/shop/products/cup").exists()

    def test_costs_nothing_where_nothing_moved(self, shop, import_catalog):
        import_catalog()
        shop.update_product(1, price=3)
        with CaptureQueriesContext(connection) as queries:
            import_catalog(kind="incremental")
        assert not [query for query in queries if "redirect" in query["sql"]]

    def test_without_wagtails_app(self, move, import_catalog, monkeypatch, shop):
        monkeypatch.setattr("django.apps.apps.is_installed", lambda name: name != "wagtail.contrib.redirects")
        import_catalog()
        move(1, "/beaker/")
        assert not CatalogRedirect.objects.exists()
        assert not [each for each in shop.requests if "redirects" in each.path]

    def test_addresses_too_long_for_wagtail_are_left_out(self, move, import_catalog):
        import_catalog()
        move(1, f"/{'a' * 250}/")
        assert not Redirect.objects.exists()
        assert Product.objects.get(bigcommerce_id=1).slug == "a" * 250


class TestStoreRedirects:
    @pytest.mark.parametrize(
        ("from_path", "to", "expected"),
        [
            ("/old/", {"type": "product", "entity_id": 1}, "/shop/products/mug/"),
            ("/old", {"type": "url", "url": "/cup/"}, "/shop/products/cup/"),
            ("/old/", {"type": "url", "url": "http://demostore.localhost/cup"}, "/shop/products/cup/"),
            ("/old%20caf%C3%A9/", {"type": "product", "entity_id": 1}, "/shop/products/mug/"),
        ],
    )
    def test_lead_to_the_page_here(self, store_redirect, import_catalog, client, from_path, to, expected):
        store_redirect(7, from_path, **to)
        import_catalog()
        assert chain(client, from_path) == ([expected], 200)

    @pytest.mark.parametrize(
        ("url", "link"),
        [
            ("/about/", "/about/"),
            ("https://elsewhere.example/sale?x=1", "https://elsewhere.example/sale?x=1"),
            ("http://localhost/about/", "/about/"),
        ],
    )
    def test_other_addresses(self, store_redirect, import_catalog, url, link):
        store_redirect(7, "/old/", type="url", url=url)
        import_catalog()
        assert Redirect.objects.get().redirect_link == link

    @pytest.mark.parametrize(
        "to",
        [
            {"type": "product", "entity_id": 99},
            {"type": "page", "entity_id": 3},
            {"type": "url", "url": "javascript:alert(1)"},
            {"type": "url", "url": "//elsewhere.example/"},
            {"type": "url", "url": "/old"},
            {"type": "url", "url": "/" + "a" * 300},
        ],
    )
    def test_what_leads_nowhere_here_is_left_out(self, store_redirect, import_catalog, to):
        store_redirect(7, "/old/", **to)
        assert import_catalog().status == "finished"
        assert not Redirect.objects.exists()

    def test_chains_are_cut_short_and_circles_left_out(self, store_redirect, import_catalog, client):
        store_redirect(1, "/first/", type="url", url="/second/")
        store_redirect(2, "/second/", type="url", url="/third/")
        store_redirect(3, "/third/", type="product", entity_id=1)
        store_redirect(4, "/round/", type="url", url="/about/")
        store_redirect(5, "/about/", type="url", url="/round")
        import_catalog()
        assert chain(client, "/first/") == (["/shop/products/mug/"], 200)
        assert not Redirect.objects.filter(old_path__in=["/round", "/about"]).exists()

    def test_follow_changes_and_removals(self, store_redirect, shop, import_catalog):
        store_redirect(7, "/old/", type="product", entity_id=1)
        store_redirect(8, "/older/", type="product", entity_id=1)
        run = import_catalog()
        assert run.counts["redirects"]["created"] == 2
        store_redirect(7, "/old/", type="product", entity_id=2)
        del shop.state.redirects[8]
        counts = import_catalog().counts["redirects"]
        assert (counts["changed"], counts["removed"]) == (1, 1)
        assert Redirect.objects.get().redirect_page_route_path == "/products/cup/"

    def test_a_second_import_changes_nothing(self, store_redirect, import_catalog):
        store_redirect(7, "/old/", type="product", entity_id=1)
        import_catalog()
        with CaptureQueriesContext(connection) as queries:
            import_catalog()
        assert not [each for each in queries if "wagtailredirects" in each["sql"] and not each["sql"].startswith("SEL")]

    def test_an_editors_own_are_never_touched(self, store_redirect, shop, import_catalog):
        theirs = Redirect.add_redirect("/old/", "/campaign/")
        store_redirect(7, "/old/", type="product", entity_id=1)
        import_catalog()
        del shop.state.redirects[7]
        import_catalog()
        assert list(Redirect.objects.all()) == [theirs]

    def test_they_follow_what_they_lead_to(self, store_redirect, move, import_catalog, client):
        store_redirect(7, "/old/", type="product", entity_id=1)
        import_catalog()
        move(1, "/beaker/")
        assert chain(client, "/old/") == (["/shop/products/beaker/"], 200)

    def test_many_that_are_gone_at_once_are_held(self, store_redirect, shop, import_catalog):
        for number in range(12):
            store_redirect(number + 1, f"/old-{number}/", type="product", entity_id=1)
        import_catalog()
        shop.state.redirects.clear()
        assert import_catalog().status == "held"
        assert Redirect.objects.count() == 12
        import_catalog(allow_mass_removal=True)
        assert not Redirect.objects.exists()

    def test_a_missing_scope_does_not_end_the_import(self, store_redirect, shop, import_catalog):
        shop.faults.next(403, path="/v3/storefront/redirects")
        run = import_catalog()
        assert run.status == "finished"
        assert run.issues.get().object_type == "redirects"
