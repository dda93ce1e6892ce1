"""The same work with nothing around it: fetch, parse, and one bulk upsert. What the import is measured against.

No sanitizing, no digests, facets, search index, checkpoints or issues; values are taken as they come.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from hashlib import blake2b

import requests
from django.db import connection, transaction
from django.utils import timezone

from wagtail_bigcommerce.models import Product, Variant

INCLUDE = "variants,images,custom_fields,bulk_pricing_rules,videos,channels"
_PRODUCT_COLUMNS = (
    "sku", "description", "price", "weight", "width", "height", "depth", "sort_order", "availability", "condition",
    "is_visible", "is_featured", "inventory_level", "search_keywords", "page_title", "meta_description",
)  # fmt: skip
_VARIANT_COLUMNS = ("sku", "price", "sale_price", "retail_price", "inventory_level", "purchasing_disabled")


class Store:
    """The products list, page by page."""

    def __init__(self, base_url, adapter):
        self._session = requests.Session()
        self._session.mount(base_url, adapter)
        self._session.headers["X-Auth-Token"] = "demo-access-token"
        self._url = f"{base_url}/stores/demo/v3/catalog/products"

    def get(self, **params):
        answer = self._session.get(self._url, params=params)
        return json.loads(answer.content, parse_float=Decimal)["data"]

    def pages(self, **params):
        last = None
        while rows := self.get(**params, **({"id:greater": last} if last else {}), limit=250, sort="id"):
            yield rows
            last = rows[-1]["id"]


def first_import(store, count):
    for page in store.pages(include=INCLUDE):
        upsert(page)
    ids = range(1, count + 1)
    batches = [",".join(map(str, ids[start : start + 10])) for start in range(0, count, 10)]
    with ThreadPoolExecutor(8) as pool:
        fetch = lambda batch: store.get(**{"id:in": batch, "include": "options,modifiers", "limit": 10})  # noqa: E731
        for rows in pool.map(fetch, batches):
            write_options(rows)


def upsert(page):
    now = timezone.now()
    products = [
        Product(
            bigcommerce_id=row["id"],
            name=row["name"],
            slug=row["custom_url"]["url"].strip("/"),
            images=row["images"],
            custom_fields=row["custom_fields"],
            payload=row,
            synced_at=now,
            **{name: row[name] for name in _PRODUCT_COLUMNS},
        )
        for row in page
    ]
    with transaction.atomic():
        columns = ["name", "slug", "images", "custom_fields", "payload", "synced_at", *_PRODUCT_COLUMNS]
        written = Product.objects.bulk_create(
            products, update_conflicts=True, unique_fields=["bigcommerce_id"], update_fields=columns
        )
        keys = {each.bigcommerce_id: each.pk for each in written}
        variants = [
            Variant(
                bigcommerce_id=variant["id"],
                product_id=keys[row["id"]],
                option_values=variant["option_values"],
                position=position,
                **{name: variant[name] for name in _VARIANT_COLUMNS},
            )
            for row in page
            for position, variant in enumerate(row["variants"])
        ]
        columns = ["product", "option_values", "position", *_VARIANT_COLUMNS]
        Variant.objects.bulk_create(
            variants, 500, update_conflicts=True, unique_fields=["bigcommerce_id"], update_fields=columns
        )


def write_options(rows):
    statement = f'UPDATE "{Product._meta.db_table}" SET options = %s, modifiers = %s WHERE bigcommerce_id = %s'
    values = [(json.dumps(row["options"]), json.dumps(row["modifiers"]), row["id"]) for row in rows]
    if connection.vendor == "postgresql":
        statement = statement.replace("options = %s", "options = %s::jsonb").replace(
            "modifiers = %s", "modifiers = %s::jsonb"
        )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, values)


def fetch_and_digest(store):
    """Read everything and compare its digest with the one in the row."""
    changed = 0
    for page in store.pages(include=INCLUDE):
        ids = [row["id"] for row in page]
        known = dict(Product.objects.filter(bigcommerce_id__in=ids).values_list("bigcommerce_id", "digest"))
        changed += sum(known[row["id"]] != _digest(row) for row in page)
    return changed


def date_sweep(store, since):
    """Read all ids and dates, and then, whole, what changed since."""
    changed = []
    for page in store.pages(include_fields="date_modified"):
        changed += [row["id"] for row in page if row["date_modified"] > since]
    for start in range(0, len(changed), 250):
        ids = ",".join(map(str, changed[start : start + 250]))
        upsert(store.get(**{"id:in": ids, "include": INCLUDE, "limit": 250}))
    return len(changed)


def _digest(row):
    return blake2b(json.dumps(row, sort_keys=True, default=str).encode(), digest_size=16).hexdigest()
