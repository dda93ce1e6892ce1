"""A customer who signed in on the hosted checkout is signed in here as well, on BigCommerce's word.

Source: "Current Customer API".
"""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.utils.translation import gettext as _

from ..client import BigCommerceClient, Conflict, InvalidSignature, NotFound, ValidationFailed
from ..client.signing import CURRENT_CUSTOMER_SECONDS, current_customer
from ..models import Customer
from . import security_log
from .clock import bigcommerce_now
from .customers import sync_customer
from .errors import LoginError, TryLater, try_later
from .security_log import Kind


@try_later()
def recognize(client: BigCommerceClient, token: str, *, channel_id: int, visitor: str = "") -> Customer:
    """Return the customer whom a token names, if it is BigCommerce's, ours, fresh, and used for the first time.

    One call, after the token has passed. Raises LoginError, also for a customer who is barred from the channel or by
    staff, and TryLater.
    """
    try:
        customer_id = current_customer(
            token,
            client_id=client.client_id,
            client_secret=client.client_secret,
            store_hash=client.store_hash,
            now=bigcommerce_now(client),
        )
    except InvalidSignature as error:
        raise _refused(channel_id, visitor) from error
    digest = hashlib.sha256(token.encode()).hexdigest()
    if not cache.add(f"bigcommerce.current_customer.{digest}", 1, CURRENT_CUSTOMER_SECONDS * 2):
        raise _refused(channel_id, visitor, customer_id)
    try:
        customer = sync_customer(client.customers.get(customer_id))
    except NotFound as error:
        raise _refused(channel_id, visitor, customer_id) from error
    except (Conflict, ValidationFailed) as error:
        raise TryLater() from error
    if not customer.user.is_active or not customer.may_shop_in(channel_id):
        raise _refused(channel_id, visitor, customer_id)
    return customer


def _refused(channel_id: int, visitor: str, customer_id: int | None = None) -> LoginError:
    security_log.record(Kind.TOKEN_REFUSED, channel_id=channel_id, customer_id=customer_id, visitor=visitor)
    return LoginError(_("You could not be signed in. Please do so yourself."))
