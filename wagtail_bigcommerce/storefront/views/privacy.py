"""A shopper's data: to take along, and to have forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ... import conf
from ...commerce.errors import ShopperError, TryLater
from ...commerce.personal_data import forget_customer, personal_data
from ...commerce.throttle import Throttle
from ...staff import tell_staff
from ..account_forms import ForgetForm
from ..links import catalog_url
from .account import AccountPage
from .base import SignedInView, see_other

#: each one reads all that there is
DOWNLOADS = Throttle("data-download", limit=5, seconds=3600)


@method_decorator(csrf_protect, name="dispatch")
class PrivacyView(AccountPage):
    """GET: what can be done. POST `confirm`: forget what is kept here; `everywhere`: ask staff to delete the rest.

    No call.
    """

    template_name = "wagtail_bigcommerce/account/privacy.html"
    section = "privacy"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.render(form=ForgetForm(can_ask_staff=bool(conf.get("STAFF_EMAILS"))))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = ForgetForm(request.POST, can_ask_staff=bool(conf.get("STAFF_EMAILS")))
        if not form.is_valid():
            return self.render(form=form, status=422)
        customer = self.signed_in
        number = customer.bigcommerce_id
        try:
            client = self.client
        except ShopperError as error:
            return self.unavailable(error, form=form)
        logout(request)
        forget_customer(client, customer)
        if form.cleaned_data.get("everywhere"):
            text = _("Customer %(number)s has asked for their data to be deleted. Please do so in BigCommerce.")
            tell_staff(_("A customer wants to be deleted"), text % {"number": number})
            messages.success(request, _("You are forgotten here, and the shop has been asked to delete the rest."))
        else:
            messages.success(request, _("You are forgotten here."))
        return see_other(catalog_url(self.channel) or "/")


@method_decorator(csrf_protect, name="dispatch")
class DataDownloadView(SignedInView):
    """POST: a JSON file of all that this site and BigCommerce know of the customer. Five calls, eight at most."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        try:
            if self.customer is None or not DOWNLOADS.allows(str(self.customer_id)):
                raise TryLater(_("Your data was read several times already. Please try again in an hour."))
            data = personal_data(self.client, self.customer)
        except ShopperError as error:
            messages.error(request, error.message)
            return see_other(reverse("bigcommerce:privacy"))
        response = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
        response["Content-Disposition"] = 'attachment; filename="my-data.json"'
        return response
