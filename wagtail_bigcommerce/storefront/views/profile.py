"""What the shop knows of a shopper, for them to change, and what they can pay with."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ...commerce import newsletter, profile
from ...commerce.errors import ShopperError
from ...commerce.profile import Profile
from ...commerce.stored_cards import stored_instruments
from ..account_forms import ProfileForm
from .account import AccountPage
from .base import see_other
from .cart import status_of


@method_decorator(csrf_protect, name="dispatch")
class ProfileView(AccountPage):
    """`first_name`, `last_name`, `company`, `phone`, `wants_reminders`, `news`, `custom_<n>`.

    Two calls to show, none for a minute after that; three to save.
    """

    template_name = "wagtail_bigcommerce/account/profile.html"
    section = "profile"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            known = self.known()
            initial = {**asdict(known), "news": self.gets_news()}
        except ShopperError as error:
            return self.unavailable(error)
        return self.render(form=ProfileForm(initial=initial, own_fields=known.fields))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        try:
            form = ProfileForm(request.POST, own_fields=self.known().fields)
        except ShopperError as error:
            form = ProfileForm(request.POST, own_fields=())
            form.add_error(None, error.message)
            return self.render(status=status_of(error), form=form)
        if not form.is_valid():
            return self.render(status=422, form=form)
        try:
            self.save(form)
        except ShopperError as error:
            for name, message in error.fields.items() or [(None, error.message)]:
                form.add_error(name, message)
            return self.render(status=status_of(error), form=form)
        messages.success(request, _("Your details are saved."))
        return see_other(reverse("bigcommerce:profile"))

    def save(self, form: ProfileForm) -> None:
        values = form.cleaned_data
        names = ("first_name", "last_name", "company", "phone", "wants_reminders")
        profile.save_profile(
            self.client,
            customer_id=self.customer_id,
            **{name: values[name] for name in names},
            fields=form.own_answers(),
        )
        if values["news"] != self.gets_news():
            newsletter.set_news(
                self.client,
                self.signed_in.email,
                wanted=values["news"],
                channel_id=self.channel.bigcommerce_id,
                customer_id=self.customer_id,
                name=(values["first_name"], values["last_name"]),
            )

    def known(self) -> Profile:
        return profile.get_profile(self.client, customer_id=self.customer_id)

    def gets_news(self) -> bool:
        return newsletter.gets_news(
            self.client, self.signed_in.email, channel_id=self.channel.bigcommerce_id, customer_id=self.customer_id
        )


class WalletView(AccountPage):
    """Stored cards, and what is left of store credit. Two calls, none for a minute after that."""

    template_name = "wagtail_bigcommerce/account/wallet.html"
    section = "wallet"

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            credit = profile.get_profile(self.client, customer_id=self.customer_id).store_credit
            instruments = stored_instruments(self.client, customer_id=self.customer_id)
        except ShopperError as error:
            return self.unavailable(error)
        return self.render(credit=credit, currency=self.channel.default_currency, instruments=instruments)
