"""What a customer has stored to pay with, as much of it as may be shown. BigCommerce keeps it; no number is ever here.

Source: REST Management, Customers v3, "Stored instruments", which can be read and not deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..client import BigCommerceClient, Conflict, Forbidden, NotFound, ValidationFailed
from .errors import try_later
from .own_cache import own


@dataclass(frozen=True)
class StoredInstrument:
    """`label` is what to call it; `expires` "12/2029", empty for what does not expire."""

    label: str
    expires: str = ""
    is_default: bool = False


@try_later()
def stored_instruments(client: BigCommerceClient, *, customer_id: int) -> list[StoredInstrument] | None:
    """Return what the customer has stored; None when the API account may not read it. One call; none for a minute."""
    return own(client, customer_id, "instruments", lambda: _read(client, customer_id))


def _read(client: BigCommerceClient, customer_id: int) -> list[StoredInstrument] | None:
    try:
        rows = client.payments.stored_instruments(customer_id)
    except Forbidden:  # the scope is the merchant's choice
        return None
    except (NotFound, Conflict, ValidationFailed):
        return []
    return [_instrument(row) for row in rows]


def _instrument(row: Mapping[str, Any]) -> StoredInstrument:
    kind, last = row.get("type"), str(row.get("last_4") or row.get("masked_account_number") or "")
    if kind == "stored_paypal_account":
        label = _("PayPal %(account)s") % {"account": row.get("email") or ""}
    elif kind == "stored_bank_account":
        label = _("Bank account ending in %(digits)s") % {"digits": last[-4:]}
    else:
        brand = str(row.get("brand") or _("Card"))
        label = _("%(brand)s ending in %(digits)s") % {"brand": brand, "digits": last[-4:]}
    month, year = row.get("expiry_month"), row.get("expiry_year")
    expires = f"{month:02d}/{year}" if isinstance(month, int) and isinstance(year, int) else ""
    return StoredInstrument(label.strip(), expires, row.get("is_default") is True)
