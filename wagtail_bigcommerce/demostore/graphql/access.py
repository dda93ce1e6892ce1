"""Who may ask the storefront what: the tokens of servers, and the customers who are logged in.

Source: authentication guide, "GraphQL Storefront"; REST Management, Storefront tokens v3.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..messages import Request
    from ..store import DemoStore

LOGIN_LIFETIME = timedelta(days=14)
SYNC_LIFETIME = timedelta(seconds=30)


class UnauthorizedError(Exception):
    """A 401; the message is its text."""


@dataclass(frozen=True)
class Token:
    """A token as it was asked for. `scopes` None is an impersonation token."""

    channel_ids: frozenset[int]
    scopes: frozenset[str] | None
    expires_at: datetime


@dataclass(frozen=True)
class SyncedSession:
    """What a session-sync address stands for; `customer_id` 0 is a guest."""

    customer_id: int
    channel_id: int
    redirect_to: str
    expires_at: datetime


@dataclass
class StorefrontAccess:
    """Everything of one store that lets somebody in."""

    tokens: dict[str, Token] = field(default_factory=dict)
    #: Customer id and end of the login, by customer access token.
    logins: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    syncs: dict[str, SyncedSession] = field(default_factory=dict)
    #: Customers who asked for a mail to choose a new password, with the path it leads to.
    password_resets: list[tuple[int, str]] = field(default_factory=list)

    def add_token(self, token: Token) -> str:
        value = f"demo.{secrets.token_urlsafe(48)}"
        self.tokens[value] = token
        return value


@dataclass(frozen=True)
class Visitor:
    """Who asks: through which token, and as which customer (0: a guest)."""

    token: Token
    customer_id: int


def identify(store: DemoStore, request: Request) -> Visitor:
    """Return who sent a request. Raises UnauthorizedError."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    token = store.state.storefront.tokens.get(value) if scheme == "Bearer" else None
    if token is None or token.expires_at <= store.clock():
        raise UnauthorizedError("The token is missing, unknown or has expired")
    if "Origin" in request.headers or "Sec-Fetch-Mode" in request.headers:
        raise UnauthorizedError("This token is not for browsers")
    if token.scopes is None:
        named = request.headers.get("X-Bc-Customer-Id") or "0"
        customer_id = int(named) if named.isdecimal() else -1
        if customer_id and customer_id not in store.state.customers:
            raise UnauthorizedError("The customer does not exist")
        return Visitor(token, customer_id)
    return Visitor(token, _logged_in(store, request))


def log_in(store: DemoStore, customer_id: int) -> tuple[str, datetime]:
    """Start a login and return its token and end; the customer's earlier logins end."""
    logins = store.state.storefront.logins
    for token in [token for token, (known, _) in logins.items() if known == customer_id]:
        del logins[token]
    value, expires_at = secrets.token_urlsafe(32), store.clock() + LOGIN_LIFETIME
    logins[value] = (customer_id, expires_at)
    return value, expires_at


def _logged_in(store: DemoStore, request: Request) -> int:
    value = request.headers.get("X-Bc-Customer-Access-Token")
    if value is None:
        return 0
    customer_id, expires_at = store.state.storefront.logins.get(value, (0, store.clock()))
    if expires_at > store.clock():
        return customer_id
    if request.headers.get("X-Bc-Error-On-Invalid-Customer-Access-Token") == "true":
        raise UnauthorizedError("The customer access token is invalid")
    return 0
