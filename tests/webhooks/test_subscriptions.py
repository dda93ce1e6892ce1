"""What we ask to be told, and whose subscriptions we leave alone."""

import pytest

from wagtail_bigcommerce.client import ConfigurationError, ValidationFailed
from wagtail_bigcommerce.models import WebhookSubscription
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.webhooks import subscriptions
from wagtail_bigcommerce.webhooks.handlers import DELIVERY_EXCEPTION
from wagtail_bigcommerce.webhooks.secrets import HEADER, accepted_secrets

pytestmark = pytest.mark.django_db

BASE_URL = "https://shop.example.com"
OURS = f"{BASE_URL}/bigcommerce/webhook/"
EXCEPTIONS = f"{OURS}exceptions/"


@pytest.fixture
def client(bigcommerce, settings):
    settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "WEBHOOK_BASE_URL": BASE_URL}
    return get_client()


@pytest.fixture
def subscribed(client):
    subscriptions.sync(client)
    return client


def hooks(store):
    return {hook["scope"]: hook for hook in store.state.hooks.values()}


def writes(store):
    return [request for request in store.requests if request.method != "GET"]


def test_everything_is_subscribed_with_our_secret(client, store):
    before = subscriptions.sync(client)
    assert sorted(before.missing) == sorted(hooks(store)) == sorted(subscriptions.wanted())
    assert {scope: hook["destination"] for scope, hook in hooks(store).items() if hook["destination"] != OURS} == {
        DELIVERY_EXCEPTION: EXCEPTIONS
    }
    assert all(hook["headers"] == {HEADER: accepted_secrets()[0]} for hook in hooks(store).values())
    assert "store/channel/1/product/assigned" in hooks(store)
    assert subscriptions.is_set_up()


def test_a_second_run_changes_nothing(subscribed, store):
    store.requests.clear()
    assert subscriptions.sync(subscribed).is_complete
    assert len(store.requests) == 1
    assert writes(store) == []


def test_each_channel_that_is_shown_is_subscribed(client, store, imported, settings):
    from wagtail.models import Site

    from wagtail_bigcommerce.models import Channel

    site = Site.objects.create(hostname="other.example.com", port=443, root_page=imported.site.root_page)
    Channel.objects.create(bigcommerce_id=42, name="Other", site=site)
    assert "store/channel/42/product/assigned" in subscriptions.wanted()
    assert "store/channel/1/product/assigned" in subscriptions.wanted()


def test_edge_109_what_was_switched_off_is_switched_on_again(subscribed, store):
    hook = hooks(store)["store/product/updated"]
    hook["is_active"] = False
    before = subscriptions.sync(subscribed)
    assert [row["id"] for row in before.inactive] == [hook["id"]]
    assert hooks(store)["store/product/updated"]["is_active"]
    assert hooks(store)["store/product/updated"]["id"] == hook["id"], "it is used again, not made anew"


def test_what_was_deleted_is_made_again(subscribed, store):
    del store.state.hooks[hooks(store)["store/sku/updated"]["id"]]
    assert subscriptions.sync(subscribed).missing == {"store/sku/updated": OURS}
    assert "store/sku/updated" in hooks(store)
    rows = WebhookSubscription.objects.values_list("bigcommerce_id", flat=True)
    assert set(rows) == set(store.state.hooks)


def test_a_new_secret_is_brought_to_all(subscribed, store, settings):
    (old,) = accepted_secrets()
    settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "WEBHOOK_SECRET": f"brand-new,{old}"}
    before = subscriptions.sync(get_client())
    assert len(before.outdated) == len(hooks(store))
    assert {hook["headers"][HEADER] for hook in hooks(store).values()} == {"brand-new"}


def test_a_scope_that_is_refused_keeps_no_other_from_being_subscribed(client, store, monkeypatch):
    create = client.hooks.create

    def refuse(scope, *args, **kwargs):
        if scope == "store/sku/updated":
            raise ValidationFailed(422, "POST", "/v3/hooks", title="is not a scope")
        return create(scope, *args, **kwargs)

    monkeypatch.setattr(client.hooks, "create", refuse)
    assert list(subscriptions.sync(client).refused) == ["store/sku/updated"]
    assert hooks(store).keys() == subscriptions.wanted().keys() - {"store/sku/updated"}


