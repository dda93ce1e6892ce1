"""The fifteen statuses an order can have.

Source: REST Management, Orders v2, "Get all order statuses".
"""

from __future__ import annotations

# id, name, place in the control panel's list, what it tells the merchant
_STATUSES = (
    (0, "Incomplete", 0, "The shopper reached the payment step and did not pay."),
    (1, "Pending", 1, "The shopper started to pay; payment is not settled."),
    (2, "Shipped", 8, "Everything was sent; its arrival is not confirmed."),
    (3, "Partially Shipped", 6, "Some items were sent, others follow."),
    (4, "Refunded", 11, "The whole amount was paid back."),
    (5, "Cancelled", 9, "The merchant called the order off."),
    (6, "Declined", 10, "The merchant turned the order down."),
    (7, "Awaiting Payment", 2, "The order is placed, payment is not confirmed."),
    (8, "Awaiting Pickup", 5, "The order is packed and waits for the shopper."),
    (9, "Awaiting Shipment", 4, "The order is packed and waits for the carrier."),
    (10, "Completed", 7, "The order was delivered, or its files downloaded."),
    (11, "Awaiting Fulfillment", 3, "The order is paid and can be packed."),
    (12, "Manual Verification Required", 13, "Somebody has to look at the order first."),
    (13, "Disputed", 12, "The shopper disputes the payment."),
    (14, "Partially Refunded", 14, "A part of the amount was paid back."),
)

ORDER_STATUSES = {
    status_id: {
        "id": status_id,
        "name": name,
        "system_label": name,
        "custom_label": name,
        "system_description": description,
        "order": place,
    }
    for status_id, name, place, description in _STATUSES
}
