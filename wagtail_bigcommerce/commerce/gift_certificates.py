"""Paying with gift certificates, which only GraphQL can do outside of the hosted checkout.

Source: GraphQL Storefront API, "Carts and checkouts".
"""

from __future__ import annotations

import logging

from django.utils.translation import gettext as _

from ..client import BigCommerceClient, GraphQLError, InsufficientAccessScope
from ..client.graphql import checkouts
from ..client.graphql.checkouts import AppliedCertificate
from .errors import CheckoutError, TryLater, try_later
from .throttle import Throttle

logger = logging.getLogger(__name__)

#: a code is money, so guessing at codes is slowed down
ATTEMPTS = Throttle("gift-certificate", limit=10, seconds=600)


@try_later()
def apply_certificate(
    client: BigCommerceClient, *, channel_id: int, checkout_id: str, code: str
) -> list[AppliedCertificate]:
    """Pay for a checkout with a gift certificate, as far as it goes; returns all that pay for it. One call."""
    message = _("This gift certificate cannot be used. Please check its code.")
    if not ATTEMPTS.allows(checkout_id):
        raise TryLater(_("Too many codes were tried. Please wait ten minutes and try again."))
    try:
        return checkouts.apply_gift_certificate(client.storefront(channel_id), checkout_id, code.strip())
    except InsufficientAccessScope:
        raise  # our token's fault, not the code's
    except GraphQLError as error:
        logger.info("A gift certificate was refused: %s", error)
        raise CheckoutError(message, fields={"code": message}) from error


@try_later()
def remove_certificate(
    client: BigCommerceClient, *, channel_id: int, checkout_id: str, code: str
) -> list[AppliedCertificate]:
    """Take a gift certificate back; returns those that still pay for the checkout. One call."""
    try:
        return checkouts.remove_gift_certificate(client.storefront(channel_id), checkout_id, code.strip())
    except InsufficientAccessScope:
        raise
    except GraphQLError as error:
        logger.info("A gift certificate could not be removed: %s", error)
        raise CheckoutError(_("This gift certificate could not be removed.")) from error
