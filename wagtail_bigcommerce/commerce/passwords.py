"""Is this password right?

A password passes through to BigCommerce and is kept nowhere. Only BigCommerce's explicit "no" is a wrong password;
whatever else happens is TryLater. Source: REST Management, Customers v3, "Validate a customer credentials".
"""

from __future__ import annotations

import logging

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from ..client import BigCommerceClient, BigCommerceError, Conflict, NotFound, ValidationFailed
from ..models import Customer
from . import security_log
from .customers import sync_customer
from .errors import LoginError, PasswordResetRequired, TooManyAttempts, TryLater, try_later
from .pace import Pace
from .security_log import Kind
from .throttle import Throttle, network

logger = logging.getLogger(__name__)

#: BigCommerce counts all of a site's attempts together, so that guessing at one account must not reach it for long,
#: nor guessing at many from one place
ATTEMPTS = Throttle("login", limit=5, seconds=300)
VISITOR_ATTEMPTS = Throttle("login-visitor", limit=30, seconds=300)
#: one event tells enough of the attempts that follow
_TOLD = Throttle("login-told", limit=1, seconds=300)
PACE = Pace("login")


@sensitive_variables()
@try_later()
def authenticate(
    client: BigCommerceClient, email: str, password: str, *, channel_id: int, visitor: str = ""
) -> Customer | None:
    """Return the customer whose e-mail and password these are on the channel; None: they are nobody's. Two calls.

    `visitor` is the network address whose attempts are counted together. Raises LoginError (PasswordResetRequired, too)
    when the password is right and yet lets nobody in, TryLater when nobody could say, TooManyAttempts when BigCommerce
    was not asked; that and None take the same time.
    """
    customer_id = check_password(client, email, password, channel_id=channel_id, visitor=visitor)
    if customer_id is None:
        return None
    try:
        payload = client.customers.get(customer_id)
    except (NotFound, Conflict, ValidationFailed) as error:
        logger.warning("A login could not be completed: %s", error)
        raise TryLater() from error
    if (payload.get("authentication") or {}).get("force_password_reset") is True:
        raise PasswordResetRequired(customer_id)
    customer = sync_customer(payload)
    if not customer.user.is_active or not customer.may_shop_in(channel_id):
        security_log.record(Kind.BARRED, channel_id=channel_id, customer_id=customer_id, visitor=visitor)
        raise LoginError(_("This account cannot be used here. Please contact the shop."))
    return customer


@sensitive_variables()
@try_later()
def check_password(
    client: BigCommerceClient, email: str, password: str, *, channel_id: int, visitor: str = ""
) -> int | None:
    """Return the id of the customer whose e-mail and password these are, None: they are nobody's. One call.

    Raises TryLater and TooManyAttempts. What was no answer counts as no attempt; a right password wipes out the
    attempts at its account, but not those that its visitor made at others.
    """
    account, place = _account(channel_id, email), network(visitor)
    if not (VISITOR_ATTEMPTS.allows(place) and ATTEMPTS.allows(account)):
        if _TOLD.allows(account):
            security_log.record(Kind.THROTTLED, channel_id=channel_id, email=email, visitor=visitor)
        PACE.wait()
        raise TooManyAttempts(_("Too many attempts to sign in. Please wait five minutes and try again."))
    try:
        with PACE.measured():
            check = client.customers.validate_credentials(email, password, channel_id=channel_id)
    except BigCommerceError as error:
        VISITOR_ATTEMPTS.give_back(place)
        ATTEMPTS.give_back(account)
        if isinstance(error, NotFound | Conflict | ValidationFailed):
            logger.warning("A password could not be checked: %s", error)
            raise TryLater() from error
        raise
    if not check.is_valid or check.customer_id is None:
        security_log.record(Kind.WRONG_PASSWORD, channel_id=channel_id, email=email, visitor=visitor)
        return None
    VISITOR_ATTEMPTS.give_back(place)
    ATTEMPTS.forget(account)
    return check.customer_id


def forget_attempts(channel_id: int, email: str) -> None:
    """Let somebody try again at once, who has proven in another way whose account it is."""
    ATTEMPTS.forget(_account(channel_id, email))


def _account(channel_id: int, email: str) -> str:
    return f"{channel_id}:{email.strip().casefold()}"
