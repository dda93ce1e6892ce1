"""Tokens for the GraphQL Storefront API. Scopes: storefront API tokens, storefront API customer impersonation tokens.

All of them are secrets of the server: one that leaks shows what shoppers see, and an impersonation token any shopper.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..answers import Answer
from ..endpoints import Endpoint
from .base import Resource


class StorefrontTokens(Resource):
    """`expires_at` is aware and counted in whole seconds. Source: REST Management, Storefront tokens v3."""

    CREATE_PRIVATE = Endpoint("POST", "/v3/storefront/api-token-private")
    CREATE_IMPERSONATION = Endpoint("POST", "/v3/storefront/api-token-customer-impersonation")
    REVOKE = Endpoint("DELETE", "/v3/storefront/api-token")

    def create_private(self, channel_ids: Sequence[int], *, scopes: Sequence[str], expires_at: datetime) -> str:
        """Make a token that lets this server ask; `scopes` out of "Unauthenticated", "Customer" and "B2B"."""
        body = {"channel_ids": list(channel_ids), "scopes": list(scopes), "expires_at": int(expires_at.timestamp())}
        return _token(self._send(self.CREATE_PRIVATE, json=body))

    def create_impersonation(self, channel_ids: Sequence[int], *, expires_at: datetime) -> str:
        """Make a token that lets this server ask as any customer."""
        body = {"channel_ids": list(channel_ids), "expires_at": int(expires_at.timestamp())}
        return _token(self._send(self.CREATE_IMPERSONATION, json=body))

    def revoke(self, token: str) -> None:
        """End a token that has leaked. Others need none: they run out by themselves."""
        self._send(self.REVOKE, headers={"Sf-Api-Token": token})


def _token(answer: Answer) -> str:
    token = answer.data().get("token")
    return token if isinstance(token, str) and token else answer.refuse("a token was promised")
