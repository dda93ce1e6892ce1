"""Price lists: which of them apply to whom. Scope: products, read-only."""

from __future__ import annotations

from collections.abc import Iterator

from ..answers import Answer
from ..endpoints import Endpoint
from ..pagination import MAX_LIMIT, cursor_rows
from ..payloads import Payload
from ..transport import QueryValue
from .base import Resource


class PriceLists(Resource):
    """Source: REST Management, Price Lists v3."""

    ASSIGNMENTS = Endpoint("GET", "/v3/pricelists/assignments")

    def assignments(self, **filters: QueryValue) -> Iterator[Payload]:
        """Yield where price lists apply: `price_list_id`, and a `channel_id`, a `customer_group_id` or both.

        `filters` are the API's own, such as `channel_id=1`.
        """

        def page(cursor: str | None, number: int) -> Answer:
            place: dict[str, QueryValue] = {"after": cursor} if cursor else {"page": number if number > 1 else None}
            return self._send(self.ASSIGNMENTS, query={**filters, "limit": MAX_LIMIT, **place})

        return cursor_rows(page)
