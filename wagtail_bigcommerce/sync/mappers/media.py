"""Pictures and films of a product."""

from __future__ import annotations

from .values import Payload, boolean, identifier, integer, rows, text

_SIZES = {"url": "url_standard", "zoom": "url_zoom", "thumbnail": "url_thumbnail", "tiny": "url_tiny"}


def map_images(payload: object) -> list[Payload]:
    """`[{id, alt, url, zoom, thumbnail, tiny, is_thumbnail, sort_order}]`, the one that stands for the product first.

    The thumbnail flag wins over `sort_order`, which stores leave at 0 for several. A missing size falls back to
    another. `image_file` is never used: sample stores put placeholders there.
    """
    images = [image for row in rows(payload) if (image := _map_image(row))]
    images.sort(key=lambda image: (not image["is_thumbnail"], image["sort_order"], image["id"]))
    return images


def _map_image(row: Payload) -> Payload | None:
    sizes = {name: text(row.get(key)) for name, key in _SIZES.items()}
    any_size = next(filter(None, (*sizes.values(), text(row.get("image_url")))), "")
    if not any_size:
        return None
    return {
        "id": identifier(row.get("id")) or 0,
        "alt": text(row.get("description")),
        **{name: url or any_size for name, url in sizes.items()},
        "is_thumbnail": boolean(row.get("is_thumbnail")),
        "sort_order": integer(row.get("sort_order")),
    }


def map_videos(payload: object) -> list[Payload]:
    """`[{id, title, description, video_id, sort_order}]`; BigCommerce knows YouTube only."""
    videos = [
        {
            "id": identifier(row.get("id")) or 0,
            "title": text(row.get("title")),
            "description": text(row.get("description")),
            "video_id": text(row.get("video_id")),
            "sort_order": integer(row.get("sort_order")),
        }
        for row in rows(payload)
        if text(row.get("video_id"))
    ]
    return sorted(videos, key=lambda video: (video["sort_order"], video["id"]))
