import subprocess
import sys

import pytest

import wagtail_bigcommerce.client as package
from wagtail_bigcommerce.client import BigCommerceClient, ConfigurationError, endpoints

from .conftest import TOKEN


def test_the_client_needs_no_django():
    code = (
        "import sys, wagtail_bigcommerce.client; print([name for name in ('django', 'wagtail') if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-W", "error", "-c", code], text=True).strip() == "[]"


def test_public_names_exist_and_are_sorted():
    assert all(hasattr(package, name) for name in package.__all__)
    assert len(package.__all__) == len(set(package.__all__))


def test_repr_shows_the_store_and_no_secret():
    client = BigCommerceClient("abc123", TOKEN, client_id="id", client_secret="hush", trusted_proxy_secret="psst")
    assert repr(client) == "<BigCommerceClient: abc123>"
    for secret in (TOKEN, "hush", "psst"):
        assert secret not in repr(client.transport)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"store_hash": ""}, "store_hash"),
        ({"store_hash": "abc/../def"}, "store_hash"),
        ({"store_hash": "https://store-abc.mybigcommerce.com"}, "store_hash"),
        ({"access_token": ""}, "access_token"),
        ({"access_token": "hush\n"}, "access_token"),
        ({"access_token": "hüsh"}, "access_token"),
        ({"trusted_proxy_secret": "hush\r\nX: y"}, "trusted_proxy_secret"),
        ({"api_url": "api.bigcommerce.com"}, "api_url"),
        ({"api_url": "ftp://api.bigcommerce.com"}, "api_url"),
        ({"api_url": "https://api.bigcommerce.com/?key=hush"}, "api_url"),
        ({"api_url": "https://user:hush@api.bigcommerce.com"}, "api_url"),
        ({"api_url": "https://[::1"}, "api_url"),
        ({"api_url": "https://api.bigcommerce.com:hush"}, "api_url"),
        ({"api_url": "https://"}, "api_url"),
        ({"payments_url": ""}, "payments_url"),
    ],
)
def test_unusable_values_are_refused_without_repeating_them(options, named):
    with pytest.raises(ConfigurationError) as refusal:
        BigCommerceClient(**{"store_hash": "abc123", "access_token": TOKEN, **options})
    assert str(refusal.value).startswith(named)
    assert "hush" not in str(refusal.value)


@pytest.mark.parametrize(
    "url",
    ["http://localhost:8001", "https://[::1]:8443", "http://demostore.localhost/", "https://proxy.example/bc/api/"],
)
def test_other_addresses_of_the_api_are_fine(url):
    assert BigCommerceClient("abc123", TOKEN, api_url=url).api_url == url.rstrip("/")


def test_making_a_client_sends_nothing(wire):
    BigCommerceClient("abc123", TOKEN)
    assert not wire.calls


def test_endpoints_lists_each_operation_once():
    listed = [str(endpoint) for endpoint in endpoints()]
    assert len(listed) == len(set(listed))
    assert "GET /v3/catalog/products" in listed
    assert "DELETE /v3/carts/{cart_id}/items/{item_id}" in listed
    elsewhere = [endpoint for endpoint in endpoints() if not endpoint.path.startswith(("/v2/", "/v3/"))]
    assert elsewhere == [package.resources.Payments.PROCESS]


def test_every_area_is_an_attribute_of_the_client():
    client = BigCommerceClient("abc123", TOKEN)
    areas = {type(value) for value in vars(client).values()}
    assert set(package.resources.Resource.__subclasses__()) <= areas
