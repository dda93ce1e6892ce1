"""What products can be filtered by, as pairs of a name and a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .values import Payload

_MAX_LENGTH = 255

Facet = tuple[str, str]


def facets_of(variants: Iterable[Mapping[str, Any]], custom_fields: Sequence[Payload]) -> set[Facet]:
    """Return each option value that a variant has, and each custom field."""
    pairs = {
        (chosen["option_display_name"], chosen["label"]) for variant in variants for chosen in variant["option_values"]
    }
    pairs |= {(field["name"], field["value"]) for field in custom_fields}
    return {
        (name.strip()[:_MAX_LENGTH], value.strip()[:_MAX_LENGTH])
        for name, value in pairs
        if name.strip() and value.strip()
    }
