"""Other options and modifiers for a line of the cart."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from ...commerce import carts, options
from ...commerce.cart import Cart, CartLine, LineOption
from ...commerce.errors import CartError, CartGone, ShopperError
from ...commerce.repeat import day_of
from ...models import Product
from ..forms import QuantityForm
from ..price_book import PriceBook
from ..product_page import ProductPage
from .cart import CartWriteView, status_of


class CartChangeView(CartWriteView):
    """GET: the product's choices as they are in the line. POST: `quantity` and `option_<id>`, as when adding it."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "wagtail_bigcommerce/cart/change.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            with self.shop_session.exclusive():
                line = self.line(self.current_cart())
            product = self.product(line.product_id)
        except ShopperError as error:
            return self.refused_without_form(error)
        chosen = {f"option_{option.option_id}": _posted(option) for option in line.options}
        return self.form(product, chosen, line.quantity)

    def change(self) -> Cart | None:
        cart = carts.required_cart(self.client, self.required_cart_id())
        line = self.line(cart)
        product = self.product(line.product_id)
        posted = self.request.POST
        quantity = self.valid(QuantityForm(posted))["quantity"] or 1
        request = options.line_request(product, list(product.variants.all()), posted.dict(), quantity)
        self.success_message = _("“%(name)s” has been changed.") % {"name": product.name}
        return carts.replace_line(self.client, cart.id, line.item_id, request)

    def line(self, cart: Cart | None) -> CartLine:
        line = cart.line(self.kwargs["item_id"]) if cart else None
        if line is None or not line.is_editable:
            raise CartError(_("This line cannot be changed, or is not in your cart any more."))
        return line

    def product(self, product_id: int | None) -> Product:
        product = Product.objects.shown(self.channel).filter(bigcommerce_id=product_id or 0).first()
        if product is None:
            raise CartError(_("This product is not sold here any more."))
        return product

    def form(
        self, product: Product, chosen: dict[str, str], quantity: object, *, error: ShopperError | None = None
    ) -> HttpResponse:
        view = ProductPage(product, self.channel, chosen, PriceBook(self.channel, self.shopper))
        return self.render(
            status=status_of(error) if error else 200,
            view=view,
            product=product,
            quantity=quantity,
            error=error,
            item_id=self.kwargs["item_id"],
        )

    def refused(self, error: ShopperError) -> HttpResponseBase:
        """The form again, with what was posted; back to the cart when the line is not to be changed at all."""
        if self.wants_json or isinstance(error, CartGone) or not error.fields:
            return self.refused_without_form(error)
        posted = self.request.POST.dict()
        try:
            product = self.product(_number(posted.get("product_id", "")))
        except CartError:
            return self.refused_without_form(error)
        return self.form(product, posted, posted.get("quantity", ""), error=error)

    def refused_without_form(self, error: ShopperError) -> HttpResponseBase:
        return super().refused(error)


def _posted(option: LineOption) -> str:
    """What the form's field would have posted for a choice of the line."""
    if option.value_id is not None:
        return str(option.value_id)
    day = day_of(option.value)
    return f"{day:%Y-%m-%d}" if day else option.value


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
