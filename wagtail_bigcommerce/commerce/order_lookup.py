"""Letting a guest see an order by its number and e-mail address.

Order numbers are counted upwards and addresses are no secrets, so tries are few: by visitor, by order, and by all of
them together. Whatever is wrong, the answer is the same. Source: REST Management, Orders v2.
"""

from __future__ import annotations

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from ..client import BigCommerceClient, Conflict, NotFound, ValidationFailed
from .errors import AccountError, TryLater, try_later
from .orders import is_placed
from .throttle import Throttle

#: only tries that fail count
BY_VISITOR = Throttle("order-lookup", limit=10, seconds=600)
BY_ORDER = Throttle("order-lookup-order", limit=10, seconds=3600)
BY_ALL = Throttle("order-lookup-all", limit=300, seconds=600)


@try_later()
def find_guest_order(client: BigCommerceClient, order_id: int, email: str, *, channel_id: int, visitor: str) -> None:
    """Return if the order may be shown to who gave number and address. One call.

    `visitor` is whose tries are counted together, an address say. Raises AccountError in the same words for a number
    that is none, one of another channel, and one with another address; TryLater after too many of these.
    """
    keys = ((BY_VISITOR, visitor), (BY_ORDER, str(order_id)), (BY_ALL, "all"))
    if any(throttle.is_exhausted(key) for throttle, key in keys):
        raise TryLater(_("Too many orders were looked up. Please wait ten minutes and try again."))
    try:
        payload = client.orders.get(order_id)
    except (NotFound, Conflict, ValidationFailed):
        payload = {}
    address = str((payload.get("billing_address") or {}).get("email") or "")
    is_theirs = constant_time_compare(address.strip().casefold(), email.strip().casefold())
    if address and is_theirs and is_placed(payload) and payload.get("channel_id") == channel_id:
        return
    for throttle, key in keys:
        throttle.allows(key)
    raise AccountError(_("There is no order with this number and this e-mail address. Please check both."))
