"""Signatures that BigCommerce makes or checks, as pure functions: the customer login token and signed webhooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

import jwt

from .errors import InvalidSignature

#: how long BigCommerce lets a current customer's token work, and how far clocks may be apart
CURRENT_CUSTOMER_SECONDS, CLOCK_SKEW_SECONDS = 900, 60


def login_token(
    *,
    client_id: str,
    client_secret: str,
    store_hash: str,
    customer_id: int,
    channel_id: int,
    redirect_to: str | None = None,
    issued_at: datetime,
    token_id: str,
    request_ip: str | None = None,
) -> str:
    """Return a token that logs a customer in to the hosted store and checkout.

    It works once and for 30 seconds after `issued_at` (aware, by BigCommerce's clock), so make it on demand. `token_id`
    must be new each time. `request_ip` pins it to one address, which breaks behind proxies and for visitors with two.
    Source: REST Management, "Customer Login API".
    """
    claims: dict[str, object] = {
        "iss": client_id,
        "iat": _epoch_seconds(issued_at),
        "jti": token_id,
        "operation": "customer_login",
        "store_hash": store_hash,
        "customer_id": customer_id,
        "channel_id": channel_id,
    }
    if redirect_to:
        claims["redirect_to"] = redirect_to
    if request_ip:
        claims["request_ip"] = request_ip
    return jwt.encode(claims, client_secret, algorithm="HS256")


def login_url(store_url: str, token: str) -> str:
    """Return where to send the browser with a login token. Of `store_url` only the origin counts.

    To embed the checkout that must be the origin of `embedded_checkout_url`, else the frame refuses to load.
    """
    parts = urlsplit(store_url)
    if not parts.scheme or not parts.netloc:
        raise ValueError("store_url needs a scheme and a host")
    return f"{parts.scheme}://{parts.netloc}/login/token/{token}"


def current_customer(token: str, *, client_id: str, client_secret: str, store_hash: str, now: datetime) -> int:
    """Return the id of the customer whom a token of the hosted store names. Raises InvalidSignature.

    The store's page gives it to the browser of a customer who is signed in there; it works for a quarter of an hour.
    It has to be signed for our app (`client_id`) and our store. `now` is aware. Source: "Current Customer API".
    """
    try:
        claims = jwt.decode(
            token,
            client_secret,
            algorithms=["HS256"],
            audience=client_id,
            issuer="bc/apps",
            # the library would take this machine's clock, and the caller has a better one
            options={"require": ["aud", "exp", "iat", "iss"], "verify_exp": False, "verify_iat": False},
        )
    except jwt.InvalidTokenError as error:
        raise InvalidSignature(f"the token is not valid: {type(error).__name__}") from error
    issued_at, expires_at = claims["iat"], claims["exp"]
    if type(issued_at) is not int or type(expires_at) is not int:
        raise InvalidSignature("the token's times are no numbers")
    seconds = _epoch_seconds(now)
    if not issued_at - CLOCK_SKEW_SECONDS <= seconds < min(expires_at, issued_at + CURRENT_CUSTOMER_SECONDS):
        raise InvalidSignature("the token has expired, or is not valid yet")
    if claims.get("operation") != "current_customer" or claims.get("store_hash") != store_hash:
        raise InvalidSignature("the token is none of this store's for a current customer")
    customer = claims.get("customer")
    customer_id = customer.get("id") if isinstance(customer, dict) else None
    if type(customer_id) is not int or customer_id < 1:
        raise InvalidSignature("the token names no customer")
    return customer_id


def sign_webhook(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the `webhook-signature` of an event, `v1,…`.

    `secret` is the client secret of the API account that made the subscription, as it is; `timestamp` epoch seconds.
    Sources: BigCommerce, "HTTPS webhook"; the Standard Webhooks specification.
    """
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def verify_webhook(
    secret: str, headers: Mapping[str, str], body: bytes, *, now: datetime, tolerance_seconds: float = 300
) -> None:
    """Return when an event was signed with `secret` recently; raise InvalidSignature otherwise.

    `body` is what arrived, byte for byte, before any parsing. Names of headers match in any case. One good signature
    among several is enough, so that secrets can be rotated.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    try:
        message_id, signatures = lower["webhook-id"], lower["webhook-signature"]
        timestamp = int(lower["webhook-timestamp"])
    except KeyError as error:
        raise InvalidSignature(f"header {error.args[0]} is missing") from None
    except ValueError:
        raise InvalidSignature("webhook-timestamp is no number") from None
    expected = sign_webhook(secret, message_id, timestamp, body).encode()
    if not any(hmac.compare_digest(expected, candidate.encode()) for candidate in signatures.split()):
        raise InvalidSignature("no signature matches")
    if abs(now.timestamp() - timestamp) > tolerance_seconds:
        raise InvalidSignature("the timestamp is too far from now")


def _epoch_seconds(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise ValueError("issued_at must be aware")
    return int(moment.timestamp())
