"""Which links to carriers may be followed. Merchants and their apps write them, so anything may stand there."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

_LONGEST = 2048
#: a public name: letters, digits and hyphens, with a dot; no address in numbers, no host of a local network
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE | re.ASCII)
_PRINTABLE = re.compile(r"[\x21-\x7e]+")


def safe_link(url: Any) -> str:
    """Return the address if it is a plain https page of a public host, else ""."""
    if not isinstance(url, str) or len(url) > _LONGEST or not _PRINTABLE.fullmatch(url):
        return ""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    is_plain = parts.scheme == "https" and port in (None, 443) and "@" not in parts.netloc and "\\" not in url
    return url if is_plain and _HOST.fullmatch(parts.hostname or "") else ""
