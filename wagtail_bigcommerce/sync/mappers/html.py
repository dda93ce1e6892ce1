"""Descriptions: HTML that merchants wrote, made safe to show and free of dead links.

What is kept is structure (headings, lists, tables, links, images); what goes is scripts, styles, classes and whatever a
word processor or another shop's theme left behind. Entities are decoded once, by the parser.
"""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import urljoin, urlsplit

import nh3

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "div",
    "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li",
    "mark", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
#: dropped with what stands inside
_DROPPED = {"head", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title"}
_SCHEMES = {"http", "https", "mailto", "tel"}

#: BigCommerce's placeholders for the shop's own address
_SHOP_PATH = re.compile(r"%%GLOBAL_ShopPath(?:SSL)?%%", re.IGNORECASE)
#: where files live that only the hosted storefront serves
_STORE_FILES = ("/assets/", "/content/", "/image_manager/", "/images/", "/product_images/")
_IMAGE = re.compile(r"""<img((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>""")


def sanitized(html: str, store_url: str) -> str:
    """Return `html` with safe tags only; files of the store become absolute below `store_url`.

    Links to other pages of the store become root-relative, since pages answer to BigCommerce's paths here. Addresses
    that lead nowhere (unknown placeholders, anchors, files of an unknown store) are dropped.
    """
    if "<" not in html and "&" not in html:
        return html
    # placeholders go first: what is left when they are gone must still pass the sanitiser
    clean = nh3.clean(
        _SHOP_PATH.sub("", html.replace("\r\n", "\n")),
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        attribute_filter=partial(_attribute, store_url),
        set_tag_attribute_values={"img": {"loading": "lazy"}},
        link_rel=None,
    )
    return _IMAGE.sub(_complete_image, clean).strip()


def _attribute(store_url: str, tag: str, name: str, value: str) -> str | None:
    if name not in {"href", "src"}:
        return value
    url = value.strip()
    if not url or url.startswith("#") or "%%" in url:
        return None
    if url.startswith("//"):
        return f"https:{url}"
    try:
        if scheme := urlsplit(url).scheme:
            return url if scheme in _SCHEMES else None
        path = urljoin("https://shop.invalid/", url).removeprefix("https://shop.invalid")
    except ValueError:
        return None
    if name == "href" and not path.startswith(_STORE_FILES):
        return path
    return f"{store_url}{path}" if store_url else None


def _complete_image(tag: re.Match[str]) -> str:
    """Drop an image that lost its address; one without a text alternative is decoration."""
    attributes = tag[1]
    if " src=" not in attributes:
        return ""
    return tag[0] if " alt=" in attributes else f'<img alt=""{attributes}>'
