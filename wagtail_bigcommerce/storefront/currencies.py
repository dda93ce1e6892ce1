"""The currencies that a channel shows prices in, and the one that a visitor has chosen.

The choice is a currency's code in a cookie, and nothing more: it names nobody, and the worst that a forged one does is
to show another of the shop's currencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ..models import Channel
from .money import rounded

COOKIE = "bigcommerce_currency"
COOKIE_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True)
class Currency:
    """`rate` is how much of it one unit of the store's default currency is. Only some can be paid in."""

    code: str
    name: str = ""
    rate: Decimal = Decimal(1)
    is_transactional: bool = True

    def converted(self, amount: Decimal) -> Decimal:
        """An amount of the store's default currency in this one; where both are the same, with every decimal it has."""
        return amount if self.rate == 1 else rounded(amount * self.rate, self.code)


def currencies_of(channel: Channel) -> dict[str, Currency]:
    """By code, the channel's default first. A channel that has not been synced has only that."""
    rows = {row["code"]: _currency(row) for row in channel.currencies}
    default = rows.pop(channel.default_currency, Currency(channel.default_currency))
    return {default.code: default, **rows}


def default_of(channel: Channel) -> Currency:
    return currencies_of(channel)[channel.default_currency]


def chosen(request: HttpRequest, channel: Channel) -> Currency:
    """What the visitor chose, as long as the channel has it; else the channel's default."""
    currencies = currencies_of(channel)
    return currencies.get(request.COOKIES.get(COOKIE, ""), currencies[channel.default_currency])


def remember(response: HttpResponseBase, currency: Currency, channel: Channel) -> None:
    """Keep the visitor's choice; the channel's default needs no cookie."""
    if currency.code == channel.default_currency:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        currency.code,
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def paid_in(currency: Currency, channel: Channel) -> Currency:
    """What a cart is in for somebody who looks at prices in `currency`: many are for looking only."""
    return currency if currency.is_transactional else default_of(channel)


def _currency(row: dict[str, Any]) -> Currency:
    try:
        rate = Decimal(row["exchange_rate"])
    except InvalidOperation:
        rate = Decimal(1)
    return Currency(row["code"], row["name"], rate, row["is_transactional"])
