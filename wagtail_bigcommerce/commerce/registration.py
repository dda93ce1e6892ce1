"""A new account at BigCommerce. Source: REST Management, Customers v3, "Create customers"."""

from __future__ import annotations

import logging

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from ..client import APIError, BigCommerceClient, Conflict, NotFound, ValidationFailed
from ..models import Customer
from .customers import sync_customer
from .errors import RegistrationError, TryLater, try_later

logger = logging.getLogger(__name__)


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


def _registration_error(error: APIError) -> RegistrationError:
    if any("password" in name for name in error.field_errors):
        reasons = " ".join(text for name, text in error.field_errors.items() if "password" in name)
        message = _("The shop does not accept this password: %(reasons)s") % {"reasons": reasons}
        return RegistrationError(message, fields={"password1": message})
    message = _("An account with this e-mail address could not be created. If you have one already, please sign in.")
    return RegistrationError(message, fields={"email": message})
