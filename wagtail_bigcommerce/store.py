"""Settings -> client: the one place where the two meet.

Everyone asks `get_client()`; nobody else reads credentials. Clients are made once per process and shared by its
threads, and all processes share one rate-limit budget through Django's cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import requests
from django.core.signals import setting_changed
from django.utils.translation import gettext as _
from requests.adapters import BaseAdapter

from . import conf
from .client import BigCommerceClient, ConfigurationError
from .rate_budget import CacheRateBudget
from .token_cache import CacheTokens

#: Most seconds that a shopper's page waits for the rate limit, and that work in the background does: longer than a
#: window of the limit (30 s), and with the call itself shorter than a task may take (60 s as we ship it).
SHOPPER_WAIT_SECONDS = 5.0
BACKGROUND_WAIT_SECONDS = 35.0

#: Seconds to connect and to be answered, for a page that has something to show without the answer.
HURRIED_TIMEOUT_SECONDS = (1.0, 2.0)

_transports: dict[str, BaseAdapter] = {}


def get_client(background: bool = False, *, hurried: bool = False) -> BigCommerceClient:
    """Return the client of the configured store.

    With `background` it waits longer for the rate limit and leaves a reserve of it to shoppers. With `hurried` it
    leaves that reserve too, and neither waits nor tries twice: for pages that can do without the answer. Raises
    ConfigurationError, which names what to set, when credentials are missing.
    """
    credentials = conf.credentials()
    if missing := credentials.missing():
        raise ConfigurationError(
            _("No BigCommerce store is configured. Set %(names)s in the environment, or in WAGTAIL_BIGCOMMERCE.")
            % {"names": _(" and ").join(missing)}
        )
    return _client(credentials, conf.get("TRUSTED_PROXY_SECRET"), background, hurried)


def default_channel_id() -> int:
    """The channel that this project sells on: the configured one, else the store's default, which is always 1."""
    try:
        return conf.channel_id() or 1
    except ValueError as error:
        raise ConfigurationError(_("BIGCOMMERCE_CHANNEL_ID must be a number.")) from error


@contextmanager
def transport(url_prefix: str, adapter: BaseAdapter) -> Iterator[None]:
    """Answer requests below `url_prefix` with `adapter`, for clients asked for within the block.

    What tests hand a store in a box to: `transport(store.base_url, InProcessAdapter(store.wsgi))`.
    """
    before = dict(_transports)
    _transports[url_prefix] = adapter
    _client.cache_clear()
    try:
        yield
    finally:
        _transports.clear()
        _transports.update(before)
        _client.cache_clear()


@lru_cache
def _client(
    credentials: conf.Credentials, trusted_proxy_secret: str, background: bool, hurried: bool
) -> BigCommerceClient:
    max_wait_seconds = BACKGROUND_WAIT_SECONDS if background else SHOPPER_WAIT_SECONDS
    impatience: dict[str, Any] = {
        "timeout_seconds": HURRIED_TIMEOUT_SECONDS,
        "max_wait_seconds": 0,
        "max_attempts": 1,
        "background": True,
    }
    return BigCommerceClient(
        credentials.store_hash,
        credentials.access_token,
        client_id=credentials.client_id,
        client_secret=credentials.client_secret,
        api_url=credentials.api_url,
        payments_url=credentials.payments_url,
        graphql_url=credentials.graphql_url,
        trusted_proxy_secret=trusted_proxy_secret,
        **(impatience if hurried else {"max_wait_seconds": max_wait_seconds, "background": background}),
        budget=CacheRateBudget(credentials.store_hash),
        token_cache=CacheTokens(),
        session=_session(),
    )


def _session() -> requests.Session | None:
    if not _transports:
        return None
    session = requests.Session()
    for url_prefix, adapter in _transports.items():
        session.mount(url_prefix, adapter)
    return session


def _forget_clients(setting: str, **kwargs: object) -> None:
    if setting in {conf.SETTING, "CACHES"}:
        _client.cache_clear()


setting_changed.connect(_forget_clients)
