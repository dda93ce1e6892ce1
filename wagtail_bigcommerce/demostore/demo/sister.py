"""Lampholm, the sister shop: what the store's second channel sells, where it stands and what it is called there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from .build import IMAGE_BASE_URL
from .categories import categories
from .pictures import Pictures
from .products import product
from .reader import palette, read
from .sample import among

NAME = "Lampholm"
CONTENT = "lampholm"


@dataclass(frozen=True)
class SisterShop:
    """A second shop over the same catalog, as plain payloads which are the caller's to change.

    Its tree and its products name no channel: which one they are for is known when the shop opens.
    """

    name: str
    tagline: str
    currency_code: str
    icon_url: str
    #: Hex colours by what they are for: "ground", "ink", "accent".
    colours: dict[str, str]
    tree: dict[str, Any]
    categories: list[dict[str, Any]]
    #: Full products that only this shop sells.
    products: list[dict[str, Any]]
    #: Ids of all it sells, its own and the mainland's, by category id.
    shelves: dict[int, list[int]]
    #: What differs in this shop, by product id: `name`, `description` and `state` of a channel listing.
    listings: dict[int, dict[str, str]] = field(default_factory=dict)

    @property
    def product_ids(self) -> set[int]:
        return {product_id for shelf in self.shelves.values() for product_id in shelf}


def sister_shop(known: Collection[int], seed: int = 1, image_base_url: str = IMAGE_BASE_URL) -> SisterShop:
    """Return the shop; of the mainland's products it sells those that are `known`, by id."""
    pictures, content = Pictures(image_base_url), read(CONTENT)
    shop = content["shop"]
    there = {*known, *(entry["id"] for entry in content["product"])}
    return SisterShop(
        name=NAME,
        tagline=shop["tagline"],
        currency_code=shop["currency"],
        icon_url=pictures.hero(shop["icon"]),
        colours={use: palette()[colour][0] for use, colour in shop["colours"].items()},
        tree={"id": shop["tree"], "name": NAME, "channels": []},
        categories=categories(pictures, CONTENT, tree_id=shop["tree"]),
        products=[product(among(entry, there) | {"channels": []}, pictures, seed=seed) for entry in content["product"]],
        shelves={
            entry["id"]: [product_id for product_id in entry["products"] if product_id in there]
            for entry in content["category"]
        },
        listings={
            entry["product"]: {key: value for key, value in entry.items() if key != "product"}
            for entry in content["listing"]
            if entry["product"] in there
        },
    )
