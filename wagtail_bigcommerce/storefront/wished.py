"""What is wished for, on a page: the products that this shop shows, and what was put on a guest's list.

A guest's list stands in the session, per channel, and becomes part of the customer's lists when they sign in.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..client import ConfigurationError
from ..commerce.errors import CartError, ShopperError
from ..commerce.options import line_request
from ..commerce.wishlists import WishlistItem, add_items, create_wishlist, customer_wishlists
from ..models import Channel, Customer, Product, Variant
from ..store import get_client
from .links import product_url
from .session import ShopSession

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wished:
    """An item with our rows. Without a product it is not sold here any more; without a variant it is to be chosen."""

    item: WishlistItem
    product: Product | None
    variant: Variant | None
    url: str

    @property
    def options(self) -> list[tuple[str, str]]:
        values = self.variant.option_values if self.variant else ()
        return [(value.get("option_display_name", ""), value.get("label", "")) for value in values]

    @property
    def can_be_added(self) -> bool:
        """Whether it can go into a cart as it is: it is sold, and nothing is left to choose."""
        if self.product is None or not self.product.is_purchasable:
            return False
        if any(modifier["required"] for modifier in self.product.modifiers):
            return False
        return self.variant is not None or not self.product.options


def wished(channel: Channel, items: Iterable[WishlistItem]) -> list[Wished]:
    """Return the items with the products that the channel shows, in their order. Two queries."""
    items = list(items)
    shown = Product.objects.shown(channel).filter(bigcommerce_id__in={item.product_id for item in items})
    products = {product.bigcommerce_id: product for product in shown.prefetch_related("variants")}
    return [_wished(channel, item, products.get(item.product_id)) for item in items]


def _wished(channel: Channel, item: WishlistItem, product: Product | None) -> Wished:
    if product is None:
        return Wished(item, None, None, "")
    variant = next((row for row in product.variants.all() if row.bigcommerce_id == item.variant_id), None)
    url = product_url(product, channel)
    return Wished(item, product, variant, f"{url}?variant={item.variant_id}" if variant and product.options else url)


def posted_item(product: Product, posted: dict[str, str]) -> WishlistItem:
    """What a product's form was sent with: the variant that was chosen, none while the choices are open."""
    variants = list(product.variants.all())
    try:
        request = line_request(product, variants, posted, 1)
    except CartError:
        return WishlistItem(product.bigcommerce_id)
    chosen = {(each["option_id"], each["option_value"]) for each in request.option_selections if _is_id(each)}
    matching = (
        row.bigcommerce_id
        for row in variants
        if row.option_values and {(value["option_id"], value["id"]) for value in row.option_values} <= chosen
    )
    return WishlistItem(product.bigcommerce_id, request.variant_id or next(matching, 0))


def _is_id(selection: dict[str, Any]) -> bool:
    return isinstance(selection["option_value"], int)


def keep_guest_items(request: HttpRequest, customer: Customer, **kwargs: Any) -> None:
    """Put what a guest wished for onto the customer's first list, or a new one. Two or three calls, none for nothing.

    Receives `customer_logged_in`, and is asked again by the page of lists: what could not be kept stays in the session.
    """
    channel = Channel.objects.for_request(request)
    session = ShopSession(request, channel) if channel else None
    items = [WishlistItem(*pair) for pair in session.wishes] if session else []
    if session is None or not items:
        return
    try:
        client = get_client()
        lists = customer_wishlists(client, customer_id=customer.bigcommerce_id)
        if lists:
            add_items(client, lists[0].wishlist_id, items, customer_id=customer.bigcommerce_id)
        else:
            create_wishlist(client, _("Wish list"), customer_id=customer.bigcommerce_id, items=items)
    except (ShopperError, ConfigurationError) as error:
        logger.warning("A guest's wish list was not kept yet: %s", type(error).__name__)
        return
    session.keep_wishes([])
