"""`bigcommerce_connect` and `bigcommerce_webhooks`, as somebody on a command line meets them."""

import io

import pytest
from django.core.management import CommandError, call_command

from wagtail_bigcommerce.connection.wanted import wanted_routes
from wagtail_bigcommerce.demostore.api import sites as sites_api
from wagtail_bigcommerce.models import WebhookEvent
from wagtail_bigcommerce.webhooks import subscriptions
from wagtail_bigcommerce.webhooks.secrets import accepted_secrets

pytestmark = pytest.mark.django_db

BASE_URL = "https://shop.example.com"


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def configure(bigcommerce, settings):
    def change(**changes):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, **changes}

    change(WEBHOOK_BASE_URL=BASE_URL)
    return change


@pytest.fixture
def wagtail_site(channel):
    """The default site, with the address that visitors use."""
    channel.site.hostname, channel.site.port = "shop.example.com", 443
    channel.site.save()
    return channel.site


def writes(store):
    return [request for request in store.requests if request.method != "GET"]


def routes(store, site_id):
    return {row["type"]: row["route"] for row in store.state.routes.values() if row["site_id"] == site_id}


def site_of(store, channel_id):
    return next(site for site in store.state.sites.values() if site["channel_id"] == channel_id)


class TestConnect:
    def test_without_a_channel_one_is_created_and_its_id_is_printed(self, configure, store, wagtail_site):
        configure(CHANNEL_ID="")
        out = run("bigcommerce_connect")
        (channel_id,) = set(store.state.channels) - {1}
        channel = store.state.channels[channel_id]
        assert (channel["type"], channel["platform"], channel["name"]) == ("storefront", "custom", "shop-example-com")
        assert f"BIGCOMMERCE_CHANNEL_ID={channel_id}." in out
        site = site_of(store, channel_id)
        assert site["url"] == BASE_URL
        assert routes(store, site["id"])["cart"] == "/cart/"
        assert routes(store, site["id"])["login"] == "/account/login/"
        assert store.state.channel_settings["checkout", channel_id]["should_redirect_to_storefront_for_auth"] is True
        assert store.state.channel_currencies[channel_id]["default_currency"] == "USD"
        scopes = {hook["scope"] for hook in store.state.hooks.values()}
        assert f"store/channel/{channel_id}/product/assigned" in scopes
        assert site_of(store, 1)["url"] == store.base_url, "the merchant's shop is as it was"

    def test_a_second_run_changes_nothing_and_says_so(self, configure, store, wagtail_site):
        configure(CHANNEL_ID="")
        run("bigcommerce_connect")
        store.requests.clear()
        assert "nothing to change" in run("bigcommerce_connect")
        assert writes(store) == []
        assert len(store.state.channels) == 2
        configure(CHANNEL_ID=str(max(store.state.channels)))
        assert "nothing to change" in run("bigcommerce_connect")
        assert writes(store) == []

    def test_a_dry_run_prints_the_difference_and_writes_nothing(self, configure, store, wagtail_site):
        configure(CHANNEL_ID="")
        out = run("bigcommerce_connect", "--dry-run")
        assert "channel: none → shop-example-com" in out
        assert f"site: none → {BASE_URL}" in out
        assert "route cart: none → /cart/" in out
        assert f"webhook store/product/updated: none → {BASE_URL}/bigcommerce/webhook/" in out
        assert "A channel would be created. Nothing was changed." in out
        assert writes(store) == []

    def test_a_dry_run_tells_what_the_run_then_does(self, configure, store, wagtail_site):
        channel_id = store.add_channel("ours", site_url=BASE_URL)["id"]
        configure(CHANNEL_ID=str(channel_id))
        told = run("bigcommerce_connect", "--dry-run").splitlines()[:-1]
        assert told
        assert run("bigcommerce_connect").splitlines()[:-1] == told

    def test_channel_1_is_refused_without_adopt(self, configure, store, wagtail_site):
        with pytest.raises(CommandError, match="--adopt"):
            run("bigcommerce_connect")
        assert writes(store) == []

    def test_channel_1_can_be_adopted(self, configure, store, wagtail_site):
        out = run("bigcommerce_connect", "--adopt")
        assert f"site: {store.base_url} → {BASE_URL}" in out
        assert site_of(store, 1)["url"] == BASE_URL
        assert "nothing to change" in run("bigcommerce_connect", "--adopt")

    def test_a_channel_of_another_host_is_refused_without_adopt(self, configure, store, wagtail_site):
        channel_id = store.add_channel("theirs", site_url="https://theirs.example.com")["id"]
        configure(CHANNEL_ID=str(channel_id))
        with pytest.raises(CommandError, match=r"theirs\.example\.com.*--adopt"):
            run("bigcommerce_connect")
        assert writes(store) == []
        run("bigcommerce_connect", "--adopt")
        assert site_of(store, channel_id)["url"] == BASE_URL

    def test_a_channel_whose_site_only_has_another_scheme_is_ours(self, configure, store, wagtail_site):
        channel_id = store.add_channel("ours", site_url="http://shop.example.com/")["id"]
        configure(CHANNEL_ID=str(channel_id))
        assert f"site: http://shop.example.com/ → {BASE_URL}" in run("bigcommerce_connect")

    def test_routes_of_the_catalog_follow_the_catalog_page(self, configure, store, wagtail_site, channel):
        run("bigcommerce_connect", "--adopt")
        site_id = site_of(store, 1)["id"]
        assert routes(store, site_id)["product"] == "/shop/products/{slug}/"
        assert routes(store, site_id)["search"] == "/shop/search/"
        channel.catalog_page.slug = "store"
        channel.catalog_page.save_revision().publish()
        out = run("bigcommerce_connect", "--adopt")
        assert "route product: /shop/products/{slug}/ → /store/products/{slug}/" in out
        assert len([row for row in store.state.routes.values() if row["type"] == "product"]) == 1

    def test_routes_of_single_objects_are_the_merchants(self, configure, store, wagtail_site):
        client = store.client()
        site_id = site_of(store, 1)["id"]
        (special,) = client.sites.save_routes(site_id, [{"type": "product", "matching": "7", "route": "/special/"}])
        run("bigcommerce_connect", "--adopt")
        assert special in list(client.sites.routes(site_id))

    @pytest.mark.parametrize(
        ("channel_id", "message"),
        [("999", "no channel 999"), ("shop", "must be a number")],
    )
    def test_a_channel_that_is_none(self, configure, store, wagtail_site, channel_id, message):
        configure(CHANNEL_ID=channel_id)
        with pytest.raises(CommandError, match=message):
            run("bigcommerce_connect")

    def test_a_channel_that_is_no_storefront(self, configure, store, wagtail_site):
        channel_id = store.add_channel("till", type="pos")["id"]
        configure(CHANNEL_ID=str(channel_id))
        with pytest.raises(CommandError, match="storefront"):
            run("bigcommerce_connect")

    def test_a_token_that_may_not_says_which_scope_is_lacking(self, configure, store, wagtail_site):
        channel_id = store.add_channel("ours")["id"]
        configure(CHANNEL_ID=str(channel_id))
        store.scopes = frozenset({"store_channel_settings", "store_sites_read_only", "store_v2_information_read_only"})
        with pytest.raises(CommandError, match=r"Sites & Routes, modify \(store_sites\)"):
            run("bigcommerce_connect")

    def test_without_credentials_the_line_says_what_to_set(self, settings, wagtail_site):
        settings.WAGTAIL_BIGCOMMERCE = {}
        with pytest.raises(CommandError, match="BIGCOMMERCE_STORE_HASH"):
            run("bigcommerce_connect")


