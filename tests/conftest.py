"""What every test has: a store in a box instead of a network, and settings that point at it.

`store` is the store, `bigcommerce` makes `get_client()` talk to it in process, `channel` puts a shop on the default
site, `imported` fills the catalog. Each builds on the one before.
"""

import os

import pytest
from django.apps import apps
from django.core.cache import cache
from pytest_socket import socket_allow_hosts
from wagtail.models import Site

from wagtail_bigcommerce import conf
from wagtail_bigcommerce.demostore import DemoStore
from wagtail_bigcommerce.demostore.adapter import InProcessAdapter
from wagtail_bigcommerce.demostore.demo import build_catalog
from wagtail_bigcommerce.store import transport

#: every exchange with the demo store is held against BigCommerce's OpenAPI files
pytest_plugins = ["tests.contract.plugin"]

STORE_URL = "http://demostore.localhost"

#: products of the small catalog: it shows each kind of product, option and modifier
CATALOG_SIZE = 24


@pytest.fixture(autouse=True)
def _isolated(monkeypatch):
    """No network but this machine's, no credentials from the environment, an empty cache."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    for variable, _default in conf.ENVIRONMENT.values():
        if variable in os.environ:
            monkeypatch.delenv(variable)
    cache.clear()


@pytest.fixture
def store():
    """A BigCommerce store with a small catalog; `store.requests` are the API requests that arrived."""
    return DemoStore(
        catalog=build_catalog(products=CATALOG_SIZE, image_base_url=f"{STORE_URL}/images"), base_url=STORE_URL
    )


@pytest.fixture
def bigcommerce(store, settings):
    """Settings with the credentials of `store`; `get_client()` reaches it without a socket."""
    settings.WAGTAIL_BIGCOMMERCE = {
        "STORE_HASH": store.hash,
        "ACCESS_TOKEN": store.access_token,
        "CLIENT_ID": store.client_id,
        "CLIENT_SECRET": store.client_secret,
        "API_URL": store.base_url,
        "PAYMENTS_URL": store.base_url,
        "GRAPHQL_URL": f"{store.base_url}/graphql",
        "CHANNEL_ID": "1",
    }
    with transport(store.base_url, InProcessAdapter(store.wsgi)):
        yield store


@pytest.fixture
def channel(bigcommerce, db):
    """Channel 1 on the default site, its catalog page published at /shop/."""
    from wagtail_bigcommerce.models import Channel

    site = Site.objects.select_related("root_page").get(is_default_site=True)
    catalog_page_model = apps.get_model("wagtail_bigcommerce_pages", "CatalogPage")
    catalog_page = site.root_page.add_child(instance=catalog_page_model(title="Shop", slug="shop"))
    return Channel.objects.create(bigcommerce_id=1, name="Test shop", site=site, catalog_page=catalog_page)


@pytest.fixture
def imported(channel):
    """The channel, with everything `store` sells imported."""
    from wagtail_bigcommerce.store import get_client
    from wagtail_bigcommerce.sync.runner import run_import

    run_import(kind="full", client=get_client(background=True))
    channel.refresh_from_db()
    return channel
