"""From a change in the store to the row: one request stack, one event, one reading."""

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail_bigcommerce.demostore.orders import create_order, pay_order
from wagtail_bigcommerce.models import Category, Channel, ChannelAssignment, Product, SyncRun, Variant, WebhookEvent
from wagtail_bigcommerce.signals import order_completed, webhook_received
from wagtail_bigcommerce.store import get_client
from wagtail_bigcommerce.sync.refresh import refresh_products
from wagtail_bigcommerce.tasks import handle_webhooks
from wagtail_bigcommerce.webhooks import subscriptions
from wagtail_bigcommerce.webhooks.handlers import DELIVERY_EXCEPTION, handled_scopes, handles, subject_of
from wagtail_bigcommerce.webhooks.secrets import HEADER

pytestmark = pytest.mark.django_db

DONE = WebhookEvent.State.DONE


@pytest.fixture
def received():
    """Everything that `webhook_received` was sent with."""
    seen = []

    def receiver(scope, data, **kwargs):
        seen.append((scope, data))

    webhook_received.connect(receiver)
    yield seen
    webhook_received.disconnect(receiver)


@pytest.fixture
def simple(store):
    """Id of a product without options."""
    return next(row["id"] for row in store.state.products.values() if len(row["variants"]) == 1)


@pytest.fixture
def with_options(store):
    """A product with several variants, each with a SKU id of its own."""
    return next(row for row in store.state.products.values() if len(row["variants"]) > 1)


def states():
    return set(WebhookEvent.objects.values_list("state", flat=True))


def _statements(queries):
    return [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]


def row_of(product_id):
    return Product.objects.get(bigcommerce_id=product_id)


