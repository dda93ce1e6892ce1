"""`bigcommerce_import`: what operators read when it works, and what they are told to do when it does not."""

import io
import json
import subprocess
import sys
from datetime import timedelta

import pytest
import requests
from django.core.management import CommandError, call_command
from django.utils import timezone

from wagtail_bigcommerce.demostore import DemoStore, product
from wagtail_bigcommerce.demostore.adapter import InProcessAdapter
from wagtail_bigcommerce.management.commands.bigcommerce_import import Command
from wagtail_bigcommerce.models import Product, SyncRun
from wagtail_bigcommerce.store import get_client, transport
from wagtail_bigcommerce.sync.runs import start_run

STORE_URL = "http://demostore.localhost"
SCOPES = ("store_v2_products_read_only", "store_channel_settings_read_only", "store_v2_information_read_only")


@pytest.fixture
def store():
    return DemoStore(products=[product(1, "Mug"), product(2, "Cup"), product(3, "Jug")], base_url=STORE_URL)


@pytest.fixture
def configure(settings):
    def change(**values):
        settings.WAGTAIL_BIGCOMMERCE = {**settings.WAGTAIL_BIGCOMMERCE, **values}

    return change


@pytest.fixture
def impatient(monkeypatch):
    """Nobody waits for a second attempt."""
    monkeypatch.setattr("wagtail_bigcommerce.store.BACKGROUND_WAIT_SECONDS", 0.0)


def run(*arguments):
    """The command's output."""
    stdout = io.StringIO()
    call_command("bigcommerce_import", *arguments, stdout=stdout)
    return stdout.getvalue()


def refusal(*arguments):
    """The line that the command ends with when it fails."""
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    message = str(caught.value)
    assert "\n" not in message
    assert caught.value.returncode == 1
    return message


@pytest.mark.django_db
class TestOutput:
    def test_lines_for_a_log(self, bigcommerce):
        lines = run().splitlines()
        assert "Products: 3/3" in lines
        assert lines[-1].startswith("3 products created, 0 changed, 0 unchanged, 0 vanished; 0 issues; ")

    def test_no_progress(self, bigcommerce):
        assert len(run("--no-progress").splitlines()) == 1

    def test_a_bar_for_a_terminal(self, bigcommerce, monkeypatch):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        output = run()
        assert "\rProducts             [##############################] 3/3" in output.replace("\n", "\r")

    def test_json_and_nothing_else(self, bigcommerce):
        counts = json.loads(run("--json"))
        assert counts["status"] == "finished"
        assert counts["kind"] == "full"
        assert counts["products"] == {"created": 3, "changed": 0, "unchanged": 0}
        assert counts["requests"] == len(bigcommerce.requests)

    def test_it_is_incremental_by_default_and_full_on_demand(self, bigcommerce):
        run()
        assert json.loads(run("--json"))["kind"] == "incremental"
        assert json.loads(run("--json", "--full"))["kind"] == "full"

    def test_chosen_products(self, bigcommerce):
        run()
        bigcommerce.update_product(1, name="Beaker")
        bigcommerce.update_product(2, name="Goblet")
        run("--products", "2", "3")
        assert set(Product.objects.values_list("name", flat=True)) == {"Mug", "Goblet", "Jug"}

    def test_one_channel(self, bigcommerce):
        run()
        assert json.loads(run("--json", "--channel", "1"))["products"]["unchanged"] == 3

    def test_dry_run(self, bigcommerce):
        counts = json.loads(run("--json", "--dry-run"))
        assert counts["products"]["created"] == 3
        assert [each["name"] for each in counts["preview"]["products"]["created"]] == ["Mug", "Cup", "Jug"]
        assert not Product.objects.exists()

    def test_dry_run_in_words(self, bigcommerce):
        run()
        bigcommerce.update_product(1, price=7)
        bigcommerce.delete_product(2)
        bigcommerce.add_product(product(9, "Bowl"))
        lines = run("--full", "--dry-run", "--no-progress").splitlines()
        assert lines[:3] == ["Products that would no longer be shown: 1", "  2 Cup", "Products that would change: 1"]
        assert "    price: 10 → 7" in lines
        assert lines[-3:] == ["Products that would be new: 1", "  9 Bowl", "Nothing was written."]
        assert set(Product.objects.values_list("name", flat=True)) == {"Mug", "Cup", "Jug"}

    def test_dry_run_with_nothing_to_do(self, bigcommerce):
        run()
        assert run("--dry-run", "--no-progress").splitlines() == ["Nothing would change.", "Nothing was written."]


