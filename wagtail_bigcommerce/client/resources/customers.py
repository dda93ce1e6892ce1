"""Customers and their passwords. Scope: customers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from ..answers import Answer
from ..endpoints import Endpoint
from ..errors import NotFound
from ..pagination import MAX_LIMIT, batches, cursor_rows
from ..payloads import Payload
from ..transport import Query
from .base import Resource


@dataclass(frozen=True)
class CredentialCheck:
    """BigCommerce's verdict on an e-mail and password; `customer_id` only when they are right."""

    is_valid: bool
    customer_id: int | None = None


class Customers(Resource):
    """An e-mail is unique per channel, not per store, so customers are known by their ids.

    Source: REST Management, Customers v3.
    """

    LIST = Endpoint("GET", "/v3/customers")
    CREATE = Endpoint("POST", "/v3/customers")
    UPDATE = Endpoint("PUT", "/v3/customers", own_limit=True)
    VALIDATE_CREDENTIALS = Endpoint("POST", "/v3/customers/validate-credentials", own_limit=True)

    def iter(
        self,
        *,
        ids: Sequence[int] | None = None,
        emails: Sequence[str] | None = None,
        include: Sequence[str] = (),
    ) -> Iterator[Payload]:
        """Yield customers, all or those with given ids or e-mails. Unknown ones are left out, without an error."""
        for some_ids, some_emails in product(batches(ids), batches(emails)):
            query: Query = {"id:in": some_ids, "email:in": some_emails, "include": include or None, "limit": MAX_LIMIT}
            yield from cursor_rows(partial(self._page, query))

    def get(self, customer_id: int, include: Sequence[str] = ()) -> Payload:
        """Return one customer. Raises NotFound only for the API's explicit empty list."""
        answer = self._send(self.LIST, query={"id:in": customer_id, "include": include or None})
        rows = answer.data_list()
        if not rows:
            raise NotFound(404, self.LIST.method, self.LIST.path, answer.request_id, "No customer has this id")
        return next((row for row in rows if row.get("id") == customer_id), None) or answer.refuse("another customer")

    def create(self, customers: Sequence[Payload]) -> list[Payload]:
        """Make at most 10 customers, all or none, and return them. ValidationFailed: an e-mail is taken, for one."""
        return self._send(self.CREATE, json=list(customers)).data_list()

    def update(self, customers: Sequence[Payload]) -> list[Payload]:
        """Change at most 10 customers, each with its `id`, and return them. Leaves addresses alone."""
        return self._send(self.UPDATE, json=list(customers)).data_list()

    def validate_credentials(self, email: str, password: str, *, channel_id: int) -> CredentialCheck:
        """Ask BigCommerce whether a password is right. Asks once: the endpoint is throttled against guessing.

        Only an explicit verdict counts. Anything else raises an error, which says nothing about the password.
        """
        body = {"email": email, "password": password, "channel_id": channel_id}
        answer = self._send(self.VALIDATE_CREDENTIALS, json=body, retry=False)
        verdict = answer.bare()
        is_valid, customer_id = verdict.get("is_valid"), verdict.get("customer_id")
        if is_valid is False:
            return CredentialCheck(False)
        if is_valid is True and type(customer_id) is int:
            return CredentialCheck(True, customer_id)
        return answer.refuse("a verdict was promised")

    def _page(self, query: Query, cursor: str | None, number: int) -> Answer:
        place: Query = {"after": cursor} if cursor else {"page": number if number > 1 else None}
        return self._send(self.LIST, query={**query, **place})
