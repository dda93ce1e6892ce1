"""`{% load bigcommerce_events %}`: what pages tell their script that shoppers do. The same for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import json_script

from .. import conf
from ..models import Product
from ..storefront import consent, shop_events
from .bigcommerce import product_price

register = template.Library()


@register.simple_tag
def consent_asked() -> dict[str, Any]:
    """What this site asks visitors to allow: `categories`, and GA4's `measurement_id`, which may be ""."""
    return {"categories": consent.asked(), "measurement_id": conf.get("GA4_MEASUREMENT_ID")}


@register.simple_tag(takes_context=True)
def view_item_event(context: template.Context, product: Product) -> str:
    """That a product is looked at."""
    price = product_price(context, product)
    return _data(shop_events.view_item(product, price)) if price else ""


@register.simple_tag(takes_context=True)
def view_item_list_event(context: template.Context, products: Iterable[Product]) -> str:
    """That a listing is looked at: under the name of the page's category or brand, else of the page."""
    prices = [(product, product_price(context, product)) for product in products]
    shown = context.get("category") or context.get("brand")
    name = str(shown.name if shown else getattr(context.get("page"), "title", ""))
    rows = [(product, price) for product, price in prices if price]
    return _data(shop_events.view_item_list(name, rows)) if rows else ""


def _data(event: shop_events.ShopEvent) -> str:
    return json_script([event.as_json()], "shop-events")
