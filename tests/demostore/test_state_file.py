"""The state in a file: what survives a restart, and which files are refused."""

import json
import re
import signal
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import requests

from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.carts import Cart, Line
from wagtail_bigcommerce.demostore.command import main
from wagtail_bigcommerce.demostore.demo import build_catalog, large_catalog
from wagtail_bigcommerce.demostore.demo_shoppers import SHOPPER_EMAIL, SHOPPER_PASSWORD
from wagtail_bigcommerce.demostore.modifier_values import Choice
from wagtail_bigcommerce.demostore.second_channel import open_second_channel
from wagtail_bigcommerce.demostore.state_codec import decoded, encoded
from wagtail_bigcommerce.demostore.state_file import StateFile, StateFileError

from .sessions import StoreSession


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.json"


@pytest.fixture
def restarted(path, clock):
    """Starts the store anew, with the state of the one before; the one before is saved first."""
    kept = []

    def start(catalog=None, **options):
        for keeper in kept:
            keeper.save()
        store = DemoStore(catalog=catalog or build_catalog(30), clock=clock, **options)
        keeper = StateFile(path, store)
        keeper.load()
        kept[:] = [keeper]
        return store

    return start


def test_carts_orders_customers_and_hooks_survive(restarted):
    store = restarted()
    client = store.client()
    mug = store.state.products[101]
    line = {"product_id": 101, "variant_id": mug["variants"][0]["id"], "quantity": 2}
    cart = client.carts.create(channel_id=1, line_items=[line])
    urls = client.carts.redirect_urls(cart["id"])
    (customer,) = client.customers.create(
        [{"email": "ada@example.com", "first_name": "Ada", "last_name": "Byron",
          "authentication": {"new_password": "analytical-1"}, "origin_channel_id": 1}]
    )  # fmt: skip
    hook = client.hooks.create("store/cart/*", "https://shop.example.com/hook")
    (order,) = client.orders.iter()

    again = restarted()
    client = again.client()
    assert client.carts.get(cart["id"]) == cart
    assert requests.Session.request(StoreSession(again), "GET", urls["cart_url"]).status_code == 200
    check = client.customers.validate_credentials("ada@example.com", "analytical-1", channel_id=1)
    assert check.customer_id == customer["id"]
    assert client.customers.validate_credentials(SHOPPER_EMAIL, SHOPPER_PASSWORD, channel_id=1).is_valid
    assert [row["id"] for row in client.hooks.iter()] == [hook["id"]]
    assert [row["id"] for row in client.orders.iter()] == [order["id"]]
    assert list(client.orders.products(order["id"])) == list(store.client().orders.products(order["id"]))
    # Ids go on where they were.
    assert client.hooks.create("store/order/*", "https://shop.example.com/hook")["id"] == hook["id"] + 1


def test_changes_of_the_catalog_survive_and_nothing_else_of_it(restarted, path):
    store = restarted()
    store.update_product(101, name="Renamed")
    store.delete_product(102)
    store.add_product({**store.state.products[103], "id": 7_000, "name": "New"})
    store.unassign(103, 1)
    store.update_category(10, name="Galley")

    again = restarted()
    assert again.state.products[101]["name"] == "Renamed"
    assert 102 not in again.state.products
    assert again.state.products[7_000]["name"] == "New"
    assert {(103, 1), (102, 1)}.isdisjoint(again.state.channel_assignments)
    assert (7_000, 1) in again.state.channel_assignments
    assert again.state.categories[10]["name"] == "Galley"
    changes = json.loads(path.read_text())["changes"]
    assert [row["id"] for row in changes["changed"]] == [101]
    assert [row["id"] for row in changes["added"]] == [7_000]


def test_what_a_smaller_catalog_does_not_have_stays_away(restarted):
    store = restarted()
    store.update_product(101, name="Renamed")
    smaller = restarted(build_catalog(1))
    assert len(smaller.state.products) == 1
    assert {product_id for product_id, _ in smaller.state.channel_assignments} <= set(smaller.state.products)


def test_a_large_catalog_keeps_its_few_changes(restarted, path):
    store = restarted(large_catalog(20_000))
    store.update_product(15_000, name="Renamed")
    for product_id in range(12_000, 12_100):
        store.state.products.get(product_id)
    again = restarted(large_catalog(20_000))
    assert again.state.products[15_000]["name"] == "Renamed"
    assert path.stat().st_size < 500_000


def test_the_second_channel_is_not_opened_twice(restarted):
    open_second_channel(restarted(), site_url="http://one.localhost")
    again = restarted()
    open_second_channel(again, site_url="http://two.localhost")
    assert list(again.state.channels) == [1, 2]
    assert StoreSession(again).rows("/v3/channels/2/site")["url"] == "http://two.localhost"
    assert again.state.products[1201]["name"] == "Keeper's Reading Lamp"


