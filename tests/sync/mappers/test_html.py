import pytest

from wagtail_bigcommerce.sync.mappers.html import sanitized

STORE = "https://store.example.com"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java\nscript:alert(1)">x</a>',
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<iframe src="https://evil.example"></iframe>',
        "<svg><script>alert(1)</script></svg>",
        '<form action="https://evil.example"><input name="password"></form>',
        '<p style="background:url(https://evil.example)">x</p>',
        '<base href="https://evil.example/">',
        '<meta http-equiv="refresh" content="0;url=https://evil.example">',
        "<%%GLOBAL_ShopPath%%script>alert(1)</script>",
        '<a href="%%GLOBAL_ShopPath%%javascript:alert(1)">x</a>',
        '<a href="java%%GLOBAL_ShopPath%%script:alert(1)">x</a>',
        '<a href="&#37;%GLOBAL_ShopPath%%javascript:alert(1)">x</a>',
        '<a href="\u00a0javascript:alert(1)">x</a>',
        '<a href=" \x01javascript:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    ],
)
def test_nothing_that_runs_or_posts_gets_through(attack):
    clean = sanitized(attack, STORE)
    for bad in ("<script", "onerror", "javascript:", "evil.example", "<form", "<input", "<iframe", "<svg"):
        assert bad not in clean.lower().replace("\n", "")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/mug/", "/mug/"),
        ("mug/", "/mug/"),
        ("https://elsewhere.example/a", "https://elsewhere.example/a"),
        ("//cdn.example/a.pdf", "https://cdn.example/a.pdf"),
        ("/content/sizes.pdf", f"{STORE}/content/sizes.pdf"),
        ("mailto:us@example.com", "mailto:us@example.com"),
        ("%%GLOBAL_ShopPath%%/mug/", "/mug/"),
    ],
)
def test_links_lead_somewhere(link, expected):
    assert sanitized(f'<a href="{link}">x</a>', STORE) == f'<a href="{expected}">x</a>'


@pytest.mark.parametrize("link", ["#sizes", "", "%%GLOBAL_CartLink%%", "ftp://example.com/a", "http://[broken"])
def test_links_that_lead_nowhere_are_words(link):
    assert sanitized(f'<a href="{link}">x</a>', STORE) == "<a>x</a>"


def test_files_of_an_unknown_store_are_dropped():
    html = '<p><img src="/product_images/a.jpg" alt="A">x <a href="/content/a.pdf">y</a></p>'
    assert sanitized(html, "") == "<p>x <a>y</a></p>"


def test_images_load_late_and_have_an_alternative():
    clean = sanitized('<img src="https://cdn.example/a.jpg" onclick="x()">', STORE)
    assert clean == '<img alt="" src="https://cdn.example/a.jpg" loading="lazy">'


def test_plain_text_is_left_alone():
    assert sanitized("Holds 300 ml.", STORE) == "Holds 300 ml."
    assert sanitized("", STORE) == ""


def test_structure_is_kept():
    html = '<h2>Care</h2><ul><li>By <em>hand</em></li></ul><table><tr><th scope="row">ml</th><td>300</td></tr></table>'
    clean = sanitized(html, STORE)
    for piece in ("<h2>Care</h2>", "<li>By <em>hand</em></li>", '<th scope="row">ml</th>', "<td>300</td>"):
        assert piece in clean
