"""The currency that a visitor sees prices in, and that their cart is in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ...commerce.currency_switch import switch_currency
from ...commerce.errors import ShopperError
from ...commerce.joining import Owner
from ...commerce.naming import with_products
from ...models import Channel
from ...signals import cart_changed
from .. import currencies
from ..currencies import Currency
from ..links import catalog_url
from ..origin_guard import origin_guard
from .base import ShopView, see_other


@method_decorator(origin_guard, name="dispatch")
class CurrencyView(ShopView):
    """POST `code`, `next`. A cart in another currency comes along whole, or all stays and the cart page says why.

    No API call without a cart; with one, three, and one for each of its codes.
    """

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        currency = currencies.currencies_of(self.channel).get(request.POST.get("code", ""))
        if currency is None:
            messages.error(request, _("Prices are not shown in this currency here."))
            return see_other(self.next_url())
        paid_in = currencies.paid_in(currency, self.channel)
        try:
            with self.shop_session.exclusive():
                self.settle_cart()
                self.bring_cart(paid_in)
        except ShopperError as error:
            text = _("The currency was not changed, and your cart is as it was. %(reason)s")
            messages.error(request, text % {"reason": error.message})
            return see_other(reverse("bigcommerce:cart"))
        if paid_in != currency:
            text = _("Prices are shown in %(shown)s. You pay in %(paid)s.")
            messages.info(request, text % {"shown": currency.name, "paid": paid_in.name or paid_in.code})
        response = see_other(self.next_url())
        currencies.remember(response, currency, self.channel)
        return response

    def bring_cart(self, currency: Currency) -> None:
        """Have the cart in a currency, if there is one. Raises ShopperError, and nothing has changed then."""
        cart_id = self.shop_session.cart_id
        if cart_id is None or self.shop_session.summary.currency == currency.code:
            return
        owner = Owner(self.channel.bigcommerce_id, self.customer_id, currency.code)
        joined = switch_currency(self.client, cart_id, owner)
        if joined.cart is None:
            return  # gone, as whoever reads it next will find and say
        cart = with_products(joined.cart)
        self.remember_cart(cart)
        messages.info(self.request, _("Your cart is in %(currency)s now.") % {"currency": currency.name})
        for code in joined.lost_codes:
            text = _("The code “%(code)s” is not applied to this cart any more.")
            messages.warning(self.request, text % {"code": code})
        cart_changed.send_robust(Channel, request=self.request, channel=self.channel, cart=cart)

    def next_url(self) -> str:
        """Where the visitor was, when that is a page of this site; else the shop."""
        url = self.request.POST.get("next", "")
        own = {self.request.get_host()}
        is_safe = url_has_allowed_host_and_scheme(url, own, require_https=self.request.is_secure())
        return url if is_safe else catalog_url(self.channel) or "/"
