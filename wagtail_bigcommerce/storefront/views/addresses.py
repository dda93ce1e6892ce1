"""A shopper's addresses: all of them, a new one, changing one, deleting one. Another's is a 404."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ...commerce import addresses
from ...commerce.addresses import CustomerAddress
from ...commerce.countries import Country, countries, states
from ...commerce.errors import ShopperError, TryLater
from ..account_forms import AddressForm
from .account import AccountPage
from .base import see_other


class AddressesView(AccountPage):
    """One API call, none for a minute after that."""

    template_name = "wagtail_bigcommerce/account/addresses.html"
    section = "addresses"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            own = addresses.customer_addresses(self.client, customer_id=self.customer_id)
        except ShopperError as error:
            return self.unavailable(error)
        return self.render(addresses=own)


@method_decorator(csrf_protect, name="dispatch")
class AddressView(AccountPage):
    """The form of an address, a new one without `address_id`. Two or three calls, most of them once an hour; two more
    to save. With `change_country` the form comes back for another country, and nothing is saved."""

    template_name = "wagtail_bigcommerce/account/address_form.html"
    section = "addresses"

    def get(self, request: HttpRequest, address_id: int = 0) -> HttpResponseBase:
        try:
            address = self.address(address_id)
            return self.show(address_id, self.form(address.country_code, initial=asdict(address)))
        except ShopperError as error:
            return self.unavailable(error, address_id=address_id)

    def post(self, request: HttpRequest, address_id: int = 0) -> HttpResponseBase:
        posted = request.POST
        code = posted.get("country_code", "")
        try:
            if "change_country" in posted:
                return self.show(address_id, self.form(code, initial={**posted.dict(), "state": ""}))
            form = self.form(code, data=posted)
            if form.is_valid():
                return self.save(address_id, form)
        except ShopperError as error:
            # the lists of countries are missing, so what was typed is shown as it is until they can be had
            form = AddressForm(posted, countries=[Country(0, code, code)], country=None, states=())
            form.add_error(None, error.message)
            return self.show(address_id, form, status=503)
        return self.show(address_id, form, status=422)

    def save(self, address_id: int, form: AddressForm) -> HttpResponseBase:
        address = CustomerAddress(**form.cleaned_data, address_id=address_id)
        try:
            is_saved = addresses.save_address(self.client, address, customer_id=self.customer_id)
        except ShopperError as error:
            for name, message in error.fields.items() or [(None, error.message)]:
                form.add_error(name, message)
            return self.show(address_id, form, status=503 if isinstance(error, TryLater) else 422)
        if not is_saved:
            raise Http404("Not an address of this customer")
        messages.success(self.request, _("The address is saved."))
        return see_other(reverse("bigcommerce:addresses"))

    def address(self, address_id: int) -> CustomerAddress:
        """The address to change; for a new one, the name and the country that the customer's others have."""
        if not address_id:
            last = (addresses.customer_addresses(self.client, customer_id=self.customer_id) or [CustomerAddress()])[-1]
            whose = self.signed_in
            return CustomerAddress(whose.first_name, whose.last_name, country_code=last.country_code)
        address = addresses.find_address(self.client, address_id, customer_id=self.customer_id)
        if address is None:
            raise Http404("Not an address of this customer")
        return address

    def form(self, country_code: str, **kwargs: Any) -> AddressForm:
        known = countries(self.client)
        country = next((each for each in known if each.code == country_code), None)
        offered = states(self.client, country) if country else []
        return AddressForm(**kwargs, countries=known, country=country, states=offered)

    def show(self, address_id: int, form: AddressForm, *, status: int = 200) -> HttpResponse:
        return self.render(status=status, address_id=address_id, form=form)


@method_decorator(csrf_protect, name="dispatch")
class AddressDeleteView(AccountPage):
    """GET asks, POST deletes. One call to ask, two to delete."""

    template_name = "wagtail_bigcommerce/account/address_delete.html"
    section = "addresses"

    def get(self, request: HttpRequest, address_id: int) -> HttpResponseBase:
        try:
            address = addresses.find_address(self.client, address_id, customer_id=self.customer_id)
        except ShopperError as error:
            return self.unavailable(error, address_id=address_id)
        if address is None:
            raise Http404("Not an address of this customer")
        return self.render(address_id=address_id, address=address)

    def post(self, request: HttpRequest, address_id: int) -> HttpResponseBase:
        try:
            is_deleted = addresses.delete_address(self.client, address_id, customer_id=self.customer_id)
        except ShopperError as error:
            return self.unavailable(error, address_id=address_id)
        if not is_deleted:
            raise Http404("Not an address of this customer")
        messages.success(request, _("The address is deleted."))
        return see_other(reverse("bigcommerce:addresses"))
