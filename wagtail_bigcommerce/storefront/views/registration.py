"""Signing up: at once, or with VERIFY_EMAIL from a link that is mailed to the new customer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from ... import conf
from ...commerce import registration
from ...commerce.errors import EmailTaken, LinkRefused, TryLater
from ...commerce.mailed_links import REGISTER
from ...commerce.security_log import Kind
from ...mail import mail_shopper, shop_url
from ...models import Customer
from ...signals import customer_registered
from ..login_forms import EmailForm, RegisterForm
from .base import see_other
from .login import EntranceView

#: what the link of a mail and the first page of registration leave in the session
TOKEN, EMAIL = "bigcommerce_registration", "bigcommerce_registration_email"


class _NewAccountView(EntranceView):
    """The form that makes an account."""

    template_name = "wagtail_bigcommerce/login/register.html"

    @property
    def form_class(self) -> type[forms.Form]:  # type: ignore[override]
        return import_string(conf.get("REGISTRATION_FORM"))

    @sensitive_variables()
    def enter(self, form: RegisterForm) -> HttpResponseBase:
        fields = form.cleaned_data
        try:
            customer = registration.register(
                self.client,
                email=fields["email"],
                password=fields["password1"],
                details=form.details(),
                channel_id=self.channel.bigcommerce_id,
                newsletter=fields.get("newsletter", False),
                visitor=self.visitor,
            )
        except EmailTaken as error:
            channel_id = self.channel.bigcommerce_id
            tell = registration.email_taken(error.customer_id, channel_id=channel_id, visitor=self.visitor)
            self.mail("mail_account_exists", error.customer_id if tell else 0)
            raise
        customer_registered.send_robust(Customer, request=self.request, customer=customer)
        return self.sign_in(customer)


class RegisterView(_NewAccountView):
    """`first_name`, `last_name`, `email`, `password1`, `password2`, `newsletter`, `next`; or `email` alone.

    With VERIFY_EMAIL it asks for an e-mail only, and answers the same whether that is a customer's or not.
    """

    sent_template_name = "wagtail_bigcommerce/login/mail_sent.html"

    @property
    def form_class(self) -> type[forms.Form]:  # type: ignore[override]
        return EmailForm if conf.get("VERIFY_EMAIL") else super().form_class

    @sensitive_variables()
    def post(self, request: HttpRequest) -> HttpResponseBase:
        """`begin` comes from a failed login: it opens the form, with the e-mail filled in and never in an address."""
        if "begin" in request.POST and not request.user.is_authenticated:
            return self.show(self.form_class(initial={"email": request.POST.get("email", "")}))
        return super().post(request)

    @sensitive_variables()
    def enter(self, form: Any) -> HttpResponseBase:
        if not conf.get("VERIFY_EMAIL"):
            return super().enter(form)
        email = form.cleaned_data["email"]
        taken = registration.wants_account(
            self.client, email, channel_id=self.channel.bigcommerce_id, visitor=self.visitor
        )
        self._mail(email, is_taken=bool(taken))
        self.request.session[EMAIL] = email
        return self.render(self.sent_template_name, title=_("Create an account"))

    def _mail(self, email: str, *, is_taken: bool) -> None:
        """One mail either way, within the request, so that neither takes longer. Raises TryLater."""
        if is_taken:
            name, url = "account_exists", shop_url(self.channel, "login")
        else:
            token = REGISTER.token(self.channel.bigcommerce_id, email.casefold())
            name, url = "register", shop_url(self.channel, "register_link", token)
        reset_url = shop_url(self.channel, "password_reset")
        language = get_language() or "en"
        try:
            mail_shopper(name, email, channel=self.channel, language=language, url=url, reset_url=reset_url)
        except OSError as error:
            raise TryLater() from error


class RegisterLinkView(EntranceView):
    """The link of the mail: its token goes into the session, out of addresses that pages and logs could pass on."""

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:  # type: ignore[override]
        request.session[TOKEN] = token
        return see_other(reverse("bigcommerce:register_verified"))

    http_method_names = ("get", "head", "options")


class RegisterVerifiedView(_NewAccountView):
    """The form that the mailed link leads to. The e-mail has to be the one that the mail went to."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            REGISTER.customer_id(request.session.get(TOKEN, ""), self.channel.bigcommerce_id)
        except LinkRefused as error:
            return self.refuse_link(error)
        return super().get(request)

    def initial(self) -> dict[str, Any]:
        return {"email": self.request.session.get(EMAIL, "")}

    @sensitive_variables()
    def enter(self, form: RegisterForm) -> HttpResponseBase:
        token, email = self.request.session.get(TOKEN, ""), form.cleaned_data["email"].casefold()
        try:
            REGISTER.customer_id(token, self.channel.bigcommerce_id)
        except LinkRefused as error:
            return self.refuse_link(error)
        try:
            REGISTER.check(token, self.channel.bigcommerce_id, email)
        except LinkRefused:
            form.add_error("email", _("Please enter the e-mail address that our mail was sent to."))
            return self.show(form)
        response = super().enter(form)
        for name in (TOKEN, EMAIL):
            self.request.session.pop(name, None)
        return response

    def refuse_link(self, error: LinkRefused) -> HttpResponse:
        self.record(Kind.LINK_REFUSED)
        return self.render(
            "wagtail_bigcommerce/login/link_refused.html",
            status=410,
            error=error,
            again=reverse("bigcommerce:register"),
        )
