"""Products. Source: REST Management, Catalog v3, Products.

Lists that are only rendered become JSON columns; what each entry holds is told by the function that makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .choices import options_of_variants
from .context import MappingContext
from .facets import Facet, facets_of
from .html import sanitized
from .media import map_images, map_videos
from .slugs import slug_from_url
from .values import (
    MappingError,
    Payload,
    boolean,
    count,
    identifier,
    identifiers,
    integer,
    mapping,
    moment,
    number,
    price,
    price_text,
    rows,
    text,
    text_unless_zero,
)
from .variant import map_variants

_AVAILABILITIES = {"available", "preorder", "disabled"}
_TRACKINGS = {"none", "product", "variant"}
_BULK_TYPES = {"price", "percent", "fixed"}


@dataclass(frozen=True)
class MappedProduct:
    """A product as rows: columns of its own, of its variants, and what it is linked to (primary keys)."""

    fields: dict[str, Any]
    variants: list[dict[str, Any]]
    categories: set[int]
    channels: set[int]
    facets: set[Facet]


def map_product(payload: Payload, context: MappingContext, *, known_options: Sequence[Payload] = ()) -> MappedProduct:
    """Map a product that was read with variants, images, videos, custom fields, bulk prices and channels.

    `known_options` are those read earlier: until they are read again, options come from the variants. Raises
    MappingError for a product without id or name, without its variants, or with a number that no column holds.
    """
    product_id = identifier(payload.get("id"))
    name = text(payload.get("name"), 255).strip()
    if product_id is None or not name:
        raise MappingError("it has no id or no name")
    if not isinstance(payload.get("variants"), list):
        raise MappingError("it came without its variants")
    prices = _map_prices(payload)
    variants = map_variants(payload["variants"], prices["calculated_price"])
    custom_fields = map_custom_fields(payload.get("custom_fields"))
    fields = {
        "bigcommerce_id": product_id,
        "name": name,
        **_map_texts(payload, context, name, product_id),
        **_map_facts(payload),
        **prices,
        **map_stock(payload, variants),
        **_span(payload, prices, variants),
        "brand_id": context.brands.get(identifier(payload.get("brand_id")) or 0),
        "images": map_images(payload.get("images")),
        "videos": map_videos(payload.get("videos")),
        "options": options_of_variants(variants, known_options),
        "custom_fields": custom_fields,
        "bulk_prices": map_bulk_prices(payload.get("bulk_pricing_rules")),
        "related_ids": identifiers(payload.get("related_products")),
        "variant_skus": " ".join(dict.fromkeys(variant["sku"] for variant in variants if variant["sku"])),
    }
    return MappedProduct(
        fields=fields,
        variants=variants,
        categories=known_keys(payload.get("categories"), context.categories),
        channels=known_keys(payload.get("channels"), context.channels),
        facets=facets_of(variants, custom_fields),
    )


def known_keys(ids: object, keys: Any) -> set[int]:
    """Primary keys of the ids that we have rows for; ids of other trees and channels are no error."""
    return {keys[each] for each in identifiers(ids) if each in keys}


def map_custom_fields(payload: object) -> list[Payload]:
    """`[{id, name, value}]`."""
    return [
        {"id": identifier(row.get("id")) or 0, "name": text(row.get("name")), "value": text(row.get("value"))}
        for row in rows(payload)
    ]


def map_bulk_prices(payload: object) -> list[Payload]:
    """`[{minimum, maximum, type, amount}]` by quantity; `maximum` None is "and more", which BigCommerce writes as 0."""
    tiers = [
        {
            "minimum": count(row.get("quantity_min")),
            "maximum": count(row.get("quantity_max")) or None,
            "type": row["type"],
            "amount": price_text(row.get("amount")) or "0.00",
        }
        for row in rows(payload)
        if row.get("type") in _BULK_TYPES
    ]
    return sorted(tiers, key=lambda tier: int(tier["minimum"]))


def _map_texts(payload: Payload, context: MappingContext, name: str, product_id: int) -> dict[str, Any]:
    custom_url = text(mapping(payload.get("custom_url")).get("url"))
    return {
        "slug": slug_from_url(custom_url, name=name, bigcommerce_id=product_id),
        "custom_url": custom_url[:255],
        "description": sanitized(text(payload.get("description")), context.store_url),
        "warranty": sanitized(text(payload.get("warranty")), context.store_url),
        "sku": text(payload.get("sku"), 255),
        "upc": text(payload.get("upc"), 64),
        "gtin": text(payload.get("gtin"), 64),
        "mpn": text(payload.get("mpn"), 255),
        "availability_description": text_unless_zero(payload.get("availability_description"), 255),
        "price_hidden_label": text_unless_zero(payload.get("price_hidden_label"), 255),
        "preorder_message": text_unless_zero(payload.get("preorder_message"), 255),
        "page_title": text(payload.get("page_title"), 255),
        "meta_description": text(payload.get("meta_description")),
        "search_keywords": text(payload.get("search_keywords")),
    }


def _map_facts(payload: Payload) -> dict[str, Any]:
    return {
        "type": text(payload.get("type"), 16) or "physical",
        "availability": _one_of(_AVAILABILITIES, payload.get("availability"), "available"),
        "is_visible": boolean(payload.get("is_visible"), default=True),
        "is_featured": boolean(payload.get("is_featured")),
        "is_price_hidden": boolean(payload.get("is_price_hidden")),
        "preorder_release_date": moment(payload.get("preorder_release_date")),
        "order_quantity_minimum": count(payload.get("order_quantity_minimum")),
        "order_quantity_maximum": count(payload.get("order_quantity_maximum")),
        "condition": text(payload.get("condition"), 16),
        "is_condition_shown": boolean(payload.get("is_condition_shown")),
        "weight": number(payload.get("weight")),
        "width": number(payload.get("width")),
        "height": number(payload.get("height")),
        "depth": number(payload.get("depth")),
        "sort_order": integer(payload.get("sort_order")),
        "total_sold": integer(payload.get("total_sold")),
        "reviews_count": count(payload.get("reviews_count")),
        "rating": _rating(payload),
        "date_created": moment(payload.get("date_created")),
        "date_modified": moment(payload.get("date_modified")),
    }


def _map_prices(payload: Payload) -> dict[str, Any]:
    own_price, sale_price = number(payload.get("price")) or Decimal(0), price(payload.get("sale_price"))
    calculated = number(payload.get("calculated_price"))
    return {
        "price": own_price,
        "sale_price": sale_price,
        "retail_price": price(payload.get("retail_price")),
        "map_price": price(payload.get("map_price")),
        "calculated_price": (sale_price or own_price) if calculated is None else calculated,
    }


def map_stock(payload: Payload, variants: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The columns that say how much there is; `variants` as mapped."""
    tracking = _one_of(_TRACKINGS, payload.get("inventory_tracking"), "none")
    level = integer(payload.get("inventory_level"))
    offered = [variant for variant in variants if not variant["purchasing_disabled"]]
    if tracking == "variant":
        in_stock = any(variant["inventory_level"] > 0 for variant in offered)
    else:
        in_stock = bool(offered) and (tracking == "none" or level > 0)
    return {
        "inventory_tracking": tracking,
        "inventory_level": level,
        "inventory_warning_level": integer(payload.get("inventory_warning_level")),
        "in_stock": in_stock,
    }


