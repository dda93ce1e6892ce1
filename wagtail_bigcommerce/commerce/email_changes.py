"""Another e-mail for a customer: it counts once a link that was mailed to it has been followed.

Source: REST Management, Customers v3, "Update customers".
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed
from ..models import Channel, Customer
from . import security_log
from .customers import end_sessions, find_customer, sync_customer
from .errors import ShopperError, TooManyAttempts, TryLater, try_later
from .mailed_links import CHANGE_EMAIL, customer_state, refused
from .password_changes import prove
from .security_log import Kind
from .throttle import Throttle

#: mails that one customer can have sent to others
MAILS = Throttle("email-change", limit=5, seconds=3600)


@sensitive_variables()
@try_later()
def request_email(
    client: BigCommerceClient, customer: Customer, email: str, password: str, *, channel_id: int, visitor: str = ""
) -> None:
    """Remember the e-mail that a signed-in customer wants; a mail to it has yet to be sent. One call.

    Raises LoginError when `password` is not theirs, TryLater. Whether the e-mail is somebody else's is not told.
    """
    prove(client, customer, password, channel_id=channel_id, visitor=visitor)
    if not MAILS.allows(str(customer.bigcommerce_id)):
        raise TooManyAttempts(_("Too many mails were sent. Please try again in an hour."))
    customer.pending_email = email
    customer.save(update_fields=["pending_email"])
    security_log.record(
        Kind.EMAIL_REQUESTED, channel_id=channel_id, customer_id=customer.bigcommerce_id, visitor=visitor
    )


def email_link(client: BigCommerceClient, customer: Customer, channel: Channel) -> str | None:
    """Return the token of the link for the e-mail that a customer wants; None when it is another's. One call."""
    taken = find_customer(client, customer.pending_email, channel_id=channel.bigcommerce_id)
    if taken is not None and taken["id"] != customer.bigcommerce_id:
        return None
    state = customer_state(customer.email, customer)
    return CHANGE_EMAIL.token(channel.bigcommerce_id, state, customer_id=customer.bigcommerce_id)


def check_email_link(customer: Customer, token: str, *, channel_id: int) -> None:
    """Raise LinkRefused unless the link is this customer's, and the e-mail that they want still the same. No call."""
    if CHANGE_EMAIL.customer_id(token, channel_id) != customer.bigcommerce_id or not customer.pending_email:
        raise refused()
    CHANGE_EMAIL.check(token, channel_id, customer_state(customer.email, customer))


@try_later()
def confirm_email(client: BigCommerceClient, customer: Customer, token: str, *, channel_id: int) -> str:
    """Make the e-mail count that a customer wants, and return the old one. Their other sessions end. One call.

    Raises LinkRefused, ShopperError when BigCommerce refuses the e-mail, TryLater.
    """
    check_email_link(customer, token, channel_id=channel_id)
    old = customer.email
    try:
        rows = client.customers.update([{"id": customer.bigcommerce_id, "email": customer.pending_email}])
    except (Conflict, ValidationFailed) as error:
        raise ShopperError(_("This e-mail address cannot be used.")) from error
    except NotFound as error:
        raise TryLater() from error
    customer.pending_email = ""
    customer.save(update_fields=["pending_email"])
    if rows:
        sync_customer(rows[0])
    end_sessions(customer)
    return old
