"""What pages say things cost: three modes with BigCommerce up, slow and down, and who sees whose prices."""

import json
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client

from tests.conftest import STORE_URL
from wagtail_bigcommerce.checks import check_settings
from wagtail_bigcommerce.commerce.pricing import Buyer, Item, Patience, live_prices
from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.models import Customer, Product
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.storefront import shopper

from .visitors import Visitor

MUG, TEE, BOX = 7, 8, 9
MUG_PAGE, TEE_PAGE, SHOP = "/shop/products/mug/", "/shop/products/harbour-tee/", "/shop/"
ASK = "POST /v3/pricing/products"
PUBLIC, PRIVATE = "public, max-age=0, s-maxage=60", "private, no-cache"


@pytest.fixture
def mode(settings):
    def use(mode):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "PRICE_MODE": mode}

    return use


@pytest.fixture
def price_list(imported, store):
    """What the channel asks for the mug is on a price list; nobody has told us but the last import."""
    store.state.price_lists[1] = {"id": 1, "name": "Spring", "active": True}
    store.state.price_list_assignments[1] = {"id": 1, "price_list_id": 1, "channel_id": 1}
    amounts = {"price": 15, "sale_price": None, "retail_price": None, "map_price": None}
    tier = {"quantity_min": 5, "quantity_max": 0, "type": "fixed", "amount": 11}
    record = {"price_list_id": 1, "currency": "usd", **amounts, "bulk_pricing_tiers": [tier]}
    store.state.price_records[1, MUG * 1000 + 1, "usd"] = {**record, "variant_id": MUG * 1000 + 1}
    imported.settings = {**imported.settings, "guests": {"has_own_prices": True}}
    imported.save()


@pytest.fixture
def trade(store):
    """Sam from the demo store's customers pays a quarter less, and is signed in nowhere yet."""
    rule = {"type": "all", "method": "percent", "amount": "25"}
    store.state.customer_groups[3] = {"id": 3, "discount_rules": [rule], "is_group_for_guests": False}
    next(row for row in store.state.customers.values() if row["email"] == "sam@example.com")["customer_group_id"] = 3


@pytest.fixture
def member(visitor, trade):
    visitor.log_in()
    visitor.get("/cart/fragment/")
    visitor.store.requests.clear()
    return visitor


def again(visitor):
    """The same browser, to a site that has other middleware by now."""
    other = Visitor(visitor.store)
    other.cookies = visitor.cookies
    return other


def price(visitor, url=MUG_PAGE):
    return visitor.page(url).select_one(".bc-price__now").get_text(strip=True).removeprefix("Now")


def json_ld(visitor, url):
    scripts = [json.loads(tag.string) for tag in visitor.page(url).find_all("script", type="application/ld+json")]
    return next(data for data in scripts if data["@type"] in {"Product", "ProductGroup"})


