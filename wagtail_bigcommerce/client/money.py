"""Amounts of money, in whichever of its shapes BigCommerce sends them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation


def to_decimal(value: object) -> Decimal | None:
    """Return the number that `value` stands for, or None when it stands for none.

    V3 sends JSON numbers, V2 strings with four decimals, and "not set" is null, "" or {}. Never raises: whatever is no
    finite number counts as not set. Keeps every decimal that was sent; rounding is a matter of display.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
