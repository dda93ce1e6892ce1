"""Customers: what only GraphQL does for them. Every function is one call.

They raise GraphQLError when BigCommerce says no, also where it says so in typed `errors` of the payload.
Source: GraphQL Storefront API, "Customers"; "Headless storefronts", session syncing.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from ..dates import parse_datetime
from ..errors import GraphQLError
from .documents import CUSTOMER, UNAUTHENTICATED, Document
from .reading import object_at, refuse_errors, text_at
from .storefront import Storefront

_ANYBODY_AND_CUSTOMERS = frozenset({UNAUTHENTICATED, CUSTOMER})


@dataclass(frozen=True)
class PasswordRules:
    """What the store wants of passwords."""

    minimum_length: int
    minimum_numbers: int
    minimum_special_characters: int
    require_lower_case: bool
    require_upper_case: bool
    require_numbers: bool
    require_special_characters: bool


@dataclass(frozen=True)
class CustomerAccess:
    """A customer who is logged in at BigCommerce. The token is good for this customer only, until they log out."""

    customer_id: int
    token: str = field(repr=False)
    expires_at: datetime | None


@dataclass(frozen=True)
class SessionSync:
    """An address that carries login and cart into the hosted store. Good once, for about half a minute."""

    url: str = field(repr=False)
    token: str = field(repr=False)


PASSWORD_RULES = Document(
    """query PasswordRules {
  site {
    settings {
      customers {
        passwordComplexitySettings {
          minimumNumbers
          minimumPasswordLength
          minimumSpecialCharacters
          requireLowerCase
          requireNumbers
          requireSpecialCharacters
          requireUpperCase
        }
      }
    }
  }
}"""
)


def password_rules(storefront: Storefront) -> PasswordRules:
    """Return what a new password must have."""
    data = storefront.execute(PASSWORD_RULES)
    rules = object_at(PASSWORD_RULES, data, "site", "settings", "customers", "passwordComplexitySettings")
    return PasswordRules(
        minimum_length=int(rules.get("minimumPasswordLength") or 0),
        minimum_numbers=int(rules.get("minimumNumbers") or 0),
        minimum_special_characters=int(rules.get("minimumSpecialCharacters") or 0),
        require_lower_case=rules.get("requireLowerCase") is True,
        require_upper_case=rules.get("requireUpperCase") is True,
        require_numbers=rules.get("requireNumbers") is True,
        require_special_characters=rules.get("requireSpecialCharacters") is True,
    )


REQUEST_PASSWORD_RESET = Document(
    """mutation RequestPasswordReset($input: RequestResetPasswordInput!) {
  customer {
    requestResetPassword(input: $input) {
      errors { __typename ... on Error { message } }
    }
  }
}""",
    _ANYBODY_AND_CUSTOMERS,
)


def request_password_reset(storefront: Storefront, email: str, *, path: str | None = None) -> None:
    """Have BigCommerce send the mail with which a customer chooses a new password.

    `path` is the page of the channel's site that the mail leads to. That nothing was raised says nothing about whether
    the address is a customer's, and nothing should be shown that does.
    """
    given = {"email": email, **({"path": path} if path else {})}
    data = storefront.execute(REQUEST_PASSWORD_RESET, {"input": given})
    refuse_errors(REQUEST_PASSWORD_RESET, object_at(REQUEST_PASSWORD_RESET, data, "customer", "requestResetPassword"))


LOG_IN = Document(
    """mutation LogIn($jwt: String!, $cartId: String) {
  loginWithCustomerLoginJwt(jwt: $jwt, guestCartEntityId: $cartId) {
    customer { entityId }
    customerAccessToken { value expiresAt }
  }
}""",
    _ANYBODY_AND_CUSTOMERS,
)


def log_in(storefront: Storefront, login_token: str, *, cart_id: str | None = None) -> CustomerAccess:
    """Log a customer in with a token of `signing.login_token`; a guest's cart becomes theirs.

    A new login ends the customer's earlier one at BigCommerce, on every device.
    """
    data = storefront.execute(LOG_IN, {"jwt": login_token, "cartId": cart_id})
    login = object_at(LOG_IN, data, "loginWithCustomerLoginJwt")
    access = object_at(LOG_IN, login, "customerAccessToken")
    customer_id = object_at(LOG_IN, login, "customer").get("entityId")
    if type(customer_id) is not int:
        raise GraphQLError(LOG_IN.name, ["a customer was promised"])
    return CustomerAccess(customer_id, text_at(LOG_IN, access, "value"), parse_datetime(access.get("expiresAt")))


SYNC_SESSION = Document(
    """mutation SyncSession($redirectTo: String!, $cartId: String, $visitId: UUID, $visitorId: UUID) {
  generateSessionSyncJwt(redirectTo: $redirectTo, cartId: $cartId, visitId: $visitId, visitorId: $visitorId) {
    result { token url }
    errors { __typename ... on Error { message } }
  }
}""",
    _ANYBODY_AND_CUSTOMERS,
)


def session_sync(
    storefront: Storefront,
    redirect_to: str,
    *,
    customer_access_token: str = "",
    cart_id: str | None = None,
    visit_id: uuid.UUID | None = None,
    visitor_id: uuid.UUID | None = None,
) -> SessionSync:
    """Return the address that takes a shopper's login, cart and visit along to the hosted store.

    Experimental: BigCommerce documents it in two ways. Ask when it is needed, never keep or log it.
    """
    variables = {
        "redirectTo": redirect_to,
        "cartId": cart_id,
        "visitId": str(visit_id) if visit_id else None,
        "visitorId": str(visitor_id) if visitor_id else None,
    }
    data = storefront.execute(SYNC_SESSION, variables, customer_access_token=customer_access_token)
    sync = object_at(SYNC_SESSION, data, "generateSessionSyncJwt")
    refuse_errors(SYNC_SESSION, sync)
    return SessionSync(text_at(SYNC_SESSION, sync, "result", "url"), text_at(SYNC_SESSION, sync, "result", "token"))
