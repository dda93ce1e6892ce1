"""Wishing for something from a product's page, the list of a guest, and a list that its owner shares."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ...commerce import wishlists
from ...commerce.errors import ShopperError
from ...commerce.wishlists import WishlistItem
from ...models import Product
from ..links import catalog_url, product_url
from ..origin_guard import origin_guard
from ..wished import posted_item, wished
from .base import ShopView, see_other
from .orders import number_in


@method_decorator(origin_guard, name="dispatch")
class WishlistAddView(ShopView):
    """POST `product_id` with `variant_id` or `option_<id>`, and for customers `wishlist_id`: their first list without.

    The form stands on pages that everybody may cache. No call for guests; two or three for customers.
    """

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        number = number_in(request.POST.get("product_id"))
        product = Product.objects.shown(self.channel).filter(bigcommerce_id=number or 0).first()
        if product is None:
            messages.error(request, _("This product is not sold here any more."))
            return see_other(catalog_url(self.channel) or "/")
        item = posted_item(product, request.POST.dict())
        if self.customer is None:
            self.shop_session.keep_wishes([*self.shop_session.wishes, (item.product_id, item.variant_id)])
            url = reverse("bigcommerce:guest_wishlist")
        else:
            try:
                url = reverse("bigcommerce:wishlist", args=[self.keep(item)])
            except ShopperError as error:
                messages.error(request, error.message)
                return see_other(product_url(product, self.channel))
        messages.success(request, _("“%(product)s” is on your wish list.") % {"product": product.name})
        return see_other(url)

    def keep(self, item: WishlistItem) -> int:
        """Put it on the list that was named, the first one, or a new one; return the list's id. Raises ShopperError."""
        owner = {"customer_id": self.customer_id}
        named = number_in(self.request.POST.get("wishlist_id"))
        if named is None:
            own = wishlists.customer_wishlists(self.client, **owner)
            named = own[0].wishlist_id if own else None
        if named is None:
            return wishlists.create_wishlist(self.client, _("Wish list"), items=[item], **owner).wishlist_id
        if wishlists.add_items(self.client, named, [item], **owner) is None:
            raise Http404("Not a wish list of this customer")
        return named


@method_decorator(csrf_protect, name="dispatch")
class GuestWishlistView(ShopView):
    """GET: what a guest wished for; customers have lists of their own. POST `item`: take that one off. No calls."""

    template_name = "wagtail_bigcommerce/wishlists/guest.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if self.customer is not None:
            return see_other(reverse("bigcommerce:wishlists"))
        items = [WishlistItem(*pair) for pair in self.shop_session.wishes]
        return self.render(items=wished(self.channel, items))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        wishes = self.shop_session.wishes
        gone = request.POST.get("item", "")
        self.shop_session.keep_wishes(pair for pair in wishes if f"{pair[0]}-{pair[1]}" != gone)
        return see_other(reverse("bigcommerce:guest_wishlist"))


class SharedWishlistView(ShopView):
    """A list that its owner shares, for whoever has the address. It does not say whose it is. One call."""

    template_name = "wagtail_bigcommerce/wishlists/shared.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            wishlist = wishlists.shared_wishlist(self.client, token)
        except ShopperError as error:
            return self.render(status=503, error=error)
        if wishlist is None:
            raise Http404("No public wish list")
        return self.render(wishlist=wishlist, items=wished(self.channel, wishlist.items))
