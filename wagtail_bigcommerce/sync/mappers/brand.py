"""Brands. Source: REST Management, Catalog v3, Brands."""

from __future__ import annotations

from typing import Any

from .slugs import slug_from_url
from .values import MappingError, Payload, identifier, mapping, text


def map_brand(payload: Payload) -> dict[str, Any]:
    """Return the columns of a brand. Raises MappingError without id or name."""
    brand_id, name = identifier(payload.get("id")), text(payload.get("name"), 255).strip()
    if brand_id is None or not name:
        raise MappingError("it has no id or no name")
    url = text(mapping(payload.get("custom_url")).get("url"))
    return {
        "bigcommerce_id": brand_id,
        "name": name,
        "slug": slug_from_url(url.strip("/").removeprefix("brands/"), name=name, bigcommerce_id=brand_id),
        "custom_url": url[:1024],
        "image_url": text(payload.get("image_url")),
        "page_title": text(payload.get("page_title"), 255),
        "meta_description": text(payload.get("meta_description")),
        "search_keywords": text(payload.get("search_keywords")),
    }
