"""Paying an Incomplete order with what BigCommerce has stored for its customer.

Nothing here takes the number of a card, or its security code. For a new card `new_card` makes the token for one payment
and stops: the browser sends the card to BigCommerce itself, or the shopper goes to the hosted checkout.
Sources: Payments overview, "Methods", "Access tokens", "Process payments".
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from ..client import (
    BigCommerceClient,
    BigCommerceError,
    Conflict,
    ConnectionFailed,
    NotFound,
    ServerError,
    UnexpectedResponse,
    ValidationFailed,
)
from .errors import PaymentError, PaymentUnknown, TryLater, try_later
from .once import one_at_a_time
from .orders import INCOMPLETE

logger = logging.getLogger(__name__)

#: how long an order is not paid again after a payment of which nobody knows yet how it ends
UNSURE_SECONDS = 900

_STORED_CARD = "STORED_CARD"


@dataclass(frozen=True)
class StoredCard:
    """A card that BigCommerce keeps for a customer. `token` stands for it in payments, and is nothing to show."""

    token: str = field(repr=False)
    brand: str
    last_4: str
    expiry_month: int
    expiry_year: int
    is_default: bool = False


@dataclass(frozen=True)
class PaymentMethod:
    """A way to pay an order. `asks_security_code`: its stored cards can only be paid with where cards are typed in."""

    id: str
    name: str
    type: str
    is_test: bool
    stored_cards: tuple[StoredCard, ...] = ()
    #: names of networks, such as "VISA"
    new_cards: tuple[str, ...] = ()
    asks_security_code: bool = False


@dataclass(frozen=True)
class Payment:
    """A payment that BigCommerce took. A pending one is not sure yet: the order's status tells, and a webhook."""

    id: str
    is_pending: bool


@dataclass(frozen=True)
class NewCard:
    """What a browser needs to send a new card to BigCommerce, as `POST url`; good for one payment of one order.

    `headers` hold the token, so give this to nobody but the shopper whose order it is, over HTTPS, in an answer that is
    not stored.
    """

    url: str
    payment_method_id: str
    headers: Mapping[str, str] = field(repr=False)


@try_later()
def payment_methods(client: BigCommerceClient, order_id: int, *, customer_id: int) -> list[PaymentMethod]:
    """Return how the order can be paid from here; `customer_id` is whose order it must be, 0 a guest's. Two calls.

    A guest's order has no other owner: only ask for one that this visitor made.
    """
    _require_open(client, order_id, customer_id)
    return _methods(client, order_id)


@try_later()
def stored_cards(client: BigCommerceClient, customer_id: int) -> list[StoredCard]:
    """Return the cards that a customer has stored. One call."""
    return [_card(row) for row in client.payments.stored_instruments(customer_id) if row.get("type") == "stored_card"]


@sensitive_variables("card_token", "method", "access_token")
def pay_with_stored_card(
    client: BigCommerceClient, order_id: int, *, payment_method_id: str, card_token: str, customer_id: int
) -> Payment:
    """Pay a customer's order with one of their stored cards. Four calls; the payment itself is sent once at most.

    Raises PaymentError when nothing was paid, PaymentUnknown when the answer got lost and the order does not tell
    either. After TryLater nothing was paid. While a payment is pending or unknown the next one is TryLater.
    """
    with try_later(), one_at_a_time("pay", order_id) as guard:
        _require_open(client, order_id, customer_id)
        method = next((row for row in _methods(client, order_id) if row.id == payment_method_id), None)
        if not customer_id or method is None or card_token not in [card.token for card in method.stored_cards]:
            raise PaymentError(_("This card cannot be used for this order. Please choose another way to pay."))
        if method.asks_security_code:
            raise PaymentError(_("This card needs its security code. Please pay on the checkout page."))
        access_token = _access_token(client, order_id)
        try:
            payment = _pay(client, order_id, method, card_token, access_token)
        except PaymentUnknown:
            guard.kept_seconds = UNSURE_SECONDS
            raise
        if payment.is_pending:
            guard.kept_seconds = UNSURE_SECONDS
        return payment