class TestModes:
    """`price_list` makes the live price 15.00, the synced one is 12.00."""

    def test_synced_prices_cost_no_call(self, visitor, price_list, mode):
        mode("synced")
        assert price(visitor) == "$12.00"
        assert visitor.calls() == []

    def test_hybrid_asks_once_a_minute(self, visitor, price_list, mode):
        mode("hybrid")
        assert (price(visitor), price(visitor)) == ("$15.00", "$15.00")
        assert visitor.calls() == [ASK]

    def test_hybrid_asks_nothing_where_guests_pay_what_the_catalog_says(self, visitor, mode):
        mode("hybrid")
        for url in (MUG_PAGE, TEE_PAGE, SHOP, "/shop/search/?q=mug"):
            visitor.get(url)
        assert visitor.calls() == []

    def test_realtime_asks_for_every_page_and_nobody_keeps_it(self, visitor, mode):
        mode("realtime")
        visitor.store.state.products[MUG]["price"] = 13
        assert price(visitor) == "$13.00"
        visitor.store.state.products[MUG]["price"] = 14
        response = visitor.get(MUG_PAGE)
        assert "$14.00" in response.content.decode()
        assert response.headers["Cache-Control"] == PRIVATE
        assert visitor.calls() == [ASK, ASK]

    def test_what_a_webhook_brought_shows_at_once(self, visitor, price_list, mode):
        mode("hybrid")
        price(visitor)
        visitor.store.state.price_records.clear()
        Product.objects.filter(bigcommerce_id=MUG).update(price=11, price_min=11, price_max=11)
        visitor.store.state.products[MUG]["price"] = 11
        assert price(visitor) == "$11.00"

    @pytest.mark.parametrize("mode_name", ["synced", "hybrid", "realtime"])
    @pytest.mark.parametrize(
        "fault",
        [
            {"kind": "error"},
            {"kind": "hang"},
            {"kind": "throttled"},
            {"kind": "reset"},
            {"kind": "broken_json"},
            {"status": 422},
            {"status": 401},
            {"status": 204},
        ],
        ids=lambda fault: fault.get("kind") or fault["status"],
    )
    def test_without_an_answer_pages_show_synced_prices_and_stop_asking(
        self, visitor, price_list, mode, mode_name, fault
    ):
        mode(mode_name)
        visitor.store.faults.next(path="/v3/pricing/products", times=None, **fault)
        for url in (MUG_PAGE, TEE_PAGE, SHOP):
            assert visitor.get(url).status_code == 200
        assert price(visitor) == "$12.00"
        calls = visitor.calls()
        if mode_name == "synced":
            assert calls == []
        elif fault != {"status": 204}:  # an answer after all, with no price in it
            assert calls == [ASK]

    def test_after_a_pause_it_is_asked_again(self, visitor, price_list, mode):
        mode("hybrid")
        visitor.store.faults.next(503, path="/v3/pricing/products")
        assert price(visitor) == "$12.00"
        cache.delete("wagtail_bigcommerce.price.pause")
        assert price(visitor) == "$15.00"

    def test_pages_do_not_wait_for_prices_as_carts_do(self, bigcommerce):
        transport = get_client(hurried=True).transport
        assert (sum(transport.timeout_seconds), transport.max_wait_seconds, transport.background) == (3, 0, True)
        assert transport.retry.max_attempts == 1

    def test_a_page_that_has_waited_long_enough_asks_for_no_more(self, imported, store):
        buyer = Buyer(1, "USD")
        assert live_prices(buyer, [Item(MUG)], Patience(0)) == {}
        assert set(live_prices(buyer, [Item(MUG), Item(404)], Patience())) == {Item(MUG)}

    @pytest.mark.parametrize(
        "row",
        [
            {},
            {"product_id": MUG, "calculated_price": None},
            {"product_id": MUG, "calculated_price": {}, "price_range": []},
            {"product_id": MUG, "calculated_price": {"as_entered": "?"}, "reference_request": 5},
        ],
    )
    def test_odd_answers_are_no_prices(self, imported, store, row):
        store.faults.next(200, path="/v3/pricing/products", body={"data": [row]})
        assert live_prices(Buyer(1, "USD"), [Item(MUG)], Patience()) == {}

    def test_fields_that_are_missing_are_filled(self, imported, store):
        row = {"product_id": MUG, "calculated_price": {"as_entered": 5}, "bulk_pricing": [{"minimum": 3}]}
        store.faults.next(200, path="/v3/pricing/products", body={"data": [row]})
        (quote,) = live_prices(Buyer(1, "USD", shown="tax_inclusive"), [Item(MUG)], Patience()).values()
        assert (quote.now, quote.regular, quote.lowest, quote.retail) == (5, 5, 5, None)
        assert (quote.tiers[0].minimum, quote.tiers[0].amount) == (3, 0)


