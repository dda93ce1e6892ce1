"""Single values, in whichever shape they come.

Stores send null, "", `{}` and `[]` for "nothing", "0" for an empty text, 0 for "no price", and numbers as text. Each
helper takes all of that and gives one Python type.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, datetime
from decimal import Decimal
from typing import Any

from ...client import parse_datetime, to_decimal

Payload = dict[str, Any]

_INT32 = 2**31 - 1
#: one more digit would not fit the columns (20 digits, 4 of them decimals)
_TOO_MUCH = Decimal(10) ** 16
_FOUR_DECIMALS = Decimal("0.0001")


class MappingError(ValueError):
    """A payload that cannot become a row. The message is one line for staff, without personal data."""


def text(value: object, max_length: int | None = None) -> str:
    """Text without the NUL and lone surrogates that databases refuse, cut to what its column takes."""
    if isinstance(value, str):
        clean = value if value.isascii() else value.encode(errors="ignore").decode()
        return clean.replace("\x00", "")[:max_length]
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)[:max_length]
    return ""


def text_unless_zero(value: object, max_length: int | None = None) -> str:
    """Text of a field in which "0" means empty (edge cases of labels and messages)."""
    clean = text(value, max_length)
    return "" if clean.strip() == "0" else clean


def integer(value: object, default: int = 0) -> int:
    """A whole number within 32 bits; larger ones are cut to that."""
    exact = value if type(value) is int else to_decimal(value)
    return default if exact is None else max(-_INT32, min(_INT32, int(exact)))


def count(value: object) -> int:
    """A whole number that cannot be negative."""
    return max(0, integer(value))


def identifier(value: object) -> int | None:
    """A BigCommerce id, or None for 0, -1, null and `{}`, all of which mean "none"."""
    exact = value if type(value) is int else to_decimal(value)
    return int(exact) if exact is not None and 0 < exact <= _INT32 else None


def boolean(value: object, default: bool = False) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value.strip().lower() in {"true", "1", "yes"}
    exact = to_decimal(value)
    return default if exact is None else bool(exact)


def number(value: object) -> Decimal | None:
    """A number with up to four decimals. Raises MappingError when it is too large for any column."""
    exact = to_decimal(value)
    if exact is None:
        return None
    if abs(exact) >= _TOO_MUCH:
        raise MappingError(f"the number {exact:.3e} is out of range")
    return exact.quantize(_FOUR_DECIMALS)


def price(value: object) -> Decimal | None:
    """A price in a field where 0 means "not set", as sale, retail and minimum advertised prices do."""
    return number(value) or None


def price_text(value: object) -> str | None:
    """Money for a JSON column, with at least two decimals: "12.50", "22.544"."""
    exact = number(value)
    if exact is None:
        return None
    digits = f"{exact:.4f}"
    return digits[:-2] if digits.endswith("00") else digits.rstrip("0")


def number_text(value: object) -> str | None:
    """A number for a JSON column, without needless decimals: "3", "0.5"."""
    exact = number(value)
    return None if exact is None else f"{exact:.4f}".rstrip("0").rstrip(".")


def moment(value: object) -> datetime | None:
    """An aware point in time, or None for whatever is no date, or none that a database in another time zone holds."""
    parsed = parse_datetime(value)
    return parsed if parsed and MINYEAR < parsed.year < MAXYEAR else None


def mapping(value: object) -> Payload:
    """An object; PHP sends an empty one as `[]`."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Payload]:
    """A list of objects; entries that are none are left out."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def identifiers(value: object) -> list[int]:
    """Ids in their order, each once; sentinels such as -1 are left out."""
    entries = value if isinstance(value, list) else []
    return list(dict.fromkeys(key for entry in entries if (key := identifier(entry)) is not None))
