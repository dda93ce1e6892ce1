"""The client: one store's transport, and the areas of the API over it."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

import requests

from . import context, graphql, resources
from .endpoints import Endpoint
from .errors import ConfigurationError
from .graphql.tokens import TokenSource
from .rate_limit import LocalRateBudget, RateBudget
from .retry import RetryPolicy
from .sessions import SharedSession
from .transport import Transport

_STORE_HASH = re.compile(r"[A-Za-z0-9_-]+")
_URL = re.compile(r"https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:/[\w./~-]*)?", re.ASCII)
_HEADER_VALUE = re.compile(r"[\x21-\x7e]+")


class BigCommerceClient:
    """One store's API. Safe to share between threads; several stores side by side are several clients.

    `timeout_seconds` is (to connect, between two bytes of an answer). `max_wait_seconds` bounds what one call may spend
    on rate limits, back-off and failed attempts together before it gives up. A `background` client leaves a reserve of
    the rate limit to shoppers; clients of one store should share their `budget`, and may share a `token_cache`.
    `graphql_url` names a channel's storefront by `{store_hash}` and `{channel_id}`. `trusted_proxy_secret` lets
    BigCommerce see visitors' addresses instead of the server's. Nothing is sent before the first call. Raises
    ConfigurationError for unusable values.
    """

    def __init__(
        self,
        store_hash: str,
        access_token: str,
        *,
        client_id: str = "",
        client_secret: str = "",
        api_url: str = "https://api.bigcommerce.com",
        payments_url: str = "https://payments.bigcommerce.com",
        graphql_url: str = "https://store-{store_hash}-{channel_id}.mybigcommerce.com/graphql",
        timeout_seconds: tuple[float, float] = (3.05, 20),
        max_wait_seconds: float = 60,
        max_attempts: int = 5,
        budget: RateBudget | None = None,
        token_cache: graphql.TokenCache | None = None,
        background: bool = False,
        trusted_proxy_secret: str = "",
        session: requests.Session | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not _STORE_HASH.fullmatch(store_hash):
            raise ConfigurationError("store_hash is the short code in the API path: letters and digits only")
        self.store_hash = store_hash
        self.client_id = client_id
        self.client_secret = client_secret
        self.api_url = _checked_url("api_url", api_url)
        self.payments_url = _checked_url("payments_url", payments_url)
        self.graphql_url = _checked_graphql_url(graphql_url)
        transport = Transport(
            base_url=f"{self.api_url}/stores/{store_hash}",
            access_token=_checked_secret("access_token", access_token),
            budget=budget or LocalRateBudget(),
            retry=RetryPolicy(max_attempts=max_attempts),
            timeout_seconds=timeout_seconds,
            max_wait_seconds=max_wait_seconds,
            background=background,
            trusted_proxy_secret=trusted_proxy_secret and _checked_secret("trusted_proxy_secret", trusted_proxy_secret),
            session=SharedSession(session),
            sleep=sleep,
        )
        self.transport = transport
        self.store = resources.Store(transport)
        self.currencies = resources.Currencies(transport)
        self.settings = resources.Settings(transport)
        self.channels = resources.Channels(transport)
        self.sites = resources.Sites(transport)
        self.redirects = resources.Redirects(transport)
        self.products = resources.Products(transport)
        self.variants = resources.Variants(transport)
        self.trees = resources.Trees(transport)
        self.categories = resources.Categories(transport)
        self.brands = resources.Brands(transport)
        self.pricing = resources.Pricing(transport)
        self.price_lists = resources.PriceLists(transport)
        self.customer_groups = resources.CustomerGroups(transport)
        self.carts = resources.Carts(transport)
        self.checkouts = resources.Checkouts(transport)
        self.checkout_settings = resources.CheckoutSettings(transport)
        self.customers = resources.Customers(transport)
        self.addresses = resources.Addresses(transport)
        self.subscribers = resources.Subscribers(transport)
        self.wishlists = resources.Wishlists(transport)
        self.orders = resources.Orders(transport)
        self.payments = resources.Payments(transport, f"{self.payments_url}/stores/{store_hash}")
        self.geography = resources.Geography(transport)
        self.abandoned_carts = resources.AbandonedCarts(transport)
        self.gift_certificates = resources.GiftCertificates(transport)
        self.storefront_tokens = resources.StorefrontTokens(transport)
        self.hooks = resources.Hooks(transport)
        self._token_source = TokenSource(store_hash, self.storefront_tokens, token_cache or graphql.MemoryTokenCache())

    def storefront(self, channel_id: int) -> graphql.Storefront:
        """Return the GraphQL Storefront API of a channel. Its token is made when the first operation needs it."""
        url = _storefront_url(self.graphql_url, self.store_hash, channel_id).removesuffix("/graphql")
        return graphql.Storefront(self.transport.elsewhere(url), self._token_source, channel_id)

    def operation(
        self,
        correlation_id: str | uuid.UUID | None = None,
        client_ip: str | None = None,
        reserve: float = 0.0,
    ) -> AbstractContextManager[context.Operation]:
        """Group the calls inside a `with` block under one correlation id; see `context.operation`."""
        return context.operation(correlation_id, client_ip, reserve)

    def __repr__(self) -> str:
        return f"<BigCommerceClient: {self.store_hash}>"


def endpoints() -> list[Endpoint]:
    """Return every operation that the client can carry out, sorted."""
    areas = [vars(area).values() for area in resources.Resource.__subclasses__()]
    return sorted(value for values in areas for value in values if isinstance(value, Endpoint))


def _checked_url(name: str, url: str) -> str:
    if not _URL.fullmatch(url):
        raise ConfigurationError(f"{name} must look like https://api.bigcommerce.com")
    return url.rstrip("/")


def _checked_graphql_url(url: str) -> str:
    """Return the template of a storefront's address, if it makes one."""
    if not url.endswith("/graphql"):
        raise ConfigurationError("graphql_url must end in /graphql")
    _checked_url("graphql_url", _storefront_url(url, "abc123", 1))
    return url


def _storefront_url(template: str, store_hash: str, channel_id: int) -> str:
    return template.replace("{store_hash}", store_hash).replace("{channel_id}", str(channel_id))


def _checked_secret(name: str, secret: str) -> str:
    if not _HEADER_VALUE.fullmatch(secret):
        raise ConfigurationError(f"{name} is empty or holds a space or a line break")
    return secret