class TestProducts:
    def test_a_changed_product_is_read_anew(self, imported, mail, store, work, simple):
        store.update_product(simple, name="A better name", price=12.5)
        with work():
            mail.deliver()
        assert (row_of(simple).name, row_of(simple).price) == ("A better name", 12.5)
        assert states() == {DONE}

    def test_a_new_product_appears(self, imported, mail, store, work, simple):
        new = {**store.state.products[simple], "id": 9001, "name": "Brand new", "custom_url": {"url": "/brand-new/"}}
        new["variants"] = [{**new["variants"][0], "id": 9002, "product_id": 9001}]
        store.add_product(new)
        with work():
            mail.deliver()
        assert row_of(9001).name == "Brand new"
        assert row_of(9001) in Product.objects.shown(imported)

    def test_a_deleted_product_vanishes_after_the_store_was_asked(self, imported, mail, store, work, simple):
        store.delete_product(simple)
        with work():
            mail.deliver()
        assert row_of(simple).vanished_at is not None
        assert f"/v3/catalog/products/{simple}" in [request.path for request in store.requests]

    def test_an_event_that_lies_about_a_deletion_deletes_nothing(self, imported, mail, store, work, simple):
        store.emit("store/product/deleted", {"type": "product", "id": simple})
        with work():
            mail.deliver()
        assert row_of(simple).vanished_at is None
        assert states() == {DONE}

    def test_edge_108_events_about_products_that_are_nowhere_do_nothing(self, imported, mail, store, work):
        count = Product.objects.count()
        store.emit("store/product/updated", {"type": "product", "id": 999_999})
        with work():
            mail.deliver()
        assert Product.objects.count() == count
        assert states() == {DONE}

    def test_edge_108_events_that_come_in_the_wrong_order_end_right(self, imported, mail, store, work, simple):
        product = store.state.products[simple]
        store.delete_product(simple)
        deleted = mail.store.webhooks.waiting
        mail.deliver()
        WebhookEvent.objects.all().delete()
        store.add_product(product)
        with work():
            mail.deliver()
            for delivery in deleted:
                mail.post(dict(mail.sent[0][0], **{"webhook-id": delivery.message_id}), delivery.body)
        assert row_of(simple).vanished_at is None

    def test_a_product_leaves_and_enters_the_channel(self, imported, mail, store, work, simple):
        placed = ChannelAssignment.objects.filter(product__bigcommerce_id=simple)
        store.unassign(simple, 1)
        with work():
            mail.deliver()
        assert not placed.exists()
        store.assign(simple, 1)
        with work():
            mail.deliver()
        assert placed.exists()

    def test_edge_102_and_103_a_variants_price_comes_with_the_skus_event(
        self, imported, mail, store, work, with_options
    ):
        variant = with_options["variants"][0]
        assert variant["sku_id"] != variant["id"]
        store.update_variant(with_options["id"], variant["id"], price=77)
        with work():
            mail.deliver()
        assert [event.scope for event in WebhookEvent.objects.all()] == ["store/sku/updated"]
        assert Variant.objects.get(bigcommerce_id=variant["id"]).calculated_price == 77

    def test_edge_102_a_sku_event_without_its_product_is_looked_up(self, imported, with_options):
        variant = Variant.objects.filter(product__bigcommerce_id=with_options["id"]).exclude(sku_id=None).first()
        subject = subject_of("store/sku/deleted", {"type": "sku", "id": variant.sku_id})
        assert subject == f"product:{with_options['id']}"

    def test_what_cannot_be_imported_says_why(self, imported, mail, store, work, simple):
        store.update_product(simple, name="   ")
        with work():
            mail.deliver()
        event = WebhookEvent.objects.get()
        assert event.state == WebhookEvent.State.WAITING
        assert str(simple) in event.error
        assert "no name" in event.error

    def test_one_product_costs_few_statements_and_two_requests(self, imported, mail, store, simple):
        store.update_product(simple, price=31)
        requests = len(store.requests)
        with CaptureQueriesContext(connection) as queries:
            refresh_products(get_client(background=True), [simple])
        assert row_of(simple).price == 31
        assert len(store.requests) - requests == 2
        assert len(_statements(queries)) < 15

    def test_the_inbox_adds_few_statements_to_that(self, imported, mail, store):
        store.emit("store/cart/converted", {"type": "cart", "id": "0-1"})
        mail.deliver()
        with CaptureQueriesContext(connection) as queries:
            handle_webhooks("store/cart/converted")
        assert states() == {DONE}
        assert len(_statements(queries)) <= 5


class TestStock:
    def test_a_stock_event_changes_nothing_but_stock(self, imported, mail, store, work, with_options):
        product_id, variant = with_options["id"], with_options["variants"][0]
        store.state.products[product_id]["name"] = "Renamed without an event"
        store.update_variant(product_id, variant["id"], inventory_level=4321)
        with work():
            mail.deliver()
        assert Variant.objects.get(bigcommerce_id=variant["id"]).inventory_level == 4321
        assert row_of(product_id).inventory_level == with_options["inventory_level"]
        assert row_of(product_id).name != "Renamed without an event"
        assert states() == {DONE}

    def test_the_last_one_sold_is_out_of_stock(self, imported, mail, store, work, simple):
        store.update_product(simple, inventory_tracking="product", inventory_level=1)
        with work():
            mail.deliver()
        assert row_of(simple).in_stock
        store.state.products[simple]["inventory_level"] = 0
        data = {"type": "product", "id": simple, "inventory": {"product_id": simple, "method": "absolute", "value": 0}}
        store.emit("store/product/inventory/order/updated", data)
        with work():
            mail.deliver()
        assert not row_of(simple).in_stock

    def test_stock_of_a_location_is_the_same(self, imported, mail, store, work, simple):
        store.state.products[simple].update(inventory_tracking="product", inventory_level=17)
        data = {"variant_id": 1, "product_id": simple, "location_id": 1}
        store.emit("store/channel/1/inventory/product/stock_changed", data)
        with work():
            mail.deliver()
        assert row_of(simple).inventory_level == 17

    def test_stock_of_what_we_do_not_have_asks_nobody(self, imported, mail, store, work):
        requests = len(store.requests)
        data = {"type": "product", "id": 999_999, "inventory": {"product_id": 999_999, "value": 1}}
        store.emit("store/product/inventory/updated", data)
        with work():
            mail.deliver()
        assert len(store.requests) == requests
        assert states() == {DONE}

    def test_a_product_that_is_gone_is_left_to_its_own_event(self, imported, mail, store, work, simple):
        del store.state.products[simple]
        data = {"type": "product", "id": simple, "inventory": {"product_id": simple, "value": 1}}
        store.emit("store/product/inventory/updated", data)
        with work():
            mail.deliver()
        assert row_of(simple).vanished_at is None
        assert states() == {DONE}


