"""Amounts as visitors read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, get_currency_precision
from django.utils.translation import get_language, to_locale


def format_money(amount: Decimal, currency: str) -> str:
    """ "$12.50" in the active language. Rounds half up to the currency's own digits, as BigCommerce does."""
    code = currency.upper()
    digits = Decimal(1).scaleb(-get_currency_precision(code))
    return format_currency(amount.quantize(digits, ROUND_HALF_UP), code, locale=_locale())


def _locale() -> Locale:
    language = get_language()
    try:
        return Locale.parse(to_locale(language)) if language else Locale("en")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
