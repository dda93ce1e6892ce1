"""Webhooks: subscriptions, what fires them, signatures, repeats."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import requests
from standardwebhooks import Webhook

from wagtail_bigcommerce.demostore import DemoStore, category, product

HOOK = {"scope": "store/product/*", "destination": "https://shop.example.com/webhook/"}


class Receiver:
    """Takes deliveries in process and answers with whatever status is next."""

    def __init__(self):
        self.deliveries = []
        self.statuses = []

    def __call__(self, url, headers, body):
        self.deliveries.append((url, headers, body))
        status = self.statuses.pop(0) if self.statuses else 200
        if isinstance(status, Exception):
            raise status
        return status

    @property
    def events(self):
        return [json.loads(body) for _, _, body in self.deliveries]


@pytest.fixture
def store(clock):
    return DemoStore(
        products=[product(id=1, name="Mug"), product(id=2, name="Shirt", options={"Size": ["S", "M"]})],
        categories=[category(10, "Kitchen")],
        clock=clock,
    )


@pytest.fixture
def receiver(store):
    receiver = Receiver()
    store.webhooks.transport = receiver
    return receiver


ALL_SCOPES = ("store/product/*", "store/sku/*", "store/category/*", "store/channel/*")


def subscribe(api, *scopes, **fields):
    for scope in scopes:
        assert api.post("/v3/hooks", json={**HOOK, "scope": scope, **fields}).status_code == 200


class TestSubscriptions:
    def test_a_hook_lives_through_create_read_update_delete(self, api, store):
        created = api.post("/v3/hooks", json={**HOOK, "headers": {"X-Secret": "s"}}).json()["data"]
        assert (created["client_id"], created["store_hash"], created["is_active"]) == (
            store.client_id,
            store.hash,
            True,
        )
        assert api.rows("/v3/hooks?scope=store/product/*") == [created]
        assert api.rows("/v3/hooks?is_active=false") == []
        changed = api.put(f"/v3/hooks/{created['id']}", json={"is_active": False}).json()["data"]
        assert (changed["is_active"], changed["headers"]) == (False, {"X-Secret": "s"})
        assert api.delete(f"/v3/hooks/{created['id']}").json()["data"]["id"] == created["id"]
        assert api.get(f"/v3/hooks/{created['id']}").status_code == 404

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"destination": "http://shop.example.com/"}, "destination"),
            ({"destination": "https://shop.example.com:8443/"}, "destination"),
            ({"destination": "https://shop.example.com:port/"}, "destination"),
            ({"destination": "shop.example.com"}, "destination"),
            ({"destination": ""}, "destination"),
            ({"scope": "store/brand/updated"}, "scope"),
            ({"scope": "product"}, "scope"),
            ({"headers": {"X-Number": 1}}, "headers"),
        ],
    )
    def test_hooks_that_cannot_be(self, api, change, field):
        answer = api.post("/v3/hooks", json={**HOOK, **change})
        assert answer.status_code == 422
        assert field in answer.json()["errors"]

    def test_this_machine_may_be_reached_without_https(self, api):
        assert api.post("/v3/hooks", json={**HOOK, "destination": "http://127.0.0.1:8000/"}).status_code == 200

    def test_a_scope_goes_to_a_destination_once_and_to_ten_at_most(self, api):
        for number in range(10):
            destination = f"https://shop.example.com/{number}"
            assert api.post("/v3/hooks", json={**HOOK, "destination": destination}).status_code == 200
        twice = api.post("/v3/hooks", json={**HOOK, "destination": "https://shop.example.com/0"})
        eleventh = api.post("/v3/hooks", json={**HOOK, "destination": "https://shop.example.com/10"})
        assert (twice.status_code, eleventh.status_code) == (422, 422)

    def test_an_update_needs_something_to_change_and_stays_valid(self, api):
        hook_id = api.post("/v3/hooks", json=HOOK).json()["data"]["id"]
        assert api.put(f"/v3/hooks/{hook_id}", json={}).status_code == 422
        assert api.put(f"/v3/hooks/{hook_id}", json={"destination": "ftp://x"}).status_code == 422
        assert api.rows(f"/v3/hooks/{hook_id}")["destination"] == HOOK["destination"]


class TestDelivery:
    def test_an_event_arrives_signed_and_with_the_hooks_own_headers(self, api, store, receiver):
        # The library that sites may use verifies against the wall clock.
        store.clock = DemoStore(products=[]).clock
        subscribe(api, "store/product/*", headers={"X-Secret": "s3cret"})
        store.update_product(1, price=11)
        store.deliver_webhooks(sync=True)
        ((url, headers, body),) = receiver.deliveries
        assert url == HOOK["destination"]
        assert headers["X-Secret"] == "s3cret"
        assert Webhook(store.client_secret.encode()).verify(body, headers)["scope"] == "store/product/updated"
        event = json.loads(body)
        assert (event["producer"], event["store_id"]) == ("stores/demo", "1003000")
        assert event["data"] == {"type": "product", "id": 1}
        assert len(event["hash"]) == 40

    def test_a_refused_event_is_repeated_with_the_same_id_until_the_hook_is_given_up(self, api, store, receiver, clock):
        subscribe(api, "store/product/updated")
        receiver.statuses = [500, requests.ConnectionError()]
        store.update_product(1, price=11)
        store.deliver_webhooks(sync=True)
        assert store.deliver_webhooks(sync=True) == []
        clock.advance(seconds=60)
        store.deliver_webhooks(sync=True)
        clock.advance(seconds=179)
        assert store.deliver_webhooks(sync=True) == []
        clock.advance(seconds=1)
        (last,) = store.deliver_webhooks(sync=True)
        assert last.accepted
        assert len({headers["webhook-id"] for _, headers, _ in receiver.deliveries}) == 1
        assert store.webhooks.waiting == []

        receiver.statuses = [500] * 12
        store.update_product(1, price=12)
        for _ in range(12):
            store.deliver_webhooks(sync=True)
            clock.advance(days=1)
        assert api.rows("/v3/hooks")[0]["is_active"] is False
        assert store.webhooks.waiting == []

    def test_what_does_not_get_through_is_told_to_another_address(self, api, store, receiver, clock):
        subscribe(api, "store/product/updated")
        exceptions = "https://shop.example.com/exceptions/"
        subscribe(api, "store/hook/deliveryException", destination=exceptions)
        receiver.statuses = [500, 200]
        store.update_product(1, price=11)
        store.deliver_webhooks(sync=True)
        assert [url for url, _, _ in receiver.deliveries] == [HOOK["destination"], exceptions]
        assert receiver.events[1]["data"]["error_code"] == 90001
        for _ in range(11):
            receiver.statuses = [500, 200]
            clock.advance(days=1)
            store.deliver_webhooks(sync=True)
        assert receiver.events[-1]["data"]["error_code"] == 90002

    def test_exceptions_have_a_destination_of_their_own_and_one_hook(self, api):
        exceptions = {**HOOK, "scope": "store/hook/deliveryException"}
        subscribe(api, "store/product/updated")
        assert api.post("/v3/hooks", json=exceptions).status_code == 422
        subscribe(api, exceptions["scope"], destination="https://shop.example.com/exceptions/")
        assert (
            api.post("/v3/hooks", json={**exceptions, "destination": "https://other.example.com/"}).status_code == 422
        )
        body = {**HOOK, "destination": "https://shop.example.com/exceptions/"}
        assert api.post("/v3/hooks", json=body).status_code == 422

    def test_inactive_and_deleted_hooks_hear_nothing(self, api, store, receiver):
        subscribe(api, "store/product/updated", is_active=False)
        store.update_product(1, price=11)
        subscribe(api, "store/product/*")
        store.update_product(1, price=12)
        for hook_id in api.ids("/v3/hooks"):
            api.delete(f"/v3/hooks/{hook_id}")
        store.deliver_webhooks(sync=True)
        assert receiver.deliveries == []

    def test_a_served_store_delivers_by_itself(self, api, store):
        arrived = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                self.server.body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(200)
                self.end_headers()
                arrived.set()

            def log_message(self, *args):
                pass

        with HTTPServer(("127.0.0.1", 0), Handler) as site:
            threading.Thread(target=site.serve_forever, args=(0.01,), daemon=True).start()
            subscribe(api, "store/product/*", destination=f"http://127.0.0.1:{site.server_port}/")
            with store.serve():
                store.update_product(1, name="Cup")
                assert arrived.wait(5)
            site.shutdown()
        assert json.loads(site.body)["data"]["id"] == 1


class TestWhatFires:
    def fired(self, store, receiver):
        store.deliver_webhooks(sync=True)
        return [(event["scope"], event["data"]) for event in receiver.events]

    @pytest.fixture(autouse=True)
    def _subscribed(self, api):
        subscribe(api, *ALL_SCOPES)

    def test_a_change_of_nothing_fires_nothing(self, store, receiver):
        store.update_product(1, name="Mug")
        store.update_variant(2, 2001, sku="")
        store.update_category(10, name="Kitchen")
        assert self.fired(store, receiver) == []

    def test_stock_fires_the_product_and_its_inventory(self, store, receiver):
        store.update_product(1, inventory_level=4)
        inventory = {"product_id": 1, "method": "absolute", "value": 4}
        assert self.fired(store, receiver) == [
            ("store/product/updated", {"type": "product", "id": 1}),
            ("store/product/inventory/updated", {"type": "product", "id": 1, "inventory": inventory}),
        ]
        assert store.state.products[1]["variants"][0]["inventory_level"] == 4

    def test_a_variants_price_fires_its_sku_alone(self, store, receiver):
        store.update_variant(2, 2002, price=99)
        sku = {"product_id": 2, "variant_id": 2002}
        assert self.fired(store, receiver) == [("store/sku/updated", {"type": "sku", "id": 2002, "sku": sku})]
        assert store.state.products[2]["variants"][1]["calculated_price"] == 99

    def test_a_variants_stock_adds_up_in_its_product(self, store, receiver):
        store.update_variant(2, 2002, inventory_level=3)
        ((scope, data),) = self.fired(store, receiver)
        assert (scope, data["inventory"]["variant_id"], data["inventory"]["value"]) == (
            "store/sku/inventory/updated",
            2002,
            3,
        )
        assert store.state.products[2]["inventory_level"] == 3

    def test_images_and_modifiers_fire_nothing(self, store, receiver):
        store.update_product(1, images=[{"id": 1}], modifiers=[])
        assert self.fired(store, receiver) == []
        assert store.state.products[1]["images"] == [{"id": 1}]

    def test_a_product_comes_and_goes(self, store, receiver):
        store.add_product(product(id=3))
        store.delete_product(3)
        assert self.fired(store, receiver) == [
            ("store/product/created", {"type": "product", "id": 3}),
            ("store/channel/1/product/assigned", {"product_id": 3}),
            ("store/product/deleted", {"type": "product", "id": 3}),
        ]
        assert (3, 1) not in store.state.channel_assignments

    def test_categories_tell_the_store_and_their_channel(self, store, receiver):
        store.update_product(1, categories=[10])
        store.delete_category(10)
        assert self.fired(store, receiver)[1:] == [
            ("store/category/deleted", {"type": "category", "id": 10}),
            ("store/channel/1/category/deleted", {"category_id": 10, "tree_id": 1}),
        ]
        assert store.state.products[1]["categories"] == []

    def test_events_have_a_twin_for_their_channel(self, store, receiver):
        line = {"type": "cart_line_item", "id": "b", "cartId": "a"}
        store.emit("store/cart/lineItem/created", line, channel_id=1)
        assert self.fired(store, receiver) == [
            ("store/channel/1/cart/lineItem/created", {"cart_item_id": "b", "cart_id": "a"})
        ]
