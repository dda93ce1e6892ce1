"""Gift certificates. Scope: marketing, read-only. They are bought as lines of a cart."""

from __future__ import annotations

from ..endpoints import Endpoint
from ..payloads import Payload
from .base import Resource


class GiftCertificates(Resource):
    """Source: REST Management, Marketing v2, "Get all gift certificates"."""

    LIST = Endpoint("GET", "/v2/gift_certificates")

    def find(self, code: str) -> Payload | None:
        """Return the certificate of exactly this code, None when there is none.

        `amount` and `balance` are text, `expiry_date` UNIX seconds as text. A code is money: it must not be logged.
        """
        rows = self._send(self.LIST, query={"code": code}).bare_list()
        # the filter cuts codes at 20 characters, so what it found may be another one
        return next((row for row in rows if str(row.get("code", "")).casefold() == code.casefold()), None)
