"""Addresses of products, categories and brands below a channel's catalog page.

The catalog page is looked up once per channel instance; after that an address costs no query.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..models import Brand, Category, Channel, Product
from ..models.addresses import BRANDS, CATEGORIES, PRODUCTS, SEARCH, path_below_catalog

__all__ = ["BRANDS", "CATEGORIES", "PRODUCTS", "SEARCH"]


@dataclass(frozen=True)
class CatalogAddress:
    """Where a catalog page is: "https://shop.example" and "/shop/"."""

    origin: str
    path: str


def catalog_address(channel: Channel) -> CatalogAddress | None:
    """Address of the channel's catalog page, or None when it has none that a visitor could open."""
    if not hasattr(channel, "_catalog_address"):
        remember_catalog_page(channel, channel.catalog_page)
    return channel._catalog_address  # type: ignore[attr-defined]


def remember_catalog_page(channel: Channel, page: Any) -> None:
    """Spare the look-up when the catalog page is at hand, as it is while it serves a request."""
    parts = page.get_url_parts() if page is not None and page.live else None
    channel._catalog_address = (  # type: ignore[attr-defined]
        CatalogAddress(origin=parts[1], path=parts[2]) if parts and parts[2] else None
    )


def catalog_url(channel: Channel, below: str = "", *, absolute: bool = False) -> str:
    """The catalog page's address, or that of `below` it; "" when the channel has no catalog page.

    With `absolute`, the origin stands in front: for canonical links, sitemaps, JSON-LD and the admin.
    """
    address = catalog_address(channel)
    if address is None:
        return ""
    url = address.path + quote(below)
    return address.origin + url if absolute else url


def product_url(product: Product, channel: Channel, *, absolute: bool = False) -> str:
    return catalog_url(channel, path_below_catalog(Product, product.slug), absolute=absolute)


def category_url(category: Category, channel: Channel, *, absolute: bool = False) -> str:
    return catalog_url(channel, path_below_catalog(Category, category.slug), absolute=absolute)


def brand_url(brand: Brand, channel: Channel, *, absolute: bool = False) -> str:
    return catalog_url(channel, path_below_catalog(Brand, brand.slug), absolute=absolute)
