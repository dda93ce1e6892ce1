"""Channels, and the facts about store and channel that pages need. Sources: Channels v3, Sites v3, Settings v3."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...client import to_decimal
from .values import MappingError, Payload, boolean, identifier, integer, mapping, rows, text

#: what is kept of `GET /v2/store`
_STORE_FACTS = (
    "name",
    "domain",
    "secure_url",
    "weight_units",
    "dimension_units",
    "language",
    "is_price_entered_with_tax",
)


def is_storefront(payload: Payload) -> bool:
    """Tell a channel with a shop from marketplaces and points of sale."""
    return text(payload.get("type")) in {"", "storefront"}


def map_channel(payload: Payload) -> dict[str, Any]:
    """Return name and status. Raises MappingError without id. A state that we do not know is kept and is not open."""
    channel_id = identifier(payload.get("id"))
    if channel_id is None:
        raise MappingError("it has no id")
    return {
        "bigcommerce_id": channel_id,
        "name": text(payload.get("name"), 255) or str(channel_id),
        "status": text(payload.get("status"), 32),
    }


def map_site(payload: Payload) -> dict[str, Any]:
    """Return the channel's site: its id, its address and that of its checkout; None and "" for one without a site."""
    site_url = text(payload.get("url"), 200)
    by_type = {text(row.get("type")): text(row.get("url"), 200) for row in rows(payload.get("urls"))}
    return {
        "store_site_id": identifier(payload.get("id")),
        "site_url": site_url,
        "checkout_url": by_type.get("checkout") or site_url,
    }


def map_currencies(assignments: Payload, store_currencies: Iterable[Payload], store_default: str) -> dict[str, Any]:
    """Return the default currency's code and `[{code, name, exchange_rate, decimal_places, is_transactional}]`.

    Rates are text, relative to the store's default currency. A channel without assignments has the store's.
    """
    known = {text(row.get("currency_code")).upper(): row for row in store_currencies}
    enabled = assignments.get("enabled_currencies")
    codes = [text(code).upper() for code in enabled] if isinstance(enabled, list) else list(known)
    default = (text(assignments.get("default_currency")) or store_default).upper()
    return {
        "default_currency": default[:3],
        "currencies": [_map_currency(code, known.get(code, {})) for code in dict.fromkeys([default, *codes])],
    }


def _map_currency(code: str, row: Payload) -> Payload:
    return {
        "code": code,
        "name": text(row.get("name")) or code,
        "exchange_rate": str(to_decimal(row.get("currency_exchange_rate")) or 1),
        "decimal_places": integer(row.get("decimal_places"), default=2),
        "is_transactional": boolean(row.get("is_transactional")),
    }


def map_settings(profile: Payload, tax: Payload, inventory: Payload, storefront_product: Payload) -> Payload:
    """`{store, tax, inventory, product}`: facts and display settings, under BigCommerce's names.

    The store's logo is not kept: it is `[]` for a store without one, and the site has its own.
    """
    return {
        "store": {key: profile[key] for key in _STORE_FACTS if key in profile},
        "tax": mapping(tax),
        "inventory": mapping(inventory),
        "product": mapping(storefront_product),
    }


def map_guests(assignments: Iterable[Payload], groups: Iterable[Payload], channel_id: int) -> Payload:
    """`{has_own_prices}`: whether shoppers who are not signed in pay something else than the catalog says.

    A price list that applies to the channel or to guests, or a discount of the guests' group, makes it so. `groups`
    are those for guests.
    """
    groups = [row for row in groups if boolean(row.get("is_group_for_guests"))]
    group_ids = [identifier(row.get("id")) for row in groups]
    places = [(identifier(row.get("channel_id")), identifier(row.get("customer_group_id"))) for row in assignments]
    has_list = any(channel in {None, channel_id} and group in {None, *group_ids} for channel, group in places)
    return {"has_own_prices": has_list or any(rows(row.get("discount_rules")) for row in groups)}
