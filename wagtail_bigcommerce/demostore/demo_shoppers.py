"""The customers every store starts with: Sam, who has an address and a past order, and Kim, who must not see it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from .carts import Cart, Consignment, Line
from .customers import create_customer
from .order_rows import rfc_date, shipment_row
from .orders import SHIPPED, create_order, set_status
from .shipping import STANDARD

if TYPE_CHECKING:
    from .store import DemoStore

SHOPPER_EMAIL = "sam@example.com"
SHOPPER_PASSWORD = "demo-shopper-1"  # noqa: S105
OTHER_EMAIL = "kim@example.com"
OTHER_PASSWORD = "demo-shopper-2"  # noqa: S105

_SAM = {"first_name": "Sam", "last_name": "Rivers"}
_KIM = {"first_name": "Kim", "last_name": "Lindqvist"}
_MILL_LANE = {
    "address1": "48 Mill Lane",
    "city": "Portland",
    "state_or_province": "Oregon",
    "postal_code": "97205",
    "country_code": "US",
    "phone": "5035550142",
}


def add_demo_shoppers(store: DemoStore) -> None:
    """Add both customers and, when the store sells anything, Sam's order of three weeks ago."""
    sam = create_customer(
        store,
        {
            **_SAM,
            "email": SHOPPER_EMAIL,
            "authentication": {"new_password": SHOPPER_PASSWORD},
            "addresses": [{**_SAM, **_MILL_LANE}],
        },
    )
    create_customer(store, {**_KIM, "email": OTHER_EMAIL, "authentication": {"new_password": OTHER_PASSWORD}})
    product = next((row for row in store.state.products.values() if row["availability"] == "available"), None)
    if product is not None:
        _add_past_order(store, sam["id"], Line(product["id"], product["variants"][0]["id"], quantity=2))


def _add_past_order(store: DemoStore, customer_id: int, line: Line) -> None:
    placed_at = store.clock() - timedelta(days=21)
    address = {**_SAM, **_MILL_LANE, "email": SHOPPER_EMAIL}
    cart = Cart(
        channel_id=store.state.profile["default_channel_id"],
        currency_code=store.state.profile["currency"],
        locale="en",
        created_at=placed_at,
        updated_at=placed_at,
        customer_id=customer_id,
        lines=[line],
        billing_address=address,
        consignments=[Consignment(address, {line.id: line.quantity}, STANDARD.id)],
    )
    order = create_order(store, cart, placed_at=placed_at)
    order.update(payment_method="Pretend payment", payment_status="captured")
    set_status(store, order, SHIPPED)
    sent_at = placed_at + timedelta(days=1)
    order.update(date_shipped=rfc_date(sent_at), date_modified=rfc_date(sent_at), items_shipped=order["items_total"])
    parts = store.state.order_parts[order["id"]]
    parts["shipments"].append(shipment_row(store.state.next_id("shipments"), order, parts, sent_at))
