"""Which variant a visitor has chosen, by the page's address alone, so that it works without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..models import Product, Variant
from . import stock


@dataclass(frozen=True)
class Selection:
    """`chosen` holds option id -> value id; `variant` is None until it names exactly one."""

    variants: list[Variant]
    variant: Variant | None
    chosen: dict[int, int] = field(default_factory=dict)
    option_ids: tuple[int, ...] = ()

    @property
    def is_complete(self) -> bool:
        return all(option_id in self.chosen for option_id in self.option_ids)

    @property
    def is_impossible(self) -> bool:
        """Everything is chosen, and the store makes no such variant."""
        return self.variant is None and self.is_complete and bool(self.option_ids)


def select(product: Product, variants: Iterable[Variant], query: Mapping[str, str]) -> Selection:
    """Read `?variant=<id>`, `?sku=` or `?option_<id>=<value id>`, in this order.

    What the query leaves open is filled with the options' defaults and with values that are the only one. Values that
    name nothing are ignored.
    """
    variants = list(variants)
    options = [option for option in product.options if option["values"]]
    option_ids = tuple(option["id"] for option in options)
    named = _named_variant(variants, query)
    if named is not None:
        return Selection(variants, named, _values(named), option_ids)
    chosen = {}
    for option in options:
        value_id = _chosen_value(option, query.get(f"option_{option['id']}", ""))
        if value_id is not None:
            chosen[option["id"]] = value_id
    return Selection(variants, _variant_of(variants, option_ids, chosen), chosen, option_ids)


def reachable(product: Product, selection: Selection, option_id: int) -> dict[int, bool]:
    """Values of one option that go with what is chosen elsewhere: value id -> whether it can be ordered.

    Values that are missing make no variant together with the rest.
    """
    others = {other: value for other, value in selection.chosen.items() if other != option_id}
    values: dict[int, bool] = {}
    for variant in selection.variants:
        own = _values(variant)
        if option_id in own and all(own.get(other) == value for other, value in others.items()):
            can_be_ordered = stock.stock_of(product, variant).can_be_ordered
            values[own[option_id]] = values.get(own[option_id], False) or can_be_ordered
    return values


def _values(variant: Variant) -> dict[int, int]:
    return {value["option_id"]: value["id"] for value in variant.option_values}


def _named_variant(variants: list[Variant], query: Mapping[str, str]) -> Variant | None:
    variant_id, sku = query.get("variant", ""), query.get("sku", "")
    by_id = (variant for variant in variants if str(variant.bigcommerce_id) == variant_id)
    by_sku = (variant for variant in variants if sku and variant.sku == sku)
    return next(by_id, None) or next(by_sku, None)


def _chosen_value(option: dict[str, Any], asked: str) -> int | None:
    ids = [value["id"] for value in option["values"]]
    if asked in {str(value_id) for value_id in ids}:
        return int(asked)
    if len(ids) == 1:
        return ids[0]
    return next((value["id"] for value in option["values"] if value["is_default"]), None)


def _variant_of(variants: list[Variant], option_ids: tuple[int, ...], chosen: dict[int, int]) -> Variant | None:
    if not option_ids:
        return variants[0] if len(variants) == 1 else None
    if any(option_id not in chosen for option_id in option_ids):
        return None
    return next((variant for variant in variants if _values(variant) == chosen), None)
