"""Facts about the store. Scope: store information, read-only."""

from __future__ import annotations

from datetime import datetime

from ..dates import parse_datetime
from ..endpoints import Endpoint
from ..payloads import Payload
from .base import Resource


class Store(Resource):
    """Source: REST Management, Store Information v2."""

    PROFILE = Endpoint("GET", "/v2/store")
    TIME = Endpoint("GET", "/v2/time")

    def get(self) -> Payload:
        """Return the store's profile. Its `id` is the store hash; `store_id` is the number used in webhooks."""
        return self._send(self.PROFILE).bare()

    def time(self) -> datetime:
        """Return BigCommerce's clock, aware, to the second. The cheapest way to check the credentials."""
        answer = self._send(self.TIME)
        return parse_datetime(answer.bare().get("time")) or answer.refuse("a time was promised")
