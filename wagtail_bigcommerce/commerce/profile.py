"""What BigCommerce knows of a customer, for them to read and to change. The e-mail and the password have ways of their
own (`email_changes`, `password_changes`).

Source: REST Management, Customers v3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ..client import APIError, BigCommerceClient, Conflict, NotFound, ValidationFailed, to_decimal
from .customers import sync_customer
from .errors import AccountError, TryLater, try_later
from .own_cache import forget_own, own

_KEPT = "profile"

#: the answer to a field of the store's own: text, a number, or what was ticked
Answer = str | Decimal | list[str]


@dataclass(frozen=True)
class Profile:
    """`fields` are the store's own, by name, as far as the customer has answered them."""

    first_name: str
    last_name: str
    company: str
    phone: str
    #: mails about carts that were left, and asking for reviews
    wants_reminders: bool
    fields: tuple[tuple[str, Answer], ...] = ()
    #: in the store's default currency
    store_credit: Decimal = Decimal(0)


@try_later()
def get_profile(client: BigCommerceClient, *, customer_id: int) -> Profile:
    """Return the customer's profile. One call; then none for a minute."""
    return own(client, customer_id, _KEPT, lambda: _read(client, customer_id))


@try_later()
def save_profile(
    client: BigCommerceClient,
    *,
    customer_id: int,
    first_name: str,
    last_name: str,
    company: str,
    phone: str,
    wants_reminders: bool,
    fields: Mapping[str, Answer] | None = None,
) -> None:
    """Change the customer at BigCommerce, and our row. One call. Raises AccountError with the faults of its fields."""
    body: dict[str, Any] = {
        "id": customer_id,
        "first_name": first_name,
        "last_name": last_name,
        "company": company,
        "phone": phone,
        "accepts_product_review_abandoned_cart_emails": wants_reminders,
    }
    if fields:
        body["form_fields"] = [{"name": name, "value": value} for name, value in fields.items()]
    try:
        rows = client.customers.update([body])
    except NotFound as error:
        raise TryLater() from error
    except (Conflict, ValidationFailed) as error:
        raise _refusal(error) from error
    finally:
        forget_own(client, customer_id, _KEPT)
    for row in rows:
        if row.get("id") == customer_id:
            sync_customer(row)


def _read(client: BigCommerceClient, customer_id: int) -> Profile:
    try:
        row = client.customers.get(customer_id, include=("formfields", "storecredit"))
    except (NotFound, Conflict, ValidationFailed) as error:
        raise TryLater() from error
    fields = row.get("form_fields")
    amounts = row.get("store_credit_amounts")
    return Profile(
        first_name=str(row.get("first_name") or ""),
        last_name=str(row.get("last_name") or ""),
        company=str(row.get("company") or ""),
        phone=str(row.get("phone") or ""),
        wants_reminders=row.get("accepts_product_review_abandoned_cart_emails") is True,
        fields=tuple(_fields(fields if isinstance(fields, list) else [])),
        store_credit=sum((to_decimal(each.get("amount")) or Decimal(0) for each in amounts or ()), Decimal(0)),
    )


def _fields(rows: list[dict[str, Any]]) -> list[tuple[str, Answer]]:
    found: list[tuple[str, Answer]] = []
    for row in rows:
        name, value = str(row.get("name") or ""), row.get("value")
        if isinstance(value, list):
            found.append((name, [str(each) for each in value]))
        elif isinstance(value, Decimal | int):
            found.append((name, Decimal(value)))
        elif value is not None:
            found.append((name, str(value)))
    return [(name, value) for name, value in found if name]


def _refusal(error: APIError) -> AccountError:
    names = ("first_name", "last_name", "company", "phone")
    named = [name for name in names if any(name in path.split(".") for path in error.field_errors)]
    message = _("The shop does not accept this. Please check it.")
    return AccountError(message, fields=dict.fromkeys(named, message))
