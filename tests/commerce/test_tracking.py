import pytest

from wagtail_bigcommerce.commerce.tracking import safe_link


@pytest.mark.parametrize(
    "url",
    [
        "https://www.ups.com/track?tracknum=1Z999",
        "https://tools.usps.com/go/TrackConfirmAction?tLabels=9400",
        "https://t.example.co.uk:443/a/b?c=d&e=%20#f",
    ],
)
def test_plain_pages_of_public_hosts(url):
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        7,
        "",
        "http://www.ups.com/track",
        "javascript:alert(1)",
        "https:javascript:alert(1)",
        "data:text/html,x",
        "//www.ups.com/track",
        "https://www.ups.com@evil.example/",
        "https://localhost/track",
        "https://127.0.0.1/track",
        "https://[::1]/track",
        "https://www.ups.com:8443/track",
        "https://www.ups.com:x/track",
        "https://ups.com\\@evil.example/",
        "https://www.ups.com/a b",
        "https://www.ups.com/\n",
        'https://www.ups.com/"onclick="x"/é',
        "https://www.ups.com/" + "x" * 2048,
        "https://-ups.com/",
    ],
)
def test_everything_else(url):
    assert safe_link(url) == ""