class TestCheckout:
    """What only some stores want: an address and a script of their own."""

    @pytest.fixture
    def channel_id(self, configure, store, wagtail_site):
        channel_id = store.add_channel("ours", site_url=BASE_URL)["id"]
        configure(CHANNEL_ID=str(channel_id))
        return channel_id

    def checkout_urls(self, store, channel_id):
        return [row["url"] for row in site_of(store, channel_id)["urls"] if row["type"] == "checkout"]

    def test_both_are_left_alone_when_nothing_is_said(self, channel_id, store):
        before = self.checkout_urls(store, channel_id)
        run("bigcommerce_connect")
        assert self.checkout_urls(store, channel_id) == before
        assert not store.state.channel_settings["checkout", channel_id].get("custom_checkout_script_url")

    def test_both_are_set_and_then_left(self, channel_id, store, configure):
        script = "https://cdn.example.com/auto-loader.js"
        configure(CHECKOUT_URL="https://checkout.shop.example.com/", CHECKOUT_SCRIPT_URL=script)
        out = run("bigcommerce_connect")
        assert f"→ {script}" in out
        assert self.checkout_urls(store, channel_id) == ["https://checkout.shop.example.com"]
        assert store.state.channel_settings["checkout", channel_id]["custom_checkout_script_url"] == script
        store.requests.clear()
        assert "nothing to change" in run("bigcommerce_connect")
        assert writes(store) == []

    def test_an_address_that_bigcommerce_does_not_take_stops_nothing_else(self, channel_id, store, configure, capsys):
        configure(CHECKOUT_URL="https://pay.example.org")
        out = run("bigcommerce_connect")
        assert "checkout address was refused" in capsys.readouterr().err
        assert "checkout address" not in out
        assert len(store.state.hooks) == len(subscriptions.wanted())

    def test_a_type_of_route_that_a_store_does_not_know_stops_no_other(self, channel_id, store, monkeypatch, capsys):
        monkeypatch.setattr(sites_api, "ROUTE_TYPES", sites_api.ROUTE_TYPES - {"forgot_password"})
        run("bigcommerce_connect")
        assert "route forgot_password was refused" in capsys.readouterr().err
        present = routes(store, site_of(store, channel_id)["id"])
        assert present.keys() == wanted_routes(channel_id).keys() - {"forgot_password"}


