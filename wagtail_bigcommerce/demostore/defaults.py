"""What every new store starts with: profile, channel 1 and its site, currencies, settings."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from .state import Payload, State

DEFAULT_CHANNEL_ID = 1
DEFAULT_SITE_ID = 1000


def iso(moment: datetime) -> str:
    """A point in time as V3 writes it: `2026-01-31T12:00:00+00:00`."""
    return moment.isoformat(timespec="seconds")


def furnish(state: State, *, store_hash: str, base_url: str, site_url: str, now: datetime) -> None:
    """Fill an empty state with everything but a catalog."""
    state.profile = _profile(store_hash, base_url)
    state.channels[DEFAULT_CHANNEL_ID] = channel_payload(
        DEFAULT_CHANNEL_ID, "Demo store", platform="bigcommerce", status="active", now=now
    )
    state.sites[DEFAULT_SITE_ID] = site_payload(
        DEFAULT_SITE_ID, DEFAULT_CHANNEL_ID, site_url, checkout_url=base_url, now=now
    )
    for currency in (
        _currency(1, "USD", "US Dollar", "$", rate="1.0000000000", is_default=True, country="US", now=now),
        _currency(2, "EUR", "Euro", "€", rate="0.9200000000", is_default=False, country="DE", now=now),
        _currency(3, "JPY", "Japanese Yen", "¥", rate="150.0000000000", is_default=False, country="JP", now=now),
    ):
        state.currencies[currency["id"]] = currency
    state.channel_currencies[DEFAULT_CHANNEL_ID] = {
        "channel_id": DEFAULT_CHANNEL_ID,
        "enabled_currencies": ["USD", "EUR", "JPY"],
        "default_currency": "USD",
    }
    state.settings = {
        "inventory": dict(_INVENTORY),
        "storefront_product": dict(_STOREFRONT_PRODUCT),
        "tax": dict(_TAX),
        "store_locale": dict(_LOCALE),
        "abandoned_carts": dict(_ABANDONED_CARTS),
        "storefront_status": dict(_STATUS),
    }


def channel_payload(
    channel_id: int,
    name: str,
    *,
    now: datetime,
    platform: str = "custom",
    type: str = "storefront",
    status: str = "prelaunch",
) -> Payload:
    return {
        "id": channel_id,
        "name": name,
        "type": type,
        "platform": platform,
        "status": status,
        "external_id": "",
        "is_listable_from_ui": True,
        "is_visible": True,
        "is_enabled": status in ("active", "connected"),
        "icon_url": "",
        "date_created": iso(now),
        "date_modified": iso(now),
    }


def site_payload(site_id: int, channel_id: int, url: str, *, checkout_url: str, now: datetime) -> Payload:
    """A site whose checkout runs on the shared checkout domain."""
    stamps = {"created_at": iso(now), "updated_at": iso(now)}
    return {
        "id": site_id,
        "url": url,
        "channel_id": channel_id,
        "ssl_status": "dedicated",
        "urls": [
            {"url": url, "type": "primary", **stamps},
            {"url": checkout_url, "type": "canonical", **stamps},
            {"url": checkout_url, "type": "checkout", **stamps},
        ],
        "is_checkout_url_customized": False,
        **stamps,
    }


def _profile(store_hash: str, base_url: str) -> Payload:
    return {
        "id": store_hash,
        "account_uuid": "5d1b2c1e-4a57-4f0c-9c1b-2f0a4d1e7c11",
        "domain": urlsplit(base_url).netloc,
        "secure_url": base_url,
        "control_panel_base_url": base_url,
        "status": "live",
        "name": "Demo store",
        "first_name": "Demo",
        "last_name": "Owner",
        "address": "",
        "country": "United States",
        "country_code": "US",
        "infrastructure_region": "us-central1",
        "phone": "",
        "admin_email": "owner@example.com",
        "order_email": "orders@example.com",
        "favicon_url": "",
        "timezone": {
            "name": "UTC",
            "raw_offset": 0,
            "dst_offset": 0,
            "dst_correction": False,
            "date_format": {"display": "M jS Y", "export": "M jS Y", "extended_display": "M jS Y @ g:i A"},
        },
        "language": "en",
        "currency": "USD",
        "currency_symbol": "$",
        "decimal_separator": ".",
        "thousands_separator": ",",
        "decimal_places": 2,
        "currency_symbol_location": "left",
        "weight_units": "KGS",
        "dimension_units": "Centimeters",
        "dimension_decimal_places": 2,
        "dimension_decimal_token": ".",
        "dimension_thousands_token": ",",
        "plan_name": "Demo",
        "plan_level": "Demo",
        "plan_is_trial": False,
        "industry": "",
        # An empty array is what the platform sends for a store without a logo.
        "logo": [],
        "is_price_entered_with_tax": False,
        "store_id": 1003000,
        "default_channel_id": DEFAULT_CHANNEL_ID,
        "default_site_id": DEFAULT_SITE_ID,
        "active_comparison_modules": [],
        "features": {
            "stencil_enabled": True,
            "sitewidehttps_enabled": False,
            "facebook_catalog_id": "",
            "checkout_type": "optimized",
            "wishlists_enabled": True,
            "graphql_storefront_api_enabled": False,
            "shopper_consent_tracking_enabled": False,
            "multi_storefront_enabled": True,
            "storefront_limits": {"active": 4, "total_including_inactive": 10},
        },
    }


def _currency(
    currency_id: int,
    code: str,
    name: str,
    token: str,
    *,
    rate: str,
    is_default: bool,
    country: str,
    now: datetime,
) -> Payload:
    return {
        "id": currency_id,
        "is_default": is_default,
        "last_updated": now.strftime("%a, %d %b %Y %H:%M:%S +0000"),
        "country_iso2": country,
        "default_for_country_codes": [country],
        "currency_code": code,
        "currency_exchange_rate": rate,
        "auto_update": False,
        "token_location": "left",
        "token": token,
        "decimal_token": ".",
        "thousands_token": ",",
        "decimal_places": 0 if code == "JPY" else 2,
        "name": name,
        "enabled": True,
        "is_transactional": code != "JPY",
        "use_default_name": True,
    }


_INVENTORY: dict[str, Any] = {
    "product_out_of_stock_behavior": "do_nothing",
    "option_out_of_stock_behavior": "label_option",
    "update_stock_behavior": "order_placed",
    "edit_order_stock_adjustment": True,
    "refund_order_stock_adjustment": True,
    "stock_level_display": "show_when_low",
    "default_out_of_stock_message": "Sold out",
    "hide_in_product_filtering": False,
    "show_pre_order_stock_levels": False,
    "show_out_of_stock_message": True,
}
_STOREFRONT_PRODUCT: dict[str, Any] = {
    "show_product_price": True,
    "show_product_sku": True,
    "show_product_weight": True,
    "show_product_brand": True,
    "show_product_shipping": True,
    "show_product_rating": True,
    "show_add_to_cart_link": True,
    "default_preorder_message": "Expected release date is %%DATE%%",
    "show_breadcrumbs_product_pages": "show_one",
    "show_add_to_cart_qty_box": True,
    "show_add_to_wishlist": True,
    "hide_price_from_guests": False,
}
_LOCALE: dict[str, Any] = {
    "default_shopper_language": "en",
    "shopper_language_selection_method": "default_shopper_language",
    "store_country": "United States",
}
_ABANDONED_CARTS: dict[str, Any] = {
    "enable_notification": True,
    "email_customer_until_cart_is_recovered": True,
    "marketing_emails_require_customer_consent": False,
    "email_merchant_when_cart_is_converted": False,
    "email_merchant_when_cart_is_abandoned": False,
    "merchant_email_address": "orders@example.com",
    "merchant_abandoned_cart_email_frequency_type": "individual",
    "merchant_abandoned_cart_digest_email_frequency": 10,
}
_STATUS: dict[str, Any] = {
    "down_for_maintenance_message": "We are putting the shelves in order, and will be back soon.",
    "prelaunch_message": "Opening soon.",
    "prelaunch_password": "",
}
_TAX: dict[str, Any] = {
    "tax_entered_with_prices": False,
    "price_display_settings": {
        "control_panel_price_display_strategy": "EXCLUSIVE",
        "invoice_price_display_strategy": "ZONE",
    },
    "fallback_strategy": "FIXED",
    "should_subtract_store_tax": True,
    "should_use_geolocation_to_determine_guest_shopper_tax_zone": False,
    "guest_shopper_tax_zone_id": 1,
    "store_tax_zone_id": 1,
    "document_submission_strategy": "ON_PAYMENT_CAPTURE",
    "rounding_strategy": "RATE_ROUNDING",
}
