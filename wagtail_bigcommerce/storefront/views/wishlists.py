"""A shopper's wish lists: all, one, making, changing and deleting one, and what is on it. Another's is a 404."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ...commerce import wishlists
from ...commerce.cart import Cart
from ...commerce.errors import CartError, ShopperError
from ...commerce.line_requests import LineRequest
from ...commerce.wishlists import Wishlist
from ..account_forms import WishlistForm, WishlistNameForm
from ..wished import keep_guest_items, wished
from .account import AccountPage
from .base import SignedInView, see_other
from .cart import status_of
from .cart_add import AddingView


class WishlistPage(AccountPage):
    """A page about wish lists."""

    section = "wishlists"

    def required(self, wishlist_id: int) -> Wishlist:
        """One of the customer's lists; 404 for another's. Raises TryLater. At most one call."""
        wishlist = wishlists.find_wishlist(self.client, wishlist_id, customer_id=self.customer_id)
        if wishlist is None:
            raise Http404("Not a wish list of this customer")
        return wishlist


@method_decorator(csrf_protect, name="dispatch")
class WishlistsView(WishlistPage):
    """GET: all lists. POST `name`: a new one. One API call, none for a minute after that; two to make one."""

    template_name = "wagtail_bigcommerce/wishlists/wishlists.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        keep_guest_items(request, self.signed_in)
        return self.show(WishlistNameForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = WishlistNameForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            made = wishlists.create_wishlist(self.client, form.cleaned_data["name"], customer_id=self.customer_id)
        except ShopperError as error:
            form.add_error("name", error.message)
            return self.show(form, status=status_of(error))
        return see_other(reverse("bigcommerce:wishlist", args=[made.wishlist_id]))

    def show(self, form: WishlistNameForm, *, status: int = 200) -> HttpResponseBase:
        try:
            lists = wishlists.customer_wishlists(self.client, customer_id=self.customer_id)
        except ShopperError as error:
            return self.unavailable(error, form=form)
        return self.render(status=status, wishlists=lists, form=form)


class WishlistView(WishlistPage):
    """One list. One API call, none for a minute after that."""

    template_name = "wagtail_bigcommerce/wishlists/wishlist.html"

    def get(self, request: HttpRequest, wishlist_id: int) -> HttpResponseBase:
        try:
            wishlist = self.required(wishlist_id)
        except ShopperError as error:
            return self.unavailable(error)
        path = reverse("bigcommerce:wishlist_shared", args=[wishlist.share_token])
        return self.render(
            wishlist=wishlist, items=wished(self.channel, wishlist.items), share_url=request.build_absolute_uri(path)
        )


@method_decorator(csrf_protect, name="dispatch")
class WishlistEditView(WishlistPage):
    """`name`, `is_public`. One call to show, two to change."""

    template_name = "wagtail_bigcommerce/wishlists/edit.html"

    def get(self, request: HttpRequest, wishlist_id: int) -> HttpResponseBase:
        try:
            wishlist = self.required(wishlist_id)
        except ShopperError as error:
            return self.unavailable(error, wishlist_id=wishlist_id)
        initial = {"name": wishlist.name, "is_public": wishlist.is_public}
        return self.render(wishlist_id=wishlist_id, form=WishlistForm(initial=initial))

    def post(self, request: HttpRequest, wishlist_id: int) -> HttpResponseBase:
        form = WishlistForm(request.POST)
        if not form.is_valid():
            return self.render(status=422, wishlist_id=wishlist_id, form=form)
        try:
            changed = wishlists.update_wishlist(
                self.client, wishlist_id, customer_id=self.customer_id, **form.cleaned_data
            )
        except ShopperError as error:
            form.add_error(None, error.message)
            return self.render(status=status_of(error), wishlist_id=wishlist_id, form=form)
        if changed is None:
            raise Http404("Not a wish list of this customer")
        return see_other(reverse("bigcommerce:wishlist", args=[wishlist_id]))


@method_decorator(csrf_protect, name="dispatch")
class WishlistDeleteView(WishlistPage):
    """GET asks, POST deletes. One call to ask, two to delete."""

    template_name = "wagtail_bigcommerce/wishlists/delete.html"

    def get(self, request: HttpRequest, wishlist_id: int) -> HttpResponseBase:
        try:
            return self.render(wishlist=self.required(wishlist_id))
        except ShopperError as error:
            return self.unavailable(error)

    def post(self, request: HttpRequest, wishlist_id: int) -> HttpResponseBase:
        try:
            is_deleted = wishlists.delete_wishlist(self.client, wishlist_id, customer_id=self.customer_id)
        except ShopperError as error:
            return self.unavailable(error)
        if not is_deleted:
            raise Http404("Not a wish list of this customer")
        messages.success(request, _("The wish list is deleted."))
        return see_other(reverse("bigcommerce:wishlists"))


@method_decorator(csrf_protect, name="dispatch")
class WishlistItemRemoveView(SignedInView):
    """POST: take something off a list. Two calls."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, wishlist_id: int, item_id: int) -> HttpResponseBase:
        try:
            is_own = wishlists.remove_item(self.client, wishlist_id, item_id, customer_id=self.customer_id)
        except ShopperError as error:
            messages.error(request, error.message)
        else:
            if not is_own:
                raise Http404("Not a wish list of this customer")
        return see_other(reverse("bigcommerce:wishlist", args=[wishlist_id]))


@method_decorator(csrf_protect, name="dispatch")
class WishlistItemMoveView(SignedInView, AddingView):
    """POST: put something of a list into the cart, and take it off the list. Three or four calls."""

    http_method_names = ["post", "options"]

    def change(self) -> Cart | None:
        wishlist_id, item_id = self.kwargs["wishlist_id"], self.kwargs["item_id"]
        wishlist = wishlists.find_wishlist(self.client, wishlist_id, customer_id=self.customer_id)
        item = wishlist.item(item_id) if wishlist else None
        if item is None:
            raise Http404("Not on a wish list of this customer")
        row = wished(self.channel, [item])[0]
        if row.product is None:
            raise CartError(_("This product is not sold any more."))
        if not row.can_be_added:
            text = _("“%(product)s” needs choices that are made on its page.")
            raise CartError(text % {"product": row.product.name})
        cart = self.add([LineRequest(item.product_id, 1, variant_id=item.variant_id or None)])
        self.success_message = _("“%(product)s” is in your cart.") % {"product": row.product.name}
        try:
            wishlists.remove_item(self.client, wishlist_id, item_id, customer_id=self.customer_id)
        except ShopperError:
            self.notices.append(_("It could not be taken off the wish list, and is still there."))
        return cart

    def refused(self, error: ShopperError) -> HttpResponseBase:
        if self.wants_json or self.is_ordered:
            return super().refused(error)
        messages.error(self.request, error.message)
        return see_other(reverse("bigcommerce:wishlist", args=[self.kwargs["wishlist_id"]]))
