"""What happens to an order after it was placed: messages about it, and money that is paid back.

Sources: REST Management, Orders v2 "Order messages"; Orders v3 "Refunds".
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from .order_rows import rfc_date
from .orders import set_status

if TYPE_CHECKING:
    from .state import Payload
    from .store import DemoStore

REFUNDED, PARTIALLY_REFUNDED = 4, 14


def add_message(
    store: DemoStore, order: Payload, text: str, *, by: Literal["admin", "customer"] = "admin", subject: str = ""
) -> Payload:
    """Have the merchant, or the customer, write something about an order."""
    row: Payload = {
        "id": store.state.next_id("order_messages"),
        "order_id": order["id"],
        "staff_id": 1 if by == "admin" else 0,
        "customer_id": order["customer_id"],
        "type": by,
        "subject": subject or f"Order #{order['id']}",
        "message": text,
        "status": "unread",
        "is_flagged": False,
        "date_created": rfc_date(store.clock()),
        "customer": {},
    }
    store.state.order_parts[order["id"]].setdefault("messages", []).append(row)
    return row


def refund(store: DemoStore, order: Payload, amount: Decimal, *, reason: str = "") -> Payload:
    """Pay an amount of an order back, by the way it was paid; the order's status follows."""
    refunds = store.state.order_parts[order["id"]].setdefault("refunds", [])
    row: Payload = {
        "id": store.state.next_id("refunds"),
        "order_id": order["id"],
        "user_id": 1,
        "created": store.now_iso(),
        "reason": reason,
        "total_amount": amount,
        "total_tax": Decimal(0),
        "uses_merchant_override_values": False,
        "items": [{"item_type": "ORDER", "item_id": order["id"], "requested_amount": amount}],
        "payments": [
            {
                "id": store.state.next_id("refund_payments"),
                "provider_id": "custom",
                "amount": amount,
                "offline": True,
                "is_declined": False,
                "declined_message": "",
            }
        ],
    }
    refunds.append(row)
    paid_back = sum((each["total_amount"] for each in refunds), Decimal(0))
    set_status(store, order, REFUNDED if paid_back >= Decimal(order["total_inc_tax"]) else PARTIALLY_REFUNDED)
    return row
