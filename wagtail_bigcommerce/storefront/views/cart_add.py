"""Putting things into the cart: one product from its page, or several lines at once."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...commerce import carts, options, quick_order
from ...commerce.cart import Cart
from ...commerce.errors import CartError, ShopperError
from ...commerce.line_requests import LineRequest, Request
from ...models import Product
from .. import price_token
from ..forms import AddToCartForm
from ..links import catalog_url, product_url
from ..money import format_money
from ..price_book import PriceBook
from .cart import CartWriteView, logger, status_of


class AddingView(CartWriteView):
    """What all that add share: one API call, whatever is added and whether there is a cart already."""

    def add(self, requests: list[Request]) -> Cart:
        if PriceBook(self.channel, self.shopper).asks_to_sign_in:
            raise CartError(_("Please sign in to see prices and to buy."))
        old_id = self.shop_session.cart_id
        cart = carts.add_lines(
            self.client,
            channel_id=self.channel.bigcommerce_id,
            cart_id=old_id,
            lines=requests,
            customer_id=self.customer_id,
            currency=self.owner.currency,
        )
        if old_id not in {None, cart.id}:
            self.replace_gone_cart()
        return cart

    def replace_gone_cart(self) -> None:
        """The session's cart was gone: if it was paid for in another window, the visitor may see that order."""
        try:
            self.give_up_cart()
        except ShopperError:
            logger.info("Whether a cart that is gone was ordered could not be asked")
            self.shop_session.offer_again()


class CartAddView(AddingView):
    """Add one product: `product_id`, `quantity`, and `variant_id` or `option_<id>`.

    Several lines: `product_id` (or `sku`), `quantity` and `variant_id` repeated, in the same order.
    """

    problem_template_name = "wagtail_bigcommerce/cart/add_problem.html"
    product: Product | None = None

    def change(self) -> Cart | None:
        posted = self.request.POST
        rows = posted_rows(posted)
        if rows is not None:
            cart = self.add([*quick_order.line_requests(self.channel, rows)])
            self.success_message = added_message(rows)
            return cart
        self.product = self.find_product(posted.get("product_id", ""))
        if self.product is None:
            raise CartError(_("This product is not sold here any more."), fields={"product_id": _("Not sold here.")})
        fields = self.valid(AddToCartForm(posted))
        if not self.product.is_purchasable:
            raise CartError(_("“%(product)s” cannot be bought at the moment.") % {"product": self.product.name})
        variants = list(self.product.variants.all())
        request = options.line_request(self.product, variants, posted.dict(), fields["quantity"])
        cart = self.add([request])
        self.success_message = _("“%(product)s” is in your cart.") % {"product": self.product.name}
        self.compare_price(cart, request)
        return cart

    def compare_price(self, cart: Cart, request: LineRequest) -> None:
        """Say so when the store asks for something else than the page that the shopper looked at."""
        token = self.request.POST.get("price_token", "")
        change = price_token.changed_price(token, self.product, request, cart) if self.product else None
        if change is not None:
            seen, now = (format_money(amount, cart.currency) for amount in change)
            text = _("The price of “%(product)s” has changed since you looked: it was %(seen)s and is %(now)s now.")
            self.notices.append(text % {"product": self.product.name if self.product else "", "seen": seen, "now": now})

    def find_product(self, product_id: str) -> Product | None:
        if not (product_id.isascii() and product_id.isdecimal() and len(product_id) < 10):
            return None
        return Product.objects.shown(self.channel).filter(bigcommerce_id=product_id).first()

    def refused(self, error: ShopperError) -> HttpResponseBase:
        """Without a script: a page that says what to correct and leads back with everything still chosen."""
        if self.wants_json:
            return super().refused(error)
        back = catalog_url(self.channel)
        if self.product is not None:
            chosen = {name: value for name, value in self.request.POST.items() if name.startswith("option_") and value}
            back = product_url(self.product, self.channel) + (f"?{urlencode(chosen)}" if chosen else "")
        context = {"error": error, "product": self.product, "back_url": back}
        return self.render(self.problem_template_name, status=status_of(error), **context)


class QuickOrderView(AddingView):
    """For those who know what they want: rows of `sku` and `quantity`. All rows go in, or none and the reasons."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "wagtail_bigcommerce/cart/quick_order.html"
    #: how many rows the empty form has
    empty_rows = 8

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        return self.render(rows=[quick_order.Row(index) for index in range(self.empty_rows)])

    def change(self) -> Cart | None:
        rows = posted_rows(self.request.POST) or []
        cart = self.add([*quick_order.line_requests(self.channel, rows)])
        self.success_message = added_message(rows)
        return cart

    def refused(self, error: ShopperError) -> HttpResponseBase:
        if self.wants_json:
            return super().refused(error)
        rows = [*(posted_rows(self.request.POST) or [])]
        rows += [quick_order.Row(index) for index in range(len(rows), self.empty_rows)]
        return self.render(status=status_of(error), rows=rows, error=error)


def posted_rows(posted: QueryDict) -> list[quick_order.Row] | None:
    """The rows of a form with repeated fields; None for the form of one product."""
    skus, product_ids = posted.getlist("sku"), posted.getlist("product_id")
    if not skus and len(product_ids) < 2:
        return None
    columns = zip_longest(skus, product_ids, posted.getlist("variant_id"), posted.getlist("quantity"), fillvalue="")
    rows = enumerate(tuple(value.strip() for value in row) for row in columns)
    return [quick_order.Row(index, *values) for index, values in rows]


def added_message(rows: list[quick_order.Row]) -> str:
    count = len([row for row in rows if not row.is_empty])
    return ngettext("%(n)d line was put into your cart.", "%(n)d lines were put into your cart.", count) % {"n": count}
