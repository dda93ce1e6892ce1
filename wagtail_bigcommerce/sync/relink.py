"""Another store for the same site: rows keep what editors made of them, and get the ids that the other store has.

Products and variants are matched by SKU, categories by path, brands and channels by name (this project's own channel by
its setting). What has no counterpart stays, vanished and without an id, and may find one when this is run again. What
concerns the old store's people and orders goes: its ids mean somebody else in the other one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils import timezone

from ..client import BigCommerceClient
from ..models import (
    Brand,
    CatalogRedirect,
    Category,
    Channel,
    CompletedOrder,
    ConnectedStore,
    Customer,
    Product,
    SyncRun,
    Variant,
    WebhookEvent,
    WebhookSubscription,
)
from ..store import default_channel_id
from .identity import environment_of, is_of
from .mappers.category import category_id_of, url_of
from .mappers.channel import is_storefront
from .mappers.slugs import slug_from_url
from .mappers.values import identifier, rows, text
from .matching import Stocked, product_pairs, same_name, unique_pairs, variant_pairs
from .runs import exclusively, keep_lock

#: rows without a counterpart that are told of each kind; all are counted
LIMIT = 200
_BATCH = 500

#: kinds in a report, with the column that tells why a row found no counterpart
_KEYS = {"channels": "name", "brands": "name", "categories": "slug", "products": "sku", "variants": "sku"}


@dataclass
class _Links:
    """New ids by primary key."""

    channels: dict[int, int]
    brands: dict[int, int]
    categories: dict[int, int]
    products: dict[int, int]
    variants: dict[int, int]


def relink(client: BigCommerceClient, *, dry_run: bool = False) -> dict[str, Any]:
    """Link the rows of this database to the client's store, and return what matched, as plain data.

        {"from": "abc at api.bigcommerce.com" or None, "to": "…", "customers": 12,
         "products": {"matched": 90, "unmatched": 2, "examples": [{"pk", "name", "sku"}]}, "variants": {…},
         "categories": {…}, "brands": {…}, "channels": {…}}

    `customers` are those of the old store who are forgotten. When the rows are this store's already, only those without
    an id are looked at, and nothing is forgotten: running it twice changes nothing. Afterwards a full import is due.
    Everything or nothing is written; with `dry_run`, nothing. Network: all brands, categories and products, 250 a
    request. Raises ImportAlreadyRunning, BigCommerceError.
    """
    if dry_run:
        return _relink(client)
    with exclusively(client, SyncRun.Kind.RELINK) as run:
        return _relink(client, run)


def _relink(client: BigCommerceClient, run: SyncRun | None = None) -> dict[str, Any]:
    """Without a `run` that holds the lock, only look."""
    store = ConnectedStore.objects.first()
    is_switch = store is not None and not is_of(store, client)
    links = _match(client, is_switch=is_switch)
    report = {
        "from": str(store) if store else None,
        "to": f"{client.store_hash} at {environment_of(client)}",
        "customers": Customer.objects.count() if is_switch else 0,
        **_report(links, is_switch=is_switch),
    }
    if run is not None:
        with transaction.atomic():
            keep_lock(run)
            if is_switch:
                _forget_ids()
                _forget_people()
            _write(links)
            ConnectedStore.objects.update_or_create(
                pk=ConnectedStore.ONLY,
                defaults={
                    "store_hash": client.store_hash,
                    "environment": environment_of(client),
                    "since": timezone.now() if is_switch or store is None else store.since,
                },
            )
    return report


def _match(client: BigCommerceClient, *, is_switch: bool) -> _Links:
    def here(model: type[models.Model]) -> models.QuerySet[Any]:
        return model._default_manager.all() if is_switch else model._default_manager.filter(bigcommerce_id=None)

    def is_free(model: type[models.Model]) -> Callable[[int], bool]:
        taken = set() if is_switch else set(model._default_manager.values_list("bigcommerce_id", flat=True))
        return lambda key: key not in taken

    channels = _match_channels(client, here(Channel), is_free(Channel))
    brands = unique_pairs(
        ((same_name(name), pk) for pk, name in here(Brand).values_list("pk", "name")),
        _free(((same_name(text(row.get("name"))), row.get("id")) for row in client.brands.iter()), is_free(Brand)),
    )
    categories = _match_categories(client, here(Category), is_free(Category), channels)
    ours = _stocked_here(here(Product))
    is_free_product = is_free(Product)
    theirs = {key: product for key, product in _stocked_there(client).items() if is_free_product(key)}
    products = product_pairs(ours, theirs)
    variants: dict[int, int] = {}
    for pk, product_id in products.items():
        variants |= variant_pairs(ours[pk], theirs[product_id])
    return _Links(channels, brands, categories, products, variants)


def _match_channels(
    client: BigCommerceClient, here: models.QuerySet[Channel], is_free: Callable[[int], bool]
) -> dict[int, int]:
    payloads = [payload for payload in client.channels.iter() if is_storefront(payload)]
    named = [(same_name(text(payload.get("name"))), payload.get("id")) for payload in payloads]
    pairs = unique_pairs(((same_name(name), pk) for pk, name in here.values_list("pk", "name")), _free(named, is_free))
    own_id = default_channel_id()
    own = here.filter(site__is_default_site=True).first() or (here.first() if here.count() == 1 else None)
    if own is not None and is_free(own_id) and any(payload.get("id") == own_id for payload in payloads):
        pairs = {pk: channel_id for pk, channel_id in pairs.items() if channel_id != own_id} | {own.pk: own_id}
    return pairs


def _match_categories(
    client: BigCommerceClient,
    here: models.QuerySet[Category],
    is_free: Callable[[int], bool],
    channels: Mapping[int, int],
) -> dict[int, int]:
    """By path within the channel that shows the tree, which may have another tree of the same paths beside it."""
    known = {**dict(Channel.objects.values_list("pk", "bigcommerce_id")), **channels}
    trees = {identifier(tree.get("id")) or 0: tree.get("channels") or [] for tree in client.trees.iter()}
    there = []
    for payload in client.categories.iter(tree_ids=list(trees)):
        category_id = category_id_of(payload) or 0
        slug = slug_from_url(url_of(payload), name=text(payload.get("name")), bigcommerce_id=category_id)
        for channel_id in trees.get(identifier(payload.get("tree_id")) or 0) or [None]:
            there.append(((channel_id, slug), category_id))
    ours = here.values_list("pk", "slug", "channel")
    return unique_pairs((((known.get(channel), slug), pk) for pk, slug, channel in ours), _free(there, is_free))


def _stocked_here(products: models.QuerySet[Product]) -> dict[int, Stocked]:
    variants: dict[int, dict[int, str]] = {}
    for pk, product_pk, sku in Variant.objects.filter(product__in=products).values_list("pk", "product", "sku"):
        variants.setdefault(product_pk, {})[pk] = sku
    return {pk: Stocked(sku, variants.get(pk, {})) for pk, sku in products.values_list("pk", "sku")}


def _stocked_there(client: BigCommerceClient) -> dict[int, Stocked]:
    found = {}
    for payload in client.products.iter(include=("variants",), include_fields=("sku",)):
        variants = {identifier(row.get("id")) or 0: text(row.get("sku")) for row in rows(payload.get("variants"))}
        found[payload["id"]] = Stocked(text(payload.get("sku")), variants)
    return found


def _free(pairs: Iterable[tuple[Any, Any]], is_free: Callable[[int], bool]) -> Iterable[tuple[Any, int]]:
    """What the store offers and no row has."""
    return ((key, value) for key, raw in pairs if (value := identifier(raw)) and is_free(value))


def _forget_ids() -> None:
    """Nothing has an id of the old store any more; digests would else stand for what it sent."""
    for model in (Brand, Category, Product):
        model._default_manager.update(bigcommerce_id=None, digest="")
    Product.objects.update(details_digest="")
    Variant.objects.update(bigcommerce_id=None, sku_id=None)
    Channel.objects.update(bigcommerce_id=None, tree_id=None, store_site_id=None)
    # old addresses still lead where they did; the other store knows nothing of them, so they are not its mirror
    CatalogRedirect.objects.update(origin=CatalogRedirect.Origin.MOVED)


def _forget_people() -> None:
    """Shoppers, orders and events of the old store: the same numbers are other people's in the new one."""
    get_user_model()._default_manager.filter(bigcommerce_customer__isnull=False).delete()
    for model in (CompletedOrder, WebhookEvent, WebhookSubscription):
        model._default_manager.all().delete()


