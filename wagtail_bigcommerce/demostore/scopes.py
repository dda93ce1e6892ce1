"""Which OAuth scope an API account needs for which path (REST Management, "API accounts")."""

from __future__ import annotations

# First match wins, so longer paths stand before their parents.
_SCOPES = (
    ("/v3/catalog/", "store_v2_products"),
    ("/v3/pricing/", "store_v2_products"),
    ("/v3/pricelists", "store_v2_products"),
    ("/v3/inventory", "store_inventory"),
    ("/v3/wishlists", "store_v2_customers"),
    ("/v2/gift_certificates", "store_v2_marketing"),
    ("/v2/countries", "store_v2_information"),
    ("/v3/carts", "store_cart"),
    ("/v3/checkouts", "store_checkout"),
    ("/v3/customers", "store_v2_customers"),
    ("/v2/customer", "store_v2_customers"),
    ("/v2/orders", "store_v2_orders"),
    ("/v2/order_statuses", "store_v2_orders"),
    ("/v3/orders", "store_v2_orders"),
    ("/v3/channels", "store_channel_settings"),
    ("/v3/sites", "store_sites"),
    ("/v2/currencies", "store_v2_information"),
    ("/v3/settings", "store_v2_information"),
    ("/v3/tax", "store_v2_information"),
    ("/v3/abandoned-carts", "store_v2_information"),
    ("/v2/store", "store_v2_information"),
    ("/v3/payments/methods", "store_payments_methods_read"),
    ("/v3/payments/access_tokens", "store_payments_access_token_create"),
    ("/v3/storefront/api-token-customer-impersonation", "store_storefront_api_customer_impersonation"),
    ("/v3/storefront/api-token", "store_storefront_api"),
)
# Lies below /v3/customers, and is more confidential.
_STORED_INSTRUMENTS = "store_stored_payment_instruments"
# Their POST reads: it asks a question with a body.
_READING_POSTS = ("/v3/pricing/products", "/v3/customers/validate-credentials")


def required_scopes(method: str, path: str) -> set[str]:
    """The scopes of which one is enough; an empty set where every account may go."""
    if path.endswith("/stored-instruments"):
        return {_STORED_INSTRUMENTS, f"{_STORED_INSTRUMENTS}_read_only"}
    for prefix, scope in _SCOPES:
        if path.startswith(prefix):
            if method == "GET" or path in _READING_POSTS:
                return {scope, f"{scope}_read_only"}
            return {scope}
    return set()
