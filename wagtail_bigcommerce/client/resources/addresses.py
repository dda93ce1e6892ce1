"""Addresses of customers. Scope: customers.

The API changes and deletes any address of which it is told the id: look whose it is first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..endpoints import Endpoint
from ..payloads import Payload
from .base import Resource


class Addresses(Resource):
    """`state_or_province` is the full name, never a code; `country_code` has two letters.

    Source: REST Management, Customers v3, "Customer addresses".
    """

    LIST = Endpoint("GET", "/v3/customers/addresses")
    CREATE = Endpoint("POST", "/v3/customers/addresses", own_limit=True)
    UPDATE = Endpoint("PUT", "/v3/customers/addresses", own_limit=True)
    DELETE = Endpoint("DELETE", "/v3/customers/addresses")

    def iter(self, customer_id: int, *, include: Sequence[str] = ()) -> Iterator[Payload]:
        """Yield the addresses of one customer. `include`: "formfields"."""
        return self._rows(self.LIST, query={"customer_id:in": customer_id, "include": include or None})

    def create(self, address: Payload) -> Payload | None:
        """Add an address, which names its `customer_id`, and return it; None: the customer has the very same."""
        return next(iter(self._send(self.CREATE, json=[address]).data_list()), None)

    def update(self, address: Payload) -> None:
        """Change the address that `id` names."""
        self._send(self.UPDATE, json=[address])

    def delete(self, address_id: int) -> None:
        """Delete an address; one that is gone already is fine."""
        self._send(self.DELETE, query={"id:in": address_id})
