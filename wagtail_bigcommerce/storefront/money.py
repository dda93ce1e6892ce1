"""Amounts as visitors read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, get_currency_precision
from django.utils.translation import get_language, to_locale


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Half up, to the currency's own digits: none for JPY, three for KWD."""
    return amount.quantize(Decimal(1).scaleb(-get_currency_precision(currency.upper())), ROUND_HALF_UP)


def format_money(amount: Decimal, currency: str) -> str:
    """ "$12.50" in the active language. Rounds half up to the currency's own digits, as BigCommerce does."""
    return format_currency(rounded(amount, currency), currency.upper(), locale=active_locale())


def active_locale() -> Locale:
    """The locale of the active language; English where the language has none."""
    language = get_language()
    try:
        return Locale.parse(to_locale(language)) if language else Locale("en")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
