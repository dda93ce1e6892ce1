"""Carries a shopper's login into the hosted store through GraphQL, instead of by a login token in the address.

Experimental: BigCommerce documents the operation in two ways, and a login through GraphQL ends the shopper's earlier
one there, on every device. Source: "Headless storefronts", session syncing.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.views.decorators.debug import sensitive_variables

from ..client import BigCommerceClient
from ..client.graphql import customers


@sensitive_variables("login_token", "access")
def synced_url(client: BigCommerceClient, url: str, *, login_token: str, channel_id: int, cart_id: str) -> str:
    """Return an address that signs the shopper in and leads on to `url`, which is of the hosted store. Two calls.

    It works once, for about half a minute. Raises BigCommerceError.
    """
    storefront = client.storefront(channel_id)
    access = customers.log_in(storefront, login_token)
    target = urlsplit(url)
    path = f"{target.path}?{target.query}" if target.query else target.path
    return customers.session_sync(storefront, path, customer_access_token=access.token, cart_id=cart_id).url
