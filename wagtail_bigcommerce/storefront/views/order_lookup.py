"""For those who ordered without an account: an order by its number and e-mail address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from ...commerce import orders
from ...commerce.errors import ShopperError, TryLater
from ...commerce.order_lookup import find_guest_order
from ..account_forms import OrderLookupForm
from .base import ShopView, see_other


@method_decorator([sensitive_post_parameters("email"), csrf_protect], name="dispatch")
class OrderLookupView(ShopView):
    """`number`, `email`. One call. Whatever is wrong, the answer is the same; tries are counted."""

    template_name = "wagtail_bigcommerce/account/order_lookup.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.render(form=OrderLookupForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = OrderLookupForm(request.POST)
        if not form.is_valid():
            return self.render(form=form, status=422)
        number = form.cleaned_data["number"]
        try:
            find_guest_order(
                self.client,
                number,
                form.cleaned_data["email"],
                channel_id=self.channel.bigcommerce_id,
                visitor=self.visitor,
            )
        except ShopperError as error:
            form.add_error(None, error.message)
            return self.render(form=form, status=503 if isinstance(error, TryLater) else 422)
        self.shop_session.allow_order(number)
        return see_other(reverse("bigcommerce:guest_order", args=[number]))


class GuestOrderView(ShopView):
    """An order that this session was let see by `OrderLookupView`; 404 for every other. Two to four calls."""

    template_name = "wagtail_bigcommerce/account/guest_order.html"

    def get(self, request: HttpRequest, order_id: int) -> HttpResponseBase:
        if order_id not in self.shop_session.allowed_orders:
            raise Http404("Not an order of this visitor")
        try:
            order = orders.guest_order(self.client, order_id, tax_settings=self.tax_settings)
        except ShopperError as error:
            return self.render(status=503, order_id=order_id, error=error)
        if order is None:
            raise Http404("The order is gone")
        return self.render(order_id=order_id, order=order)
