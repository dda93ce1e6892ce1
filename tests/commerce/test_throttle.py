"""Attempts are counted once each, whatever cache holds them, and by all processes together."""

import subprocess
import sys

import pytest
from django.core.cache import cache

from wagtail_bigcommerce.commerce.throttle import Throttle, network

THREE = Throttle("tests", limit=3, seconds=60)


def attempts(key, number):
    return [THREE.allows(key) for _ in range(number)]


@pytest.fixture(params=["locmem", "file"])
def any_cache(request, settings, tmp_path):
    if request.param == "file":
        backend = "django.core.cache.backends.filebased.FileBasedCache"
        settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}
    cache.clear()


@pytest.mark.usefixtures("any_cache")
class TestThrottle:
    def test_limit(self):
        assert attempts("sam", 5) == [True, True, True, False, False]
        assert attempts("kim", 1) == [True]
        assert (THREE.is_exhausted("sam"), THREE.is_exhausted("kim")) == (True, False)

    def test_an_attempt_can_be_given_back(self):
        attempts("sam", 3)
        THREE.give_back("sam")

        assert attempts("sam", 2) == [True, False]

    def test_giving_back_what_was_never_taken_gives_nothing(self):
        THREE.give_back("sam")

        assert attempts("sam", 4) == [True, True, True, False]

    def test_forgetting(self):
        attempts("sam", 4)
        THREE.forget("sam")

        assert attempts("sam", 1) == [True]


SETTINGS = """
from django.conf import settings
settings.configure(
    SECRET_KEY="one for all processes",
    DATABASES={{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": {path!r}}}}},
    CACHES={{"default": {{"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}}},
)
import django
django.setup()
"""
ATTEMPTS = """
from wagtail_bigcommerce.commerce.throttle import Throttle
print(sum(Throttle("tests", limit=3, seconds=60).allows("sam") for _ in range(10)))
"""


def test_two_processes_count_together(tmp_path):
    """Each of them tries ten times at the same account; together they get three attempts."""
    configured = SETTINGS.format(path=str(tmp_path / "cache.sqlite3"))
    table = f"{configured}\nfrom django.core.management import call_command\ncall_command('createcachetable')"
    subprocess.run([sys.executable, "-c", table], check=True, timeout=60)
    processes = [
        subprocess.Popen([sys.executable, "-c", configured + ATTEMPTS], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]

    assert sum(int(process.communicate(timeout=60)[0]) for process in processes) == 3


def test_keys_show_no_email():
    places = THREE._places("sam@example.com")

    assert not any("sam" in place for place in places)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_network(address, expected):
    assert network(address) == expected
