"""From the fields of a product form to what a cart line needs: a variant, and a value for each option and modifier.

Pure: works on the product's row, asks nobody. Fields are `variant_id` and `option_<id>`, where the id is an option's or
a modifier's. A price is never among them. Source: REST Management, Carts v3, "Add cart line items" (`option_value`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..client import to_decimal
from ..models import Product, Variant
from .errors import CartError
from .line_requests import LineRequest

#: types of option and modifier that offer values to pick from; the others are typed (or a checkbox)
CHOICE_TYPES = frozenset(
    {"dropdown", "radio_buttons", "rectangles", "swatch", "product_list", "product_list_with_images"}
)


class _RefusedError(Exception):
    """What was posted for one field cannot be; the text says why, to the shopper."""


def field_name(option_id: int) -> str:
    """Name of the form field of an option or modifier."""
    return f"option_{option_id}"


def line_request(
    product: Product, variants: Sequence[Variant], posted: Mapping[str, str], quantity: int
) -> LineRequest:
    """Return the cart line that the posted fields ask for.

    Raises CartError whose `fields` name each field that has to be corrected.
    """
    errors: dict[str, str] = {}
    variant = _variant(product, variants, posted, errors)
    modifiers = _modifier_selections(product, posted, errors)
    if errors or variant is None:
        raise CartError(_("Please check your choices for “%(product)s”.") % {"product": product.name}, fields=errors)
    if not modifiers:
        return LineRequest(product.bigcommerce_id, quantity, variant_id=variant.bigcommerce_id)
    options = [{"option_id": value["option_id"], "option_value": value["id"]} for value in variant.option_values]
    return LineRequest(product.bigcommerce_id, quantity, option_selections=(*options, *modifiers))


def _variant(
    product: Product, variants: Sequence[Variant], posted: Mapping[str, str], errors: dict[str, str]
) -> Variant | None:
    """The variant that was chosen by id, by options, or by options that add to an id; None with errors noted."""
    by_id = {variant.bigcommerce_id: variant for variant in variants}
    named = by_id.get(_integer(posted.get("variant_id", "")))
    variant = _variant_by_options(product, variants, named, posted, errors) if product.options else named
    if not product.options and variant is None:
        variant = next(iter(variants), None)
    if errors:
        return None
    if variant is None:
        errors["variant_id"] = _("This combination is not available.")
    elif variant.purchasing_disabled:
        errors["variant_id"] = variant.purchasing_disabled_message or _("This choice cannot be bought at the moment.")
    return variant


def _variant_by_options(
    product: Product,
    variants: Sequence[Variant],
    named: Variant | None,
    posted: Mapping[str, str],
    errors: dict[str, str],
) -> Variant | None:
    chosen = {value["option_id"]: value["id"] for value in named.option_values} if named else {}
    for option in product.options:
        try:
            value_id = _choice(option, posted.get(field_name(option["id"]), ""), required=option["id"] not in chosen)
        except _RefusedError as refusal:
            errors[field_name(option["id"])] = str(refusal)
            continue
        if value_id is not None:
            chosen[option["id"]] = value_id
    wanted = set(chosen.items())
    return next(
        (
            variant
            for variant in variants
            if {(value["option_id"], value["id"]) for value in variant.option_values} == wanted
        ),
        None,
    )


def _modifier_selections(product: Product, posted: Mapping[str, str], errors: dict[str, str]) -> list[dict[str, Any]]:
    selections = []
    for modifier in product.modifiers:
        try:
            value = _modifier_value(modifier, posted.get(field_name(modifier["id"]), ""))
        except _RefusedError as refusal:
            errors[field_name(modifier["id"])] = str(refusal)
            continue
        if value is not None:
            selections.append({"option_id": modifier["id"], "option_value": value})
    return selections


def _modifier_value(modifier: dict[str, Any], text: str) -> Any:
    """Return `option_value` as the API wants it for the modifier's type; None when nothing was chosen."""
    kind, required = modifier["type"], modifier["required"]
    if kind in CHOICE_TYPES:
        return _choice(modifier, text, required=required)
    if kind == "checkbox":
        return _checkbox(modifier, text)
    if kind == "file":
        if required or text:
            raise _RefusedError(_("A file is needed for this, which cannot be sent here. Please contact us to order."))
        return None
    if not text.strip():
        if required:
            raise _RefusedError(_("Please fill in “%(name)s”.") % {"name": modifier["name"]})
        return None
    config = modifier["config"]
    if kind == "date":
        return _date(config, text.strip())
    if kind == "numbers_only_text":
        return _number(config, text.strip())
    return _text(config, text, lines=kind == "multi_line_text")