def _write(links: _Links) -> None:
    for model, ids in _kinds(links):
        linked = [model(pk=pk, bigcommerce_id=bigcommerce_id) for pk, bigcommerce_id in ids.items()]
        model._default_manager.bulk_update(linked, ["bigcommerce_id"], batch_size=_BATCH)
    now = timezone.now()
    for snippet in (Brand, Category, Product):
        snippet._default_manager.filter(bigcommerce_id=None, vanished_at=None).update(vanished_at=now)
    Channel.objects.filter(bigcommerce_id=None).update(status=Channel.Status.DELETED)


def _kinds(links: _Links) -> tuple[tuple[type[models.Model], dict[int, int]], ...]:
    return (
        (Channel, links.channels),
        (Brand, links.brands),
        (Category, links.categories),
        (Product, links.products),
        (Variant, links.variants),
    )


def _report(links: _Links, *, is_switch: bool) -> dict[str, Any]:
    report = {}
    for (name, key), (model, ids) in zip(_KEYS.items(), _kinds(links), strict=True):
        looked_at = model._default_manager.all() if is_switch else model._default_manager.filter(bigcommerce_id=None)
        without = [row for row in looked_at.order_by("pk").values_list("pk", key) if row[0] not in ids]
        named = model._default_manager.in_bulk([pk for pk, _value in without[:LIMIT]])
        report[name] = {
            "matched": len(ids),
            "unmatched": len(without),
            "examples": [{"pk": pk, "name": str(named[pk]), key: value} for pk, value in without[:LIMIT]],
        }
    return report
