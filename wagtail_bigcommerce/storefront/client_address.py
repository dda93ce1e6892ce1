"""A visitor's network address, which attempts at passwords and codes are counted by.

Anybody can send an X-Forwarded-For header, so only the entries count that our own proxies added, and none unless
`PROXY_COUNT` says how many proxies there are.
"""

from __future__ import annotations

import ipaddress
import logging
from functools import lru_cache

from django.http import HttpRequest

from .. import conf

logger = logging.getLogger(__name__)


def client_address(request: HttpRequest) -> str:
    """Return the visitor's address, "" when there is none (a server on a socket file, say).

    Each proxy appends the address that it was called from, so the visitor's stands `PROXY_COUNT` entries from the
    right. A header with fewer did not come through all proxies; then the connection's own address counts.
    """
    connection = _address(request.META.get("REMOTE_ADDR", ""))
    count = int(conf.get("PROXY_COUNT"))
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if not count:
        if forwarded and (not connection or ipaddress.ip_address(connection).is_private):
            _hint()
        return connection
    if len(forwarded) < count:
        return connection
    return _address(forwarded[-count]) or connection


def _address(text: str) -> str:
    """An address in its usual form, without the port that some proxies add; "" for what is none."""
    host = text.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(address)


@lru_cache(maxsize=1)
def _hint() -> None:
    """Once per process: with a proxy that we do not know of, all visitors would count as one."""
    logger.warning(
        "Visitors seem to come through a proxy. Set PROXY_COUNT in WAGTAIL_BIGCOMMERCE to the number of proxies before "
        "this site, or attempts to sign in are counted for all visitors together."
    )
