"""Put the demo catalog together."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Any

from .categories import CHANNEL_ID, brands, categories, trees
from .generated import generated_entry
from .on_demand import ProductsOnDemand
from .pictures import Pictures
from .products import product
from .reader import product_entries
from .sample import representative

IMAGE_BASE_URL = "http://localhost:8001/images"


@dataclass(frozen=True)
class DemoCatalog:
    """A whole catalog as plain V3 payloads; what they hold is the caller's to change."""

    #: Full products: variants, images, options, modifiers, custom fields, bulk prices, videos, reviews.
    products: list[dict[str, Any]] | ProductsOnDemand
    #: In the `trees/categories` shape (`category_id`, `url.path`), parents before children.
    categories: list[dict[str, Any]]
    trees: list[dict[str, Any]]
    brands: list[dict[str, Any]]
    #: Pairs of product id and channel id. One written product is on no channel.
    channel_assignments: set[tuple[int, int]]


def build_catalog(products: int | None = None, seed: int = 1, image_base_url: str = IMAGE_BASE_URL) -> DemoCatalog:
    """Return the demo catalog.

    `products` scales it: None gives every written product, a smaller number a selection that still shows
    as many kinds as it can hold, a larger number adds generated ones. `seed` varies stock, dates,
    sales figures and the generated products; never the words, prices and ids of the written ones.
    """
    pictures = Pictures(image_base_url)
    rows = list(iter_products(products, seed, image_base_url))
    return DemoCatalog(
        products=rows,
        categories=categories(pictures),
        trees=trees(),
        brands=brands(pictures),
        channel_assignments={(row["id"], channel) for row in rows for channel in row["channels"]},
    )


def large_catalog(products: int, seed: int = 1, image_base_url: str = IMAGE_BASE_URL) -> DemoCatalog:
    """Return what `build_catalog` does, with generated products that are made when they are asked for.

    It holds all written products, however few were wanted.
    """
    pictures, rows = Pictures(image_base_url), ProductsOnDemand(products, seed, image_base_url)
    written = {row["id"]: row["channels"] for row in rows.kept().values()}
    return DemoCatalog(
        products=rows,
        categories=categories(pictures),
        trees=trees(),
        brands=brands(pictures),
        channel_assignments={(row_id, channel) for row_id in rows for channel in written.get(row_id, [CHANNEL_ID])},
    )


def iter_products(
    products: int | None = None, seed: int = 1, image_base_url: str = IMAGE_BASE_URL
) -> Iterator[dict[str, Any]]:
    """Yield the products of `build_catalog` one by one, for catalogs too large to hold twice."""
    pictures = Pictures(image_base_url)
    written = product_entries()
    wanted = len(written) if products is None else products
    for entry in representative(written, wanted):
        yield product(entry, pictures, seed=seed)
    for number in islice(count(), max(0, wanted - len(written))):
        yield product(generated_entry(number, seed), pictures, seed=seed)