def test_links_lead_to_where_the_store_is_now(path, clock):
    store = DemoStore(catalog=build_catalog(3, image_base_url="http://localhost:8001/images"), clock=clock,
                      base_url="http://localhost:8001")  # fmt: skip
    first = next(iter(store.state.products))
    keeper = StateFile(path, store)
    store.update_product(first, name="Renamed")
    keeper.save()
    moved = DemoStore(catalog=build_catalog(3), clock=clock, base_url="http://localhost:8002")
    StateFile(path, moved).load()
    text = json.dumps([moved.state.products[first], *moved.state.sites.values()])
    assert "http://localhost:8002/images/" in text
    assert "8001" not in text


class TestFile:
    def test_no_file_is_a_new_store(self, path, store):
        StateFile(path, store).load()
        assert not path.exists()

    def test_it_is_the_owners_alone_and_holds_no_password(self, path, store):
        StateFile(path, store).save()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert SHOPPER_PASSWORD not in path.read_text()

    def test_a_write_that_breaks_off_leaves_the_file_as_it_was(self, path, store, monkeypatch):
        keeper = StateFile(path, store)
        keeper.save()
        before = path.read_text()
        monkeypatch.setattr(json, "dump", lambda document, stream, **kwargs: stream.write("{") and 1 / 0)
        with pytest.raises(ZeroDivisionError):
            keeper.save()
        assert path.read_text() == before

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            ("", "not the state of a store"),
            ("[]", "not the state of a store"),
            ('{"data": []}', "not the state of a store"),
            ('{"version": 99}', "version 99, not 1"),
            ('{"version": 1}', "damaged"),
            ('{"version": 1, "base_url": "http://x", "state": {}, "changes": {}}', "damaged"),
            (b"\xff\xfe", "cannot be read"),
        ],
    )
    def test_a_file_that_is_no_state_is_refused_in_one_line(self, path, store, content, reason):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        before = vars(store.state).copy()
        with pytest.raises(StateFileError, match=reason) as refused:
            StateFile(path, store).load()
        assert "\n" not in str(refused.value)
        assert str(path) in str(refused.value)
        assert vars(store.state) == before

    def test_a_place_that_cannot_be_written_is_said(self, tmp_path, store):
        with pytest.raises(StateFileError, match="cannot be written"):
            StateFile(tmp_path / "nowhere" / "store.json", store).save()

    def test_the_command_refuses_it_too(self, path, capsys):
        path.write_text("{")
        with pytest.raises(SystemExit) as stopped:
            main(["--products", "1", "--port", "0", "--state", str(path)])
        assert stopped.value.code == 1
        assert capsys.readouterr().err.count("\n") == 1


class TestCommand:
    @pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
    def test_a_cart_survives_a_restart_of_the_process(self, path, stop):
        def start():
            command = [sys.executable, "-m", "wagtail_bigcommerce.demostore", "--port", "0", "--products", "3"]
            process = subprocess.Popen([*command, "--state", str(path)], stdout=subprocess.PIPE, text=True)
            said = "".join(process.stdout.readline() for _ in range(7))
            return process, re.search(r"http://localhost:\d+", said)[0]

        headers = {"X-Auth-Token": DemoStore.access_token}
        item = {"name": "A wish", "quantity": 1, "list_price": 5}
        process, url = start()
        try:
            cart = requests.post(
                f"{url}/stores/demo/v3/carts", json={"custom_items": [item]}, headers=headers, timeout=5
            ).json()["data"]
            if stop == signal.SIGKILL:
                deadline = time.monotonic() + 10
                while cart["id"] not in path.read_text() and time.monotonic() < deadline:
                    time.sleep(0.05)
        finally:
            process.send_signal(stop)
            process.communicate(timeout=10)
        process, url = start()
        try:
            answer = requests.get(f"{url}/stores/demo/v3/carts/{cart['id']}", headers=headers, timeout=5)
            assert answer.json()["data"]["line_items"]["custom_items"][0]["name"] == "A wish"
        finally:
            process.kill()
            process.communicate(timeout=10)


class TestCodec:
    def test_every_type_of_a_state_comes_back(self):
        now = datetime(2026, 3, 1, 12, 30, 1, 5, tzinfo=UTC)
        line = Line(7, 7001, 2, choices=(Choice(1, "Colour", "swatch", "Red", 3),), list_price=Decimal("1.50"))
        values = {
            "plain": [None, True, 1, 1.5, "text", {"a": {}}],
            "money": Decimal("9.90"),
            "time": now,
            "bytes": b"\x00\xff",
            "pairs": {("tax", 1): {2: "two"}, 5: [(1, "x")]},
            "set": {"b", "a"},
            "odd": {"$decimal": "1"},
            "cart": Cart(1, "USD", "en", now, now, lines=[line]),
        }
        assert decoded(json.loads(json.dumps(encoded(values)))) == values

    def test_what_a_state_does_not_hold_is_not_written(self):
        with pytest.raises(TypeError, match="object"):
            encoded({"a": object()})

    @pytest.mark.parametrize("name", ["os:system", "carts:find_cart", "..x:Cart", "carts:uuid", "nothing:Cart", "Cart"])
    def test_nothing_but_the_stores_own_classes_is_made(self, name):
        with pytest.raises((ValueError, ImportError)):
            decoded({"$dataclass": name, "fields": {}})
