"""Prices for one shopper. Scope: products, read-only."""

from __future__ import annotations

from collections.abc import Sequence

from ..endpoints import Endpoint
from ..payloads import Payload, PriceItem
from .base import Resource


class Pricing(Resource):
    """Source: REST Management, Pricing v3, "Get Prices (batch)"."""

    #: BigCommerce does not say how many items one call may have; this many are known to work.
    ITEMS_PER_REQUEST = 50

    QUOTE = Endpoint("POST", "/v3/pricing/products", own_limit=True)

    def quote(
        self,
        items: Sequence[PriceItem | Payload],
        *,
        channel_id: int,
        currency_code: str,
        customer_group_id: int | None = None,
        customer_id: int | None = None,
    ) -> list[Payload]:
        """Return the prices of products with price lists, customer groups and modifiers applied, before coupons.

        One request per 50 items. Each row echoes its item as `reference_request`: match by that, not by position.
        Amounts come as entered, with tax and without; tax is an estimate until checkout.
        """
        shopper = {"customer_group_id": customer_group_id, "customer_id": customer_id}
        context = {key: value for key, value in shopper.items() if value is not None}
        rows: list[Payload] = []
        for start in range(0, len(items), self.ITEMS_PER_REQUEST):
            body = {
                "channel_id": channel_id,
                "currency_code": currency_code,
                "items": list(items[start : start + self.ITEMS_PER_REQUEST]),
                **context,
            }
            rows += self._send(self.QUOTE, json=body).data_list()
        return rows
