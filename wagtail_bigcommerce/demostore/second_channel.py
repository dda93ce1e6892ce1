"""The store's second channel: the sister shop of the demo, opened on a store that sells the demo catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .demo import SISTER_NAME, sister_shop

if TYPE_CHECKING:
    from .demo import SisterShop
    from .state import Payload
    from .store import DemoStore


def open_second_channel(store: DemoStore, *, site_url: str = "", status: str = "active", seed: int = 1) -> Payload:
    """Open the sister shop and return its channel: products, tree, currency, listings and site of its own.

    What channel 1 sells stays as it is. A shop that is open already, from an earlier state, only moves to the
    address. Raises ValueError where the shop's ids are taken, as they may be in a catalog other than the demo's.
    """
    with store.lock:
        known = next((row for row in store.state.channels.values() if row["name"] == SISTER_NAME), None)
        if known is not None:
            if site_url:
                store.move_site(known["id"], site_url)
            return known
        shop = sister_shop(store.state.products.keys(), seed, f"{store.base_url}/images")
        _require_free_ids(store, shop)
        channel = store.add_channel(shop.name, site_url=site_url, status=status, icon_url=shop.icon_url)
        _shelve(store, shop, channel["id"])
        for product_id, words in shop.listings.items():
            store.add_listing(channel["id"], product_id, **words)
        store.state.channel_currencies[channel["id"]] = {
            "channel_id": channel["id"],
            "enabled_currencies": [shop.currency_code, store.state.profile["currency"]],
            "default_currency": shop.currency_code,
        }
        return channel


def _require_free_ids(store: DemoStore, shop: SisterShop) -> None:
    state = store.state
    products = {row["id"] for row in shop.products}.intersection(state.products)
    categories = {row["category_id"] for row in shop.categories}.intersection(state.categories)
    if products or categories or shop.tree["id"] in state.trees:
        raise ValueError("The second channel goes with the demo catalog: another one has its ids already.")


def _shelve(store: DemoStore, shop: SisterShop, channel_id: int) -> None:
    state = store.state
    state.trees[shop.tree["id"]] = {**shop.tree, "channels": [channel_id]}
    state.categories.update({row["category_id"]: row for row in shop.categories})
    state.products.update({row["id"]: row for row in shop.products})
    for category_id, product_ids in shop.shelves.items():
        for product_id in product_ids:
            state.products[product_id]["categories"].append(category_id)
    for product_id in sorted(shop.product_ids):
        store.assign(product_id, channel_id)
