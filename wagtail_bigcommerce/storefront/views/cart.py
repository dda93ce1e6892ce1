"""The cart: look at it, change lines, empty it, coupons.

Every write is a plain form post that ends in a redirect. The same endpoints answer JSON to scripts that accept it, and
the changed part of the cart page to htmx.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from ...commerce import carts, coupons
from ...commerce.cart import Cart
from ...commerce.errors import CartError, CartGone, ShopperError, TryLater
from ...commerce.naming import with_products
from ...models import Channel
from ...signals import cart_changed
from ..cart_json import cart_json
from ..forms import CouponForm, QuantityForm, ShippingEstimateForm
from ..links import catalog_url
from ..origin_guard import origin_guard
from ..shop_events import cart_events, view_cart
from .base import see_other
from .reporting import ReportingView

logger = logging.getLogger(__name__)

GONE = 409
UNPROCESSABLE = 422
UNAVAILABLE = 503


def status_of(error: ShopperError) -> int:
    if isinstance(error, TryLater):
        return UNAVAILABLE
    return GONE if isinstance(error, CartGone) else UNPROCESSABLE


class CartView(ReportingView):
    """The cart page, and the cart as JSON. One API call when there is a cart, none when there is not."""

    template_name = "wagtail_bigcommerce/cart/cart.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            with self.shop_session.exclusive():
                self.settle_cart()
                cart = self.current_cart()
                if cart is None and self.shop_session.cart_id is not None and self.give_up_cart():
                    return self.ordered()
        except ShopperError as error:
            if self.wants_json:
                return self.json_answer(None, error)
            return self.render(status=status_of(error), **self.page_context(None, error))
        if self.wants_json:
            return self.json_answer(cart)
        self.events += self.shop_session.take_events()
        if cart is not None:
            self.report(view_cart(self.shop_session.summary))
        return self.render(**self.page_context(cart))

    def ordered(self) -> HttpResponseBase:
        """The cart has become an order, in another window or on another device."""
        if self.wants_json:
            return self.json_answer(None)
        url = reverse("bigcommerce:checkout_complete")
        if self.request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": url})
        return see_other(url)

    def current_cart(self) -> Cart | None:
        """The cart as BigCommerce has it now. None: there is none, or it is gone (expired, or ordered elsewhere)."""
        if self.shop_session.cart_id is None:
            return None
        cart = carts.get_cart(self.client, self.shop_session.cart_id)
        if cart is not None:
            cart = with_products(cart)
            self.remember_cart(cart)
        return cart

    def give_up_cart(self) -> bool:
        """The cart is gone. True: it was ordered. Else it had expired, and what was in it is offered again."""
        if self.complete_order() is not None:
            return True
        if self.shop_session.summary.lines:
            messages.info(self.request, _("Your cart had expired. You can put back what was in it."))
        self.shop_session.offer_again()
        self.remember_cart(None)
        return False

    def page_context(self, cart: Cart | None, error: ShopperError | None = None) -> dict[str, Any]:
        return {
            "cart": cart,
            "error": error,
            "summary": self.shop_session.summary,
            "offers": self.shop_session.offers,
            "coupon_form": CouponForm(),
            "shipping_form": ShippingEstimateForm(),
            "catalog_url": catalog_url(self.channel),
        }

    def json_answer(self, cart: Cart | None, error: ShopperError | None = None, **extra: Any) -> JsonResponse:
        errors = [error] if error else []
        body = cart_json(cart, currency=self.owner.currency or "", errors=errors, **extra)
        if isinstance(error, TryLater):  # the cart is still there, only out of sight
            body["count"] = self.shop_session.summary.count
        return JsonResponse(body, status=status_of(error) if error else 200)


@method_decorator(origin_guard, name="dispatch")
class CartWriteView(CartView):
    """A change of the cart. Subclasses say what to do in `change`; the answer is the same for all."""

    http_method_names = ["post", "options"]
    #: part of the cart page that htmx swaps
    part_template_name = "wagtail_bigcommerce/cart/contents.html"
    #: what the shopper is told when it went well
    success_message = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        #: what the shopper should know although it went well
        self.notices: list[str] = []
        #: the cart turned out to have become an order
        self.is_ordered = False

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            with self.shop_session.exclusive():
                cart = self.carry_out()
        except ShopperError as error:
            return self.refused(error)
        self.tell_receivers(cart)
        return self.done(cart)

    def tell_receivers(self, cart: Cart | None) -> None:
        cart_changed.send_robust(Channel, request=self.request, channel=self.channel, cart=cart)

    def carry_out(self) -> Cart | None:
        """Change the cart and remember what came of it. Raises ShopperError."""
        self.settle_cart()
        before = self.shop_session.summary
        try:
            cart = self.change()
        except CartGone:
            self.is_ordered = self.give_up_cart()
            if self.is_ordered:
                raise CartError(_("Nothing was changed: this cart has been ordered already.")) from None
            raise
        if cart is not None:
            cart = with_products(cart)
        self.remember_cart(cart)
        self.report(*cart_events(before, self.shop_session.summary))
        return cart

    def change(self) -> Cart | None:
        """Carry it out and return the cart, None when it is empty now. Raises ShopperError."""
        raise NotImplementedError

    def done(self, cart: Cart | None) -> HttpResponseBase:
        if self.wants_json:
            return self.json_answer(cart, notices=self.notices, events=self.events)
        if self.request.headers.get("HX-Request"):
            return self.part(cart)
        self.shop_session.keep_events(self.events)
        if self.success_message:
            messages.success(self.request, self.success_message)
        for notice in self.notices:
            messages.warning(self.request, notice)
        return see_other(reverse("bigcommerce:cart"))

    def refused(self, error: ShopperError) -> HttpResponseBase:
        if self.wants_json:
            return self.json_answer(self.cart_despite(error), error)
        if self.is_ordered:
            return self.ordered()
        if self.request.headers.get("HX-Request"):
            return self.part(self.cart_despite(error), error)
        if not isinstance(error, CartGone):  # which has been said
            messages.error(self.request, error.message)
        return see_other(reverse("bigcommerce:cart"))

    def cart_despite(self, error: ShopperError) -> Cart | None:
        """The cart as it still is; not asked for when BigCommerce has just failed to answer."""
        if isinstance(error, TryLater):
            return None
        try:
            with self.shop_session.exclusive():
                return self.current_cart()
        except ShopperError:
            return None

    def part(self, cart: Cart | None, error: ShopperError | None = None) -> HttpResponse:
        response = self.render(self.part_template_name, **self.page_context(cart, error), notices=self.notices)
        response.headers["HX-Trigger"] = json.dumps({"cart-changed": {"events": self.events}})
        return response

    def valid(self, form: forms.Form) -> dict[str, Any]:
        """The cleaned fields, or CartError with the first thing that is wrong with them."""
        if form.is_valid():
            return form.cleaned_data
        fields = {name: str(errors[0]) for name, errors in form.errors.items()}
        raise CartError(next(iter(fields.values())), fields=fields)

    def required_cart_id(self) -> str:
        if self.shop_session.cart_id is None:
            raise CartError(_("Your cart is empty."))
        return self.shop_session.cart_id


class CartUpdateView(CartWriteView):
    """Set the `quantity` of a line; 0 takes it out."""

    def change(self) -> Cart | None:
        quantity = self.valid(QuantityForm(self.request.POST))["quantity"]
        return carts.update_line(self.client, self.required_cart_id(), self.kwargs["item_id"], quantity)


class CartRemoveView(CartWriteView):
    """Take a line out."""

    def change(self) -> Cart | None:
        return carts.remove_line(self.client, self.required_cart_id(), self.kwargs["item_id"])


class CartClearView(CartWriteView):
    """Take everything out. What was in it is offered again, for those who did not mean it."""

    def change(self) -> Cart | None:
        if self.shop_session.cart_id is not None:
            carts.clear(self.client, self.shop_session.cart_id)
            self.shop_session.offer_again()
        self.success_message = _("Your cart is empty now.")
        return None


class CouponView(CartWriteView):
    """Apply a coupon: `code`."""

    def change(self) -> Cart | None:
        code = self.valid(CouponForm(self.request.POST))["code"]
        return coupons.apply_coupon(self.client, self.required_cart_id(), code)


class CouponRemoveView(CartWriteView):
    """Take a coupon back: `code`."""

    def change(self) -> Cart | None:
        code = self.valid(CouponForm(self.request.POST))["code"]
        return coupons.remove_coupon(self.client, self.required_cart_id(), code)
