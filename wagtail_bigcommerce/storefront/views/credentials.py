"""What a signed-in customer signs in with: password and e-mail. Each change wants the password, and is mailed about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from ...commerce import email_changes, password_changes
from ...commerce.errors import LinkRefused, ShopperError
from ...commerce.security_log import Kind
from ...models import Customer
from ..login_forms import EmailChangeForm, PasswordChangeForm
from .account import AccountPage
from .base import see_other
from .login import AccountForms


class _CredentialsView(AccountPage, AccountForms):
    """A form of the account that is kept out of error reports."""

    section = "profile"
    form_class: type[forms.Form]

    @method_decorator([sensitive_post_parameters(), csrf_protect])
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.render(form=self.form_class())

    @sensitive_variables()
    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.render(form=form)
        try:
            return self.change(self.signed_in, form.cleaned_data)
        except ShopperError as error:
            return self.render(form=form, status=self.refuse(form, error))

    def change(self, customer: Customer, fields: dict[str, Any]) -> HttpResponseBase:
        """Do what a valid form asks for. Raises ShopperError."""
        raise NotImplementedError

    def keep_session(self, customer: Customer) -> None:
        """The customer's sessions have just ended, on all devices; this one goes on under another key."""
        update_session_auth_hash(self.request, customer.user)


class PasswordChangeView(_CredentialsView):
    """`password`, `password1`, `password2`. Sessions on other devices end."""

    template_name = "wagtail_bigcommerce/login/password_change.html"
    form_class = PasswordChangeForm

    @sensitive_variables()
    def change(self, customer: Customer, fields: dict[str, Any]) -> HttpResponseBase:
        password_changes.change_password(
            self.client,
            customer,
            fields["password"],
            fields["password1"],
            channel_id=self.channel.bigcommerce_id,
            visitor=self.visitor,
        )
        self.keep_session(customer)
        self.record(Kind.PASSWORD_CHANGED, customer.bigcommerce_id)
        self.mail("mail_password_changed", customer.bigcommerce_id)
        messages.success(self.request, _("Your password has been changed. On other devices you are signed out."))
        return see_other(reverse("bigcommerce:account"))


class EmailChangeView(_CredentialsView):
    """`email`, `password`. Nothing changes before the link in the mail to the new address is followed."""

    template_name = "wagtail_bigcommerce/login/email_change.html"
    form_class = EmailChangeForm

    @sensitive_variables()
    def change(self, customer: Customer, fields: dict[str, Any]) -> HttpResponseBase:
        email_changes.request_email(
            self.client,
            customer,
            fields["email"],
            fields["password"],
            channel_id=self.channel.bigcommerce_id,
            visitor=self.visitor,
        )
        self.mail("mail_email_change", customer.bigcommerce_id)
        messages.success(
            self.request, _("We have sent a mail to the new address. Please follow the link in it to confirm.")
        )
        return see_other(reverse("bigcommerce:account"))


@method_decorator(csrf_protect, name="dispatch")
class EmailConfirmView(AccountPage, AccountForms):
    """The link of the mail: a page with a button, since programs that read mail follow links, too."""

    section = "profile"
    template_name = "wagtail_bigcommerce/login/email_confirm.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            email_changes.check_email_link(self.signed_in, token, channel_id=self.channel.bigcommerce_id)
        except LinkRefused as error:
            return self.refuse_link(error)
        return self.render(email=self.signed_in.pending_email)

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        customer = self.signed_in
        try:
            email_changes.confirm_email(self.client, customer, token, channel_id=self.channel.bigcommerce_id)
        except LinkRefused as error:
            return self.refuse_link(error)
        except ShopperError as error:
            messages.error(request, error.message)
            return see_other(reverse("bigcommerce:email_change"))
        update_session_auth_hash(request, customer.user)
        self.record(Kind.EMAIL_CHANGED, customer.bigcommerce_id)
        messages.success(request, _("Your e-mail address has been changed."))
        return see_other(reverse("bigcommerce:account"))

    def refuse_link(self, error: LinkRefused) -> HttpResponse:
        self.record(Kind.LINK_REFUSED, self.customer_id)
        again = reverse("bigcommerce:email_change")
        return self.render("wagtail_bigcommerce/login/link_refused.html", status=410, error=error, again=again)