class TestWhatIsLive:
    def test_tiers_json_ld_and_the_signed_price(self, visitor, price_list):
        page = visitor.page(MUG_PAGE)
        assert "$11.00" in page.select_one(".bc-tiers").get_text()
        assert json_ld(visitor, MUG_PAGE)["offers"]["price"] == "15.00"
        token = page.find("input", {"name": "price_token"})["value"]
        assert visitor.add(price_token=token)["notices"] == []
        assert visitor.add(quantity=5, price_token=token)["notices"] == []
        visitor.submit("/cart/clear/")
        visitor.store.state.price_records.clear()
        assert "it was $15.00 and is $12.00 now" in visitor.add(price_token=token)["notices"][0]

    def test_variants_follow(self, visitor, price_list, store):
        record = next(iter(store.state.price_records.values()))
        variant = store.state.products[TEE]["variants"][1]
        store.state.price_records[1, variant["id"], "usd"] = {**record, "price": 30, "bulk_pricing_tiers": []}
        assert price(visitor, TEE_PAGE) == "$25.00 \N{EN DASH} $30.00"
        assert price(visitor, f"{TEE_PAGE}?variant={variant['id']}") == "$30.00"
        rows = json_ld(visitor, TEE_PAGE)["hasVariant"]
        offers = {int(row["url"].partition("variant=")[2]): row["offers"]["price"] for row in rows}
        assert (offers[variant["id"]], sorted(offers.values())) == ("30.00", ["25.00", "25.00", "25.00", "30.00"])

    @pytest.mark.parametrize(
        ("strategy", "expected"), [("INCLUSIVE", "$14.40"), ("EXCLUSIVE", "$12.00"), ("ZONE", "$12.00")]
    )
    def test_tax_as_the_store_shows_it(self, visitor, imported, store, strategy, expected):
        store.tax_rate = Decimal("0.2")
        imported.settings["tax"]["price_display_settings"]["invoice_price_display_strategy"] = strategy
        imported.save()
        assert price(visitor) == expected
        token = visitor.page(MUG_PAGE).find("input", {"name": "price_token"})["value"]
        assert visitor.add(price_token=token)["notices"] == []


class TestShoppers:
    def test_a_member_sees_their_groups_price_on_a_page_of_their_own(self, member):
        response = member.get(MUG_PAGE)
        assert "$9.00" in response.content.decode()
        assert response.headers["Cache-Control"] == PRIVATE
        assert "Cookie" in response.headers["Vary"]
        assert member.calls() == [ASK]

    def test_what_guests_see_is_the_same_before_and_after(self, member):
        before = Client().get(MUG_PAGE)
        member.get(MUG_PAGE)
        after = Client().get(MUG_PAGE)
        assert (before.content, after.headers["Cache-Control"]) == (after.content, PUBLIC)
        assert "$12.00" in after.content.decode()
        assert not after.cookies
        assert "Cookie" not in after.headers.get("Vary", "")

    def test_every_page_with_prices_is_the_members_own(self, member):
        for url in (SHOP, "/shop/search/?q=mug", TEE_PAGE):
            assert member.get(url).headers["Cache-Control"] == PRIVATE

    def test_groups_share_no_cached_price(self, member, store):
        assert price(member) == "$9.00"
        Customer.objects.update(group_id=None)
        store.state.customer_groups.clear()
        assert price(member) == "$12.00"

    def test_customers_who_pay_what_guests_pay_share_their_pages(self, visitor):
        visitor.log_in()
        visitor.get("/cart/fragment/")
        visitor.calls()
        response = visitor.get(MUG_PAGE)
        assert (response.content, response.headers["Cache-Control"]) == (Client().get(MUG_PAGE).content, PUBLIC)
        assert visitor.calls() == []

    def test_who_leaves_the_group_shares_them_again(self, member):
        Customer.objects.update(group_id=None)
        assert member.get("/cart/fragment/").cookies[shopper.CUSTOMER_COOKIE].value == ""

    def test_the_cookie_alone_makes_nobody_a_member(self, visitor, trade):
        visitor.cookies[shopper.CUSTOMER_COOKIE] = "1"
        response = visitor.get(MUG_PAGE)
        assert "$12.00" in response.content.decode()
        assert response.headers["Cache-Control"] == PRIVATE
        assert visitor.get("/cart/fragment/").cookies[shopper.CUSTOMER_COOKIE].value == ""

    def test_after_signing_out_the_page_is_everybodys(self, member):
        member.submit_with_token("/account/", "/account/logout/")
        for name in [name for name, cookie in member.cookies.items() if not cookie.value]:
            del member.cookies[name]  # as browsers do
        response = member.get(MUG_PAGE)
        assert (response.headers["Cache-Control"], "$12.00" in response.content.decode()) == (PUBLIC, True)

    def test_without_the_middleware_everybody_is_a_guest(self, member, settings):
        name = "wagtail_bigcommerce.storefront.caching.PublicPagesMiddleware"
        settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each != name]
        assert price(again(member)) == "$12.00"
        assert [message.id for message in check_settings()] == ["wagtail_bigcommerce.W003"]

    def test_djangos_own_cache_keeps_no_members_page(self, member, settings):
        settings.MIDDLEWARE = [
            settings.MIDDLEWARE[0],
            "django.middleware.cache.UpdateCacheMiddleware",
            *settings.MIDDLEWARE[1:],
            "django.middleware.cache.FetchFromCacheMiddleware",
        ]
        assert price(again(member)) == "$9.00"
        assert "$12.00" in Client().get(MUG_PAGE).content.decode()

    def test_a_member_whose_prices_cannot_be_asked_sees_synced_ones(self, member, store):
        store.faults.next(kind="hang", path="/v3/pricing/products")
        response = member.get(MUG_PAGE)
        assert "$12.00" in response.content.decode()
        assert response.headers["Cache-Control"] == PRIVATE


