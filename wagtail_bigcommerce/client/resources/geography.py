"""Countries and their states, as BigCommerce names them. Scope: store information, read-only."""

from __future__ import annotations

from collections.abc import Iterator

from ..endpoints import Endpoint
from ..pagination import MAX_LIMIT, v2_rows
from ..payloads import Payload
from .base import Resource


class Geography(Resource):
    """Source: REST Management, Geography v2."""

    COUNTRIES = Endpoint("GET", "/v2/countries")
    STATES = Endpoint("GET", "/v2/countries/{country_id}/states")

    def countries(self) -> Iterator[Payload]:
        """Yield `{id, country, country_iso2, country_iso3}` of every country."""
        return v2_rows(lambda page: self._send(self.COUNTRIES, query={"page": page, "limit": MAX_LIMIT}))

    def states(self, country_id: int) -> Iterator[Payload]:
        """Yield `{id, state, state_abbreviation, country_id}` of a country; nothing where addresses need none."""
        path = {"country_id": country_id}
        return v2_rows(lambda page: self._send(self.STATES, path=path, query={"page": page, "limit": MAX_LIMIT}))
