"""The rows that stand for BigCommerce's customers here, and finding customers at BigCommerce.

Source: REST Management, Customers v3.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from ..client import BigCommerceClient
from ..models import Customer
from . import security_log
from .errors import TryLater

logger = logging.getLogger(__name__)

#: how long a customer's row is believed, if no webhook says otherwise
FRESH = timedelta(minutes=10)


def sync_customer(payload: Mapping[str, Any]) -> Customer:
    """Write the customer's row, and the user of its own on first sight. No call."""
    values = {
        "email": payload["email"],
        "first_name": payload.get("first_name") or "",
        "last_name": payload.get("last_name") or "",
        "group_id": payload.get("customer_group_id") or None,
        "channel_ids": payload.get("channel_ids") or None,
        "synced_at": timezone.now(),
        "vanished_at": None,
    }
    known = Customer.objects.select_related("user").filter(bigcommerce_id=payload["id"])
    customer = known.first()
    if customer is None:
        try:
            with transaction.atomic():
                return Customer.objects.create(bigcommerce_id=payload["id"], user=_new_user(payload["id"]), **values)
        except IntegrityError as error:
            customer = known.first()  # two logins at the same moment
            if customer is None:
                logger.error("A user named like customer %s exists and is not theirs", payload["id"])
                raise TryLater() from error
    for name, value in values.items():
        setattr(customer, name, value)
    customer.save(update_fields=list(values))
    return customer


def find_customer(client: BigCommerceClient, email: str, *, channel_id: int) -> dict[str, Any] | None:
    """Return BigCommerce's customer of the channel with this e-mail, None when there is none. One call.

    An e-mail may be that of several customers, each on channels of its own; one who names the channel comes before one
    who may go everywhere.
    """
    wanted = email.strip().casefold()
    found = [row for row in client.customers.iter(emails=[email]) if row.get("email", "").casefold() == wanted]
    ours = [row for row in found if channel_id in (row.get("channel_ids") or ())]
    return next(iter(ours + [row for row in found if not row.get("channel_ids")]), None)


def refresh_customer(client: BigCommerceClient, customer_id: int) -> Customer | None:
    """Read a customer anew who has been here before; None when they have not, or are gone from BigCommerce. One call.

    Only an empty list counts as gone, and no 404, which may come from anywhere on the way: then they are signed out
    everywhere, and what we know of the person is forgotten. Raises BigCommerceError, and then nothing has changed.
    """
    customer = Customer.objects.select_related("user").filter(bigcommerce_id=customer_id).first()
    if customer is None:
        return None
    rows = {row.get("id"): row for row in client.customers.iter(ids=[customer_id])}
    if customer_id in rows:
        return sync_customer(rows[customer_id])
    if not rows:
        _forget_person(customer)
    return None


def is_due(customer: Customer) -> bool:
    """Whether a customer should be read anew: once in ten minutes while they are here. True once for each time."""
    if customer.synced_at is not None and timezone.now() - customer.synced_at < FRESH:
        return False
    return cache.add(f"bigcommerce.customer_refresh.{customer.bigcommerce_id}", 1, int(FRESH.total_seconds()))


def end_sessions(customer: Customer) -> None:
    """Sign the customer out on all devices, and let all links that were mailed to them expire.

    A session is bound to the random text that stands in place of the user's password; so is a mailed link.
    """
    customer.user.set_unusable_password()
    customer.user.save(update_fields=["password"])
    security_log.record(security_log.Kind.SESSIONS_ENDED, channel_id=None, customer_id=customer.bigcommerce_id)


def _forget_person(customer: Customer) -> None:
    if customer.vanished_at is None:
        customer.vanished_at = timezone.now()
        customer.email = customer.first_name = customer.last_name = customer.pending_email = ""
        customer.save(update_fields=["vanished_at", "email", "first_name", "last_name", "pending_email"])
        end_sessions(customer)


def _new_user(customer_id: int) -> Any:
    """A user that stands for one customer: synthetic name and e-mail, no password that could ever match.

    Both are unique by construction, so no existing user can be met by them, whatever the user model's key is.
    """
    model = get_user_model()
    handle = f"bigcommerce-{customer_id}"
    address = f"{handle}@customers.invalid"
    email_field = model.get_email_field_name()
    values = {email_field: address} if any(field.name == email_field for field in model._meta.fields) else {}
    values[model.USERNAME_FIELD] = address if email_field == model.USERNAME_FIELD else handle
    user = model(**values)
    user.set_unusable_password()
    user.save(force_insert=True)
    return user