def _choice(option: dict[str, Any], text: str, *, required: bool) -> int | None:
    values = option["values"]
    if not text:
        if not required:
            return None
        if len(values) == 1:  # nothing to choose
            return int(values[0]["id"])
        raise _RefusedError(_("Please choose “%(name)s”.") % {"name": option["name"]})
    value = next((value for value in values if value["id"] == _integer(text)), None)
    if value is None:
        raise _RefusedError(_("That choice of “%(name)s” is not offered any more.") % {"name": option["name"]})
    if value.get("purchasing_disabled"):
        raise _RefusedError(_("“%(value)s” cannot be bought at the moment.") % {"value": value["label"]})
    return int(value["id"])


def _checkbox(modifier: dict[str, Any], text: str) -> int | None:
    """A checkbox is sent as the id of its checked or unchecked value; browsers post nothing when it is unchecked."""
    by_state = {bool(value.get("checked")): value["id"] for value in modifier["values"]}
    is_checked = bool(text) and _integer(text) != by_state.get(False)
    if modifier["required"] and not is_checked:
        raise _RefusedError(_("Please tick “%(name)s”.") % {"name": modifier["name"]})
    return by_state.get(is_checked)


def _text(config: dict[str, Any], text: str, *, lines: bool) -> str:
    text = text.replace("\r\n", "\n") if lines else " ".join(text.split())
    shortest, longest, most = (config.get(f"text_{name}") for name in ("min_length", "max_length", "max_lines"))
    if shortest and len(text) < shortest:
        raise _RefusedError(
            ngettext("Please write at least %(n)d character.", "Please write at least %(n)d characters.", shortest)
            % {"n": shortest}
        )
    if longest and len(text) > longest:
        raise _RefusedError(
            ngettext("Please write at most %(n)d character.", "Please write at most %(n)d characters.", longest)
            % {"n": longest}
        )
    if most and len(text.splitlines()) > most:
        raise _RefusedError(
            ngettext("Please write at most %(n)d line.", "Please write at most %(n)d lines.", most) % {"n": most}
        )
    return text


def _number(config: dict[str, Any], text: str) -> str:
    number = to_decimal(text)
    if number is None:
        raise _RefusedError(_("Please enter a number."))
    if config.get("number_integers_only") and number != number.to_integral_value():
        raise _RefusedError(_("Please enter a whole number."))
    lowest, highest = (to_decimal(config.get(f"number_{name}_value")) for name in ("lowest", "highest"))
    if lowest is not None and number < lowest:
        raise _RefusedError(_("Please enter %(limit)s or more.") % {"limit": number_format(lowest)})
    if highest is not None and number > highest:
        raise _RefusedError(_("Please enter %(limit)s or less.") % {"limit": number_format(highest)})
    return text


def _date(config: dict[str, Any], text: str) -> dict[str, str]:
    day = _day(text)
    if day is None:
        raise _RefusedError(_("Please enter a date like 2026-12-31."))
    earliest, latest = (_day(config.get(f"date_{name}_value") or "") for name in ("earliest", "latest"))
    if earliest is not None and day < earliest:
        raise _RefusedError(_("Please choose %(day)s or later.") % {"day": date_format(earliest)})
    if latest is not None and day > latest:
        raise _RefusedError(_("Please choose %(day)s or earlier.") % {"day": date_format(latest)})
    # the object form names a calendar day; a timestamp would name a moment, which is another day elsewhere
    return {"day": f"{day:%d}", "month": f"{day:%m}", "year": f"{day.year:04d}"}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _integer(text: str) -> int:
    """The number in `text`, or -1, which is no id."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else -1
