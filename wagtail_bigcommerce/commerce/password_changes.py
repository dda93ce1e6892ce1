"""New passwords: by a link in a mail, for whoever forgot the old one or never had one, and from the account.

The password goes to BigCommerce and is kept nowhere. Whoever changes it ends the customer's sessions on all other
devices. Source: REST Management, Customers v3, "Update customers".
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed
from ..models import Channel, Customer
from . import security_log
from .customers import end_sessions, find_customer, sync_customer
from .errors import LoginError, PasswordRefused, TryLater, try_later
from .mailed_links import RESET_PASSWORD, customer_state, refused
from .once import one_at_a_time
from .pace import Pace
from .passwords import check_password, forget_attempts
from .security_log import Kind
from .throttle import Throttle, network

#: mails that an address gets, and that one visitor can have sent
MAILS = Throttle("password-reset", limit=3, seconds=3600)
VISITOR_MAILS = Throttle("password-reset-visitor", limit=10, seconds=3600)
PACE = Pace("password-reset")


@try_later()
def request_reset(client: BigCommerceClient, email: str, *, channel_id: int, visitor: str = "") -> int:
    """Return the id of the customer whom a link should be mailed to, 0 for nobody. One call.

    Nobody may learn which it was. Whoever asks too often is nobody, after the usual time. Raises TryLater.
    """
    allowed = VISITOR_MAILS.allows(network(visitor)) and MAILS.allows(f"{channel_id}:{email.strip().casefold()}")
    if not allowed:
        PACE.wait()
        security_log.record(Kind.THROTTLED, channel_id=channel_id, email=email, visitor=visitor)
        return 0
    with PACE.measured():
        payload = find_customer(client, email, channel_id=channel_id)
    customer_id = payload["id"] if payload else None
    security_log.record(
        Kind.RESET_REQUESTED, channel_id=channel_id, customer_id=customer_id, email=email, visitor=visitor
    )
    return customer_id or 0


def reset_link(client: BigCommerceClient, customer_id: int, channel: Channel) -> tuple[str, str]:
    """Return the customer's e-mail and the token of a link with which they choose a new password. One call.

    It works for an hour, once, and until e-mail or password change otherwise. Raises BigCommerceError.
    """
    email = client.customers.get(customer_id)["email"]
    state = customer_state(email, _row(customer_id))
    return email, RESET_PASSWORD.token(channel.bigcommerce_id, state, customer_id=customer_id)


def check_reset_link(token: str, *, channel_id: int) -> None:
    """Raise LinkRefused when a link cannot work. No call: whether it was used is seen when it is."""
    RESET_PASSWORD.customer_id(token, channel_id)


@sensitive_variables()
@try_later()
def reset_password(client: BigCommerceClient, token: str, password: str, *, channel_id: int) -> Customer:
    """Give the customer of a mailed link a new password, and return their row. Two calls.

    Raises LinkRefused, PasswordRefused (then the link still works), LoginError for somebody barred by staff, TryLater.
    """
    customer_id = RESET_PASSWORD.customer_id(token, channel_id)
    with one_at_a_time("password-reset", customer_id):
        try:
            payload = client.customers.get(customer_id)
        except NotFound as error:
            raise refused() from error
        except (Conflict, ValidationFailed) as error:
            raise TryLater() from error
        before = _row(customer_id)
        RESET_PASSWORD.check(token, channel_id, customer_state(payload["email"], before))
        if before is not None and not before.user.is_active:
            raise LoginError(_("This account cannot be used here. Please contact the shop."))
        _write(client, customer_id, password)
        customer = sync_customer(payload)
        end_sessions(customer)
    forget_attempts(channel_id, customer.email)
    return customer


@sensitive_variables()
@try_later()
def change_password(
    client: BigCommerceClient, customer: Customer, current: str, password: str, *, channel_id: int, visitor: str = ""
) -> None:
    """Change a signed-in customer's password and end all their sessions; the caller keeps its own. Two calls.

    Raises LoginError when `current` is not right, PasswordRefused, TryLater.
    """
    prove(client, customer, current, channel_id=channel_id, visitor=visitor)
    _write(client, customer.bigcommerce_id, password)
    end_sessions(customer)


@sensitive_variables()
def prove(client: BigCommerceClient, customer: Customer, current: str, *, channel_id: int, visitor: str = "") -> None:
    """Return when `current` is the customer's password. One call. Raises LoginError, TryLater, TooManyAttempts."""
    if check_password(client, customer.email, current, channel_id=channel_id, visitor=visitor) != (
        customer.bigcommerce_id
    ):
        message = _("This is not your password.")
        raise LoginError(message, fields={"password": message})


def _row(customer_id: int) -> Customer | None:
    return Customer.objects.select_related("user").filter(bigcommerce_id=customer_id).first()


@sensitive_variables()
def _write(client: BigCommerceClient, customer_id: int, password: str) -> None:
    authentication = {"new_password": password, "force_password_reset": False}
    try:
        client.customers.update([{"id": customer_id, "authentication": authentication}])
    except ValidationFailed as error:
        raise PasswordRefused(error.field_errors.values()) from error
    except (NotFound, Conflict) as error:
        raise TryLater() from error
