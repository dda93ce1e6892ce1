"""Whose prices a page shows.

Most visitors are guests who look at the channel's default currency: their page is the same for all of them, and
anybody may cache it. Two cookies tell the others apart without a look into the session: the one with a chosen currency,
and the one of customers whose prices may be others. Who has either gets a page of their own, which no shared cache may
keep.

Neither cookie is believed: a currency has to be the channel's, and who somebody is the session says.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ..auth import customer_of
from ..models import Channel, Customer
from . import caching, currencies
from .currencies import Currency

CUSTOMER_COOKIE = "bigcommerce_customer"


@dataclass(frozen=True)
class Shopper:
    """A kind of shopper, as far as prices go. `group_id` None: a guest; 0: a customer in no group."""

    currency: Currency
    group_id: int | None = None

    @property
    def is_guest(self) -> bool:
        return self.group_id is None


def anybody(channel: Channel) -> Shopper:
    """A guest who has chosen nothing."""
    return Shopper(currencies.default_of(channel))


def shopper_of(request: HttpRequest, channel: Channel) -> Shopper:
    """The shopper of a request. Queries and a private response only for those who carry one of the cookies.

    Without `PublicPagesMiddleware`, which keeps such pages private, everybody is a guest.
    """
    if not hasattr(request, "_bigcommerce_shopper"):
        request._bigcommerce_shopper = _shopper(request, channel)  # type: ignore[attr-defined]
    return request._bigcommerce_shopper  # type: ignore[attr-defined]


def sees_more_than_guests(customer: Customer, channel: Channel) -> bool:
    """Whether a customer's pages may differ from those of guests: most pay what everybody pays."""
    guests, shown = channel.settings.get("guests") or {}, channel.settings.get("product") or {}
    return bool(customer.group_id or guests.get("has_own_prices") or shown.get("hide_price_from_guests"))


def mark_customer(
    request: HttpRequest, response: HttpResponseBase, customer: Customer | None, channel: Channel
) -> None:
    """Have the browser say from now on whether its pages differ from those of guests, if it does not do so already."""
    is_special = customer is not None and sees_more_than_guests(customer, channel)
    if is_special == bool(request.COOKIES.get(CUSTOMER_COOKIE)):
        return
    if not is_special:
        response.delete_cookie(CUSTOMER_COOKIE, samesite="Lax")
        return
    response.set_cookie(
        CUSTOMER_COOKIE,
        "1",
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _shopper(request: HttpRequest, channel: Channel) -> Shopper:
    is_marked = bool(request.COOKIES.get(CUSTOMER_COOKIE))
    if (
        not (is_marked or request.COOKIES.get(currencies.COOKIE))
        or getattr(request, "is_preview", False)
        or not caching.keep_private(request)
    ):
        return anybody(channel)
    customer = customer_of(request.user) if is_marked and hasattr(request, "user") else None
    if customer is not None and not customer.may_shop_in(channel.bigcommerce_id):
        customer = None
    return Shopper(currencies.chosen(request, channel), (customer.group_id or 0) if customer else None)
