"""The account: what all of its pages share, and its overview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ...commerce import orders
from ...commerce.errors import ShopperError, TryLater
from ...models import Customer
from .base import SignedInView

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: how many of the last orders the overview lists
ORDERS_SHOWN = 5


class Section(NamedTuple):
    """A part of the account: the name of its view, and what the navigation calls it."""

    view: str
    label: StrOrPromise

    @property
    def url(self) -> str:
        return reverse(f"bigcommerce:{self.view}")


class AccountPage(SignedInView):
    """A page of the account, with its navigation. A site that has other pages overrides `sections`."""

    sections: ClassVar[Sequence[Section]] = (
        Section("account", _("Overview")),
        Section("orders", _("Orders")),
        Section("addresses", _("Addresses")),
        Section("wishlists", _("Wish lists")),
        Section("wallet", _("Payment")),
        Section("profile", _("Your details")),
        Section("privacy", _("Your data")),
    )
    #: the view of the section that this page belongs to
    section = "account"

    @property
    def signed_in(self) -> Customer:
        """Whose account it is."""
        if self.customer is None:
            raise TypeError("A page of the account has a customer")
        return self.customer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sections=self.sections, section=self.section, **kwargs)

    def unavailable(self, error: ShopperError, **context: Any) -> HttpResponse:
        """The page without what BigCommerce did not tell: a message, and what to do next."""
        return self.render(status=503 if isinstance(error, TryLater) else 200, error=error, **context)


class AccountView(AccountPage):
    """Name, e-mail and the last orders. One API call; without BigCommerce the page has no orders."""

    template_name = "wagtail_bigcommerce/account/account.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            recent = orders.order_page(self.client, customer_id=self.customer_id).orders[:ORDERS_SHOWN]
        except ShopperError as error:
            return self.render(error=error)
        return self.render(orders=recent)
