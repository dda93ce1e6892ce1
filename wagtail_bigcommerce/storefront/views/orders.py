"""A shopper's own orders: the list, one of them, and buying the same again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ...commerce import orders
from ...commerce.cart import Cart
from ...commerce.errors import CartError, ShopperError
from ...commerce.joining import put_in
from ...commerce.order import Order
from ...commerce.reorder import reorder
from ...commerce.store_facts import order_statuses
from .account import AccountPage
from .base import SignedInView, see_other
from .cart import CartWriteView


class OrdersView(AccountPage):
    """Ten orders a page. `before`: the order that the page before ended with; `status`: a status's id.

    One call, three at most, and another one an hour for the names of the statuses.
    """

    template_name = "wagtail_bigcommerce/account/orders.html"
    section = "orders"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        before, status_id = number_in(request.GET.get("before")), number_in(request.GET.get("status"))
        context: dict[str, Any] = {"status_id": status_id, "before": before}
        try:
            page = orders.order_page(self.client, customer_id=self.customer_id, before=before, status_id=status_id)
            return self.render(page=page, orders=page.orders, statuses=order_statuses(self.client), **context)
        except ShopperError as error:
            return self.unavailable(error, **context)


class OrderView(AccountPage):
    """One of the shopper's own orders. Another's is a 404, as if there were none. Four to six API calls."""

    template_name = "wagtail_bigcommerce/account/order.html"
    section = "orders"

    def get(self, request: HttpRequest, order_id: int) -> HttpResponseBase:
        try:
            order = orders.customer_order(
                self.client, order_id, customer_id=self.customer_id, tax_settings=self.tax_settings
            )
        except ShopperError as error:
            return self.unavailable(error, order_id=order_id)
        if order is None:
            raise Http404("Not an order of this customer")
        return self.render(order_id=order_id, order=order)


@method_decorator(csrf_protect, name="dispatch")
class ReorderView(SignedInView, CartWriteView):
    """POST: put the lines of an own order into the cart. What cannot be bought again is named.

    The calls of reading the order, and one for all lines, or one for each when the store refuses some.
    """

    http_method_names = ["post", "options"]

    def change(self) -> Cart | None:
        order = self.own_order(self.kwargs["order_id"])
        again = reorder(self.channel, order.lines)
        self.notices += again.refused
        if not again.requests:
            raise CartError(" ".join([_("Nothing of this order can be bought again."), *again.refused]))
        cart, refused = put_in(self.client, self.shop_session.cart_id, again.requests, self.owner)
        for each in refused:
            text = _("“%(name)s” was not put into your cart: %(reason)s")
            self.notices.append(text % {"name": again.names[each.line], "reason": each.error.message})
        if cart is None:
            raise CartError(" ".join(self.notices))
        self.success_message = _("What you ordered then is in your cart.")
        return cart

    def own_order(self, order_id: int) -> Order:
        order = orders.customer_order(
            self.client, order_id, customer_id=self.customer_id, tax_settings=self.tax_settings
        )
        if order is None:
            raise Http404("Not an order of this customer")
        return order

    def refused(self, error: ShopperError) -> HttpResponseBase:
        """Back to the order, where nothing was lost."""
        if self.wants_json or self.is_ordered:
            return super().refused(error)
        messages.error(self.request, error.message)
        return see_other(reverse("bigcommerce:order", args=[self.kwargs["order_id"]]))


def number_in(text: str | None) -> int | None:
    """A positive number from a query; None for anything else, which is then as if it were not there."""
    is_number = text is not None and text.isascii() and text.isdecimal() and len(text) < 10
    return int(text) or None if is_number and text else None
