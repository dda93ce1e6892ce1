"""A catalog too large to hold: written products are kept, generated ones are made when they are asked for.

A generated product follows from its number and the seed, so only what was changed has to be kept. What is asked for
by id may be changed by whoever asked; it is kept while it is in use, and for good when it was changed.
"""

from __future__ import annotations

import marshal
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import ItemsView, Iterator, MutableMapping, ValuesView
from typing import Any

from .generated import FIRST_ID, generated_entry
from .pictures import Pictures
from .products import product
from .reader import product_entries

#: So many products that were asked for by id stay as they are, the last ones first.
KEPT = 2_000
#: What lists filter and sort by, and pick lists of other products.
SUMMARY_FIELDS = (
    *("id", "name", "sku", "price", "calculated_price", "weight", "type", "condition", "availability", "mpn", "upc"),
    *("brand_id", "categories", "inventory_level", "inventory_tracking", "inventory_warning_level", "is_visible"),
    *("is_featured", "is_free_shipping", "total_sold", "date_modified", "date_last_imported", "search_keywords"),
    *("description", "options", "modifiers"),
)
_CHOICES = frozenset({"options", "modifiers"})

Payload = dict[str, Any]


class ProductsOnDemand(MutableMapping[int, Payload]):
    """The products of a large demo catalog by id, in the order of their ids.

    Iterating over values makes rows to read and not to change, one at a time.
    """

    def __init__(self, size: int, seed: int, image_base_url: str) -> None:
        self.seed = seed
        self.pictures = Pictures(image_base_url)
        self._own = {entry["id"]: product(entry, self.pictures, seed=seed) for entry in product_entries()}
        generated = range(FIRST_ID, FIRST_ID + max(0, size - len(self._own)))
        self._ids = sorted([*self._own, *generated])
        self._kept: OrderedDict[int, tuple[Payload, int]] = OrderedDict()
        self._summaries: dict[int, tuple[Any, ...]] = {}

    def __getitem__(self, product_id: int) -> Payload:
        if product_id in self._own:
            return self._own[product_id]
        if product_id not in self._kept:
            row = self.read(product_id)
            self._kept[product_id] = (row, digest(row))
            if len(self._kept) > KEPT:
                self._let_go()
        self._kept.move_to_end(product_id)
        return self._kept[product_id][0]

    def __setitem__(self, product_id: int, row: Payload) -> None:
        if product_id not in self:
            self._ids.insert(bisect_left(self._ids, product_id), product_id)
        self._kept.pop(product_id, None)
        self._own[product_id] = row

    def __delitem__(self, product_id: int) -> None:
        if product_id not in self:
            raise KeyError(product_id)
        del self._ids[bisect_left(self._ids, product_id)]
        self._own.pop(product_id, None)
        self._kept.pop(product_id, None)

    def __contains__(self, product_id: object) -> bool:
        if not isinstance(product_id, int):
            return False
        place = bisect_left(self._ids, product_id)
        return place < len(self._ids) and self._ids[place] == product_id

    def __iter__(self) -> Iterator[int]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def read(self, product_id: int) -> Payload:
        """The product to read; changes of it may be lost. Raises KeyError."""
        if product_id in self._own:
            return self._own[product_id]
        if product_id in self._kept:
            return self._kept[product_id][0]
        if product_id not in self:
            raise KeyError(product_id)
        row = product(generated_entry(product_id - FIRST_ID, self.seed), self.pictures, seed=self.seed)
        if product_id not in self._summaries:
            self._summaries[product_id] = _summary(row)
        return row

    def ids_after(self, product_id: int) -> list[int]:
        """All greater ids, in order."""
        return self._ids[bisect_right(self._ids, product_id) :]

    def summaries(self) -> Iterator[Payload]:
        """Each product's `SUMMARY_FIELDS`, for lists that look at all; made once, and then quick."""
        for product_id in self._ids:
            if product_id in self._own or product_id in self._kept:
                yield self.read(product_id)
                continue
            if product_id not in self._summaries:
                self.read(product_id)
            yield dict(zip(SUMMARY_FIELDS, self._summaries[product_id], strict=True))

    def move_images(self, old: str, new: str) -> None:
        """Change the address that image URLs of products yet to be made begin with."""
        self.pictures = Pictures(self.pictures.base_url.replace(old, new))

    def kept(self) -> dict[int, Payload]:
        """The rows that exist: written, changed, or lately asked for."""
        return {**self._own, **{product_id: row for product_id, (row, _) in self._kept.items()}}

    def altered(self) -> dict[int, Payload]:
        """The rows that the seed alone does not make: written ones, and all that were changed."""
        return {**self._own, **{key: row for key, (row, before) in self._kept.items() if digest(row) != before}}

    def _let_go(self) -> None:
        product_id, (row, before) = self._kept.popitem(last=False)
        if digest(row) != before:
            self._own[product_id] = row

    def values(self) -> ValuesView[Payload]:
        return _Values(self)

    def items(self) -> ItemsView[int, Payload]:
        return _Items(self)


class _Values(ValuesView[Payload]):
    _mapping: ProductsOnDemand

    def __iter__(self) -> Iterator[Payload]:
        return map(self._mapping.read, self._mapping)


class _Items(ItemsView[int, Payload]):
    _mapping: ProductsOnDemand

    def __iter__(self) -> Iterator[tuple[int, Payload]]:
        return ((product_id, self._mapping.read(product_id)) for product_id in self._mapping)


def digest(row: Payload) -> int:
    """Tells a row that was changed since; good within one process."""
    return hash(marshal.dumps(row, 0))  # later formats depend on who else holds a value


def _summary(row: Payload) -> tuple[Any, ...]:
    picking = {name: [each for each in row[name] if "product_list" in each["type"]] for name in _CHOICES}
    return tuple(map({**row, **picking}.get, SUMMARY_FIELDS))
