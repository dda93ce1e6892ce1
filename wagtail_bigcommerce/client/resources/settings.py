"""Settings of the store that decide what shoppers see. Scope: store information, read-only."""

from __future__ import annotations

from ..endpoints import Endpoint
from ..payloads import Payload
from .base import Resource


class Settings(Resource):
    """With a `channel_id`, a value of None means that the channel inherits the store's.

    Sources: REST Management, Settings v3 and Tax Settings v3.
    """

    INVENTORY = Endpoint("GET", "/v3/settings/inventory")
    STOREFRONT_PRODUCT = Endpoint("GET", "/v3/settings/storefront/product")
    TAX = Endpoint("GET", "/v3/tax/settings")

    def inventory(self, channel_id: int | None = None) -> Payload:
        """Return what to show of stock, and what to do with what is out of it."""
        return self._send(self.INVENTORY, query={"channel_id": channel_id}).data()

    def storefront_product(self, channel_id: int | None = None) -> Payload:
        """Return which parts of a product are shown, prices for guests among them."""
        return self._send(self.STOREFRONT_PRODUCT, query={"channel_id": channel_id}).data()

    def tax(self) -> Payload:
        """Return whether prices are entered with tax, and how they are displayed."""
        return self._send(self.TAX).data()
