"""What BigCommerce is told of this site, in the forms that it takes."""

import pytest
from wagtail.models import Site

from wagtail_bigcommerce.connection.wanted import same_address, same_host, same_site, wanted_name, wanted_routes


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://shop.example.com", "https://shop.example.com/", True),
        ("https://shop.example.com:443", "https://shop.example.com", True),
        ("http://shop.example.com:80/", "http://shop.example.com", True),
        ("https://SHOP.example.com", "https://shop.example.com", True),
        ("https://www.shop.example.com", "https://shop.example.com", False),
        ("http://shop.example.com", "https://shop.example.com", False),
        ("https://shop.example.com:8443", "https://shop.example.com", False),
        ("", "https://shop.example.com", False),
    ],
)
def test_edge_111_addresses_are_compared_as_origins(one, other, same):
    assert same_address(one, other) is same


def test_a_host_is_the_same_whatever_its_scheme_and_port():
    assert same_host("http://shop.example.com:8000", "https://shop.example.com/")
    assert not same_host("https://www.shop.example.com", "https://shop.example.com")


@pytest.mark.parametrize(
    ("hostname", "name"),
    [("shop.example.com", "shop-example-com"), ("127.0.0.1", "127-0-0-1"), ("лавка.рф", "wagtail")],
)
def test_edge_111_a_channel_is_named_in_the_letters_that_names_may_have(db, hostname, name):
    Site.objects.filter(is_default_site=True).update(hostname=hostname)
    assert wanted_name() == name


def test_routes_of_the_catalog_wait_for_its_page(channel):
    assert wanted_routes(1)["category"] == "/shop/categories/{slug}/"
    channel.catalog_page.unpublish()
    assert "category" not in wanted_routes(1)
    assert wanted_routes(None).keys() == wanted_routes(1).keys()


def test_every_route_leads_to_a_page(channel, client):
    for kind, path in wanted_routes(1).items():
        if "{slug}" not in path:
            assert client.get(path).status_code < 400, kind


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("https://www.example.com", "https://checkout.example.com", True),
        ("https://shop.example.com", "https://example.com", True),
        ("https://example.com", "https://store.mybigcommerce.com", False),
        ("https://www.shop.co.uk", "https://checkout.shop.co.uk", True),
        ("https://www.shop.co.uk", "https://www.other.co.uk", False),
        ("https://example.de", "https://checkout.example.de", True),
        ("http://localhost:8000", "http://localhost:8001", True),
        ("http://127.0.0.1:8000", "http://10.0.0.1", False),
        ("", "https://example.com", False),
    ],
)
def test_what_browsers_take_for_one_site(one, other, expected):
    assert same_site(one, other) is expected
