"""One catalog from a file or a folder of them. Where several files know an id, the first one wins."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ..builders import brand, catalog_of, category, product
from ..builders.slugs import url_path
from ..demo import DemoCatalog
from ..images import standin_url
from ..state import Payload
from . import csv_rows, json_rows

IMAGE_BASE_URL = "http://demostore.localhost/images"

_IMAGE_TAG_SOURCE = re.compile(r"(<img\b[^>]*?\bsrc=[\"'])(?:https?:)?//[^\"']*", re.I)


class LoadError(Exception):
    """The path holds no catalog; the message says in one line what is wrong with it."""


def load_path(path: str | Path, image_base_url: str = IMAGE_BASE_URL) -> DemoCatalog:
    """Read V3 JSON (`*.json`) and control-panel exports (`*.csv`) from a file, or from all in a folder.

    Partial products are completed, and every image URL is replaced by a drawn stand-in below
    `image_base_url`. Reads files only. Raises LoadError.
    """
    path = Path(path)
    loader = _Loader(image_base_url)
    for file in _files(path):
        loader.read(file)
    if not loader.products:
        raise LoadError(f"No product was found in {path}.")
    return loader.catalog()


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        # JSON first: it tells more about a product than an export does.
        return [*sorted(path.rglob("*.json")), *sorted(path.rglob("*.csv"))]
    if not path.exists():
        raise LoadError(f"{path} does not exist.")
    return [path]


class _Loader:
    def __init__(self, image_base_url: str) -> None:
        self.image_base_url = image_base_url
        self.products: dict[int, Payload] = {}
        self.categories: dict[int, Payload] = {}
        self.brands: dict[int, Payload] = {}

    def read(self, file: Path) -> None:
        try:
            if file.suffix == ".csv":
                for row in csv_rows.iter_products(file):
                    self._add_product(row)
            else:
                self._read_json(json.loads(file.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError) as error:
            raise LoadError(f"{file} cannot be read: {error}") from error

    def catalog(self) -> DemoCatalog:
        """Everything that was read, completed, with categories and brands that were only named."""
        rows = [self._whole_product(row) for _, row in sorted(self.products.items())]
        for row in rows:
            if row["brand_id"]:
                self.brands.setdefault(row["brand_id"], brand(row["brand_id"]))
        for row in [*self.categories.values(), *self.brands.values()]:
            if row["image_url"]:
                row["image_url"] = self._standin(f"picture-{row['name']}")
        return catalog_of(rows, list(self.categories.values()), list(self.brands.values()))

    def _read_json(self, document: Any) -> None:
        for row in json_rows.iter_rows(document):
            if json_rows.is_product(row):
                self._add_product(row)
            elif json_rows.is_category(row):
                for each in json_rows.iter_categories(row):
                    self.categories.setdefault(each["category_id"], each)
            elif json_rows.is_brand(row):
                self.brands.setdefault(row["id"], json_rows.whole_brand(row))

    def _add_product(self, row: Payload) -> None:
        known = self.products.setdefault(row["id"], row)
        for name, value in row.items():
            known.setdefault(name, value)

    def _whole_product(self, row: Payload) -> Payload:
        variants = row.get("variants") or []
        options = row.get("options") or json_rows.options_of_variants(variants)
        fields = {
            name: value for name, value in row.items() if name not in ("channels", "primary_image", "calculated_price")
        }
        fields.update(
            options=options,
            variants=variants,
            images=[self._image(row["id"], image) for image in row.get("images") or ()],
            categories=[self._category_id(entry) for entry in row.get("categories") or ()],
            description=_IMAGE_TAG_SOURCE.sub(
                lambda tag: tag[1] + self._standin(f"{row['id']}-description"), row.get("description") or ""
            ),
        )
        whole = product(**fields)
        for variant in whole["variants"]:
            if variant["image_url"]:
                variant["image_url"] = self._standin(f"{row['id']}-variant-{variant['id']}")
        for choice in [*whole["options"], *whole["modifiers"]]:
            for value in choice["option_values"]:
                if (value["value_data"] or {}).get("image_url"):
                    value["value_data"]["image_url"] = self._standin(f"{row['id']}-value-{value['id']}")
        return whole

    def _image(self, product_id: int, image: Payload) -> Payload:
        kept = {name: value for name, value in image.items() if "url" not in name}
        return {**kept, "image_url": self._standin(f"{product_id}-{image['id']}")}

    def _standin(self, name: str) -> str:
        return standin_url(self.image_base_url, re.sub(r"\W+", "-", name.lower()))

    def _category_id(self, entry: int | str) -> int:
        """The id behind an entry: an id that may be new, or a path such as `Garden/Bath`."""
        if isinstance(entry, int) or entry.isdecimal():
            return self.categories.setdefault(int(entry), category(int(entry)))["category_id"]
        names = [name.strip() for name in entry.split("/") if name.strip()]
        parent_id = 0
        for depth, name in enumerate(names, 1):
            found = next(
                (row for row in self.categories.values() if row["name"] == name and row["parent_id"] == parent_id),
                None,
            )
            if found is None:
                url = {"path": url_path(*names[:depth]), "is_customized": False}
                new_id = max(self.categories, default=0) + 1
                found = self.categories[new_id] = category(new_id, name, parent_id=parent_id, url=url)
            parent_id = found["category_id"]
        return parent_id
