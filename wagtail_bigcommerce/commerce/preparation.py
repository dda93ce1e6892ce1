"""What a site does to a checkout before its shopper gets there: one class to override.

`CHECKOUT_PREPARATION` names the site's subclass of `CheckoutPreparation`. It is asked whenever the shop is about to
send a shopper to BigCommerce's checkout, so more than once for one cart: what is done already is not done again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.module_loading import import_string

from .. import conf
from ..client import BigCommerceClient
from ..models import Customer
from .checkout import Checkout, CheckoutAddress
from .errors import CheckoutError, CheckoutGone, TryLater
from .server_checkout import apply_code, get_checkout, set_billing_address, set_customer_message

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Situation:
    """What a rule can decide by: the channel, the checkout as it is, who is signed in (None: a guest)."""

    client: BigCommerceClient
    channel_id: int
    checkout: Checkout
    customer_id: int = 0

    def customer(self) -> Customer | None:
        """Our row of the customer. One query."""
        return Customer.objects.filter(bigcommerce_id=self.customer_id).first() if self.customer_id else None


class CheckoutPreparation:
    """Override what the site needs; each method may return nothing. They may ask BigCommerce through the client.

    What a method raises is logged and costs its own step only: no rule of a site's keeps a shopper from paying.
    """

    def billing_address(self, situation: Situation) -> CheckoutAddress | None:
        """The address and e-mail to begin with. Only asked while the checkout has none."""
        return None

    def customer_message(self, situation: Situation) -> str:
        """The message to the shop to begin with. Only asked while there is none."""
        return ""

    def codes(self, situation: Situation) -> Sequence[str]:
        """Coupon codes that this shopper gets without typing them. Those that the store refuses are left out."""
        return ()


def prepare_checkout(client: BigCommerceClient, *, checkout_id: str, channel_id: int, customer_id: int = 0) -> None:
    """Do what the site's rules ask for. No call unless there are any; then one, and one for each thing that changes.

    Never raises: an unprepared checkout is still a checkout.
    """
    rules = import_string(conf.get("CHECKOUT_PREPARATION"))()
    if type(rules) is CheckoutPreparation:
        return
    try:
        checkout = get_checkout(client, checkout_id)
    except (CheckoutGone, TryLater) as error:
        logger.info("A checkout is left as it is: %s", type(error).__name__)
        return
    for step in (_fill_in_address, _fill_in_message, _add_codes):
        situation = Situation(client, channel_id, checkout, customer_id)
        try:
            checkout = step(rules, situation)
        except Exception:
            logger.exception("A checkout could not be prepared: %s of %s", step.__name__, type(rules).__qualname__)


def _fill_in_address(rules: CheckoutPreparation, situation: Situation) -> Checkout:
    checkout = situation.checkout
    address = rules.billing_address(situation) if checkout.billing_address is None else None
    return set_billing_address(situation.client, checkout, address) if address else checkout


def _fill_in_message(rules: CheckoutPreparation, situation: Situation) -> Checkout:
    checkout = situation.checkout
    message = rules.customer_message(situation) if not checkout.customer_message else ""
    return set_customer_message(situation.client, checkout, message) if message else checkout


def _add_codes(rules: CheckoutPreparation, situation: Situation) -> Checkout:
    checkout = situation.checkout
    applied = {coupon.code.casefold() for coupon in checkout.coupons}
    for code in rules.codes(situation):
        if code.casefold() in applied:
            continue
        try:
            checkout = apply_code(situation.client, checkout, code)
        except CheckoutError:
            logger.info("The store refused a code of the site's own rules")
    return checkout
