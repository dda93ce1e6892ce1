"""The customer login token: a JWT that the merchant's server signs, good once and for half a minute.

Source: REST "Customer Login" and its page in the authentication guide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jwt

from .customers import may_use_channel

if TYPE_CHECKING:
    from .store import DemoStore

LIFETIME_SECONDS = 30


class InvalidLoginTokenError(Exception):
    """The token does not log anybody in; the message says why."""


@dataclass(frozen=True)
class Login:
    """Who logs in where, and where the browser goes next."""

    customer_id: int
    channel_id: int
    redirect_to: str


def redeem(store: DemoStore, token: str, remote_address: str) -> Login:
    """Check a login token and use it up; raises InvalidLoginTokenError."""
    claims = _verified_claims(store, token)
    if claims.get("operation") != "customer_login" or claims.get("store_hash") != store.hash:
        raise InvalidLoginTokenError("The token is not a customer login of this store")
    if abs(store.clock().timestamp() - _integer(claims, "iat")) > LIFETIME_SECONDS:
        raise InvalidLoginTokenError("The token has expired")
    if claims.get("request_ip") not in {None, "", remote_address}:
        raise InvalidLoginTokenError("The token was issued for another address")
    channel_id = claims.get("channel_id", 1)
    customer = store.state.customers.get(_integer(claims, "customer_id"))
    if customer is None or channel_id not in store.state.channels or not may_use_channel(customer, channel_id):
        raise InvalidLoginTokenError("The customer does not exist on this channel")
    if claims["jti"] in store.state.used_jwt_ids:
        raise InvalidLoginTokenError("The token has been used already")
    store.state.used_jwt_ids.add(claims["jti"])
    return Login(customer["id"], channel_id, str(claims.get("redirect_to") or "/account.php"))


def _integer(claims: dict[str, Any], name: str) -> int:
    value = claims.get(name)
    if type(value) is not int:
        raise InvalidLoginTokenError(f"{name} must be an integer")
    return value


def _verified_claims(store: DemoStore, token: str) -> dict[str, Any]:
    try:
        return jwt.decode(
            token,
            store.client_secret,
            algorithms=["HS256"],
            issuer=store.client_id,
            # The library would hold `iat` against this machine's clock; the store has a clock of its own.
            options={"require": ["iss", "iat", "jti"], "verify_iat": False},
        )
    except jwt.InvalidTokenError as error:
        raise InvalidLoginTokenError(f"The token is not valid: {error}") from error
