"""What the storefront answers: one function a field, with the arguments, and the scope, that the field takes."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..cart_totals import price_cart
from ..carts import Cart, live_cart
from ..customers import MINIMUM_PASSWORD_LENGTH, find_by_email
from ..login_tokens import InvalidLoginTokenError, redeem
from ..wallet import certificate_uses
from .access import SYNC_LIFETIME, SyncedSession, Visitor, log_in
from .selection import GraphQLProblem

if TYPE_CHECKING:
    from ..store import DemoStore

Resolver = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Resolved:
    """A field that has a function; `arguments` are its names and types."""

    resolver: Resolver
    scope: str
    arguments: dict[str, str]


#: By kind of operation and path ("mutation checkout.applyCheckoutGiftCertificate").
FIELDS: dict[str, Resolved] = {}


def field(path: str, *, scope: str, **arguments: str) -> Callable[[Resolver], Resolver]:
    """Register what answers a field. The function gets the store, the visitor and the arguments by name."""

    def register(resolver: Resolver) -> Resolver:
        FIELDS[path] = Resolved(resolver, scope, arguments)
        return resolver

    return register


@field(
    "mutation checkout.applyCheckoutGiftCertificate",
    scope="Unauthenticated",
    input="ApplyCheckoutGiftCertificateInput!",
)
def apply_gift_certificate(store: DemoStore, visitor: Visitor, *, input: dict[str, Any]) -> dict[str, Any]:
    cart = _cart(store, visitor, input["checkoutEntityId"], input.get("version"))
    code = input["data"]["giftCertificateCode"].strip().upper()
    certificate = store.state.wallet.certificates.get(code)
    if certificate is None or not certificate.balance or certificate.currency_code != cart.currency_code:
        raise GraphQLProblem("The gift certificate code is invalid")
    if code not in cart.gift_certificate_codes:
        cart.gift_certificate_codes.append(code)
    return _changed(store, cart)


@field(
    "mutation checkout.unapplyCheckoutGiftCertificate",
    scope="Unauthenticated",
    input="UnapplyCheckoutGiftCertificateInput!",
)
def remove_gift_certificate(store: DemoStore, visitor: Visitor, *, input: dict[str, Any]) -> dict[str, Any]:
    cart = _cart(store, visitor, input["checkoutEntityId"], input.get("version"))
    code = input["data"]["giftCertificateCode"].strip().upper()
    if code not in cart.gift_certificate_codes:
        raise GraphQLProblem("The gift certificate is not applied to this checkout")
    cart.gift_certificate_codes.remove(code)
    return _changed(store, cart)


@field("mutation cart.updateCartCurrency", scope="Unauthenticated", input="UpdateCartCurrencyInput!")
def update_cart_currency(store: DemoStore, visitor: Visitor, *, input: dict[str, Any]) -> dict[str, Any]:
    """Make the same cart anew in another currency: it has another id, and the old one is gone."""
    cart = _cart(store, visitor, input["cartEntityId"])
    code = input["data"]["currencyCode"]
    offered = [row["currency_code"] for row in store.state.currencies.values() if row["is_transactional"]]
    if code not in offered:
        raise GraphQLProblem("The currency is not a transactional currency of this channel")
    copy = deepcopy(cart)
    copy.id, copy.currency_code, copy.version = str(uuid.uuid4()), code, 1
    copy.gift_certificate_codes.clear()
    del store.state.carts[cart.id]
    store.state.carts[copy.id] = copy
    return {"cart": {"entityId": copy.id, "currencyCode": code}}


@field("query site.settings.customers.passwordComplexitySettings", scope="Unauthenticated")
def password_settings(store: DemoStore, visitor: Visitor) -> dict[str, Any]:
    return {
        "minimumPasswordLength": MINIMUM_PASSWORD_LENGTH,
        "minimumNumbers": 1,
        "minimumSpecialCharacters": 0,
        "requireLowerCase": True,
        "requireUpperCase": False,
        "requireNumbers": True,
        "requireSpecialCharacters": False,
    }


@field("mutation customer.requestResetPassword", scope="Customer", input="RequestResetPasswordInput!")
def request_reset_password(store: DemoStore, visitor: Visitor, *, input: dict[str, Any]) -> dict[str, Any]:
    """Answers the same whether the address is a customer's or nobody's."""
    for channel_id in visitor.token.channel_ids:
        customer = find_by_email(store, input["email"], channel_id)
        if customer is not None:
            store.state.storefront.password_resets.append((customer["id"], input.get("path") or ""))
    return {"__typename": "RequestResetPasswordResult", "errors": []}


@field("mutation loginWithCustomerLoginJwt", scope="Customer", jwt="String!", guestCartEntityId="String")
def log_in_with_token(
    store: DemoStore,
    visitor: Visitor,
    *,
    jwt: str,
    guestCartEntityId: str | None = None,  # noqa: N803 - the API's name
) -> dict[str, Any]:
    try:
        login = redeem(store, jwt, "")
    except InvalidLoginTokenError as error:
        raise GraphQLProblem("Invalid login") from error
    cart = live_cart(store, guestCartEntityId or "")
    if cart is not None:
        cart.customer_id = login.customer_id
        cart.touch(store.clock())
    value, expires_at = log_in(store, login.customer_id)
    return {
        "customer": {"entityId": login.customer_id},
        "customerAccessToken": {"value": value, "expiresAt": expires_at.isoformat()},
        "cart": {"entityId": cart.id} if cart else None,
    }


@field(
    "mutation generateSessionSyncJwt",
    scope="Customer",
    redirectTo="String!",
    cartId="String",
    visitId="UUID",
    visitorId="UUID",
)
def generate_session_sync(
    store: DemoStore,
    visitor: Visitor,
    *,
    redirectTo: str,  # noqa: N803 - the API's name
    cartId: str | None = None,  # noqa: N803 - the API's name
    **visit: str,
) -> dict[str, Any]:
    if cartId and live_cart(store, cartId) is None:
        error = {"__typename": "GenerateSessionSyncTokenCartNotFound", "message": "The cart was not found"}
        return {"result": None, "errors": [error]}
    token = secrets.token_urlsafe(32)
    channel_id = min(visitor.token.channel_ids)
    session = SyncedSession(visitor.customer_id, channel_id, redirectTo, store.clock() + SYNC_LIFETIME)
    store.state.storefront.syncs[token] = session
    return {"result": {"token": token, "url": f"{store.base_url}/session-sync?jwt={token}"}, "errors": []}


def _cart(store: DemoStore, visitor: Visitor, cart_id: str, version: int | None = None) -> Cart:
    cart = live_cart(store, cart_id)
    if cart is None or cart.channel_id not in visitor.token.channel_ids:
        raise GraphQLProblem("The cart was not found")
    if version is not None and version != cart.version:
        raise GraphQLProblem("The cart was changed by another request", code="CONFLICT")
    return cart


def _changed(store: DemoStore, cart: Cart) -> dict[str, Any]:
    cart.touch(store.clock())
    uses = certificate_uses(store, cart, price_cart(store, cart).total.inc_tax)
    return {
        "checkout": {
            "entityId": cart.id,
            "giftCertificates": [
                {
                    "code": use.certificate.code,
                    "balance": _money(use.certificate.balance, cart.currency_code),
                    "used": _money(use.amount, cart.currency_code),
                }
                for use in uses
            ],
        }
    }


def _money(amount: Decimal, currency_code: str) -> dict[str, Any]:
    return {"value": amount, "currencyCode": currency_code}
