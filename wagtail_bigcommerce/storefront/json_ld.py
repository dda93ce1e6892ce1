"""schema.org descriptions of what a page shows, as plain dictionaries.

Addresses are absolute. A hidden price appears nowhere: such a product has no offers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..models import Channel, Product, Variant
from . import links, stock
from .money import rounded
from .navigation import Link
from .product_page import ProductPage
from .seo import excerpt

CONTEXT = "https://schema.org"

_AVAILABILITY = {
    stock.IN: f"{CONTEXT}/InStock",
    stock.LOW: f"{CONTEXT}/LimitedAvailability",
    stock.OUT: f"{CONTEXT}/OutOfStock",
    stock.PREORDER: f"{CONTEXT}/PreOrder",
    stock.UNAVAILABLE: f"{CONTEXT}/OutOfStock",
}

_CONDITION = {
    "New": f"{CONTEXT}/NewCondition",
    "Used": f"{CONTEXT}/UsedCondition",
    "Refurbished": f"{CONTEXT}/RefurbishedCondition",
}


def product(page: ProductPage) -> dict[str, Any]:
    """A Product with its offer, or a ProductGroup with a Product and an offer for each variant."""
    row, variants = page.product, page.selection.variants
    data = _common(row, page.channel)
    if not row.options:
        data |= {"@type": "Product", "sku": page.sku, **_identifiers(row)}
        return _clean(data | _offer(page, variants[0] if variants else None))
    data |= {
        "@type": "ProductGroup",
        "productGroupID": str(row.bigcommerce_id),
        "variesBy": [option["name"] for option in row.options],
        "hasVariant": [_variant(page, variant) for variant in variants],
    }
    return _clean(data)


def item_list(products: Iterable[Product], channel: Channel, *, start: int = 1) -> dict[str, Any]:
    """The products of a listing's page; `start` is the place of the first of them in the whole list."""
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "url": links.product_url(row, channel, absolute=True),
                "name": row.name,
            }
            for position, row in enumerate(products, start)
        ],
    }


def breadcrumb_list(breadcrumbs: Iterable[Link], channel: Channel) -> dict[str, Any]:
    address = links.catalog_address(channel)
    origin = address.origin if address else ""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": crumb.name, "item": origin + crumb.url}
            for position, crumb in enumerate(breadcrumbs, 1)
        ],
    }


def _common(row: Product, channel: Channel) -> dict[str, Any]:
    rating = {}
    if row.rating is not None and row.reviews_count:
        rating = {
            "@type": "AggregateRating",
            "ratingValue": str(row.rating.normalize()),
            "reviewCount": row.reviews_count,
        }
    return {
        "@context": CONTEXT,
        "name": row.name,
        "url": links.product_url(row, channel, absolute=True),
        "description": excerpt(row.description, 5000),
        "image": [image["zoom"] or image["url"] for image in row.images],
        "brand": {"@type": "Brand", "name": row.brand.name} if row.brand else None,
        "aggregateRating": rating,
    }


def _variant(page: ProductPage, variant: Variant) -> dict[str, Any]:
    row = page.product
    data = {
        "@type": "Product",
        "name": f"{row.name} ({variant.label})" if variant.label else row.name,
        "image": variant.image_url,
        "url": f"{links.product_url(row, page.channel, absolute=True)}?variant={variant.bigcommerce_id}",
        **_identifiers(variant),
    }
    return _clean(data | _offer(page, variant))


def _offer(page: ProductPage, variant: Variant | None) -> dict[str, Any]:
    row = page.product
    price = page.prices.variant(variant, row) if variant else page.prices.product(row)
    if price.is_hidden or price.lowest is None:
        return {}
    return {
        "offers": _clean(
            {
                "@type": "Offer",
                "sku": (variant.sku if variant else "") or row.sku,
                "price": str(rounded(price.lowest, page.currency)),
                "priceCurrency": page.currency.upper(),
                "availability": _AVAILABILITY[stock.stock_of(row, variant).kind],
                "itemCondition": _CONDITION.get(row.condition),
            }
        )
    }


def _identifiers(row: Product | Variant) -> dict[str, str]:
    return {"gtin": row.gtin or row.upc, "mpn": row.mpn}


def _clean(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known: an empty value is an error to those who read this."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}
