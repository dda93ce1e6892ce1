"""Currencies of the store. Scope: none beyond the default."""

from __future__ import annotations

from ..endpoints import Endpoint
from ..pagination import MAX_LIMIT, v2_rows
from ..payloads import Payload
from .base import Resource


class Currencies(Resource):
    """Source: REST Management, Currencies v2."""

    LIST = Endpoint("GET", "/v2/currencies")

    def list(self) -> list[Payload]:
        """Return all currencies; `currency_exchange_rate` is text and relative to the default currency."""
        return list(v2_rows(lambda page: self._send(self.LIST, query={"page": page, "limit": MAX_LIMIT})))
