"""Customers: is this password right, a new account, and the row that stands for a customer here.

A password passes through to BigCommerce and is kept nowhere. Only BigCommerce's explicit "no" is a wrong password;
whatever else happens is TryLater. Source: REST Management, Customers v3.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from ..client import APIError, BigCommerceClient, Conflict, NotFound, ValidationFailed
from ..models import Customer
from .errors import LoginError, RegistrationError, TryLater, try_later
from .throttle import Throttle

logger = logging.getLogger(__name__)

#: BigCommerce counts all of a site's attempts together, so that guessing at one account must not reach it for long
ATTEMPTS = Throttle("login", limit=5, seconds=300)


@sensitive_variables()
@try_later()
def authenticate(client: BigCommerceClient, email: str, password: str, *, channel_id: int) -> Customer | None:
    """Return the customer whose e-mail and password these are on the channel; None: they are nobody's. Two calls.

    Raises LoginError when the password is right and yet lets nobody in, TryLater when nobody could say.
    """
    account = f"{channel_id}:{email.strip().casefold()}"
    if not ATTEMPTS.allows(account):
        raise TryLater(_("Too many attempts to sign in. Please wait five minutes and try again."))
    try:
        check = client.customers.validate_credentials(email, password, channel_id=channel_id)
        if not check.is_valid or check.customer_id is None:
            return None
        payload = client.customers.get(check.customer_id)
    except (NotFound, Conflict, ValidationFailed) as error:
        logger.warning("A login could not be checked: %s", error)
        raise TryLater() from error
    ATTEMPTS.forget(account)
    if (payload.get("authentication") or {}).get("force_password_reset") is True:
        raise LoginError(_("Your password has to be changed before you can sign in. Please contact the shop."))
    customer = sync_customer(payload)
    if not customer.user.is_active:
        raise LoginError(_("This account cannot be used here. Please contact the shop."))
    return customer


@sensitive_variables()
@try_later()
def register(
    client: BigCommerceClient, *, email: str, password: str, first_name: str, last_name: str, channel_id: int
) -> Customer:
    """Create a customer of the channel and return their row. One call. Raises RegistrationError."""
    account = {
        "email": email,
        "first_name": first_name,
        "last_name": last_name,
        "authentication": {"new_password": password},
        "origin_channel_id": channel_id,
        "channel_ids": [channel_id],
    }
    try:
        created = client.customers.create([account])
    except (Conflict, ValidationFailed) as error:
        raise _registration_error(error) from error
    except NotFound as error:
        raise TryLater() from error
    if len(created) != 1:
        logger.error("BigCommerce answered a registration with %d customers", len(created))
        raise TryLater()
    return sync_customer(created[0])


def sync_customer(payload: Mapping[str, Any]) -> Customer:
    """Write the customer's row, and the user of its own on first sight. No call."""
    values = {
        "email": payload["email"],
        "first_name": payload.get("first_name") or "",
        "last_name": payload.get("last_name") or "",
        "group_id": payload.get("customer_group_id") or None,
        "synced_at": timezone.now(),
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


def _registration_error(error: APIError) -> RegistrationError:
    if any("password" in name for name in error.field_errors):
        reasons = " ".join(text for name, text in error.field_errors.items() if "password" in name)
        message = _("The shop does not accept this password: %(reasons)s") % {"reasons": reasons}
        return RegistrationError(message, fields={"password1": message})
    message = _("An account with this e-mail address could not be created. If you have one already, please sign in.")
    return RegistrationError(message, fields={"email": message})
