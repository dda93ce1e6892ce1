"""`sandbox_setup`: idempotent, and careful with the password when DEBUG is off."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from .conftest import OURS, ROOT

SHOW = """
from django.contrib.auth import authenticate
from wagtail.models import Page, Site
from wagtail_bigcommerce.models import Channel
site, channel = Site.objects.get(is_default_site=True), Channel.objects.get()
print([page.url_path for page in Page.objects.order_by("path")])
print(site.hostname, site.port, channel.site_id == site.pk, channel.catalog_page.slug, channel.catalog_page.live)
print(authenticate(username="admin", password="PASSWORD").is_superuser)
"""
LOST = """
from django.test import Client
answer = Client(SERVER_NAME="localhost").get("/nothing-here/")
html = answer.content.decode()
print(answer.status_code, "This page is not here" in html, html.count('type="search"'), "bc-header" in html)
"""
PRODUCTION = {"DEBUG": "0", "SECRET_KEY": "a-long-and-random-string-that-nobody-else-knows"}


def shown(manage, password="admin", **variables):
    result = manage("shell", "--verbosity", "0", "--command", SHOW.replace("PASSWORD", password), **variables)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_it_builds_the_site_and_can_be_run_again(first_setup, manage):
    for result in (first_setup[1], manage("sandbox_setup")):
        assert (result.returncode, result.stderr) == (0, "")
    pages, site, is_superuser = shown(manage)
    assert pages == "['/', '/home/', '/home/shop/']"
    assert site == "localhost 8000 True shop True"
    assert is_superuser == "True"


def test_the_site_follows_its_address_and_its_channel(manage):
    variables = {"SITE_URL": "https://shop.example.com", "BIGCOMMERCE_CHANNEL_ID": "664179"}
    assert manage("sandbox_setup", **variables).returncode == 0
    show = SHOW.replace("Channel.objects.get()", "Channel.objects.get(bigcommerce_id=664179)")
    assert manage("shell", "--verbosity", "0", "--command", show).stdout.splitlines()[1] == (
        "shop.example.com 443 True shop True"
    )


def test_a_page_that_is_not_there_looks_like_the_shop_and_offers_search(manage):
    result = manage("shell", "--verbosity", "0", "--command", LOST, **PRODUCTION)
    assert result.stdout.split() == ["404", "True", "2", "True"], result.stderr


def test_the_known_password_is_refused_without_debug(manage):
    for password in ({}, {"SANDBOX_ADMIN_PASSWORD": "admin"}):
        result = manage("sandbox_setup", **PRODUCTION, **password)
        assert result.returncode == 1
        (line,) = result.stderr.splitlines()
        assert "Set SANDBOX_ADMIN_PASSWORD" in line


def test_a_password_of_ones_own_replaces_the_known_one(manage):
    assert manage("sandbox_setup", **PRODUCTION, SANDBOX_ADMIN_PASSWORD="a-better-one").returncode == 0
    assert shown(manage, "a-better-one")[2] == "True"


def test_a_secret_key_is_required_without_debug(manage):
    result = manage("check", DEBUG="0")
    assert result.returncode != 0
    assert "Set SECRET_KEY" in result.stderr


def test_every_store_has_a_database_of_its_own(manage):
    ask = "from django.conf import settings; print(settings.DATABASES['default']['NAME'])"
    shell = ("shell", "--verbosity", "0", "--command", ask)
    assert Path(manage(*shell).stdout.strip()).name == "demo.sqlite3"
    assert Path(manage(*shell, BIGCOMMERCE_STORE_HASH="abc/../123").stdout.strip()).name == "abc123.sqlite3"


def test_cookies_are_secure_where_the_site_is(manage):
    ask = "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT)"
    shell = ("shell", "--verbosity", "0", "--command", ask)
    assert manage(*shell, **PRODUCTION, SITE_URL="http://localhost:9").stdout.split() == ["False", "False"]
    assert manage(*shell, SITE_URL="https://shop.example.com").stdout.split() == ["True", "True"]


def free_ports():
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


def test_the_whole_site_runs_without_debug_and_stops_cleanly(folder, tmp_path):
    """One command: store, import, worker, site; then SIGTERM, and nothing is left."""
    port, store_port = free_ports()
    log = tmp_path / "log"
    command = [sys.executable, "sandbox/manage.py", "sandbox", "--port", str(port), "--store-port", str(store_port)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment |= {**PRODUCTION, "SANDBOX_ADMIN_PASSWORD": "a-better-one", "SANDBOX_VAR_DIR": str(folder)}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + 120
        while "The shop is open" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        with urllib.request.urlopen(f"http://localhost:{port}/") as home:
            html = home.read().decode()
        assert "bc-card" in html
        with urllib.request.urlopen(f"http://localhost:{port}/static/wagtail_bigcommerce/css/theme.css") as sheet:
            assert sheet.headers["Content-Type"].startswith("text/css")
        assert "(your SANDBOX_ADMIN_PASSWORD)" in log.read_text()
        assert "a-better-one" not in log.read_text()
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    assert log.read_text().rstrip().endswith("Stopped.")
    for freed in (port, store_port):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", freed))
