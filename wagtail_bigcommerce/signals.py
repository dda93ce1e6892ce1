"""What a site can listen to.

Receivers run where the thing happens: in a worker for sync, in the request for the shop.

Every signal is sent with `send_robust` by its sender, except `product_synced` and `product_vanished`, whose receivers
run inside the import's transaction.
"""

from django.dispatch import Signal


class LeaveOut(Exception):  # noqa: N818 - it reads as what it says
    """Raise it in a receiver of `product_syncing`: do not write this product. The message tells staff why."""


#: before a product is written, and in dry runs. Arguments: values (sync.mappers.product.MappedProduct, to be changed in
#: place), payload (as BigCommerce sent it), created (bool). A receiver may raise LeaveOut.
product_syncing = Signal()

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

#: what a shopper did, as far as the server knows: `add_to_cart`, `remove_from_cart`, `view_cart`, `begin_checkout`,
#: `purchase`. Arguments: request, channel, event (storefront.shop_events.ShopEvent)
shopper_event = Signal()

#: Arguments: request, customer (Customer)
customer_logged_in = Signal()

#: Arguments: request, customer (Customer)
customer_registered = Signal()

#: Arguments: channel, order_id, cart_id, request (None when a webhook told us). Sent once for an order, by whichever is
#: first: the shopper's browser that comes back from paying, or a webhook.
order_completed = Signal()
