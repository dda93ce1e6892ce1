"""Which rows are which objects of another store: by SKU, path or name, and only where there is no doubt. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Stocked:
    """A product with the SKUs of its variants, by whatever identifies these: primary keys here, ids there."""

    sku: str
    variants: Mapping[int, str] = field(default_factory=dict)


def unique_pairs(here: Iterable[tuple[Key, int]], there: Iterable[tuple[Key, int]]) -> dict[int, int]:
    """Pair what bears the same key, if nothing else does on either side; keys that are falsy pair nothing."""
    ours, theirs = _once(here), _once(there)
    return {ours[key]: theirs[key] for key in ours.keys() & theirs.keys()}


def product_pairs(here: Mapping[int, Stocked], there: Mapping[int, Stocked]) -> dict[int, int]:
    """Pair products by their own SKU; the rest by those of their variants, if all of these that are found agree."""
    pairs = unique_pairs(_skus(here), _skus(there))
    taken = set(pairs.values())
    owner_there = _once((_key(sku), pk) for pk, product in there.items() for sku in product.variants.values())
    candidates: dict[int, set[int]] = defaultdict(set)
    for pk, product in here.items():
        if pk not in pairs:
            skus = (_key(sku) for sku in product.variants.values())
            candidates[pk] = {owner_there[sku] for sku in skus if sku in owner_there} - taken
    certain = {pk: found.pop() for pk, found in candidates.items() if len(found) == 1}
    claims = Counter(certain.values())
    return pairs | {pk: found for pk, found in certain.items() if claims[found] == 1}


def variant_pairs(here: Stocked, there: Stocked) -> dict[int, int]:
    """Pair the variants of two products that are one: by SKU, or because there is only one of each."""
    if len(here.variants) == len(there.variants) == 1:
        return dict(zip(here.variants, there.variants, strict=True))
    ours, theirs = ([(_key(sku), key) for key, sku in side.variants.items()] for side in (here, there))
    return unique_pairs(ours, theirs)


def same_name(name: str) -> str:
    """A name as people compare it."""
    return " ".join(name.split()).casefold()


def _skus(products: Mapping[int, Stocked]) -> Iterable[tuple[str, int]]:
    return ((_key(product.sku), key) for key, product in products.items())


def _key(sku: str) -> str:
    return sku.strip().casefold()


def _once(pairs: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    """Values by key, of keys that have one value only."""
    found: dict[Key, set[int]] = defaultdict(set)
    for key, value in pairs:
        if key:
            found[key].add(value)
    return {key: values.pop() for key, values in found.items() if len(values) == 1}
