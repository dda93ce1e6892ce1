"""Who gets the shop's news. Scope: customers.

There is an operation that deletes every subscriber when it is given no filter. It is left out on purpose.
"""

from __future__ import annotations

from ..endpoints import Endpoint
from ..payloads import Payload
from .base import Resource


class Subscribers(Resource):
    """Source: REST Management, Customers v3, "Subscribers"."""

    LIST = Endpoint("GET", "/v3/customers/subscribers")
    CREATE = Endpoint("POST", "/v3/customers/subscribers")
    DELETE = Endpoint("DELETE", "/v3/customers/subscribers/{subscriber_id}")

    def with_email(self, email: str) -> list[Payload]:
        """Return the subscriptions of exactly this address, on whatever channel."""
        rows = self._send(self.LIST, query={"email": email}).data_list()
        return [row for row in rows if str(row.get("email", "")).casefold() == email.casefold()]

    def find(self, email: str, *, channel_id: int) -> Payload | None:
        """Return who subscribed with this address on the channel, None when nobody did."""
        return next((row for row in self.with_email(email) if row.get("channel_id") in (channel_id, None)), None)

    def create(self, subscriber: Payload) -> Payload:
        """Add a subscriber: `email` and, among others, `channel_id`, `consents`. Conflict: they are one already."""
        return self._send(self.CREATE, json=subscriber).data()

    def delete(self, subscriber_id: int) -> None:
        """Take a subscriber off the list."""
        self._send(self.DELETE, path={"subscriber_id": subscriber_id})
