"""How many of a variant can be sold, and taking them out when they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .carts import Line
    from .state import Payload
    from .store import DemoStore


def variant_of(product: Payload, variant_id: int) -> Payload | None:
    return next((variant for variant in product["variants"] if variant["id"] == variant_id), None)


def level(product: Payload, variant: Payload) -> int | None:
    """Return the stock of a variant; None when it is not tracked, and so has no end."""
    tracking = product.get("inventory_tracking", "none")
    if tracking == "none":
        return None
    return (variant if tracking == "variant" else product).get("inventory_level") or 0


def used_by(store: DemoStore, line: Line) -> list[tuple[Payload, Payload]]:
    """Return product and variant of a line, and of each product that its pick lists chose."""
    used = []
    product = store.state.products.get(line.product_id)
    variant = variant_of(product, line.variant_id) if product else None
    if product is not None and variant is not None:
        used.append((product, variant))
    for choice in line.choices:
        picked = store.state.products.get(choice.picked_product_id or 0)
        if picked is not None:
            used.append((picked, picked["variants"][0]))
    return used


def sell(store: DemoStore, line: Line) -> None:
    """Take a paid line out of stock and count it as sold; both tell the webhooks."""
    for product, variant in used_by(store, line):
        product["total_sold"] = (product.get("total_sold") or 0) + line.quantity
        product["date_modified"] = store.now_iso()
        store.emit("store/product/updated", {"type": "product", "id": product["id"]})
        if level(product, variant) is not None:
            _lower(product, variant, line.quantity)
            _tell(store, product, variant, line.quantity)


def _lower(product: Payload, variant: Payload, quantity: int) -> None:
    # A product's level is the sum of its variants', or that of the one variant it has.
    product["inventory_level"] = (product.get("inventory_level") or 0) - quantity
    if product["inventory_tracking"] == "variant" or product.get("base_variant_id") is not None:
        variant["inventory_level"] = (variant.get("inventory_level") or 0) - quantity


def _tell(store: DemoStore, product: Payload, variant: Payload, quantity: int) -> None:
    inventory = {"product_id": product["id"], "method": "relative", "value": -quantity}
    if product["inventory_tracking"] == "variant":
        inventory["variant_id"] = variant["id"]
        sku_id = variant.get("sku_id") or variant["id"]
        store.emit("store/sku/inventory/order/updated", {"type": "sku", "id": sku_id, "inventory": inventory})
    else:
        store.emit(
            "store/product/inventory/order/updated",
            {"type": "product", "id": product["id"], "inventory": inventory},
        )
