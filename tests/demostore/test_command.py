"""The store from the command line."""

import argparse
import os
import re
import signal
import socket
import subprocess
import sys

import pytest
import requests

from wagtail_bigcommerce.demostore.command import CannotRun, add_arguments, main, make_store, resume, run
from wagtail_bigcommerce.demostore.messages import Request


def options(*arguments):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(arguments)


def started(*arguments):
    chosen = options(*arguments)
    store = make_store(chosen)
    resume(store, chosen)
    return store


def test_options_shape_the_store():
    store = make_store(
        options("--products", "5", "--seed", "3", "--latency-ms", "20", "--rate-limit", "9", "--faults", "0.5")
    )
    assert len(store.state.products) == 5
    assert (store.latency_seconds, store.rate_limit.quota, store.faults.rate) == (0.02, 9, 0.5)


def test_faults_without_a_share_are_a_tenth():
    assert make_store(options("--products", "1", "--faults")).faults.rate == 0.1
    assert make_store(options("--products", "1")).faults.rate == 0


def test_faults_of_a_kind_strike_what_they_name():
    store = make_store(
        options(
            "--products",
            "1",
            "--faults",
            "0.2",
            "reset:path=/v3/carts*,method=post,after=1",
            "hang:seconds=3,times=all",
        )
    )
    assert store.faults.rate == 0.2
    post = Request("POST", "/v3/carts")
    assert [store.faults.take(post).kind for _ in range(3)] == ["hang", "reset", "hang"]
    assert store.faults.take(Request("GET", "/v2/time")).seconds == 3


def test_the_site_of_channel_1_can_be_named():
    store = started("--products", "1", "--site-url", "http://localhost:8000")
    assert store.state.sites[1000]["url"] == "http://localhost:8000"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--faults", "2"],
        ["--faults", "html:colour=red"],
        ["--faults", "flood"],
        ["--products", "-1"],
        ["--rate-limit", "many"],
    ],
)
def test_bad_usage_is_exit_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        options(*arguments)
    assert stopped.value.code == 2
    assert arguments[0] in capsys.readouterr().err


def test_a_catalog_that_cannot_be_loaded_is_one_line_and_exit_status_1(tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--load", str(tmp_path / "nothing")])
    assert stopped.value.code == 1
    assert capsys.readouterr().err == f"{tmp_path / 'nothing'} does not exist.\n"


def test_a_port_in_use_is_said():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(CannotRun, match="--port"):
        run(options("--products", "1", "--port", str(taken.getsockname()[1])))


def test_it_serves_until_interrupted():
    command = [sys.executable, "-m", "wagtail_bigcommerce.demostore", "--port", "0", "--products", "3"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        try:
            # to the last line, for what is still unread when `communicate` begins is its to return
            said = list(iter(process.stdout.readline, "3 products. Stop it with Ctrl-C.\n"))
            url = re.search(r"http://localhost:\d+", said[0])[0]
            token = re.search(r"ACCESS_TOKEN=(\S+)", "".join(said))[1]
            answer = requests.get(f"{url}/stores/demo/v3/catalog/products", headers={"X-Auth-Token": token}, timeout=30)
            assert len(answer.json()["data"]) == 3
        finally:
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "Stopped.\n", "")
