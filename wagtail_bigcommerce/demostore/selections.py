"""Which variant and which choices a cart line asks for.

A line names what the shopper chose in one of two ways: `variant_id`, when only options are involved, or
`option_selections`, a list of `{option_id, option_value}` that holds options and modifiers alike. This module
turns either into one variant and the choices made, and refuses what BigCommerce refuses.
Source: REST Management, Carts v3, "Create a cart" and "Add cart line items".
"""

from dataclasses import dataclass
from typing import Any

from .messages import problem
from .modifier_values import CHOICE_TYPES, Choice, choice_of, is_blank
from .state import Payload

MISSING_FIELDS = "Missing or incorrect required fields"


@dataclass(frozen=True)
class Selection:
    """One variant of a product and everything else that was chosen for it, in the product's own order."""

    variant: Payload
    choices: tuple[Choice, ...]


def select(product: Payload, line_item: Payload) -> Selection:
    """Return what `line_item` chooses of `product`; raises ApiProblem (422, or 500 for a malformed selection)."""
    selections = _selections_by_option(line_item.get("option_selections"))
    if line_item.get("variant_id") is not None:
        if selections and product.get("modifiers"):
            problem(
                422,
                MISSING_FIELDS,
                {"variant_id": "Leave variant_id out and select options and modifiers by option_selections"},
            )
        variant = _variant_by_id(product, line_item["variant_id"])
    else:
        variant = _variant_by_options(product, selections)
    _refuse_unknown_options(product, selections)
    return Selection(variant, (*_option_choices(product, variant), *_modifier_choices(product, selections)))


def _selections_by_option(selections: Any) -> dict[int, Any]:
    """Return `{option id: value}`. A list that is not made of such pairs breaks the real API: it answers 500."""
    if selections is None:
        return {}
    if not isinstance(selections, list):
        problem(500, "An error occurred while reading option_selections")
    by_option: dict[int, Any] = {}
    for entry in selections:
        if not isinstance(entry, dict) or type(entry.get("option_id")) is not int:
            problem(500, "An error occurred while reading option_selections")
        by_option[entry["option_id"]] = entry.get("option_value")
    return by_option


def _variant_by_id(product: Payload, variant_id: Any) -> Payload:
    variants: list[Payload] = product["variants"]
    for variant in variants:
        if variant["id"] == variant_id:
            return variant
    return problem(422, MISSING_FIELDS, {"variant_id": f"Variant {variant_id} does not belong to this product"})


def _variant_by_options(product: Payload, selections: dict[int, Any]) -> Payload:
    options = product.get("options") or []
    variants: list[Payload] = product["variants"]
    if not options:
        return variants[0]
    if not any(option["id"] in selections for option in options):
        problem(422, MISSING_FIELDS, {"variant": "This product has options, variant ID is required"})
    wanted: set[tuple[int, int]] = set()
    for option in options:
        value = selections.get(option["id"])
        if is_blank(value):
            _refuse_missing(product, option)
        if type(value) is not int or value not in {row["id"] for row in option["option_values"]}:
            problem(422, _incorrect(product, option), {"option_selections": f"Unknown value of {option['id']}"})
        wanted.add((option["id"], value))
    for variant in variants:
        if {(value["option_id"], value["id"]) for value in variant["option_values"]} == wanted:
            return variant
    return problem(422, MISSING_FIELDS, {"variant": "This combination of options is not available"})


def _refuse_unknown_options(product: Payload, selections: dict[int, Any]) -> None:
    known = {row["id"] for row in (*(product.get("options") or []), *(product.get("modifiers") or []))}
    for option_id in selections:
        if option_id not in known:
            problem(422, MISSING_FIELDS, {"option_selections": f"Option {option_id} is not of this product"})


def _option_choices(product: Payload, variant: Payload) -> list[Choice]:
    chosen = {value["option_id"]: value["id"] for value in variant["option_values"]}
    return [
        Choice(
            option_id=option["id"],
            type=option["type"],
            name=option["display_name"],
            value=value["label"],
            value_id=value["id"],
        )
        for option in product.get("options") or []
        for value in option["option_values"]
        if value["id"] == chosen.get(option["id"])
    ]


def _modifier_choices(product: Payload, selections: dict[int, Any]) -> list[Choice]:
    choices = []
    for modifier in product.get("modifiers") or []:
        value = selections.get(modifier["id"])
        if is_blank(value):
            if modifier["required"]:
                _refuse_missing(product, modifier)
            continue
        try:
            choices.append(choice_of(modifier, value))
        except ValueError as error:
            problem(422, _incorrect(product, modifier), {"option_selections": str(error)})
    return choices


def _refuse_missing(product: Payload, option: Payload) -> None:
    verb = "choose" if option["type"] in CHOICE_TYPES else "enter"
    problem(
        422,
        f"Please {verb} {option['display_name']} for {product['name']}.",
        {"option_selections": f"Option {option['id']} is required"},
    )


def _incorrect(product: Payload, option: Payload) -> str:
    return f"{option['display_name']} of {product['name']} is not valid."
