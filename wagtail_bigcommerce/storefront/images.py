"""Image addresses in several widths."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

#: widths of BigCommerce's ready-made sizes, for addresses that do not say theirs
READY_MADE_WIDTHS = {"thumbnail": 250, "url": 386, "zoom": 1280}

#: "….386.513.jpg?c=1" fits into 386 x 513 pixels
_SIZE_IN_PATH = re.compile(r"\.(\d{2,4})\.\d{2,4}\.\w+$")


def srcset(image: dict[str, Any]) -> str:
    """The `srcset` of an entry of `Product.images`; "" when there is only one size."""
    candidates = {}
    for name, ready_made_width in READY_MADE_WIDTHS.items():
        url = image.get(name) or ""
        if is_loadable(url):
            size = _SIZE_IN_PATH.search(urlsplit(url).path)
            candidates[f"{int(size[1]) if size else ready_made_width}w"] = url
    return ", ".join(f"{url} {width}" for width, url in candidates.items()) if len(candidates) > 1 else ""


def is_loadable(url: str) -> bool:
    """Whether an address can stand in a srcset: absolute http(s), without the characters that end a candidate."""
    return urlsplit(url).scheme in {"http", "https"} and not any(character in url for character in " ,")
