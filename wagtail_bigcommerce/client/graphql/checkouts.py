"""Carts and checkouts: what only GraphQL does with them. Every function is one call.

They raise GraphQLError when BigCommerce says no. Source: GraphQL Storefront API, "Carts and checkouts".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ..money import to_decimal
from ..payloads import Payload
from .documents import Document
from .reading import object_at, text_at
from .storefront import Storefront


@dataclass(frozen=True)
class AppliedCertificate:
    """A gift certificate that pays for a checkout: what it pays, and what is left on it before that.

    Amounts are in `currency`.
    """

    code: str = field(repr=False)
    used: Decimal
    balance: Decimal
    currency: str


_CERTIFICATES = """
      checkout {
        entityId
        giftCertificates {
          code
          balance { currencyCode value }
          used { currencyCode value }
        }
      }
"""

APPLY_GIFT_CERTIFICATE = Document(
    "mutation ApplyGiftCertificate($input: ApplyCheckoutGiftCertificateInput!) {\n"
    "  checkout {\n    applyCheckoutGiftCertificate(input: $input) {" + _CERTIFICATES + "    }\n  }\n}"
)


def apply_gift_certificate(storefront: Storefront, checkout_id: str, code: str) -> list[AppliedCertificate]:
    """Pay for a checkout with a gift certificate, as far as it goes, and return all that pay for it."""
    return _certificates(storefront, APPLY_GIFT_CERTIFICATE, "applyCheckoutGiftCertificate", checkout_id, code)


REMOVE_GIFT_CERTIFICATE = Document(
    "mutation RemoveGiftCertificate($input: UnapplyCheckoutGiftCertificateInput!) {\n"
    "  checkout {\n    unapplyCheckoutGiftCertificate(input: $input) {" + _CERTIFICATES + "    }\n  }\n}"
)


def remove_gift_certificate(storefront: Storefront, checkout_id: str, code: str) -> list[AppliedCertificate]:
    """Take a gift certificate back and return those that still pay for the checkout."""
    return _certificates(storefront, REMOVE_GIFT_CERTIFICATE, "unapplyCheckoutGiftCertificate", checkout_id, code)


UPDATE_CART_CURRENCY = Document(
    """mutation UpdateCartCurrency($input: UpdateCartCurrencyInput!) {
  cart {
    updateCartCurrency(input: $input) {
      cart { entityId currencyCode }
    }
  }
}"""
)


def update_cart_currency(storefront: Storefront, cart_id: str, currency_code: str) -> str:
    """Price a cart in another transactional currency and return its id, which is a new one."""
    variables = {"input": {"cartEntityId": cart_id, "data": {"currencyCode": currency_code}}}
    data = storefront.execute(UPDATE_CART_CURRENCY, variables)
    return text_at(UPDATE_CART_CURRENCY, data, "cart", "updateCartCurrency", "cart", "entityId")


def _certificates(
    storefront: Storefront, document: Document, field_name: str, checkout_id: str, code: str
) -> list[AppliedCertificate]:
    variables = {"input": {"checkoutEntityId": checkout_id, "data": {"giftCertificateCode": code}}}
    data = storefront.execute(document, variables)
    checkout = object_at(document, data, "checkout", field_name, "checkout")
    return [_certificate(row) for row in checkout.get("giftCertificates") or ()]


def _certificate(row: Payload) -> AppliedCertificate:
    used, balance = row.get("used") or {}, row.get("balance") or {}
    return AppliedCertificate(
        code=str(row.get("code") or ""),
        used=to_decimal(used.get("value")) or Decimal(0),
        balance=to_decimal(balance.get("value")) or Decimal(0),
        currency=str(used.get("currencyCode") or ""),
    )
