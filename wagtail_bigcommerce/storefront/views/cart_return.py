"""Carts that come back: lines of one that expired, and the link in BigCommerce's mail about an abandoned one."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from ...commerce import joining
from ...commerce.abandoned_carts import abandoned_cart
from ...commerce.cart import Cart
from ...commerce.errors import CartError, ShopperError, TryLater
from ...commerce.naming import with_products
from ...models import Channel
from ...signals import cart_changed
from ..one_cart import explain
from .base import ShopView, see_other
from .cart import CartWriteView

_TOKEN = re.compile(r"[\w.~-]{1,255}", re.ASCII)


class CartRestoreView(CartWriteView):
    """Put the lines that are offered back into the cart, in one call. What the store refuses is named.

    With `dismiss` the offer is forgotten instead.
    """

    def change(self) -> Cart | None:
        offers = [offer for offer in self.shop_session.offers if offer.request is not None]
        if "dismiss" in self.request.POST or not offers:
            self.shop_session.keep_offers([])
            return self.current_cart()
        requests = [offer.request for offer in offers if offer.request is not None]
        cart, refused = joining.put_in(self.client, self.shop_session.cart_id, requests, self.owner)
        for each in refused:
            text = _("“%(name)s” was not put back: %(reason)s")
            self.notices.append(text % {"name": offers[each.line].name, "reason": each.error.message})
        # a refusal is final; who could not be asked may answer the next time
        self.shop_session.keep_offers([each.line for each in refused if isinstance(each.error, TryLater)])
        return cart or self.current_cart()


class CartRecoverView(ShopView):
    """`t`: the token of a mail. The cart becomes this visitor's; a customer's cart only when they are signed in."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        token = request.GET.get("t", "")
        try:
            with self.shop_session.exclusive():
                self.settle_cart()
                needs_login = self.recover(token)
        except ShopperError as error:
            messages.error(request, error.message)
            return see_other(reverse("bigcommerce:cart"))
        if needs_login:
            messages.info(request, _("Please sign in to see the cart that you left."))
            query = urlencode({"next": request.get_full_path()})
            return see_other(f"{reverse('bigcommerce:login')}?{query}")
        return see_other(reverse("bigcommerce:cart"))

    def recover(self, token: str) -> bool:
        """Take the cart over. True: its customer has to sign in first. Raises ShopperError."""
        if not _TOKEN.fullmatch(token):
            raise CartError(_("This link does not lead to a cart any more."))
        cart = abandoned_cart(self.client, token, visitor=self.visitor, channel_id=self.channel.bigcommerce_id)
        if cart.customer_id and cart.customer_id != self.customer_id:
            return True
        own_id = self.shop_session.cart_id
        if own_id == cart.id:
            return False
        joined = joining.Joined(cart)
        if own_id is not None:
            joined = joining.join(self.client, source_id=own_id, target_id=cart.id, owner=self.owner)
        elif self.customer_id and not cart.customer_id:
            joined = joining.claim(self.client, cart.id, self.owner)
        self.take_over(joined)
        return False

    def take_over(self, joined: joining.Joined) -> None:
        if joined.cart is None:
            raise CartError(_("This link does not lead to a cart any more."))
        cart = with_products(joined.cart)
        self.remember_cart(cart)
        self.shop_session.offer_lines(line for line, _error in joined.left)
        explain(self.request, joined)
        messages.success(self.request, _("Here is the cart that you left."))
        cart_changed.send_robust(Channel, request=self.request, channel=self.channel, cart=cart)
