"""The account: its overview, and the shopper's own orders."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase

from ...commerce import orders
from ...commerce.errors import ShopperError
from .base import SignedInView


class AccountView(SignedInView):
    """Name, e-mail and the last orders. One API call; without BigCommerce the page has no orders."""

    template_name = "wagtail_bigcommerce/account/account.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            recent = orders.recent_orders(self.client, customer_id=self.customer_id)
        except ShopperError as error:
            return self.render(error=error)
        return self.render(orders=recent)


class OrderView(SignedInView):
    """One of the shopper's own orders. Another's is a 404, as if there were none. Up to three API calls."""

    template_name = "wagtail_bigcommerce/account/order.html"

    def get(self, request: HttpRequest, order_id: int) -> HttpResponseBase:
        try:
            order = orders.customer_order(self.client, order_id, customer_id=self.customer_id)
        except ShopperError as error:
            return self.render(status=503, order_id=order_id, error=error)
        if order is None:
            raise Http404("Not an order of this customer")
        return self.render(order_id=order_id, order=order)