@pytest.mark.django_db
class TestRefusals:
    def test_missing_credentials(self, bigcommerce, configure):
        configure(STORE_HASH="", ACCESS_TOKEN="")
        message = refusal()
        assert "BIGCOMMERCE_STORE_HASH" in message
        assert "BIGCOMMERCE_ACCESS_TOKEN" in message

    def test_wrong_token(self, bigcommerce, configure):
        configure(ACCESS_TOKEN="not-the-token")
        message = refusal()
        assert "Set BIGCOMMERCE_ACCESS_TOKEN" in message
        assert "not-the-token" not in message

    def test_unknown_store(self, bigcommerce, configure):
        configure(STORE_HASH="nowhere")
        assert "Set BIGCOMMERCE_STORE_HASH" in refusal()

    @pytest.mark.parametrize("store_hash", ["a/b", "https://store-abc.mybigcommerce.com"])
    def test_something_that_is_no_store_hash(self, bigcommerce, configure, store_hash):
        configure(STORE_HASH=store_hash)
        assert "store_hash" in refusal()

    @pytest.mark.parametrize("scope", SCOPES)
    def test_missing_scope(self, bigcommerce, scope):
        bigcommerce.scopes = frozenset({*SCOPES} - {scope})
        message = refusal()
        assert scope in message
        assert "BIGCOMMERCE_ACCESS_TOKEN" in message

    def test_unreachable(self, bigcommerce, impatient):
        class Unplugged(InProcessAdapter):
            def send(self, *args, **kwargs):
                raise requests.exceptions.ConnectionError("unplugged")

        with transport(bigcommerce.base_url, Unplugged(bigcommerce.wsgi)):
            message = refusal()
        assert "cannot be reached" in message
        assert "BIGCOMMERCE_API_URL" in message

    def test_something_else_answers(self, bigcommerce):
        bigcommerce.faults.next(200, body="<!doctype html><h1>Welcome to our hotel's network</h1>")
        assert "BIGCOMMERCE_API_URL" in refusal()

    def test_wrong_channel(self, bigcommerce, configure):
        configure(CHANNEL_ID="7")
        assert refusal().endswith("Set BIGCOMMERCE_CHANNEL_ID to one of its own: 1 (Demo store).")

    def test_a_channel_that_is_no_number(self, bigcommerce, configure):
        configure(CHANNEL_ID="main")
        assert "BIGCOMMERCE_CHANNEL_ID must be a number" in refusal()

    def test_an_unknown_channel_on_the_command_line(self, bigcommerce):
        run()
        assert "Channel 7" in refusal("--channel", "7")

    def test_clock_off(self, bigcommerce):
        bigcommerce.clock = lambda: timezone.now() - timedelta(minutes=5)
        assert "clock is 30" in refusal()

    def test_another_import_is_running(self, bigcommerce):
        start_run(get_client(background=True), kind="full")
        assert "Another import is running" in refusal()

    def test_bigcommerce_is_down(self, bigcommerce, impatient):
        bigcommerce.faults.next(503, times=50)
        assert "Try again later" in refusal()
        assert SyncRun.objects.get().status == "failed"

    def test_a_held_run_fails_and_says_how_to_go_on(self, bigcommerce):
        run()
        for product_id in (1, 2, 3):
            bigcommerce.delete_product(product_id)
        assert "--allow-mass-removal" in refusal("--full")
        run("--full", "--allow-mass-removal")
        assert Product.objects.filter(vanished_at=None).count() == 0

    def test_a_held_run_still_prints_its_json(self, bigcommerce, capsys):
        run()
        for product_id in (1, 2, 3):
            bigcommerce.delete_product(product_id)
        stdout = io.StringIO()
        with pytest.raises(CommandError):
            call_command("bigcommerce_import", "--full", "--json", stdout=stdout)
        assert json.loads(stdout.getvalue())["status"] == "held"


@pytest.mark.parametrize("arguments", [("--nonsense",), ("--products", "mug"), ("--products", "0"), ("--channel",)])
def test_bad_usage_is_exit_2(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        Command().run_from_argv(["manage.py", "bigcommerce_import", *arguments])
    assert caught.value.code == 2
    assert "usage: manage.py bigcommerce_import" in capsys.readouterr().err


def test_a_refusal_as_a_shell_sees_it():
    process = subprocess.run(
        [sys.executable, "-m", "django", "bigcommerce_import", "--settings", "tests.settings"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 1
    assert "BIGCOMMERCE_STORE_HASH" in process.stderr
    assert len(process.stderr.strip().splitlines()) == 1
    assert process.stdout == ""


class TestAbort:
    def test_stops_the_import_of_another_process(self, bigcommerce, db):
        under_way = start_run(get_client(background=True), kind="full")
        assert "stops after the page" in run("--abort")
        under_way.refresh_from_db()
        assert under_way.status == "aborted"

    def test_says_when_there_is_nothing_to_stop(self, bigcommerce, db):
        assert refusal("--abort") == "No import is under way."
