"""Redirects of a site. Source: Redirects v3."""

from __future__ import annotations

from dataclasses import dataclass

from .values import MappingError, Payload, identifier, mapping, text


@dataclass(frozen=True)
class StoreRedirect:
    """From a path of the site to an entity ("product", "category", "brand", "page", "post") or to the address `url`."""

    bigcommerce_id: int
    from_path: str
    kind: str
    entity_id: int | None
    url: str


def map_redirect(payload: Payload) -> StoreRedirect:
    """Raises MappingError without id, path or target."""
    redirect_id, to = identifier(payload.get("id")), mapping(payload.get("to"))
    from_path, kind = text(payload.get("from_path")).strip(), text(to.get("type"))
    entity_id, url = identifier(to.get("entity_id")), text(to.get("url")).strip()
    if redirect_id is None or not from_path:
        raise MappingError("it has no id or no path")
    if not (url if kind == "url" else entity_id):
        raise MappingError("it leads nowhere")
    return StoreRedirect(redirect_id, from_path, kind, entity_id, url)
