"""What shipping would cost, for a shopper who is still looking at the cart.

BigCommerce quotes a consignment only. So one is made of all there is to ship, its options are read, and it is deleted
again: the checkout begins without an address, as if nobody had asked. A checkout that has an address keeps it, and the
quotes are those for it. Source: REST Management, Checkouts v3, "Consignments".
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..client import BigCommerceClient, BigCommerceError, Conflict, NotFound, ValidationFailed
from .checkout import Checkout, Consignment, ShippingOption, checkout_from_payload
from .errors import CartError, CartGone, CheckoutGone, ShopperError, try_later
from .server_checkout import get_checkout

logger = logging.getLogger(__name__)

#: a quote needs an e-mail; nothing is ever sent there (RFC 2606)
NOBODY = "shipping-estimate@example.com"


@dataclass(frozen=True)
class Destination:
    """As much of an address as quotes need. `country_code` is ISO 3166; state by name or code, both may be empty."""

    country_code: str
    state_or_province: str = ""
    postal_code: str = ""


@dataclass(frozen=True)
class Estimate:
    """Ways of shipping to a place, costs without tax in `currency`; none when the store offers none."""

    destination: Destination
    currency: str
    options: tuple[ShippingOption, ...]
    #: the quotes are for the address that the checkout has already, not for the one that was asked for
    is_of_checkout: bool = False


@try_later()
def estimate_shipping(
    client: BigCommerceClient, cart_id: str, destination: Destination, *, email: str = ""
) -> Estimate:
    """Return what shipping all of the cart would cost. Three calls, one when the checkout has an address already.

    `email` is the shopper's, where it is known. Raises CartGone, CartError when there is nothing to ship or the store
    does not know the place, TryLater.
    """
    try:
        checkout = get_checkout(client, cart_id)
    except CheckoutGone as error:
        raise CartGone from error
    if not checkout.to_deliver:
        raise CartError(_("Nothing in your cart has to be shipped."))
    if chosen := [row for row in checkout.consignments if not _is_ours(row)]:
        return _of_checkout(checkout, chosen)
    _take_back(client, checkout)
    if checkout.billing_address is not None:
        email = checkout.billing_address.email or email
    try:
        return _quoted(client, checkout, destination, email or NOBODY)
    except BigCommerceError:
        _tidy_up(client, cart_id)
        raise


def _quoted(client: BigCommerceClient, checkout: Checkout, destination: Destination, email: str) -> Estimate:
    address = {
        "email": email,
        "country_code": destination.country_code,
        "state_or_province": destination.state_or_province,
        "postal_code": destination.postal_code,
    }
    lines = [{"item_id": item_id, "quantity": quantity} for item_id, quantity in checkout.to_deliver]
    try:
        answer = client.checkouts.add_consignments(checkout.id, [{"address": address, "line_items": lines}])
    except NotFound as error:
        raise CartGone from error
    except (Conflict, ValidationFailed) as error:
        message = _("The shop cannot say what shipping to this place costs. Please check what you entered.")
        raise CartError(message) from error
    quoted = checkout_from_payload(answer)
    _take_back(client, quoted)
    return Estimate(destination, quoted.currency, _options(quoted.consignments))


def _of_checkout(checkout: Checkout, consignments: Sequence[Consignment]) -> Estimate:
    """What the checkout was offered for the address it has; nothing when it goes to several."""
    first = consignments[0].address
    if len(consignments) > 1 or first is None:
        return Estimate(Destination(""), checkout.currency, (), is_of_checkout=True)
    destination = Destination(
        first.country_code, first.state_or_province or first.state_or_province_code, first.postal_code
    )
    return Estimate(destination, checkout.currency, _options(consignments), is_of_checkout=True)


def _options(consignments: Iterable[Consignment]) -> tuple[ShippingOption, ...]:
    options = (option for consignment in consignments for option in consignment.shipping_options)
    return tuple(sorted(options, key=lambda option: option.cost))


def _is_ours(consignment: Consignment) -> bool:
    """Whether it was made for an estimate: nobody could send anything there."""
    return consignment.address is not None and not consignment.address.address1 and not consignment.is_settled


def _take_back(client: BigCommerceClient, checkout: Checkout) -> None:
    for consignment in filter(_is_ours, checkout.consignments):
        try:
            client.checkouts.delete_consignment(checkout.id, consignment.id)
        except BigCommerceError as error:
            # the next estimate finds it, and in the checkout the shopper enters an address in its place
            logger.warning("The consignment of an estimate could not be deleted: %s", error)


def _tidy_up(client: BigCommerceClient, cart_id: str) -> None:
    """After an answer that got lost: the consignment may have been made all the same."""
    try:
        _take_back(client, get_checkout(client, cart_id))
    except ShopperError:
        logger.info("Whether an estimate left a consignment could not be asked")
