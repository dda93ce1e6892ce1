"""Carries out GraphQL operations on one channel's storefront.

Sources: GraphQL Storefront API overview; authentication guide, "GraphQL Storefront"; "Headless storefronts" for the
headers of a trusted proxy.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..answers import Answer
from ..context import current_operation
from ..endpoints import Endpoint
from ..errors import GraphQLError, InsufficientAccessScope, Unauthorized
from ..payloads import Payload
from ..transport import Transport
from .documents import CUSTOMER, UNAUTHENTICATED, Document
from .tokens import TokenKind, TokenSource

logger = logging.getLogger("wagtail_bigcommerce.client")

_ENDPOINT = Endpoint("POST", "/graphql")
_COMPLEXITY_HEADER = "x-bc-graphql-complexity"
_SCOPE_CODE = "INSUFFICIENT_ACCESS_SCOPE"


class Storefront:
    """One channel as its shoppers see it. Made by `BigCommerceClient.storefront(channel_id)`.

    The API account's token is never sent here, only tokens made for this channel.
    """

    def __init__(self, transport: Transport, tokens: TokenSource, channel_id: int) -> None:
        self.channel_id = channel_id
        self._transport = transport
        self._tokens = tokens

    def execute(
        self,
        document: Document,
        variables: Mapping[str, Any] | None = None,
        *,
        customer_access_token: str = "",
        customer_id: int | None = None,
    ) -> Payload:
        """Carry out one operation and return its `data`. One call; another one every few hours, for the token.

        As a guest; as the customer who logged in, with `customer_access_token`; or as any customer, with `customer_id`
        (an impersonation token, which BigCommerce advises against where the other will do). A token that is refused is
        replaced once. Raises GraphQLError for errors in the answer, InsufficientAccessScope for a missing scope, and
        the other errors of a call.
        """
        if customer_access_token and customer_id is not None:
            raise ValueError("A customer is known by their access token or by their id, not by both")
        headers = {}
        scopes: frozenset[str] | None = document.scopes
        if customer_access_token:
            headers["X-Bc-Customer-Access-Token"] = customer_access_token
            # Without this an expired token silently means a guest.
            headers["X-Bc-Error-On-Invalid-Customer-Access-Token"] = "true"
            scopes = document.scopes | {CUSTOMER}
        elif customer_id is not None:
            headers["X-Bc-Customer-Id"] = str(customer_id)
            scopes = None
        kind = TokenKind(self.channel_id, scopes)
        body = {"query": document.query, "variables": dict(variables or {}), "operationName": document.name}
        token = self._tokens.get(kind)
        try:
            answer = self._send(body, headers, token)
        except Unauthorized as error:
            logger.info("%s; a new storefront token is made", error)
            self._tokens.forget(kind)
            answer = self._send(body, headers, self._tokens.get(kind))
        return _data(document, answer)

    def token_expires_at(self) -> datetime | None:
        """Return when the token for guests runs out (aware); None while none was needed. No network."""
        return self._tokens.expires_at(TokenKind(self.channel_id, frozenset({UNAUTHENTICATED})))

    def _send(self, body: Payload, headers: Mapping[str, str], token: str) -> Answer:
        return self._transport.send(_ENDPOINT, json=body, headers={**headers, "Authorization": f"Bearer {token}"})


def _data(document: Document, answer: Answer) -> Payload:
    complexity = answer.headers.get(_COMPLEXITY_HEADER, "")
    if complexity.isdecimal():
        current_operation().complexity += int(complexity)
        logger.debug("GraphQL %s: complexity %s", document.name, complexity)
    body = answer.bare()
    errors = body.get("errors")
    if errors:
        raise _error(document, errors if isinstance(errors, list) else [errors], answer.request_id)
    data = body.get("data")
    return data if isinstance(data, dict) else answer.refuse("data was promised")


def _error(document: Document, errors: list[Any], request_id: str | None) -> GraphQLError:
    rows = [error for error in errors if isinstance(error, dict)]
    extensions = [row["extensions"] for row in rows if isinstance(row.get("extensions"), dict)]
    codes = [str(extension["code"]) for extension in extensions if extension.get("code")]
    scopes = [str(scope) for extension in extensions for scope in extension.get("requiredScopes") or ()]
    messages = [str(row.get("message") or "error without a message") for row in rows]
    kind = InsufficientAccessScope if _SCOPE_CODE in codes else GraphQLError
    return kind(document.name, messages, codes, scopes, request_id)
