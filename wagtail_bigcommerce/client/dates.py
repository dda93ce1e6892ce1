"""Dates, in whichever of their shapes BigCommerce sends them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime


def parse_datetime(value: object) -> datetime | None:
    """Return an aware datetime, or None when `value` holds no date.

    V3 sends ISO 8601 (once with a stray quote at the end), V2 RFC 2822, webhooks and hooks epoch seconds, coupons epoch
    seconds as text where "0" means never, and "not set" is null, "" or {}. A date without an offset is in UTC. Never
    raises, since one bad date must not stop an import.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float | Decimal):
        return _from_epoch(value)
    if not isinstance(value, str):
        return None
    text = value.strip().strip('"').strip()
    if text.lstrip("-").isdecimal() and len(text) > 8:
        return _from_epoch(text)
    return _aware(_from_iso(text) or _from_rfc_2822(text))


def _from_epoch(value: int | float | Decimal | str) -> datetime | None:
    try:
        seconds = float(value)
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (OverflowError, OSError, ValueError):
        return None


def _from_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _from_rfc_2822(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _aware(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
