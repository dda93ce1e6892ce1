"""How a channel's hosted checkout behaves. Scopes: checkouts; read-only to read."""

from __future__ import annotations

from typing import Any

from ..endpoints import Endpoint
from ..payloads import Payload
from .base import Resource


class CheckoutSettings(Resource):
    """Source: REST Management, Checkouts v3, "Checkout Settings"."""

    GET = Endpoint("GET", "/v3/checkouts/settings/channels/{channel_id}")
    UPDATE = Endpoint("PUT", "/v3/checkouts/settings/channels/{channel_id}")

    def get(self, channel_id: int) -> Payload:
        """Return the channel's settings; `should_redirect_to_storefront_for_auth` sends "sign in" to our login page."""
        return self._send(self.GET, path={"channel_id": channel_id}).data()

    def update(self, channel_id: int, **settings: Any) -> Payload:
        """Change some settings; the others stay."""
        return self._send(self.UPDATE, path={"channel_id": channel_id}, json=settings).data()
