"""A new password by a link in a mail: for those who forgot theirs, and those whom a checkout made customers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from ...commerce import password_changes
from ...commerce.errors import LinkRefused
from ...commerce.security_log import Kind
from ..login_forms import EmailForm, NewPasswordForm
from .base import see_other
from .login import EntranceView

TOKEN = "bigcommerce_password_reset"  # noqa: S105 - names a place in the session


class PasswordResetView(EntranceView):
    """`email`. The answer is the same for customers and for everybody else, and so is the time that it takes."""

    template_name = "wagtail_bigcommerce/login/password_reset.html"
    sent_template_name = "wagtail_bigcommerce/login/mail_sent.html"
    form_class = EmailForm
    is_for_guests = False

    @sensitive_variables()
    def enter(self, form: EmailForm) -> HttpResponseBase:
        customer_id = password_changes.request_reset(
            self.client,
            form.cleaned_data["email"],
            channel_id=self.channel.bigcommerce_id,
            visitor=self.visitor,
        )
        self.mail("mail_password_reset", customer_id)
        return self.render(self.sent_template_name, title=_("Choose a new password"))


class PasswordResetLinkView(EntranceView):
    """The link of the mail: its token goes into the session, out of addresses that pages and logs could pass on."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:  # type: ignore[override]
        request.session[TOKEN] = token
        return see_other(reverse("bigcommerce:password_reset_form"))


class PasswordResetFormView(EntranceView):
    """`password1`, `password2`: the form that the link leads to. It signs the customer in, whoever else was."""

    template_name = "wagtail_bigcommerce/login/new_password.html"
    form_class = NewPasswordForm
    is_for_guests = False

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            password_changes.check_reset_link(request.session.get(TOKEN, ""), channel_id=self.channel.bigcommerce_id)
        except LinkRefused as error:
            return self.refuse_link(error)
        return super().get(request)

    @sensitive_variables()
    def enter(self, form: Any) -> HttpResponseBase:
        try:
            customer = password_changes.reset_password(
                self.client,
                self.request.session.get(TOKEN, ""),
                form.cleaned_data["password1"],
                channel_id=self.channel.bigcommerce_id,
            )
        except LinkRefused as error:
            return self.refuse_link(error)
        del self.request.session[TOKEN]
        self.record(Kind.PASSWORD_RESET, customer.bigcommerce_id)
        self.mail("mail_password_changed", customer.bigcommerce_id)
        return self.sign_in(customer)

    def refuse_link(self, error: LinkRefused) -> HttpResponse:
        self.record(Kind.LINK_REFUSED)
        return self.render(
            "wagtail_bigcommerce/login/link_refused.html",
            status=410,
            error=error,
            again=reverse("bigcommerce:password_reset"),
        )
