"""`{% load bigcommerce %}`: what templates of a shop need.

Prices may be live, as the setting PRICE_MODE says; no other tag asks BigCommerce, and none touches a guest's session.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.models import Site

from ..models import Brand, Category, Channel, Product
from ..storefront import currencies, images, links, navigation, prices
from ..storefront import json_ld as structured
from ..storefront.money import format_money
from ..storefront.price_book import price_book
from ..storefront.product_context import product_context
from ..storefront.product_page import ProductPage
from ..storefront.shopper import shopper_of

register = template.Library()


def _channel(context: template.Context) -> Channel | None:
    request: HttpRequest | None = context.get("request")
    return Channel.objects.for_request(request) if request is not None else None


@register.simple_tag(takes_context=True)
def shop(context: template.Context) -> navigation.Shop:
    """The shop of the request's site: its name, addresses and top categories."""
    request: HttpRequest | None = context.get("request")
    site = Site.find_for_request(request) if request is not None else None
    name = (site.site_name if site else "") or settings.WAGTAIL_SITE_NAME
    channel = _channel(context)
    return navigation.shop_for(channel, name) if channel else navigation.Shop(name)


@register.simple_tag
def shop_view_url(name: str) -> str:
    """Address of one of the shop's own views ("cart"), or "" on a site that has not included them."""
    try:
        return reverse(f"bigcommerce:{name}")
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def product_url(context: template.Context, product: Product) -> str:
    channel = _channel(context)
    return links.product_url(product, channel) if channel else ""


@register.simple_tag(takes_context=True)
def category_url(context: template.Context, category: Category) -> str:
    channel = _channel(context)
    return links.category_url(category, channel) if channel else ""


@register.simple_tag(takes_context=True)
def brand_url(context: template.Context, brand: Brand) -> str:
    channel = _channel(context)
    return links.brand_url(brand, channel) if channel else ""


@register.simple_tag(takes_context=True)
def product_price(context: template.Context, product: Product) -> prices.PriceDisplay | None:
    """What the product costs this visitor, for `elements/price.html`; None on a site without a shop."""
    channel = _channel(context)
    return price_book(context.get("request"), channel).product(product) if channel else None


@register.simple_tag(takes_context=True)
def prepare_prices(context: template.Context, products: Iterable[Product]) -> str:
    """Have the live prices of all these products asked for together, before their cards ask one by one."""
    channel = _channel(context)
    if channel:
        price_book(context.get("request"), channel).prepare(products)
    return ""


@register.simple_tag(takes_context=True)
def shop_currencies(context: template.Context) -> list[dict[str, Any]]:
    """`[{"code", "name", "is_chosen"}]`: what this visitor may see prices in."""
    channel, request = _channel(context), context.get("request")
    if channel is None or request is None:
        return []
    chosen = shopper_of(request, channel).currency
    return [
        {"code": each.code, "name": each.name, "is_chosen": each == chosen}
        for each in currencies.currencies_of(channel).values()
    ]


@register.inclusion_tag("wagtail_bigcommerce/catalog/card.html", takes_context=True)
def product_card(
    context: template.Context, product: Product, eager: bool = False, heading: str = "h3"
) -> dict[str, Any]:
    """A product as listings show it. `eager` for pictures that are seen without scrolling."""
    return {
        "request": context.get("request"),
        "product": product,
        "url": product_url(context, product),
        "price": product_price(context, product),
        "eager": eager,
        "heading": heading,
    }


@register.simple_tag(takes_context=True)
def product_page_context(context: template.Context, product: Product) -> dict[str, Any]:
    """What `catalog/product.html` needs, for previews; {} on a site without a shop."""
    channel = _channel(context)
    request = context["request"]
    return product_context(ProductPage(product, channel, request.GET, price_book(request, channel))) if channel else {}


@register.filter
def money(amount: Decimal, currency: str) -> str:
    """`{{ amount|money:"USD" }}` in the visitor's language."""
    return format_money(amount, currency)


@register.filter
def with_shop(title: str, shop: str) -> str:
    """`Your cart | Kiln & Keel`: a page's title and then the shop's name, unless the title has it already."""
    title = title.strip()
    return title if title.endswith(shop) else " | ".join(filter(None, [title, shop]))


@register.filter
def srcset(image: dict[str, Any]) -> str:
    return images.srcset(image)


@register.simple_tag(takes_context=True)
def listing_url(context: template.Context, **changes: Any) -> str:
    """This listing's address with some query parameters changed; None takes one away, and any change but `page` goes
    back to the first page."""
    query = context["request"].GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}" if query else context["request"].path


@register.simple_tag
def json_ld(data: dict[str, Any]) -> str:
    """Structured data for search engines. Nothing in it can end the script element."""
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(_script_safe(data)))  # noqa: S308


@register.simple_tag(takes_context=True)
def breadcrumb_json_ld(context: template.Context, breadcrumbs: list[navigation.Link]) -> str:
    channel = _channel(context)
    return json_ld(structured.breadcrumb_list(breadcrumbs, channel)) if channel else ""


@register.filter
def unlocalized(value: Decimal | None) -> str:
    """A number as form fields want it, whatever the language."""
    return "" if value is None else f"{value:f}"


def _script_safe(data: dict[str, Any]) -> str:
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return text.translate({ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"})