def _span(payload: Payload, prices: dict[str, Any], variants: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """From lowest to highest price of what can be bought, or of everything when nothing can."""
    offered = [variant for variant in variants if not variant["purchasing_disabled"]] or variants
    calculated = [variant["calculated_price"] for variant in offered] or [prices["calculated_price"]]
    on_sale = any(_is_reduced(variant, prices) for variant in offered) if offered else False
    return {"price_min": min(calculated), "price_max": max(calculated), "on_sale": on_sale}


def _is_reduced(variant: dict[str, Any], prices: dict[str, Any]) -> bool:
    """Tell whether a sale price is at work: the variant's own, else the product's where the price is the product's."""
    regular = prices["price"] if variant["price"] is None else variant["price"]
    inherited = prices["sale_price"] if variant["price"] is None else None
    sale_price = variant["sale_price"] or inherited
    return sale_price is not None and sale_price < regular


def _rating(payload: Payload) -> Decimal | None:
    reviews, total = count(payload.get("reviews_count")), number(payload.get("reviews_rating_sum"))
    if not reviews or total is None:
        return None
    return max(Decimal(0), min(Decimal(5), total / reviews)).quantize(Decimal("0.01"))


def _one_of(choices: set[str], value: object, default: str) -> str:
    return value if isinstance(value, str) and value in choices else default
