"""`bigcommerce_demostore`: a store on a port, until it is stopped."""

import re
import signal
import subprocess
import sys

import pytest
import requests
from django.core.management import CommandError, call_command


def test_it_serves_until_interrupted():
    arguments = ("bigcommerce_demostore", "--port", "0", "--products", "5", "--settings", "tests.settings")
    with subprocess.Popen(
        [sys.executable, "-m", "django", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            url = re.search(r"http://\S+", process.stdout.readline())[0]
            answer = requests.get(
                f"{url}/stores/demo/v3/catalog/products", headers={"X-Auth-Token": "demo-access-token"}, timeout=10
            )
            assert len(answer.json()["data"]) == 5
        finally:
            process.send_signal(signal.SIGINT)
        _output, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in errors


def test_a_catalog_that_cannot_be_read_is_one_line():
    with pytest.raises(CommandError, match="no/such/folder") as caught:
        call_command("bigcommerce_demostore", "--load", "no/such/folder")
    assert "\n" not in str(caught.value)
