"""BigCommerce's HTTP API in Python. Needs no Django, reads no settings, and is usable alone.

from wagtail_bigcommerce.client import BigCommerceClient

client = BigCommerceClient("abc123", "the API account's access token")
for product in client.products.iter(include=("variants", "images")):
    print(product["name"], product["calculated_price"])
"""

from .client import BigCommerceClient, endpoints
from .dates import parse_datetime
from .endpoints import Endpoint
from .errors import (
    APIError,
    BigCommerceError,
    ConfigurationError,
    Conflict,
    ConnectionFailed,
    Forbidden,
    GraphQLError,
    InsufficientAccessScope,
    InvalidSignature,
    NotFound,
    RateLimited,
    ServerError,
    Unauthorized,
    UnexpectedResponse,
    ValidationFailed,
)
from .graphql import Storefront, StorefrontToken, TokenCache
from .money import to_decimal
from .pagination import Page
from .payloads import LineItem, OptionSelection, Payload, PriceItem, RedirectUrls
from .rate_limit import LocalRateBudget, RateBudget, RateHeaders, RateWindow, observed_window
from .resources import CART_INCLUDES, CHECKOUT_INCLUDES, SHIPPING_OPTIONS, CredentialCheck, StoredInstrument
from .signing import login_token, login_url, sign_webhook, verify_webhook

__all__ = [
    "CART_INCLUDES",
    "CHECKOUT_INCLUDES",
    "SHIPPING_OPTIONS",
    "APIError",
    "BigCommerceClient",
    "BigCommerceError",
    "ConfigurationError",
    "Conflict",
    "ConnectionFailed",
    "CredentialCheck",
    "Endpoint",
    "Forbidden",
    "GraphQLError",
    "InsufficientAccessScope",
    "InvalidSignature",
    "LineItem",
    "LocalRateBudget",
    "NotFound",
    "OptionSelection",
    "Page",
    "Payload",
    "PriceItem",
    "RateBudget",
    "RateHeaders",
    "RateLimited",
    "RateWindow",
    "RedirectUrls",
    "ServerError",
    "StoredInstrument",
    "Storefront",
    "StorefrontToken",
    "TokenCache",
    "Unauthorized",
    "UnexpectedResponse",
    "ValidationFailed",
    "endpoints",
    "login_token",
    "login_url",
    "observed_window",
    "parse_datetime",
    "sign_webhook",
    "to_decimal",
    "verify_webhook",
]
