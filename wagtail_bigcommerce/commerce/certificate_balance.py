"""What a gift certificate is still worth, for whoever knows its code.

Source: REST Management, Marketing v2, "Gift certificates".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed, parse_datetime, to_decimal
from .errors import CartError, TryLater, try_later
from .throttle import Throttle

#: a code is money, so guessing at codes is slowed down: for each visitor, and for all of them together; only codes
#: that are nobody's count
ATTEMPTS = Throttle("certificate-balance", limit=10, seconds=600)
ALL_ATTEMPTS = Throttle("certificate-balance-all", limit=300, seconds=600)


@dataclass(frozen=True)
class Balance:
    """What is left of how much, in `currency`. `expires_at` None: never."""

    amount: Decimal
    balance: Decimal
    currency: str
    expires_at: datetime | None = None


@try_later()
def balance_of(client: BigCommerceClient, code: str, *, visitor: str, currency: str) -> Balance:
    """Return the balance of the certificate with this code. One call.

    `visitor` is whose guesses are counted together, an address say; `currency` is that of certificates that name none.
    Raises CartError in the same words for a code that is nobody's and for one that cannot be used.
    """
    if ATTEMPTS.is_exhausted(visitor) or ALL_ATTEMPTS.is_exhausted("all"):
        raise TryLater(_("Too many codes were tried. Please wait ten minutes and try again."))
    try:
        row = client.gift_certificates.find(code)
    except (NotFound, Conflict, ValidationFailed):
        row = None
    balance = to_decimal(row.get("balance")) if row and row.get("status") == "active" else None
    if row is None or balance is None:
        ATTEMPTS.allows(visitor)
        ALL_ATTEMPTS.allows("all")
        message = _("There is no gift certificate with this code that can be used.")
        raise CartError(message, fields={"code": message})
    return Balance(
        amount=to_decimal(row.get("amount")) or balance,
        balance=balance,
        currency=row.get("currency_code") or currency,
        expires_at=parse_datetime(row.get("expiry_date")),
    )
