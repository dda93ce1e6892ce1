"""A new account at BigCommerce. Source: REST Management, Customers v3, "Create customers"."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from ..client import APIError, BigCommerceClient, BigCommerceError, Conflict, NotFound, ValidationFailed
from ..models import Customer
from . import security_log
from .customers import find_customer, sync_customer
from .errors import (
    EmailTaken,
    PasswordRefused,
    RegistrationError,
    ShopperError,
    TooManyAttempts,
    TryLater,
    try_later,
)
from .security_log import Kind
from .throttle import Throttle, network

logger = logging.getLogger(__name__)

#: accounts that one visitor can try to make, mails that one address gets, and mails to the owner of a taken one
VISITOR_ATTEMPTS = Throttle("registration-visitor", limit=20, seconds=3600)
MAILS = Throttle("registration", limit=3, seconds=3600)
OWNER_MAILS = Throttle("registration-owner", limit=1, seconds=3600)


@sensitive_variables()
@try_later()
def register(
    client: BigCommerceClient,
    *,
    email: str,
    password: str,
    details: Mapping[str, Any],
    channel_id: int,
    newsletter: bool = False,
    visitor: str = "",
) -> Customer:
    """Create a customer of the channel and return their row. One call; one more for the newsletter, or when refused.

    `details` are names and whatever else BigCommerce should know, in the words of its API. Raises RegistrationError
    (EmailTaken, too, whose owner is to be told by mail), PasswordRefused, TryLater.
    """
    if not VISITOR_ATTEMPTS.allows(network(visitor)):
        security_log.record(Kind.THROTTLED, channel_id=channel_id, email=email, visitor=visitor)
        raise TooManyAttempts(_("Too many attempts. Please try again in an hour."))
    account = {
        **details,
        "email": email,
        "authentication": {"new_password": password},
        "origin_channel_id": channel_id,
        "channel_ids": [channel_id],
    }
    try:
        created = client.customers.create([account])
    except (Conflict, ValidationFailed) as error:
        raise _refusal(client, error, email, channel_id) from error
    except NotFound as error:
        raise TryLater() from error
    if len(created) != 1:
        logger.error("BigCommerce answered a registration with %d customers", len(created))
        raise TryLater()
    customer = sync_customer(created[0])
    security_log.record(Kind.REGISTERED, channel_id=channel_id, customer_id=customer.bigcommerce_id, visitor=visitor)
    if newsletter:
        _subscribe(client, customer, channel_id)
    return customer


@try_later()
def wants_account(client: BigCommerceClient, email: str, *, channel_id: int, visitor: str = "") -> int:
    """Return the id of the customer who has this e-mail already, 0 when nobody has. One call.

    Nobody may learn which it was: both get a mail. Raises TooManyAttempts, TryLater.
    """
    mails = MAILS.allows(f"{channel_id}:{email.strip().casefold()}")
    if not (VISITOR_ATTEMPTS.allows(network(visitor)) and mails):
        security_log.record(Kind.THROTTLED, channel_id=channel_id, email=email, visitor=visitor)
        raise TooManyAttempts(_("Too many attempts. Please try again in an hour."))
    taken = find_customer(client, email, channel_id=channel_id)
    if taken is None:
        return 0
    email_taken(taken["id"], channel_id=channel_id, visitor=visitor)
    return int(taken["id"])


def email_taken(customer_id: int, *, channel_id: int, visitor: str = "") -> bool:
    """Note that somebody wanted an account with a customer's e-mail; return whether to tell them by mail again."""
    security_log.record(Kind.EMAIL_TAKEN, channel_id=channel_id, customer_id=customer_id, visitor=visitor)
    return OWNER_MAILS.allows(str(customer_id))


def _subscribe(client: BigCommerceClient, customer: Customer, channel_id: int) -> None:
    """The account exists, whatever comes of this."""
    subscriber = {
        "email": customer.email,
        "first_name": customer.first_name,
        "last_name": customer.last_name,
        "source": "storefront",
        "channel_id": channel_id,
        "consents": ["marketing_newsletter"],
    }
    try:
        client.subscribers.create(subscriber)
    except Conflict:
        pass  # they are one already
    except BigCommerceError as error:
        logger.warning("A new customer could not be subscribed to the newsletter: %s", error)


def _refusal(client: BigCommerceClient, error: APIError, email: str, channel_id: int) -> ShopperError:
    """Why there is no account. One call: whether the e-mail is taken is looked up, since BigCommerce has many words."""
    reasons = {name: text for name, text in error.field_errors.items() if "password" in name}
    if reasons:
        return PasswordRefused(reasons.values())
    try:
        taken = find_customer(client, email, channel_id=channel_id)
    except (NotFound, Conflict, ValidationFailed):
        taken = None
    if taken is not None:
        return EmailTaken(taken["id"])
    logger.warning("A registration was refused: %s", error)
    return RegistrationError(_("The shop did not accept these details. Please look at them again."))
