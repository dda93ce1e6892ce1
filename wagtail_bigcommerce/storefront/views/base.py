"""What all views of the shop share: the channel, the session, the client, and that nobody caches them.

`SignedInView` is for what only a signed-in shopper may meet.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views.generic.base import ContextMixin, View

from ... import conf
from ...auth import customer_of
from ...background import enqueue
from ...client import BigCommerceClient
from ...commerce.cart import Cart
from ...commerce.customers import is_due
from ...commerce.errors import try_later
from ...commerce.joining import Owner
from ...commerce.orders import forget_list
from ...commerce.saved_carts import forget_cart, save_cart
from ...models import Channel, Customer
from ...store import get_client
from ..client_address import client_address
from ..completion import complete_order
from ..currencies import paid_in
from ..one_cart import settle
from ..session import ShopSession
from ..shopper import Shopper, mark_customer, shopper_of


class ShopView(ContextMixin, View):
    """A view of the request's channel. A site without a channel that is open has no shop: 404."""

    #: template of the page; a site may name another
    template_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        channel = Channel.objects.for_request(request)
        if channel is None or not channel.is_open:
            raise Http404("This site has no shop")
        self.channel = channel
        self.shop_session = ShopSession(request, channel)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        mark_customer(request, response, customer_of(request.user), self.channel)
        add_never_cache_headers(response)
        return response

    @cached_property
    def client(self) -> BigCommerceClient:
        """The store's client. Raises TryLater when credentials are missing."""
        with try_later():
            return get_client()

    @cached_property
    def customer(self) -> Customer | None:
        """The signed-in shopper of this channel; None for everybody else. Who was barred from it is signed out.

        What we know of them is read anew in the background when it is old, in case a webhook got lost.
        """
        customer = customer_of(self.request.user)
        if customer is None:
            return None
        if not customer.may_shop_in(self.channel.bigcommerce_id):
            logout(self.request)
            return None
        if is_due(customer):
            enqueue("wagtail_bigcommerce.customer_tasks.refresh_customer", customer.bigcommerce_id)
        return customer

    @cached_property
    def visitor(self) -> str:
        """The visitor's network address, "" when it is not known."""
        return client_address(self.request)

    @property
    def customer_id(self) -> int:
        """BigCommerce's id of the signed-in shopper; 0 for a guest."""
        return self.customer.bigcommerce_id if self.customer else 0

    @property
    def tax_settings(self) -> dict[str, Any]:
        """The store's, which say whether the amounts of an order are shown with tax."""
        return self.channel.settings.get("tax") or {}

    @property
    def shopper(self) -> Shopper:
        """What kind of shopper this is, as far as prices go."""
        return shopper_of(self.request, self.channel)

    @property
    def owner(self) -> Owner:
        """Whose a new cart will be, and in which currency."""
        currency = paid_in(self.shopper.currency, self.channel)
        return Owner(self.channel.bigcommerce_id, self.customer_id, currency.code)

    def settle_cart(self) -> None:
        """See that a signed-in shopper has one cart on all devices. Calls only when there are two. Raises TryLater."""
        if self.customer is not None:
            settle(self.request, self.shop_session, self.customer, self.channel, lambda: self.client)

    def remember_cart(self, cart: Cart | None) -> None:
        """Keep the cart for this visitor, and for the shopper's other devices; None: it is empty."""
        if self.customer is not None:
            if cart is not None:
                save_cart(self.customer, self.channel, cart.id)
            elif self.shop_session.cart_id is not None:
                forget_cart(self.shop_session.cart_id)
        self.shop_session.remember_cart(cart)

    def complete_order(self) -> int | None:
        """The number of the order that this session's cart has become, None when it has not. Raises TryLater."""
        order_id = complete_order(self.request, self.channel, self.shop_session, self.client)
        if order_id is not None and self.customer is not None:
            forget_list(self.client, customer_id=self.customer_id)
        return order_id

    @property
    def wants_json(self) -> bool:
        return self.request.get_preferred_type(["text/html", "application/json"]) == "application/json"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            base_template=conf.get("BASE_TEMPLATE"), channel=self.channel, customer=self.customer, **kwargs
        )

    def render(self, template_name: str | None = None, *, status: int = 200, **context: Any) -> HttpResponse:
        return TemplateResponse(
            self.request, template_name or self.template_name, self.get_context_data(**context), status=status
        )


class SignedInView(ShopView):
    """Pages of a signed-in shopper; anybody else is asked to sign in first.

    After that a page is where it was asked for; a form, which cannot be sent again by itself, leads to the account.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.customer is None:
            is_page = request.method in {"GET", "HEAD"}
            query = urlencode({"next": request.get_full_path() if is_page else reverse("bigcommerce:account")})
            response = HttpResponseRedirect(f"{reverse('bigcommerce:login')}?{query}")
            add_never_cache_headers(response)
            return response
        return super().dispatch(request, *args, **kwargs)


def see_other(url: str) -> HttpResponseRedirect:
    """After a POST: the browser fetches `url` by GET, and a reload repeats nothing."""
    return HttpResponseRedirect(url, status=303)
