"""The small rows that hang on a product: custom fields, bulk prices, videos and reviews."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from .text import slugify


def extras(entry: dict[str, Any], payload: dict[str, Any]) -> dict[str, Any]:
    """Return custom fields, bulk pricing rules, videos and reviews; reviews are dated after `payload`."""
    reviews = _reviews(entry, payload)
    return {
        "custom_fields": [
            {"id": row_id, "name": name, "value": value}
            for row_id, (name, value) in _numbered(payload, entry.get("details", {}).items())
        ],
        "bulk_pricing_rules": [
            {"id": row_id, "quantity_min": low, "quantity_max": high, "type": kind, "amount": amount}
            for row_id, (low, high, kind, amount) in _numbered(payload, entry.get("bulk", []))
        ],
        "videos": [
            {
                "id": row_id,
                "product_id": payload["id"],
                "title": video["title"],
                "description": video.get("description", ""),
                "sort_order": 0,
                "type": "youtube",
                "video_id": video["id"],
                "length": video["length"],
            }
            for row_id, video in _numbered(payload, [entry["video"]] if "video" in entry else [])
        ],
        "reviews": reviews,
        "reviews_count": len(reviews),
        "reviews_rating_sum": sum(review["rating"] for review in reviews),
    }


def _reviews(entry: dict[str, Any], payload: dict[str, Any]) -> list[dict[str, Any]]:
    written = datetime.fromisoformat(payload["date_modified"])
    rows = []
    for row_id, (rating, name, title, text) in _numbered(payload, entry.get("reviews", [])):
        written += timedelta(days=11)
        rows.append(
            {
                "id": row_id,
                "product_id": payload["id"],
                "title": title,
                "text": text,
                "status": "approved",
                "rating": rating,
                "name": name,
                "email": f"{slugify(name)}@example.com",
                **dict.fromkeys(("date_reviewed", "date_created", "date_modified"), written.isoformat()),
            }
        )
    return rows


def _numbered(payload: dict[str, Any], rows: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """Pair rows with ids that belong to the product."""
    return enumerate(rows, start=payload["id"] * 100 + 1)
