"""What search engines and social networks are told: titles, descriptions, canonical addresses, images."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

from ..models import Brand, Category, Channel, Product
from . import links

DESCRIPTION_CHARACTERS = 160
#: size of social images, as networks ask for it
SOCIAL_IMAGE = "fill-1200x630"


@dataclass(frozen=True)
class Meta:
    """`title` and `description` are text; addresses are absolute. `indexed` False: not for search engines."""

    title: str
    description: str = ""
    canonical: str = ""
    image: str = ""
    type: str = "website"
    indexed: bool = True


def product_meta(product: Product, channel: Channel) -> Meta:
    """The editor's words where there are any, else the store's, else what the description begins with."""
    thumbnail = product.thumbnail
    return Meta(
        title=product.seo_title or product.page_title or product.name,
        description=product.seo_description or product.meta_description or excerpt(product.description),
        canonical=links.product_url(product, channel, absolute=True),
        image=_social_image(product, channel) or (thumbnail["zoom"] or thumbnail["url"] if thumbnail else ""),
        type="product",
    )


def category_meta(category: Category, channel: Channel, *, page_number: int = 1, filtered: bool = False) -> Meta:
    return Meta(
        title=category.seo_title or category.page_title or category.name,
        description=category.seo_description or category.meta_description or excerpt(category.description),
        canonical=_page(links.category_url(category, channel, absolute=True), page_number),
        image=_social_image(category, channel) or category.image_url,
        indexed=not filtered,
    )


def brand_meta(brand: Brand, channel: Channel, *, page_number: int = 1, filtered: bool = False) -> Meta:
    return Meta(
        title=brand.seo_title or brand.page_title or brand.name,
        description=brand.seo_description or brand.meta_description,
        canonical=_page(links.brand_url(brand, channel, absolute=True), page_number),
        image=_social_image(brand, channel) or brand.image_url,
        indexed=not filtered,
    )


def excerpt(html: str, characters: int = DESCRIPTION_CHARACTERS) -> str:
    """The beginning of a description as text."""
    return Truncator(" ".join(unescape(strip_tags(html)).split())).chars(characters)


def _page(url: str, number: int) -> str:
    """Every page of a list is a page of its own to search engines, filters and order are not."""
    return f"{url}?page={number}" if number > 1 else url


def _social_image(row: Product | Category | Brand, channel: Channel) -> str:
    if row.social_image is None:
        return ""
    url = row.social_image.get_rendition(SOCIAL_IMAGE).url
    address = links.catalog_address(channel)
    return url if "://" in url or address is None else address.origin + url