class TestCategories:
    def test_a_renamed_category_and_a_deleted_one(self, imported, mail, store, work):
        leaf = Category.objects.order_by("-depth").first().bigcommerce_id
        store.update_category(leaf, name="Renamed")
        with work():
            mail.deliver()
        assert Category.objects.get(bigcommerce_id=leaf).name == "Renamed"
        store.delete_category(leaf)
        with work():
            mail.deliver()
        assert Category.objects.get(bigcommerce_id=leaf).vanished_at is not None
        assert states() == {DONE}


class TestChannels:
    @pytest.mark.parametrize(
        ("scope", "data"),
        [
            ("store/channel/updated", {"type": "channel", "id": 1}),
            ("store/channel/1/settings/currency/updated", {"default_currency": "CAD"}),
            ("store/information/updated", {"type": "store"}),
        ],
    )
    def test_whatever_tells_of_a_channel_has_the_channels_read(self, imported, mail, store, work, scope, data):
        store.state.channels[1].update(status="inactive")
        store.emit(scope, data)
        with work():
            mail.deliver()
        imported.refresh_from_db()
        assert not imported.is_open
        assert states() == {DONE}

    def test_one_that_is_gone_is_closed(self, imported, mail, store, work):
        extra = Channel.objects.create(bigcommerce_id=77, name="Gone")
        store.emit("store/channel/updated", {"type": "channel", "id": 77})
        with work():
            mail.deliver()
        extra.refresh_from_db()
        assert extra.status == Channel.Status.DELETED


class TestOrders:
    """Shoppers who pay and never come back. What it does with the order is tested with the checkout."""

    @pytest.fixture
    def completed(self):
        seen = []

        def receiver(order_id, cart_id, request, **kwargs):
            seen.append((order_id, cart_id, request))

        order_completed.connect(receiver)
        yield seen
        order_completed.disconnect(receiver)

    @pytest.fixture
    def cart_id(self, store, simple):
        return store.client().carts.create(channel_id=1, line_items=[{"product_id": simple, "quantity": 2}])["id"]

    def test_a_paid_order_is_told_once_however_many_events_come(self, imported, mail, store, work, completed, cart_id):
        order = create_order(store, store.state.carts[cart_id])
        with work():
            mail.deliver()
        assert completed == [], "it is not paid yet"
        pay_order(store, order, "card")
        with work():
            assert set(mail.deliver()) == {200}
        assert {"store/cart/converted", "store/order/statusUpdated"} <= set(
            WebhookEvent.objects.values_list("scope", flat=True)
        )
        assert completed == [(order["id"], cart_id, None)]
        store.emit("store/cart/converted", {"type": "cart", "id": cart_id, "orderId": order["id"]})
        with work():
            mail.deliver()
        assert len(completed) == 1
        assert states() == {DONE}

    def test_later_states_of_an_order_are_for_listeners_alone(self):
        status = {"previous_status_id": 11, "new_status_id": 2}
        scope = "store/order/statusUpdated"
        assert subject_of(scope, {"type": "order", "id": 5, "status": status}) == scope
        status["previous_status_id"] = 0
        assert subject_of(scope, {"type": "order", "id": 5, "status": status}) == "order:5"

    def test_an_order_that_nobody_has_is_nothing(self, imported, mail, store, work, completed):
        store.emit("store/cart/converted", {"type": "cart", "id": "0-1", "orderId": 999_999})
        with work():
            mail.deliver()
        assert completed == []
        assert states() == {DONE}