class TestHiddenFromGuests:
    @pytest.fixture(autouse=True)
    def _hidden(self, imported):
        imported.settings["product"]["hide_price_from_guests"] = True
        imported.save()

    def test_guests_see_no_amount_anywhere(self, visitor):
        for url in (MUG_PAGE, TEE_PAGE, SHOP, "/shop/search/?sort=price&min_price=1"):
            html = visitor.get(url).content.decode()
            assert "$" not in html
            assert "Sign in to see the price" in html
            assert 'name="price_token"' not in html
            assert 'name="min_price"' not in html
        assert "offers" not in json_ld(visitor, MUG_PAGE)
        assert visitor.page(MUG_PAGE).find("a", string="Sign in to buy")["href"].startswith("/account/login/?next=")

    def test_sorting_and_filtering_by_price_give_nothing_away(self, visitor):
        names = [
            [card.get_text() for card in visitor.page(f"/shop/search/{query}").select(".bc-card__name")]
            for query in ("", "?sort=-price", "?min_price=25", "?max_price=13")
        ]
        assert names.count(names[0]) == 4

    def test_guests_cannot_buy(self, visitor):
        assert visitor.add()["errors"][0]["message"] == "Please sign in to see prices and to buy."
        assert visitor.calls() == []

    def test_customers_see_and_buy(self, member):
        assert price(member) == "$9.00"
        assert member.add()["count"] == 1


class TestManyVariants:
    """Sixty of them: more than one call can ask for."""

    @pytest.fixture
    def store(self):
        tile = product(id=10, name="Tile", price=5, options={"No": [str(number) for number in range(60)]})
        return DemoStore(products=[tile], base_url=STORE_URL)

    @pytest.fixture(autouse=True)
    def _realtime(self, bigcommerce, mode):
        mode("realtime")

    def test_where_all_cost_the_same_one_call_tells(self, visitor):
        visitor.store.state.products[10]["price"] = 6
        assert price(visitor, "/shop/products/tile/") == "$6.00"
        assert visitor.calls() == [ASK]

    def test_else_they_are_asked_for_in_batches(self, visitor):
        last = visitor.store.state.products[10]["variants"][-1]
        last["price"] = 9
        assert price(visitor, "/shop/products/tile/") == "$5.00 \N{EN DASH} $9.00"
        assert visitor.calls() == [ASK, ASK, ASK]
        assert price(visitor, f"/shop/products/tile/?variant={last['id']}") == "$9.00"


class TestCosts:
    """Calls and queries of pages in each mode, cold and warm."""

    PAGES = (SHOP, MUG_PAGE, TEE_PAGE, "/shop/search/?q=m")

    @pytest.mark.parametrize(("mode_name", "cold", "warm"), [("synced", 0, 0), ("hybrid", 1, 0), ("realtime", 1, 1)])
    def test_calls_of_a_page(self, visitor, price_list, mode, mode_name, cold, warm):
        mode(mode_name)
        for url in self.PAGES:
            cache.clear()
            for expected in (cold, warm):
                visitor.get(url)
                assert visitor.calls() == [ASK] * expected, url

    @pytest.mark.parametrize("mode_name", ["synced", "hybrid", "realtime"])
    def test_queries_of_a_guest(self, visitor, price_list, mode, mode_name, django_assert_max_num_queries):
        mode(mode_name)
        visitor.get(SHOP)
        for url, most in zip(self.PAGES, (12, 8, 8, 12), strict=True):
            with django_assert_max_num_queries(most):
                visitor.get(url)

    def test_a_member_costs_session_and_customer_more(self, member, django_assert_max_num_queries):
        member.get(SHOP)
        for url, most in zip(self.PAGES, (15, 11, 11, 15), strict=True):
            with django_assert_max_num_queries(most):
                member.get(url)
