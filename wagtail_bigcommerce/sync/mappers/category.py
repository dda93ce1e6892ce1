"""Categories. Source: REST Management, Catalog v3, Category Trees."""

from __future__ import annotations

from typing import Any

from .context import MappingContext
from .html import sanitized
from .slugs import slug_from_url
from .values import MappingError, Payload, boolean, identifier, integer, mapping, text


def category_id_of(payload: Payload) -> int | None:
    """The id: called `category_id` in lists of categories, `id` in trees."""
    return identifier(payload.get("category_id")) or identifier(payload.get("id"))


def parent_id_of(payload: Payload) -> int | None:
    """The parent's id, None at the top."""
    return identifier(payload.get("parent_id"))


def url_of(payload: Payload) -> str:
    """The path that BigCommerce serves it at: `url.path`, `custom_url.url` in older answers, `url` in trees."""
    url = payload.get("url")
    path = text(url) or text(mapping(url).get("path"))
    return path or text(mapping(payload.get("custom_url")).get("url"))


def map_category(payload: Payload, context: MappingContext) -> dict[str, Any]:
    """Return the columns of a category that do not depend on its place in the tree. Raises MappingError without id."""
    category_id = category_id_of(payload)
    if category_id is None:
        raise MappingError("it has no id")
    url = url_of(payload)
    given = text(payload.get("name"), 255).strip()
    slug = slug_from_url(url, name=given, bigcommerce_id=category_id)
    return {
        "bigcommerce_id": category_id,
        "name": given or slug.rpartition("/")[2],
        "slug": slug,
        "custom_url": url[:255],
        "sort_order": integer(payload.get("sort_order")),
        "description": sanitized(text(payload.get("description")), context.store_url),
        "image_url": text(payload.get("image_url")),
        "page_title": text(payload.get("page_title"), 255),
        "meta_description": text(payload.get("meta_description")),
        "search_keywords": text(payload.get("search_keywords")),
        "default_product_sort": text(payload.get("default_product_sort"), 32),
        "is_visible": boolean(payload.get("is_visible"), default=True),
    }
