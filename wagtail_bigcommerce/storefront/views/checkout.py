"""From the cart to a paid order: the page with the embedded checkout, fresh addresses for it, and the confirmation."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ... import conf
from ...commerce import checkouts, orders
from ...commerce.checkouts import Mode
from ...commerce.errors import ShopperError
from .. import csp
from ..links import catalog_url
from .base import ShopView, see_other

#: how long the origin of a channel's checkout is remembered; it changes when a merchant changes the domain
ORIGIN_SECONDS = 3600

#: the SDK adds one empty style element; this is the hash of nothing
EMPTY_STYLE_HASH = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


class _CheckoutView(ShopView):
    """What the page and the endpoint of fresh addresses share."""

    def fresh_url(self, mode: Mode) -> str | None:
        """A new single-use address of the hosted checkout; None when there is no cart. Raises ShopperError."""
        cart_id = self.shop_session.cart_id
        if cart_id is None:
            return None
        url = checkouts.checkout_url(
            self.client,
            cart_id=cart_id,
            channel_id=self.channel.bigcommerce_id,
            customer_id=self.customer_id,
            mode=mode,
        )
        if url is not None:
            cache.set(self._origin_key, _origin(url), ORIGIN_SECONDS)
        return url

    def checkout_origin(self) -> str | None:
        """Scheme and host of the hosted checkout, which the page's CSP has to name; None when there is no cart.

        Read from an address that BigCommerce made, since the checkout's domain depends on the store's configuration.
        """
        origin = cache.get(self._origin_key)
        if origin is None:
            url = self.fresh_url(Mode.EMBEDDED)
            origin = _origin(url) if url else None
        return origin

    @property
    def _origin_key(self) -> str:
        return f"bigcommerce.checkout_origin.{self.channel.pk}"

    def to_hosted_checkout(self) -> HttpResponse:
        """Send the whole window to the hosted checkout, or back to the cart with the reason."""
        try:
            url = self.fresh_url(Mode.REDIRECT)
        except ShopperError as error:
            return self.back_to_cart(error)
        return see_other(url) if url else self.back_to_cart()

    def back_to_cart(self, error: ShopperError | None = None) -> HttpResponse:
        if error is not None:
            messages.error(self.request, error.message)
        return see_other(reverse("bigcommerce:cart"))


class CheckoutView(_CheckoutView):
    """The page that holds the embedded checkout; in redirect mode a 303 to the hosted one.

    A GET spends nothing: the SDK reloads the page once per browser, and the script asks for an address by POST.
    """

    template_name = "wagtail_bigcommerce/checkout/checkout.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if self.shop_session.cart_id is None:
            messages.info(request, _("Your cart is empty. Put something into it first."))
            return self.back_to_cart()
        if conf.get("CHECKOUT_MODE") == Mode.REDIRECT:
            return self.to_hosted_checkout()
        try:
            origin = self.checkout_origin()
        except ShopperError as error:
            return self.back_to_cart(error)
        if origin is None:
            return self.back_to_cart()
        sdk_url = conf.get("CHECKOUT_SDK_URL")
        response = self.render(
            sdk_url=sdk_url, checkout_origin=origin, summary=self.shop_session.summary, catalog_url=self.home_url()
        )
        csp.allow(
            response,
            {
                "script-src": [_origin(sdk_url)],
                "style-src": [EMPTY_STYLE_HASH],
                "frame-src": [origin],
                "connect-src": [origin],
                "form-action": [origin],
            },
        )
        return response

    def home_url(self) -> str:
        return catalog_url(self.channel) or "/"


@method_decorator(csrf_protect, name="dispatch")
class CheckoutUrlView(_CheckoutView):
    """POST: a fresh single-use address. JSON for the script, a redirect for forms (`mode` "redirect")."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if not self.wants_json:
            return self.to_hosted_checkout()
        mode = Mode.REDIRECT if request.POST.get("mode") == Mode.REDIRECT else Mode.EMBEDDED
        try:
            url = self.fresh_url(mode)
        except ShopperError as error:
            return JsonResponse({"url": None, "message": error.message}, status=503)
        if url is None:
            return JsonResponse({"url": None, "message": _("Your cart is empty.")}, status=409)
        return JsonResponse({"url": url})


@method_decorator(csrf_protect, name="dispatch")
class CheckoutCompleteView(ShopView):
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
            return JsonResponse({"order": order_id, "url": reverse("bigcommerce:checkout_complete")})
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
        try:
            order = orders.confirmed_order(self.client, order_id)
        except ShopperError as error:
            return self.render(status=503, error=error, **context)
        return self.render(order=order, **context)

    def pending(self, error: ShopperError | None = None) -> HttpResponse:
        if self.wants_json:
            message = error.message if error else _("The shop has not confirmed your order yet.")
            return JsonResponse({"order": None, "url": None, "message": message}, status=503 if error else 202)
        return self.render(self.pending_template_name, status=503 if error else 202, error=error)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
