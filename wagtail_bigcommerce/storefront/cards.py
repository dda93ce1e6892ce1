"""What a product's card reads, so that a listing leaves descriptions and payloads in the database."""

from __future__ import annotations

CARD_COLUMNS = (
    "bigcommerce_id",
    "name",
    "slug",
    "sku",
    "brand__name",
    "brand__slug",
    "images",
    "price",
    "sale_price",
    "retail_price",
    "price_min",
    "price_max",
    "on_sale",
    "is_price_hidden",
    "price_hidden_label",
    "availability",
    "in_stock",
    "rating",
    "reviews_count",
)
