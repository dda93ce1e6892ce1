"""Shapes of the payloads that callers build or read most. For type checkers only: at run time they are plain dicts.

BigCommerce adds keys without notice and leaves others out, so these name what this project relies on, not everything.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NotRequired, TypedDict

#: An object as the API sends it.
Payload = dict[str, Any]


class OptionSelection(TypedDict):
    """One choice of a shopper; modifiers give their id as `option_id` too."""

    option_id: int
    option_value: int | str | dict[str, Any]


class LineItem(TypedDict):
    """A product to put into a cart: with `variant_id`, or with `option_selections` when modifiers are involved."""

    product_id: int
    quantity: int
    variant_id: NotRequired[int]
    option_selections: NotRequired[list[OptionSelection]]
    list_price: NotRequired[Decimal]
    name: NotRequired[str]


class PricedOption(TypedDict):
    """One choice that bears on a price; `value_id` is an id, never text."""

    option_id: int
    value_id: int


class PriceItem(TypedDict):
    """A product whose price is asked for."""

    product_id: int
    variant_id: NotRequired[int]
    options: NotRequired[list[PricedOption]]


class RedirectUrls(TypedDict):
    """Addresses that work once, for 30 days: make them on demand, never store or render them into a cached page."""

    cart_url: str
    checkout_url: str
    embedded_checkout_url: str


class ChannelAssignment(TypedDict):
    """A product that is sold on a channel."""

    product_id: int
    channel_id: int


class CategoryAssignment(TypedDict):
    """A product that is listed in a category."""

    product_id: int
    category_id: int


class ProductOrder(TypedDict):
    """Place of a product within a category; lower comes first."""

    product_id: int
    sort_order: int


class Hook(TypedDict):
    """A webhook subscription; `created_at` and `updated_at` are epoch seconds."""

    id: int
    client_id: str
    store_hash: str
    scope: str
    destination: str
    headers: dict[str, str] | None
    is_active: bool
    created_at: int
    updated_at: int
