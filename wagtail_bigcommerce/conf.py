"""Settings: one dict, read when used, never at import.

Every value of `WAGTAIL_BIGCOMMERCE` is optional. Credentials may stand in the dict or in the environment
(`BIGCOMMERCE_STORE_HASH` and so on); the dict wins. This module returns plain values and dotted paths; whoever needs
the class imports it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings as django_settings

#: credentials and addresses: key in WAGTAIL_BIGCOMMERCE -> (environment variable, default)
ENVIRONMENT: dict[str, tuple[str, str]] = {
    "STORE_HASH": ("BIGCOMMERCE_STORE_HASH", ""),
    "ACCESS_TOKEN": ("BIGCOMMERCE_ACCESS_TOKEN", ""),
    "CLIENT_ID": ("BIGCOMMERCE_CLIENT_ID", ""),
    "CLIENT_SECRET": ("BIGCOMMERCE_CLIENT_SECRET", ""),
    "CHANNEL_ID": ("BIGCOMMERCE_CHANNEL_ID", ""),
    "API_URL": ("BIGCOMMERCE_API_URL", "https://api.bigcommerce.com"),
    "PAYMENTS_URL": ("BIGCOMMERCE_PAYMENTS_URL", "https://payments.bigcommerce.com"),
    "GRAPHQL_URL": (
        "BIGCOMMERCE_GRAPHQL_URL",
        "https://store-{store_hash}-{channel_id}.mybigcommerce.com/graphql",
    ),
    "CHECKOUT_SDK_URL": (
        "BIGCOMMERCE_CHECKOUT_SDK_URL",
        "https://checkout-sdk.bigcommerce.com/v1/loader.js",
    ),
    "WEBHOOK_SECRET": ("BIGCOMMERCE_WEBHOOK_SECRET", ""),
}

#: behaviour: key in WAGTAIL_BIGCOMMERCE -> default
DEFAULTS: dict[str, Any] = {
    "BASE_TEMPLATE": "wagtail_bigcommerce/base.html",
    "BRAND_MAPPER": "wagtail_bigcommerce.sync.mappers.brand.map_brand",
    "CATEGORY_MAPPER": "wagtail_bigcommerce.sync.mappers.category.map_category",
    "CHECKOUT_LOGIN": "login-token",  # or "session-sync", experimental: how customers are taken along to hosted pages
    "CHECKOUT_MODE": "embedded",  # or "redirect"
    "CHECKOUT_PREPARATION": "wagtail_bigcommerce.commerce.preparation.CheckoutPreparation",
    "CHECKOUT_SCRIPT_URL": "",  # of a checkout of your own, built on BigCommerce's; bigcommerce_connect sets it
    "CHECKOUT_URL": "",  # where the hosted checkout is to be, below the site's domain; bigcommerce_connect sets it
    "CONSENT_CATEGORIES": (),  # what visitors are asked to allow: "functional", "analytics", "targeting"
    "CONTENT_SECURITY_POLICY": {},  # more sources by directive, for every page of the shop
    "HOSTED_LOGOUT": False,  # signing out here leads over the hosted store, and ends the session there as well
    "GA4_MEASUREMENT_ID": "",  # "G-…": Google Analytics is loaded once a visitor has allowed statistics
    "MASS_REMOVAL_LIMIT": 0.2,  # share of the catalog that one run may take away
    "PRICE_MODE": "hybrid",  # or "synced", "realtime"
    "PRODUCT_CONTENT_BLOCKS": "wagtail_bigcommerce.editor.blocks.PRODUCT_CONTENT_BLOCKS",
    "PRODUCT_MAPPER": "wagtail_bigcommerce.sync.mappers.product.map_product",
    "PROXY_COUNT": 0,  # proxies of yours before this site; that many addresses at the end of X-Forwarded-For are theirs
    "PUBLIC_MAX_AGE_SECONDS": 60,  # how long caches may keep a catalog page; 0: not at all
    "RECOGNIZE_CUSTOMERS": False,  # sign in here who has signed in on the hosted checkout; needs one registrable domain
    "REGISTRATION_FORM": "wagtail_bigcommerce.storefront.login_forms.RegisterForm",
    "SECURITY_LOG_DAYS": 180,  # how long security events are kept
    "STAFF_EMAILS": (),
    "TRUSTED_PROXY_SECRET": "",
    "VERIFY_EMAIL": False,  # an account begins with a link mailed to its e-mail
    "WEBHOOK_BASE_URL": "",  # where BigCommerce reaches this site, when that is not the site's own address
    "WEBHOOK_REQUIRE_SIGNATURE": False,  # refuse events that carry our secret but no signature
    "WEBHOOK_TOLERANCE_SECONDS": 300,  # how far a signature's time may be from now
}

SETTING = "WAGTAIL_BIGCOMMERCE"


def get(name: str) -> Any:
    """Return the setting `name`: from the dict, else from its environment variable, else the default.

    A name that we do not know is a programming error (KeyError), so that a typo cannot silently read a default.
    """
    configured = getattr(django_settings, SETTING, {})
    if name in ENVIRONMENT:
        variable, default = ENVIRONMENT[name]
        return configured.get(name) or os.environ.get(variable) or default
    default = DEFAULTS[name]
    return configured.get(name, default)


@dataclass(frozen=True)
class Credentials:
    """What it takes to talk to one store. Secrets never show in a repr."""

    store_hash: str
    access_token: str = field(repr=False)
    client_id: str = field(repr=False)
    client_secret: str = field(repr=False)
    api_url: str
    payments_url: str
    graphql_url: str

    def missing(self) -> list[str]:
        """Environment variables of the required credentials that are not set."""
        required = {"STORE_HASH": self.store_hash, "ACCESS_TOKEN": self.access_token}
        return [ENVIRONMENT[name][0] for name, value in required.items() if not value]


def credentials() -> Credentials:
    return Credentials(
        store_hash=get("STORE_HASH"),
        access_token=get("ACCESS_TOKEN"),
        client_id=get("CLIENT_ID"),
        client_secret=get("CLIENT_SECRET"),
        api_url=get("API_URL").rstrip("/"),
        payments_url=get("PAYMENTS_URL").rstrip("/"),
        graphql_url=get("GRAPHQL_URL"),
    )


def channel_id() -> int | None:
    """The channel that `CHANNEL_ID` names, or None when none is set. Raises ValueError when it is not a number."""
    value = get("CHANNEL_ID")
    return int(value) if value else None


def unknown_names() -> list[str]:
    """Keys of the dict that mean nothing to us: mostly typos."""
    configured = getattr(django_settings, SETTING, {})
    return sorted(set(configured) - set(ENVIRONMENT) - set(DEFAULTS))
