"""Paths of our pages, from the paths that BigCommerce gives its own."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

#: what Wagtail serves: segments of word characters and hyphens
_UNSERVED = re.compile(r"[^\w-]+")
_MAX_LENGTH = 300


def slug_from_url(url: str, *, name: str, bigcommerce_id: int) -> str:
    """Return the slug for an object with this `custom_url`: "garden/bath" for "/garden/bath/".

    Decoding %-codes and dropping ".html" lose nothing. Where more has to change, so that two URLs might become one,
    the id is appended. Without any URL the name stands in for it. Case and non-ASCII letters stay. Pure.
    """
    path = unicodedata.normalize("NFC", unquote(urlsplit(url).path if "://" in url else url)).strip("/")
    if path.lower().endswith(".html"):
        path = path[: -len(".html")]
    slug = _served(path)
    if slug and slug == path and len(slug) <= _MAX_LENGTH:
        return slug
    suffix = f"-{bigcommerce_id}"
    readable = slug or _served(unicodedata.normalize("NFC", name).lower().replace("/", " "))
    return readable[: _MAX_LENGTH - len(suffix)].rstrip("-/") + suffix if readable else str(bigcommerce_id)


def _served(path: str) -> str:
    segments = (_served_segment(segment) for segment in path.split("/"))
    return "/".join(segment for segment in segments if segment)


def _served_segment(segment: str) -> str:
    served = _UNSERVED.sub("-", segment)
    return served if served == segment else served.strip("-")
