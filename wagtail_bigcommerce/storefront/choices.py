"""Options and modifiers as form fields: what their templates need, one template per type.

Fields are named `option_<id>`, options and modifiers alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ..models import Product
from .currencies import Currency
from .money import format_money
from .selection import Selection, reachable

POSSIBLE, SOLD_OUT, IMPOSSIBLE = "", "sold-out", "impossible"


@dataclass(frozen=True)
class Choice:
    """One value to pick. `state` says whether it goes with what is chosen elsewhere."""

    id: int
    label: str
    is_chosen: bool = False
    state: str = POSSIBLE
    is_disabled: bool = False
    colors: list[str] = field(default_factory=list)
    image_url: str = ""
    #: "+$5.00", "+10%" or ""
    price_note: str = ""


@dataclass(frozen=True)
class ChoiceField:
    """An option (which makes variants) or a modifier (which does not)."""

    id: int
    label: str
    type: str
    is_option: bool
    is_required: bool
    choices: list[Choice] = field(default_factory=list)
    #: what typed modifiers start with
    initial: str = ""
    config: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"option_{self.id}"

    @property
    def templates(self) -> list[str]:
        """The type's own template; a type that BigCommerce adds one day falls back to a list to pick from."""
        folder = "wagtail_bigcommerce/catalog/choices"
        return [f"{folder}/{self.type}.html", f"{folder}/dropdown.html"]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.is_chosen), None)

    @property
    def checked(self) -> Choice | None:
        """A checkbox's "yes"; its other value is "no"."""
        return self.choices[0] if self.choices else None

    @property
    def unchecked(self) -> Choice | None:
        return self.choices[1] if len(self.choices) > 1 else None

    @property
    def blocks_ordering(self) -> bool:
        """A file that must be sent: nobody can send one to BigCommerce from outside its own storefront."""
        return self.type == "file" and self.is_required


def option_fields(product: Product, selection: Selection) -> list[ChoiceField]:
    fields = []
    for option in product.options:
        states = reachable(product, selection, option["id"])
        choices = [
            Choice(
                value["id"],
                value["label"],
                is_chosen=selection.chosen.get(option["id"]) == value["id"],
                state=_state(states.get(value["id"])),
                colors=value["colors"],
                image_url=value["image_url"],
            )
            for value in option["values"]
        ]
        if choices:
            fields.append(ChoiceField(option["id"], option["name"], option["type"], True, True, choices))
    return fields


def _state(can_be_ordered: bool | None) -> str:
    if can_be_ordered is None:
        return IMPOSSIBLE
    return POSSIBLE if can_be_ordered else SOLD_OUT


def modifier_fields(
    product: Product, query: Mapping[str, str], currency: Currency | None, listed: Mapping[int, Product]
) -> list[ChoiceField]:
    """Fields of the product's modifiers, filled from the query, else with their defaults.

    `listed` are the products that product lists name and that can be shown, by BigCommerce id: they lend their
    pictures, and one that is sold out cannot be picked. `currency` None: what choices cost is not to be shown.
    """
    return [_modifier_field(modifier, query, currency, listed, product) for modifier in product.modifiers]


def _modifier_field(
    modifier: dict[str, Any],
    query: Mapping[str, str],
    currency: Currency | None,
    listed: Mapping[int, Product],
    product: Product,
) -> ChoiceField:
    asked, config = query.get(f"option_{modifier['id']}"), modifier["config"]
    values = modifier["values"]
    if modifier["type"] == "checkbox":
        values = sorted(values, key=lambda value: value["checked"] is not True)
    return ChoiceField(
        modifier["id"],
        modifier["name"],
        modifier["type"],
        is_option=False,
        is_required=modifier["required"],
        choices=[
            _modifier_choice(
                value,
                is_chosen=str(value["id"]) == asked if asked is not None else _is_default(value, modifier),
                price_note=price_note(value["price_adjuster"], currency) if currency else "",
                listed=listed.get(value["product_id"] or 0),
                counts_stock=config.get("product_list_adjusts_inventory", False),
            )
            for value in values
        ],
        initial=asked if asked is not None else str(config.get("default_value") or ""),
        config=config,
    )


def _is_default(value: dict[str, Any], modifier: dict[str, Any]) -> bool:
    if modifier["type"] == "checkbox":
        return value["checked"] is True and modifier["config"].get("checked_by_default", False)
    return value["is_default"] or (modifier["required"] and len(modifier["values"]) == 1)


def _modifier_choice(
    value: dict[str, Any], *, is_chosen: bool, price_note: str, listed: Product | None, counts_stock: bool
) -> Choice:
    is_sold_out = counts_stock and listed is not None and not listed.in_stock
    is_disabled = value["purchasing_disabled"] or is_sold_out
    thumbnail = listed.thumbnail if listed else None
    return Choice(
        value["id"],
        value["label"],
        is_chosen=is_chosen and not is_disabled,
        state=SOLD_OUT if is_disabled else POSSIBLE,
        is_disabled=is_disabled,
        colors=value["colors"],
        image_url=value["image_url"] or (thumbnail["thumbnail"] if thumbnail else ""),
        price_note=price_note,
    )


def price_note(adjuster: dict[str, str] | None, currency: Currency) -> str:
    """What picking a value does to the price, in words: "+$5.00", "+10%"; "" for nothing."""
    if not adjuster:
        return ""
    amount = Decimal(adjuster["value"])
    if adjuster["type"] == "percentage":
        text = _("%(number)s%%") % {"number": number_format(abs(amount.normalize()), use_l10n=True)}
    else:
        text = format_money(currency.converted(abs(amount)), currency.code)
    return f"+{text}" if amount > 0 else f"−{text}"  # noqa: RUF001  a minus sign, as people set it
