"""Groups of customers, who may pay less and see less. Scope: customers, read-only."""

from __future__ import annotations

from ..endpoints import Endpoint
from ..pagination import MAX_LIMIT, v2_rows
from ..payloads import Payload
from ..transport import QueryValue
from .base import Resource


class CustomerGroups(Resource):
    """Source: REST Management, Customers v2, "Customer Groups"."""

    LIST = Endpoint("GET", "/v2/customer_groups", own_limit=True)

    def list(self, **filters: QueryValue) -> list[Payload]:
        """Return the groups: `id`, `name`, `discount_rules`, `category_access` and more.

        `filters` are the API's own, such as `is_group_for_guests=True`.
        """
        return list(v2_rows(lambda page: self._send(self.LIST, query={**filters, "page": page, "limit": MAX_LIMIT})))
