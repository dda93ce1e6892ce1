"""301 redirects of the store's sites. Scope: not in BigCommerce's table; those of V2 need content, read-only."""

from __future__ import annotations

from collections.abc import Iterator

from ..endpoints import Endpoint
from ..payloads import Payload
from .base import Resource


class Redirects(Resource):
    """Source: REST Management, Redirects v3."""

    LIST = Endpoint("GET", "/v3/storefront/redirects")

    def iter(self, site_id: int | None = None) -> Iterator[Payload]:
        """Yield redirects of one site or all: `id`, `site_id`, `from_path`, `to` with `type`, `entity_id` or `url`."""
        return self._rows(self.LIST, query={"site_id": site_id, "sort": "id", "direction": "asc"})
