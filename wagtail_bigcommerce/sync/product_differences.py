"""How products differ from their rows: columns, variants, and where they are listed and sold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from ..models import Brand, Category, Channel, ChannelAssignment, Product, ProductCategory, Variant
from .differences import Action, Difference, FieldChange, changes, changes_elsewhere
from .digests import lasting, storable
from .mappers.product import MappedProduct
from .mappers.values import Payload

Key = TypeVar("Key")

#: worked out from other columns, which tell more
_DERIVED = {"variant_skus"}
_UNCOMPARED_OF_VARIANTS = {"bigcommerce_id", "position"}


def product_differences(
    mapped: Mapping[int, MappedProduct], payloads: Mapping[int, Payload], known: Mapping[int, int]
) -> list[Difference]:
    """Compare products by BigCommerce id with their rows, whose primary keys are `known`. Seven queries.

    Options and modifiers are read in the second pass, which dry runs leave out: those that variants show are compared.
    """
    differences = [
        Difference("created", product_id, product.fields["name"])
        for product_id, product in mapped.items()
        if product_id not in known
    ]
    pks = [known[product_id] for product_id in mapped if product_id in known]
    if not pks:
        return differences
    rows = {row.pk: row for row in Product.objects.filter(pk__in=pks)}
    variants = _variants(pks)
    sold = _links(ChannelAssignment, "channel_id", pks)
    listed = _links(ProductCategory, "category_id", pks)
    names = {model: dict(model._default_manager.values_list("pk", "name")) for model in (Brand, Category, Channel)}
    for product_id, product in mapped.items():
        row = rows.get(known.get(product_id, 0))
        if row is None:
            continue
        fields = [*_columns(row, product.fields, names[Brand])]
        fields += _variant_changes(variants[row.pk], product.variants)
        fields += _set_change("channels", _("channels"), sold[row.pk], product.channels, names[Channel])
        fields += _set_change("categories", _("categories"), listed[row.pk], product.categories, names[Category])
        fields = fields or changes_elsewhere(row.payload, storable(lasting(payloads[product_id])))
        was_offered = row.is_visible and row.vanished_at is None and bool(sold[row.pk])
        is_offered = product.fields["is_visible"] and bool(product.channels)
        action: Action = "unpublished" if was_offered and not is_offered else "changed"
        differences.append(Difference(action, product_id, product.fields["name"], row.pk, tuple(fields)))
    return differences


def _columns(row: Product, mapped: Mapping[str, Any], brands: Mapping[int, str]) -> list[FieldChange]:
    new = {**{name: value for name, value in mapped.items() if name not in _DERIVED}, "vanished_at": None}
    old = {name: getattr(row, name) for name in new}
    for values in (old, new):
        values["brand_id"] = brands.get(values["brand_id"], "")
    return changes(Product, old, new)


def _variants(pks: Sequence[int]) -> dict[int, dict[int, Variant]]:
    variants: dict[int, dict[int, Variant]] = defaultdict(dict)
    for variant in Variant.objects.filter(product__in=pks):
        variants[variant.product_id][variant.bigcommerce_id] = variant
    return variants


def _variant_changes(old: Mapping[int, Variant], new: Sequence[Mapping[str, Any]]) -> list[FieldChange]:
    found = []
    for mapped in new:
        variant, name = old.get(mapped["bigcommerce_id"]), _variant_name(mapped["sku"], mapped["bigcommerce_id"])
        if variant is None:
            found.append(FieldChange(f"variants[{name}]", _("variant %(name)s") % {"name": name}, None, _("new")))
            continue
        compared = {column: value for column, value in mapped.items() if column not in _UNCOMPARED_OF_VARIANTS}
        found += [
            FieldChange(f"variants[{name}].{change.field}", f"{name}: {change.label}", change.old, change.new)
            for change in changes(Variant, {column: getattr(variant, column) for column in compared}, compared)
        ]
    kept = {mapped["bigcommerce_id"] for mapped in new}
    for variant_id, variant in old.items():
        if variant_id not in kept:
            name = _variant_name(variant.sku, variant_id)
            found.append(FieldChange(f"variants[{name}]", _("variant %(name)s") % {"name": name}, name, None))
    return found


def _variant_name(sku: str, bigcommerce_id: int) -> str:
    return sku or str(bigcommerce_id)


def _links(model: type[models.Model], column: str, pks: Sequence[int]) -> dict[int, set[int]]:
    links: dict[int, set[int]] = defaultdict(set)
    for pk, linked in model._default_manager.filter(product__in=pks).values_list("product_id", column):
        links[pk].add(linked)
    return links


def _set_change(field: str, label: str, old: set[int], new: set[int], names: Mapping[int, str]) -> list[FieldChange]:
    if old == new:
        return []
    return [FieldChange(field, label, *(", ".join(sorted(names.get(pk, "?") for pk in pks)) for pks in (old, new)))]
