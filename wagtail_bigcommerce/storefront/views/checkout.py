"""From the cart to the checkout: the page that embeds it, and fresh addresses for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ... import conf
from ...commerce import checkout_counts, checkouts
from ...commerce.checkouts import Mode
from ...commerce.errors import ShopperError
from .. import csp
from ..checkout_origin import known_origin, origin_of, remember_origin
from ..shop_events import begin_checkout
from .base import see_other
from .reporting import ReportingView

#: the SDK adds one empty style element; this is the hash of nothing
EMPTY_STYLE_HASH = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


class _CheckoutView(ReportingView):
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
            remember_origin(self.channel, url)
        return url

    def checkout_origin(self) -> str | None:
        """Scheme and host of the hosted checkout, which the page's CSP has to name; None when there is no cart."""
        origin = known_origin(self.channel)
        if origin is None:
            url = self.fresh_url(Mode.EMBEDDED)
            origin = origin_of(url) if url else None
        return origin

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
        if self.shop_session.begins_checkout():
            self.report(begin_checkout(self.shop_session.summary))
        if conf.get("CHECKOUT_MODE") == Mode.REDIRECT:
            self.shop_session.keep_events(self.events)
            return self.to_hosted_checkout()
        try:
            origin = self.checkout_origin()
        except ShopperError as error:
            return self.back_to_cart(error)
        if origin is None:
            return self.back_to_cart()
        sdk_url = conf.get("CHECKOUT_SDK_URL")
        response = self.render(sdk_url=sdk_url, checkout_origin=origin)
        csp.allow(
            response,
            {
                "script-src": [origin_of(sdk_url)],
                "style-src": [EMPTY_STYLE_HASH],
                "frame-src": [origin],
                "connect-src": [origin],
                "form-action": [origin],
            },
        )
        return response


@method_decorator(csrf_protect, name="dispatch")
class CheckoutUrlView(_CheckoutView):
    """POST: a fresh single-use address. JSON for the script, a redirect for forms (`mode` "redirect").

    `reason`: why the frame is left, as the page's script tells it (an outcome of `CheckoutCount`); counted for staff.
    """

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if not self.wants_json:
            checkout_counts.count_left(self.channel, request.POST.get("reason", ""))
            return self.to_hosted_checkout()
        mode = Mode.REDIRECT if request.POST.get("mode") == Mode.REDIRECT else Mode.EMBEDDED
        try:
            url = self.fresh_url(mode)
        except ShopperError as error:
            return JsonResponse({"url": None, "message": error.message}, status=503)
        if url is None:
            return JsonResponse({"url": None, "message": _("Your cart is empty.")}, status=409)
        if mode is Mode.EMBEDDED:
            checkout_counts.count_begun(self.channel)
        return JsonResponse({"url": url})