def test_exceptions_that_somebody_else_is_told_of_are_not_ours_to_ask_for(client, store):
    client.hooks.create(DELIVERY_EXCEPTION, "https://monitor.example.com/")
    subscriptions.sync(client)
    assert hooks(store)[DELIVERY_EXCEPTION]["destination"] == "https://monitor.example.com/"
    assert subscriptions.sync(client).is_complete


def test_scopes_with_a_slash_at_their_end_are_the_same(subscribed, store):
    hooks(store)["store/sku/updated"]["scope"] = "store/sku/updated/"
    assert subscriptions.sync(subscribed).is_complete


class TestOthers:
    @pytest.mark.parametrize(
        ("destination", "headers"),
        [
            ("https://erp.example.com/hook", None),
            ("https://erp.example.com/hook", {"X-Secret": "theirs"}),
            (f"{BASE_URL}/another/webhook/", {HEADER: "ours"}),
            ("https://staging.example.com/bigcommerce/webhook/", {HEADER: "of another environment"}),
            ("https://staging.example.com/bigcommerce/webhook/", None),
        ],
    )
    def test_subscriptions_of_others_are_left_alone(self, subscribed, store, destination, headers):
        if headers == {HEADER: "ours"}:
            headers = {HEADER: accepted_secrets()[0]}
        foreign = subscribed.hooks.create("store/product/updated", destination, headers=headers)
        subscriptions.sync(subscribed, with_leftovers=True)
        assert store.state.hooks[foreign["id"]] == foreign
        subscriptions.remove(subscribed)
        assert list(store.state.hooks) == [foreign["id"]]

    def test_leftovers_of_an_old_address_go_only_when_asked_for(self, subscribed, store, settings):
        count = len(store.state.hooks)
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "WEBHOOK_BASE_URL": "https://new.example.com"}
        assert not subscriptions.is_set_up()
        before = subscriptions.sync(get_client())
        assert len(before.leftovers) == count
        assert len(store.state.hooks) == 2 * count - 1, "BigCommerce takes one for exceptions"
        subscriptions.sync(get_client(), with_leftovers=True)
        assert {hook["destination"] for hook in store.state.hooks.values()} == {
            "https://new.example.com/bigcommerce/webhook/",
            "https://new.example.com/bigcommerce/webhook/exceptions/",
        }
        assert len(store.state.hooks) == count

    def test_ours_that_nobody_needs_any_more_goes(self, subscribed, store):
        old = subscribed.hooks.create("store/cart/created", OURS, headers={HEADER: accepted_secrets()[0]})
        assert [hook["id"] for hook in subscriptions.sync(subscribed).surplus] == [old["id"]]
        assert old["id"] not in store.state.hooks

    def test_one_that_somebody_deleted_meanwhile_is_no_error(self, subscribed, store):
        listed = store.wsgi.answer

        def answer(request):
            result = listed(request)
            if request.method == "GET" and request.path == "/v3/hooks":
                store.state.hooks.clear()
            return result

        store.wsgi.answer = answer
        assert len(subscriptions.remove(subscribed)) == len(subscriptions.wanted())
        assert not subscriptions.is_set_up()


class TestAddress:
    def test_it_is_the_sites_own(self, bigcommerce, channel):
        assert subscriptions.destination() == f"{channel.site.root_url}/bigcommerce/webhook/"

    def test_bigcommerce_takes_https_only(self, settings, channel):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "API_URL": "https://api.bigcommerce.com"}
        with pytest.raises(ConfigurationError, match="WEBHOOK_BASE_URL"):
            subscriptions.destination()
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "WEBHOOK_BASE_URL": "https://a-tunnel.dev/"}
        assert subscriptions.destination() == "https://a-tunnel.dev/bigcommerce/webhook/"

    def test_a_project_without_sites_says_so(self, bigcommerce, db):
        from wagtail.models import Site

        Site.objects.all().delete()
        with pytest.raises(ConfigurationError, match="default site"):
            subscriptions.destination()
