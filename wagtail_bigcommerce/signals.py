"""What a site can listen to.

Receivers run where the thing happens: in a worker for sync, in the request for the shop.

Every signal is sent with `send_robust` by its sender, except `product_synced` and `product_vanished`, whose receivers
run inside the import's transaction.
"""

from django.dispatch import Signal

#: after a product was written. Arguments: product, created (bool), changed_fields (set of names)
product_synced = Signal()

#: after a product was found gone from BigCommerce. Arguments: product
product_vanished = Signal()

#: Arguments: run (SyncRun)
import_finished = Signal()

#: Arguments: run (SyncRun), error (Exception)
import_failed = Signal()

#: Arguments: scope, data (as sent by BigCommerce)
webhook_received = Signal()

#: Arguments: request, channel, cart (commerce.carts.Cart, or None when emptied)
cart_changed = Signal()

#: Arguments: request, customer (Customer)
customer_logged_in = Signal()

#: Arguments: request, customer (Customer)
customer_registered = Signal()

#: Arguments: channel, order_id, cart_id, request (None when a webhook told us). Sent at least once for an order: a
#: shopper's page and a webhook may both tell, so a receiver that must act once keeps the order's id.
order_completed = Signal()
