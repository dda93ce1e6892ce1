"""A shopper who signs in has one cart: what they had here and what they left on other devices."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..client import BigCommerceClient
from ..commerce.joining import Joined, Owner, claim, join
from ..commerce.naming import with_products
from ..commerce.saved_carts import save_cart, saved_cart_id
from ..models import Channel, Customer
from ..signals import cart_changed
from .currencies import paid_in
from .session import ShopSession
from .shopper import shopper_of


def settle(
    request: HttpRequest,
    session: ShopSession,
    customer: Customer,
    channel: Channel,
    client: Callable[[], BigCommerceClient],
) -> None:
    """Make the session's cart and the one that the customer left elsewhere one, and tell the shopper what happened.

    No call while they are the same. Raises TryLater, and then both are as they were.
    """
    own_id, saved_id = session.cart_id, saved_cart_id(customer, channel)
    if own_id is None:
        if saved_id is not None:
            session.adopt_cart(saved_id)
        return
    if own_id == saved_id:
        return
    currency = paid_in(shopper_of(request, channel).currency, channel)
    owner = Owner(channel.bigcommerce_id, customer.bigcommerce_id, currency.code)
    if saved_id is None:
        joined = claim(client(), own_id, owner)
    else:
        joined = join(client(), source_id=own_id, target_id=saved_id, owner=owner)
    if joined.cart is None:
        return  # gone, as whoever reads it next will find and say
    if joined.is_source_gone:
        session.offer_again()
    cart = with_products(joined.cart)
    save_cart(customer, channel, cart.id)
    session.remember_cart(cart)
    session.offer_lines(line for line, _error in joined.left)
    explain(request, joined)
    cart_changed.send_robust(Channel, request=request, channel=channel, cart=cart)


def explain(request: HttpRequest, joined: Joined) -> None:
    """Say what became of the shopper's carts; nothing when nothing happened that they would notice."""
    if joined.moved:
        text = ngettext(
            "What you had in your cart here (%(n)d item) is now in one cart with what you left in it before.",
            "What you had in your cart here (%(n)d items) is now in one cart with what you left in it before.",
            joined.moved,
        )
        messages.info(request, text % {"n": joined.moved})
    if joined.is_repriced:
        messages.info(request, _("Some prices in your cart have changed: they are those of your account now."))
    for line, error in joined.left:
        text = _("“%(name)s” is not in this cart: %(reason)s") % {"name": line.name, "reason": error.message}
        messages.warning(request, text)
    for code in joined.lost_codes:
        messages.warning(request, _("The code “%(code)s” is not applied to this cart any more.") % {"code": code})
