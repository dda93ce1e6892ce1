"""After paying: what the checkout page asks, where BigCommerce's pages lead back to, and the confirmation."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ...commerce import orders
from ...commerce.errors import ShopperError
from ...commerce.order import Order
from ..links import catalog_url
from ..shop_events import purchase
from .base import ShopView, see_other
from .current_customer import RecognizesCustomers
from .reporting import ReportingView

logger = logging.getLogger(__name__)


class CheckoutReturnView(ShopView):
    """Where the hosted checkout leads back to, paid or not. One API call when there is a cart, none when there is not.

    BigCommerce knows one such address, the `home` route, and says nothing of an order in it.
    """

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            is_paid = self.complete_order() is not None
        except ShopperError:
            is_paid = self.shop_session.cart_id is not None  # perhaps: the confirmation says that it cannot tell yet
        return see_other(reverse("bigcommerce:checkout_complete") if is_paid else "/")


@method_decorator(csrf_protect, name="dispatch")
class CheckoutCompleteView(RecognizesCustomers, ReportingView):
    """POST by our page when the checkout says it is done; GET shows the confirmation.

    What the browser says is a hint to ask BigCommerce, no proof. Until BigCommerce knows the order, the cart stays.
    """

    template_name = "wagtail_bigcommerce/checkout/complete.html"
    pending_template_name = "wagtail_bigcommerce/checkout/pending.html"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        try:
            self.complete_order()
        except ShopperError as error:
            return self.pending(error)
        order_id = next(iter(reversed(self.shop_session.confirmed_orders)), None)
        if order_id is None or self.shop_session.cart_id is not None:
            return self.pending()
        if self.wants_json:
            self.report_purchase(order_id)
            url = reverse("bigcommerce:checkout_complete")
            return JsonResponse({"order": order_id, "url": url, "events": self.events})
        return see_other(reverse("bigcommerce:checkout_complete"))

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The order named by `order`, else the last one. A shopper may come straight from the hosted checkout."""
        try:
            self.complete_order()
        except ShopperError as error:
            return self.pending(error)
        order_id = self.requested_order()
        if order_id is None:
            if self.shop_session.cart_id is not None:
                return self.pending()
            raise Http404("No order of this visitor")
        return self.confirmation(order_id)

    def requested_order(self) -> int | None:
        """Which confirmed order to show; 404 for a number that was not confirmed in this session."""
        confirmed = self.shop_session.confirmed_orders
        requested = self.request.GET.get("order")
        if requested is None:
            return confirmed[-1] if confirmed else None
        for number in confirmed:
            if str(number) == requested:
                return number
        raise Http404("Not an order of this visitor")

    def confirmation(self, order_id: int) -> HttpResponse:
        context: dict[str, Any] = {"order_id": order_id, "catalog_url": catalog_url(self.channel) or "/"}
        self.events += self.shop_session.take_events()
        try:
            order = self.read(order_id)
        except ShopperError as error:
            return self.render(status=503, error=error, **context)
        self.report_order(order)
        return self.render(order=order, **context)

    def read(self, order_id: int) -> Order | None:
        return orders.confirmed_order(self.client, order_id, tax_settings=self.tax_settings)

    def report_purchase(self, order_id: int) -> None:
        """Tell of the order without showing it; where it cannot be read, the confirmation tells later."""
        try:
            self.report_order(self.read(order_id))
        except ShopperError:
            logger.info("An order that was paid cannot be read yet")

    def report_order(self, order: Order | None) -> None:
        """Tell of an order once."""
        coupons = self.shop_session.take_purchase(order.summary.number) if order else None
        if order is not None and coupons is not None:
            self.report(purchase(order, coupons))

    def pending(self, error: ShopperError | None = None) -> HttpResponse:
        if self.wants_json:
            message = error.message if error else _("The shop has not confirmed your order yet.")
            return JsonResponse({"order": None, "url": None, "message": message}, status=503 if error else 202)
        return self.render(self.pending_template_name, status=503 if error else 202, error=error)