@sensitive_variables("headers")
@try_later()
def new_card(client: BigCommerceClient, order_id: int, *, payment_method_id: str, customer_id: int) -> NewCard:
    """Make the token with which the shopper's browser pays the order with a new card. Three calls."""
    _require_open(client, order_id, customer_id)
    method = next((row for row in _methods(client, order_id) if row.id == payment_method_id), None)
    if method is None or not method.new_cards:
        raise PaymentError(_("New cards cannot be used for this order. Please choose another way to pay."))
    headers = {"Authorization": f"PAT {_access_token(client, order_id)}", "Accept": client.payments.MEDIA_TYPE}
    return NewCard(client.payments.url, method.id, headers)


@sensitive_variables("card_token", "method", "access_token")
def _pay(
    client: BigCommerceClient, order_id: int, method: PaymentMethod, card_token: str, access_token: str
) -> Payment:
    try:
        answer = client.payments.process(
            access_token,
            payment_method_id=method.id,
            instrument_token=card_token,
            instrument_type="stored_card",
        )
    except (Conflict, NotFound, ValidationFailed) as error:
        raise PaymentError(_("The payment was declined. Please choose another card, or another way to pay.")) from error
    except (ConnectionFailed, ServerError, UnexpectedResponse) as error:
        if isinstance(error, ConnectionFailed) and not error.sent:
            raise TryLater() from error
        logger.error("The answer to the payment of order %s got lost: %s", order_id, error)
        return _payment_by_order(client, order_id, error)
    return Payment(id=str(answer.get("id") or ""), is_pending=answer["status"] == "pending")


def _payment_by_order(client: BigCommerceClient, order_id: int, lost: BigCommerceError) -> Payment:
    """What the order says of a payment whose answer got lost. That it is still open says nothing for sure."""
    try:
        order = client.orders.get(order_id)
    except BigCommerceError as error:
        raise PaymentUnknown() from error
    if order.get("status_id") == INCOMPLETE:
        raise PaymentUnknown() from lost
    return Payment(id="", is_pending=False)


def _require_open(client: BigCommerceClient, order_id: int, customer_id: int) -> None:
    """Refuse orders of others, as if they did not exist, and orders that are not waiting for a payment."""
    try:
        order = client.orders.get(order_id)
    except NotFound as error:
        raise PaymentError(_("There is no such order.")) from error
    if order.get("customer_id") != customer_id or order.get("is_deleted"):
        raise PaymentError(_("There is no such order."))
    if order.get("status_id") != INCOMPLETE:
        raise PaymentError(_("This order has been placed already."))


def _methods(client: BigCommerceClient, order_id: int) -> list[PaymentMethod]:
    try:
        return [_method(row) for row in client.payments.methods(order_id=order_id)]
    except (Conflict, NotFound, ValidationFailed) as error:
        raise PaymentError(_("This order cannot be paid here. Please pay on the checkout page.")) from error


def _access_token(client: BigCommerceClient, order_id: int) -> str:
    try:
        return client.payments.create_access_token(order_id)
    except (Conflict, NotFound, ValidationFailed) as error:
        raise PaymentError(_("This order cannot be paid here. Please pay on the checkout page.")) from error


def _method(row: Mapping[str, Any]) -> PaymentMethod:
    supported = {str(kind.get("instrument_type")): kind for kind in row.get("supported_instruments") or ()}
    cards = row.get("stored_instruments") or ()
    return PaymentMethod(
        id=str(row.get("id") or ""),
        name=str(row.get("name") or ""),
        type=str(row.get("type") or ""),
        is_test=row.get("test_mode") is True,
        stored_cards=tuple(_card(card) for card in cards if card.get("type", "stored_card") == "stored_card"),
        new_cards=tuple(sorted(set(supported) - {_STORED_CARD})),
        asks_security_code=(supported.get(_STORED_CARD) or {}).get("verification_value_required") is True,
    )


def _card(row: Mapping[str, Any]) -> StoredCard:
    return StoredCard(
        token=str(row.get("token") or ""),
        brand=str(row.get("brand") or ""),
        last_4=str(row.get("last_4") or ""),
        expiry_month=int(row.get("expiry_month") or 0),
        expiry_year=int(row.get("expiry_year") or 0),
        is_default=row.get("is_default") is True,
    )