class TestWebhooks:
    def test_they_are_listed_synced_and_removed(self, configure, store):
        with pytest.raises(CommandError, match="bigcommerce_webhooks sync"):
            run("bigcommerce_webhooks", "list")
        assert "store/product/updated: missing" in run("bigcommerce_webhooks", "sync")
        out = run("bigcommerce_webhooks", "list")
        assert f"Webhooks to {BASE_URL}/bigcommerce/webhook/:" in out
        assert "store/product/updated: in order" in out
        assert "nothing was changed" in run("bigcommerce_webhooks", "sync")
        count = len(subscriptions.wanted())
        assert f"{count} webhooks were removed" in run("bigcommerce_webhooks", "remove")
        assert store.state.hooks == {}

    def test_repair_deletes_leftovers_and_names_them(self, configure, store):
        run("bigcommerce_webhooks", "sync")
        configure(WEBHOOK_BASE_URL="https://new.example.com")
        assert "repair deletes it" in run("bigcommerce_webhooks", "sync")
        assert f"{BASE_URL}/bigcommerce/webhook/: deleted" in run("bigcommerce_webhooks", "repair")
        assert len(store.state.hooks) == len(subscriptions.wanted())

    @pytest.mark.parametrize("action", ["list", "sync", "repair", "remove"])
    def test_one_line_when_the_store_cannot_be_asked(self, configure, store, action):
        configure(ACCESS_TOKEN="wrong")
        with pytest.raises(CommandError, match="BIGCOMMERCE_ACCESS_TOKEN") as refused:
            run("bigcommerce_webhooks", action)
        assert "\n" not in str(refused.value)

    def test_what_was_given_up_is_replayed(self, configure, store, django_capture_on_commit_callbacks):
        WebhookEvent.objects.create(key="1", subject="x", state=WebhookEvent.State.DEAD, attempts=6)
        with django_capture_on_commit_callbacks(execute=True):
            assert "about 1 objects" in run("bigcommerce_webhooks", "replay")
        assert WebhookEvent.objects.get().state == WebhookEvent.State.DONE

    def test_no_secret_is_printed(self, configure, store):
        out = run("bigcommerce_webhooks", "sync") + run("bigcommerce_webhooks", "list")
        assert not any(secret in out for secret in (*accepted_secrets(), store.access_token, store.client_secret))

    def test_an_action_must_be_named(self, configure):
        with pytest.raises(CommandError):
            run("bigcommerce_webhooks")
