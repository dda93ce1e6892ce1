"""Tokens for the GraphQL Storefront API (`/v3/storefront/api-token…`). Source: Storefront tokens v3."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..graphql.access import Token
from ..json_kinds import require_kinds
from ..messages import Request, Response, data, problem
from ..routing import route

if TYPE_CHECKING:
    from ..store import DemoStore

_SCOPES = frozenset({"Unauthenticated", "Customer", "B2B"})


@route("POST", "/v3/storefront/api-token-private")
def create_private_token(store: DemoStore, request: Request) -> Response:
    body = request.json_object
    scopes = body.get("scopes")
    if not isinstance(scopes, list) or not scopes or not all(scope in _SCOPES for scope in map(str, scopes)):
        problem(422, "The scopes are invalid", {"scopes": "one or more of B2B, Customer, Unauthenticated"})
    return _created(store, body, frozenset(scopes))


@route("POST", "/v3/storefront/api-token-customer-impersonation")
def create_impersonation_token(store: DemoStore, request: Request) -> Response:
    return _created(store, request.json_object, None)


@route("DELETE", "/v3/storefront/api-token")
def revoke_token(store: DemoStore, request: Request) -> Response:
    value = request.headers.get("Sf-Api-Token")
    if not value:
        problem(422, "The header Sf-Api-Token is missing")
    store.state.storefront.tokens.pop(value, None)
    return Response(200)


def _created(store: DemoStore, body: dict[str, Any], scopes: frozenset[str] | None) -> Response:
    require_kinds(body, {"channel_id": int, "channel_ids": list, "expires_at": int})
    channel_ids = body.get("channel_ids") or [body.get("channel_id")]
    known = all(type(channel_id) is int and channel_id in store.state.channels for channel_id in channel_ids)
    if ("channel_id" in body) == ("channel_ids" in body) or not known:
        problem(422, "The channels are invalid", {"channel_ids": "existing channels, by one of the two fields"})
    try:
        expires_at = datetime.fromtimestamp(body.get("expires_at") or 0, UTC)
    except (OverflowError, ValueError):
        problem(422, "The expiry is invalid", {"expires_at": "seconds since 1970"})
    if expires_at <= store.clock():
        problem(422, "The expiry is invalid", {"expires_at": "must be in the future"})
    token = Token(frozenset(channel_ids), scopes, expires_at)
    return data({"token": store.state.storefront.add_token(token)})
