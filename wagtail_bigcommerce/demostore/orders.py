"""Making orders of carts, and moving them from one status to another.

Source: REST Management, Checkouts v3 "Create an order" and Orders v2; the events of each step are in "Webhook events".
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from .cart_totals import CartTotals, bundled_lines, price_cart, shipping_cost
from .carts import Cart, Line
from .order_lines import custom_row, gift_certificate_row, line_row
from .order_rows import coupon_row, money, order_row, rfc_date, shipping_address_row
from .order_statuses import ORDER_STATUSES
from .shipping import SHIPPING_OPTIONS
from .stock import sell
from .wallet import certificate_uses

if TYPE_CHECKING:
    from .state import Payload
    from .store import DemoStore

SHIPPED, COMPLETED, AWAITING_FULFILLMENT = 2, 10, 11
#: Orders are numbered from here.
FIRST_ORDER_ID = 100


def create_order(store: DemoStore, cart: Cart, placed_at: datetime | None = None) -> Payload:
    """Make an Incomplete order of a cart that has a billing address; the cart stays until the order is paid.

    `placed_at` is now unless it is given.
    """
    totals = price_cart(store, cart)
    order_id = max(store.state.next_id("orders"), FIRST_ORDER_ID)
    order = order_row(store, order_id, cart, totals, placed_at or store.clock())
    uses = certificate_uses(store, cart, totals.total.inc_tax)
    parts = _parts(store, order_id, cart, totals)
    order["gift_certificate_amount"] = money(sum((use.amount for use in uses), Decimal(0)))
    order["shipping_address_count"] = len(parts["shipping_addresses"])
    store.state.orders[order_id] = order
    store.state.order_parts[order_id] = parts
    store.state.wallet.uses[order_id] = uses
    _emit(store, "created", order)
    return order


def pay_order(store: DemoStore, order: Payload, payment_method: str) -> None:
    """Take the pretend payment: the order is ready to be packed, the goods leave the stock, its cart is gone."""
    order.update(payment_method=payment_method, payment_status="captured")
    set_status(store, order, COMPLETED if order["order_is_digital"] else AWAITING_FULFILLMENT)
    for row in store.state.order_parts[order["id"]]["products"]:
        sell(store, Line(row["product_id"], row["variant_id"], row["quantity"]))
    for use in store.state.wallet.uses.get(order["id"], ()):
        use.certificate.balance -= use.amount
    cart = store.state.carts.pop(order["cart_id"], None)
    if cart is not None:
        store.emit(
            "store/cart/converted",
            {"type": "cart", "id": cart.id, "orderId": order["id"]},
            channel_id=cart.channel_id,
        )


def set_status(store: DemoStore, order: Payload, status_id: int) -> None:
    """Move an order to another status, and tell the webhooks."""
    previous = order["status_id"]
    status = ORDER_STATUSES[status_id]
    order.update(
        status_id=status_id,
        status=status["name"],
        custom_status=status["custom_label"],
        date_modified=rfc_date(store.clock()),
    )
    _emit(store, "statusUpdated", order, status={"previous_status_id": previous, "new_status_id": status_id})
    _emit(store, "updated", order)


def _parts(store: DemoStore, order_id: int, cart: Cart, totals: CartTotals) -> dict[str, list[Payload]]:
    new_id = partial(store.state.next_id, "order_products")
    option_ids = iter(partial(store.state.next_id, "order_options"), None)
    addresses: list[Payload] = []
    address_ids: dict[str, int] = {}
    for consignment in cart.consignments:
        if consignment.pickup_method_id is not None:
            continue
        option = SHIPPING_OPTIONS[consignment.shipping_option_id or next(iter(SHIPPING_OPTIONS))]
        items = sum(consignment.quantities.values())
        row_id = store.state.next_id("order_addresses")
        cost = totals.tax.on(shipping_cost(consignment, totals.coupons, totals.tax.money))
        addresses.append(shipping_address_row(row_id, order_id, consignment.address, option, items, cost))
        address_ids |= dict.fromkeys(consignment.quantities, row_id)
    products = []
    for priced in totals.lines:
        address_id = address_ids.get(priced.line.id, 0)
        parent = line_row(new_id(), order_id, address_id, priced, totals.tax, option_ids)
        products.append(parent)
        for child in bundled_lines(store, priced):
            row = line_row(new_id(), order_id, address_id, child, totals.tax, option_ids)
            products.append({**row, "parent_order_product_id": parent["id"]})
    products += [
        custom_row(new_id(), order_id, address_ids.get(item.id, 0), item, totals.tax) for item in cart.custom_items
    ]
    products += [gift_certificate_row(new_id(), order_id, item) for item in cart.gift_certificates]
    coupons = [
        coupon_row(store.state.next_id("order_coupons"), order_id, coupon, amount) for coupon, amount in totals.coupons
    ]
    return {"products": products, "shipping_addresses": addresses, "coupons": coupons, "shipments": []}


def _emit(store: DemoStore, verb: str, order: Payload, **details: Any) -> None:
    store.emit(f"store/order/{verb}", {"type": "order", "id": order["id"], **details}, channel_id=order["channel_id"])
