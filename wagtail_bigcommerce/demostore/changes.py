"""What a merchant does in the control panel: changes of the catalog that fire their webhooks.

Which change fires what follows the tables of "Webhook events" and what others measured on live stores:
a change of nothing fires nothing, a variant's price fires `store/sku/updated` alone, brands fire nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from .defaults import iso
from .hooks import WebhookSender, channel_event
from .pricing import Price, PriceRules
from .shelves import summaries
from .shopper_prices import ShopperPrices
from .state import Payload, State

#: Parts of a product whose changes fire no product event.
SILENT_FIELDS = frozenset({"images", "videos", "custom_fields", "custom_url", "options", "modifiers"})


class CatalogChanges:
    """Methods of a store that change its catalog; each takes the lock and is seen by the next request."""

    state: State
    lock: threading.RLock
    clock: Callable[[], datetime]
    webhooks: WebhookSender

    def emit(self, scope: str, data: Payload, *, channel_id: int | None = None) -> None:
        """Tell hooks of `scope` that something happened, and those of the channel's twin scope."""
        self.webhooks.enqueue(scope, data)
        if channel_id is not None:
            self.webhooks.enqueue(*channel_event(scope, data, channel_id))

    def price_of(
        self,
        product: Payload,
        variant: Payload | None = None,
        selections: dict[int, Any] | None = None,
        quantity: int = 1,
        shopper: ShopperPrices | None = None,
    ) -> Price:
        """What one unit costs with these choices at this quantity; see `PriceRules.price_of`."""
        return PriceRules(self.state.products, shopper).price_of(product, variant, selections, quantity)

    def add_product(self, product: Payload, *, channel_ids: tuple[int, ...] = (1,)) -> Payload:
        """Put a V3 product in the catalog and on channels."""
        with self.lock:
            self.state.products[product["id"]] = product
            self.emit("store/product/created", {"type": "product", "id": product["id"]})
            for channel_id in channel_ids:
                self.assign(product["id"], channel_id)
            return product

    def update_product(self, product_id: int, **changes: Any) -> Payload:
        """Change fields of a product. Stock fires the inventory event besides."""
        with self.lock:
            product = self.state.products[product_id]
            changed = {name for name, value in changes.items() if product.get(name) != value}
            if not changed:
                return product
            product.update(changes)
            product["date_modified"] = iso(self.clock())
            self._recalculate(product)
            if changed - SILENT_FIELDS:
                self.emit("store/product/updated", {"type": "product", "id": product_id})
            if "inventory_level" in changed:
                self._share_stock(product)
                inventory = {
                    "product_id": product_id,
                    "method": "absolute",
                    "value": product["inventory_level"],
                }
                self.emit(
                    "store/product/inventory/updated",
                    {"type": "product", "id": product_id, "inventory": inventory},
                )
            return product

    def update_variant(self, product_id: int, variant_id: int, **changes: Any) -> Payload:
        """Change fields of a variant; the product's own events stay silent."""
        with self.lock:
            product = self.state.products[product_id]
            variant = next(row for row in product["variants"] if row["id"] == variant_id)
            changed = {name for name, value in changes.items() if variant.get(name) != value}
            if not changed:
                return variant
            variant.update(changes)
            product["date_modified"] = iso(self.clock())
            self._recalculate(product)
            sku_id = variant["sku_id"] or variant_id
            row = {"product_id": product_id, "variant_id": variant_id}
            if changed - {"inventory_level"}:
                self.emit("store/sku/updated", {"type": "sku", "id": sku_id, "sku": row})
            if "inventory_level" in changed:
                product["inventory_level"] = sum(each["inventory_level"] for each in product["variants"])
                inventory = {**row, "method": "absolute", "value": variant["inventory_level"]}
                self.emit("store/sku/inventory/updated", {"type": "sku", "id": sku_id, "inventory": inventory})
            return variant

    def delete_product(self, product_id: int) -> None:
        """Take a product out of the catalog, its channels and its categories' orders."""
        with self.lock:
            del self.state.products[product_id]
            for channel_id in self.state.channels:
                self.state.channel_assignments.discard((product_id, channel_id))
            for order in self.state.category_order.values():
                order.pop(product_id, None)
            self.emit("store/product/deleted", {"type": "product", "id": product_id})

    def assign(self, product_id: int, channel_id: int) -> None:
        """Sell a product on a channel."""
        with self.lock:
            if (product_id, channel_id) not in self.state.channel_assignments:
                self.state.channel_assignments.add((product_id, channel_id))
                self.emit(f"store/channel/{channel_id}/product/assigned", {"product_id": product_id})

    def unassign(self, product_id: int, channel_id: int) -> None:
        """Stop selling a product on a channel."""
        with self.lock:
            if (product_id, channel_id) in self.state.channel_assignments:
                self.state.channel_assignments.discard((product_id, channel_id))
                self.emit(f"store/channel/{channel_id}/product/unassigned", {"product_id": product_id})

    def update_category(self, category_id: int, **changes: Any) -> Payload:
        with self.lock:
            category = self.state.categories[category_id]
            if any(category.get(name) != value for name, value in changes.items()):
                category.update(changes)
                self._emit_category("updated", category)
            return category

    def delete_category(self, category_id: int) -> None:
        """Delete a category; its products stay, without it."""
        with self.lock:
            category = self.state.categories.pop(category_id)
            for row in list(summaries(self.state.products)):
                if category_id in row["categories"]:
                    product = self.state.products[row["id"]]
                    product["categories"] = [each for each in product["categories"] if each != category_id]
                    product["date_modified"] = iso(self.clock())
            self._emit_category("deleted", category)

    def update_brand(self, brand_id: int, **changes: Any) -> Payload:
        """Change a brand. There is no webhook that tells of it."""
        with self.lock:
            self.state.brands[brand_id].update(changes)
            return self.state.brands[brand_id]

    def _emit_category(self, verb: str, category: Payload) -> None:
        self.emit(f"store/category/{verb}", {"type": "category", "id": category["category_id"]})
        data = {"category_id": category["category_id"], "tree_id": category["tree_id"]}
        for channel_id in self.state.trees[category["tree_id"]]["channels"]:
            self.emit(f"store/channel/{channel_id}/category/{verb}", data)

    def _recalculate(self, product: Payload) -> None:
        rules = PriceRules(self.state.products)
        product["calculated_price"] = float(rules.unit_price(product, None))
        for variant in product["variants"]:
            variant["calculated_price"] = float(rules.unit_price(product, variant))

    def _share_stock(self, product: Payload) -> None:
        # A simple product and its base variant are one thing on the shelf.
        if product["base_variant_id"] is not None:
            product["variants"][0]["inventory_level"] = product["inventory_level"]
