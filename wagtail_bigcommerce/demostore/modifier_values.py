"""What may be typed or chosen for a modifier of each of the twelve types, and how the cart shows it.

Source: REST Management, Product modifiers (`config` of each type) and Carts v3 (`option_value` of each type).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

CHOICE_TYPES = frozenset(
    {"checkbox", "dropdown", "product_list", "product_list_with_images", "radio_buttons", "rectangles", "swatch"}
)


@dataclass(frozen=True)
class Choice:
    """One chosen option or modifier of a line. `value_id` is None where people type instead of choosing."""

    option_id: int
    type: str
    name: str
    value: str
    value_id: int | None = None
    #: The product that a pick list stands for; its stock is used up with the line's.
    picked_product_id: int | None = None


def is_blank(value: Any) -> bool:
    """Return whether `value` chooses nothing. 0 is a value: it may be a number that somebody typed."""
    return value is None or value == "" or value == {}


def choice_of(modifier: dict[str, Any], value: Any) -> Choice:
    """Return the choice of `value` for `modifier`; ValueError says what is wrong with it."""
    if modifier["type"] in CHOICE_TYPES:
        return _picked(modifier, value)
    parse = {
        "date": _date,
        "file": _file,
        "multi_line_text": _lines,
        "numbers_only_text": _number,
        "text": _text,
    }[modifier["type"]]
    config = modifier.get("config") or {}
    return Choice(
        option_id=modifier["id"],
        type=modifier["type"],
        name=modifier["display_name"],
        value=parse(config, value),
    )


def _picked(modifier: dict[str, Any], value: Any) -> Choice:
    for row in modifier["option_values"]:
        if type(value) is int and row["id"] == value:
            disabled = (row.get("adjusters") or {}).get("purchasing_disabled") or {}
            if disabled.get("status"):
                raise ValueError(disabled.get("message") or f"{row['label']} cannot be bought")
            return Choice(
                option_id=modifier["id"],
                type=modifier["type"],
                name=modifier["display_name"],
                value=row["label"],
                value_id=row["id"],
                picked_product_id=_product_behind(modifier, row),
            )
    raise ValueError(f"{value!r} is not the id of one of its values")


def _product_behind(modifier: dict[str, Any], row: dict[str, Any]) -> int | None:
    if not (modifier.get("config") or {}).get("product_list_adjusts_inventory"):
        return None
    return (row.get("value_data") or {}).get("product_id")


def _text(config: dict[str, Any], value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("It must be text")
    if config.get("text_characters_limited"):
        shortest, longest = config.get("text_min_length") or 0, config.get("text_max_length") or 0
        if len(value) < shortest:
            raise ValueError(f"It must have at least {shortest} characters")
        if longest and len(value) > longest:
            raise ValueError(f"It must have at most {longest} characters")
    return value


def _lines(config: dict[str, Any], value: Any) -> str:
    text = _text(config, value)
    most = config.get("text_max_lines") or 0
    if config.get("text_lines_limited") and most and len(text.splitlines()) > most:
        raise ValueError(f"It must have at most {most} lines")
    return text


def _number(config: dict[str, Any], value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError("It must be a number")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError("It must be a number") from None
    if not number.is_finite():
        raise ValueError("It must be a number")
    if config.get("number_integers_only") and number != number.to_integral_value():
        raise ValueError("It must be a whole number")
    if config.get("number_limited"):
        mode = config.get("number_limit_mode")
        lowest, highest = config.get("number_lowest_value"), config.get("number_highest_value")
        if mode in {"lowest", "range"} and lowest is not None and number < Decimal(str(lowest)):
            raise ValueError(f"It must be at least {lowest}")
        if mode in {"highest", "range"} and highest is not None and number > Decimal(str(highest)):
            raise ValueError(f"It must be at most {highest}")
    return str(value)


def _date(config: dict[str, Any], value: Any) -> str:
    day = _day(value)
    if config.get("date_limited"):
        mode = config.get("date_limit_mode")
        earliest, latest = _limit(config.get("date_earliest_value")), _limit(config.get("date_latest_value"))
        if mode in {"earliest", "range"} and earliest and day < earliest:
            raise ValueError(f"It must not be before {earliest.isoformat()}")
        if mode in {"latest", "range"} and latest and day > latest:
            raise ValueError(f"It must not be after {latest.isoformat()}")
    return f"{day.day} {day:%b %Y}"


def _day(value: Any) -> date:
    """A date comes as UNIX seconds or as `{day, month, year}`, whose parts may be strings."""
    try:
        if type(value) is int:
            return datetime.fromtimestamp(value, UTC).date()
        if isinstance(value, dict):
            return date(int(value["year"]), int(value["month"]), int(value["day"]))
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        raise ValueError("It must be a real date") from None
    raise ValueError("It must be UNIX seconds, or an object of day, month and year")


def _limit(value: Any) -> date | None:
    return datetime.fromisoformat(value).date() if isinstance(value, str) and value else None


def _file(config: dict[str, Any], value: Any) -> str:
    """No endpoint of the management API hands out the `temporaryPath` of an upload, so none can be genuine."""
    raise ValueError("Files can be chosen in the hosted store only")
