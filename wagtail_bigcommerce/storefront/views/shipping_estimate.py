"""What shipping would cost, on the cart page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase, JsonResponse

from ...commerce.cart import Cart
from ...commerce.errors import CartGone, ShopperError
from ...commerce.shipping_estimate import Destination, Estimate, estimate_shipping
from ..cart_json import cart_json, shipping_json
from ..forms import ShippingEstimateForm
from .cart import CartWriteView, status_of


class ShippingEstimateView(CartWriteView):
    """POST `country`, `state`, `postal_code`: the cart page with quotes. It changes nothing, and nothing is kept.

    Four API calls, two when the checkout has an address already.
    """

    estimate: Estimate | None = None
    form: ShippingEstimateForm | None = None

    def change(self) -> Cart | None:
        self.form = ShippingEstimateForm(self.request.POST)
        fields = self.valid(self.form)
        self.estimate = estimate_shipping(
            self.client,
            self.required_cart_id(),
            Destination(fields["country"], fields["state"], fields["postal_code"]),
            email=self.customer.email if self.customer else "",
        )
        return self.current_cart()

    def tell_receivers(self, cart: Cart | None) -> None:
        """Nothing was changed."""

    def done(self, cart: Cart | None) -> HttpResponseBase:
        if self.wants_json:
            body = cart_json(cart, currency=self.channel.default_currency)
            return JsonResponse({**body, "shipping": shipping_json(self.estimate)})
        return self.page(cart)

    def refused(self, error: ShopperError) -> HttpResponseBase:
        """The cart with the form as it was filled in, and what is wrong with it."""
        if self.wants_json or self.is_ordered or isinstance(error, CartGone) or self.form is None:
            return super().refused(error)
        if not self.form.errors:
            self.form.add_error(None, error.message)
        return self.page(self.cart_despite(error), error)

    def page(self, cart: Cart | None, error: ShopperError | None = None) -> HttpResponseBase:
        if self.request.headers.get("HX-Request"):
            return self.part(cart, None if cart else error)
        status = status_of(error) if error else 200
        return self.render(status=status, **self.page_context(cart, None if cart else error))

    def page_context(self, cart: Cart | None, error: ShopperError | None = None) -> dict[str, Any]:
        return {**super().page_context(cart, error), "shipping_form": self.form, "estimate": self.estimate}