class TestDeliveryExceptions:
    @pytest.fixture(autouse=True)
    def _staff(self, bigcommerce, settings):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "STAFF_EMAILS": ["shop@example.com"]}

    def test_events_that_do_not_get_through_are_told_to_staff_once_an_hour(self, mail, store, work):
        for _time in range(2):
            mail.tamper = {HEADER: "wrong"}
            store.emit("store/customer/created", {"type": "customer", "id": 3})
            with work():
                assert mail.deliver() == [401, 200]
        (told,) = outbox.outbox
        assert "tries again" in told.body
        assert states() == {DONE}

    def test_webhooks_that_were_switched_off_are_switched_on_at_once_and_everything_is_read(
        self, imported, mail, store, work, settings
    ):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, "WEBHOOK_BASE_URL": "https://testserver"}
        subscriptions.sync(get_client())
        hook = next(hook for hook in store.state.hooks.values() if hook["scope"] == "store/product/updated")
        hook["is_active"] = False
        before = SyncRun.objects.count()
        store.emit(DELIVERY_EXCEPTION, {"type": "hook", "id": hook["id"], "error_code": 90002})
        with work():
            mail.deliver()
        assert hook["is_active"]
        assert [run.kind for run in SyncRun.objects.all()[: SyncRun.objects.count() - before]] == [SyncRun.Kind.FULL]
        assert ["switched it off" in told.body for told in outbox.outbox] == [True, False]

    def test_an_exception_of_a_kind_that_nobody_knows(self, mail, store, work):
        store.emit(DELIVERY_EXCEPTION, {"type": "hook"})
        with work():
            mail.deliver()
        assert "do not reach this site" in outbox.outbox[0].body


def test_a_scope_has_one_handler():
    with pytest.raises(ValueError, match="webhook_received"):
        handles("mine", ["store/product/updated"], id_of=lambda data: 1)


class TestSignals:
    def test_every_event_is_handed_to_listeners(self, imported, mail, store, work, simple, received):
        store.emit("store/cart/converted", {"type": "cart", "id": "0-1", "orderId": 7})
        store.emit("store/customer/created", {"type": "customer", "id": 3})
        store.update_product(simple, price=8)
        with work():
            mail.deliver()
        assert ("store/cart/converted", {"type": "cart", "id": "0-1", "orderId": 7}) in received
        assert ("store/customer/created", {"type": "customer", "id": 3}) in received
        assert ("store/product/updated", {"type": "product", "id": simple}) in received

    def test_a_listener_that_fails_does_not_stop_the_others(self, imported, mail, store, work, received):
        def broken(**kwargs):
            raise ValueError("of the site")

        webhook_received.connect(broken)
        try:
            store.emit("store/cart/converted", {"type": "cart", "id": "0-1", "orderId": 7})
            with work():
                mail.deliver()
        finally:
            webhook_received.disconnect(broken)
        assert len(received) == 1
        assert states() == {DONE}


def test_scopes_about_channels_are_asked_for_each_channel():
    scopes = handled_scopes([1, 42])
    assert "store/channel/42/product/assigned" in scopes
    assert len(scopes) == len(set(scopes))
    assert not any("{" in scope for scope in scopes)
    assert "store/channel/1/product/assigned" not in handled_scopes([42])


@pytest.mark.parametrize(
    ("scope", "subject"),
    [
        ("store/channel/42/product/assigned", "product:7"),
        ("store/channel/x/product/assigned", "store/channel/x/product/assigned"),
        ("store/product/updated/twice", "store/product/updated/twice"),
    ],
)
def test_scopes_match_as_a_whole(scope, subject, db):
    assert subject_of(scope, {"product_id": 7}) == subject
