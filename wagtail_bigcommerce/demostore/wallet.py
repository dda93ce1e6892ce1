"""What orders are paid with: stored instruments, gift certificates, and the tokens that allow one payment each."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from .carts import Cart
    from .store import DemoStore

Outcome = Literal["success", "pending", "declined"]


@dataclass
class GiftCertificate:
    """Money under a code. `balance` is what is left, in `currency_code`."""

    code: str
    balance: Decimal
    currency_code: str


@dataclass(frozen=True)
class CertificateUse:
    """What a certificate pays of one cart or order."""

    certificate: GiftCertificate
    amount: Decimal


@dataclass
class Wallet:
    """Everything of one store that pays."""

    #: By code, in capitals.
    certificates: dict[str, GiftCertificate] = field(default_factory=dict)
    #: Rows of `/v3/customers/{id}/stored-instruments` by customer id.
    instruments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    #: How a payment with an instrument ends, by its token.
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    #: Order ids by the access tokens that have not been used.
    access_tokens: dict[str, int] = field(default_factory=dict)
    #: What certificates pay of an order, by its id; taken from them when the order is paid.
    uses: dict[int, list[CertificateUse]] = field(default_factory=dict)


def add_gift_certificate(
    store: DemoStore, code: str, balance: Decimal, currency_code: str | None = None
) -> GiftCertificate:
    """Put money under a code."""
    certificate = GiftCertificate(code, balance, currency_code or store.state.profile["currency"])
    store.state.wallet.certificates[code.upper()] = certificate
    return certificate


def add_stored_card(
    store: DemoStore, customer_id: int, *, last_4: str = "4242", brand: str = "VISA", outcome: Outcome = "success"
) -> str:
    """Give a customer a stored card and return the token that stands for it. `outcome` is how its payments end."""
    wallet = store.state.wallet
    token = secrets.token_hex(32)
    cards = wallet.instruments.setdefault(customer_id, [])
    cards.append(
        {
            "type": "stored_card",
            "token": token,
            "is_default": not cards,
            "brand": brand,
            "expiry_month": 12,
            "expiry_year": store.clock().year + 3,
            "issuer_identification_number": "424242",
            "last_4": last_4,
        }
    )
    wallet.outcomes[token] = outcome
    return token


def certificate_uses(store: DemoStore, cart: Cart, total: Decimal) -> list[CertificateUse]:
    """Return what each certificate that was applied to a cart pays of its total; they are used up in turn."""
    uses = []
    for code in cart.gift_certificate_codes:
        certificate = store.state.wallet.certificates.get(code)
        if certificate is not None:
            amount = min(certificate.balance, total)
            uses.append(CertificateUse(certificate, amount))
            total -= amount
    return uses
