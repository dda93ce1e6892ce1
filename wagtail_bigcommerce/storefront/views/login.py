"""Signing in and out."""

from __future__ import annotations

import logging
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from ... import conf
from ...auth import BACKEND
from ...background import enqueue
from ...commerce import checkouts, password_rules, passwords, security_log
from ...commerce.errors import PasswordResetRequired, ShopperError, TooManyAttempts, TryLater
from ...commerce.security_log import Kind
from ...models import Customer
from ...signals import customer_logged_in
from ..checkout_origin import known_origin
from ..links import catalog_url
from ..login_forms import LoginForm
from .base import ShopView, see_other

logger = logging.getLogger(__name__)


class AccountForms(ShopView):
    """What views around accounts share: forms that say what went wrong, the log of security events, and mail."""

    def refuse(self, form: forms.BaseForm, error: ShopperError) -> int:
        """Put an error on its form; return the status of the answer."""
        for name, message in error.fields.items() or [(None, error.message)]:
            form.add_error(name if name in form.fields else None, message)
        if isinstance(error, TooManyAttempts):
            return 429
        return 503 if isinstance(error, TryLater) else 200

    def render(self, *args: Any, form: forms.BaseForm | None = None, **context: Any) -> HttpResponse:
        """A form for a new password tells what the store wants of one, as far as that is known without a call."""
        if form is not None:
            context["form"] = form
            if "password1" in form.fields:
                form.fields["password1"].help_text = self.password_hint()
        return super().render(*args, **context)

    def password_hint(self) -> str:
        channel_id = self.channel.bigcommerce_id
        if password_rules.is_due(channel_id):
            enqueue("wagtail_bigcommerce.customer_tasks.read_password_rules", channel_id)
        return password_rules.describe(password_rules.known_rules(channel_id))

    def record(self, kind: Kind, customer_id: int | None = None) -> None:
        security_log.record(kind, channel_id=self.channel.bigcommerce_id, customer_id=customer_id, visitor=self.visitor)

    def mail(self, task: str, customer_id: int) -> None:
        """Have a mail sent to a customer, in this visitor's language. Customer 0 is nobody and costs the same."""
        channel_id = self.channel.bigcommerce_id
        enqueue(f"wagtail_bigcommerce.customer_tasks.{task}", customer_id, channel_id, get_language() or "en")


class EntranceView(AccountForms):
    """A form that ends in a signed-in shopper. A session of staff, or of any other user, is never replaced by one.

    What is posted, and all that is made of it on the way to BigCommerce, is kept out of error reports.
    """

    form_class: type[forms.Form]
    #: whether a shopper who is signed in has no business here
    is_for_guests = True

    @method_decorator([sensitive_post_parameters(), csrf_protect])
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if self.customer is not None and self.is_for_guests:
            return see_other(self.next_url())
        return self.show(self.form_class(initial=self.initial()))

    @sensitive_variables()
    def post(self, request: HttpRequest) -> HttpResponseBase:
        if self.is_occupied or (self.customer is not None and self.is_for_guests):
            return self.get(request)
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            return self.enter(form)
        except ShopperError as error:
            return self.show(form, status=self.refuse(form, error))

    def enter(self, form: Any) -> HttpResponseBase:
        """Do what a valid form asks for. Raises ShopperError."""
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        return {}

    def sign_in(self, customer: Customer) -> HttpResponseBase:
        """Begin the shopper's session (its key changes), make the guest's cart theirs, and go on."""
        login(self.request, customer.user, backend=BACKEND)
        self.customer = customer
        self.record(Kind.SIGNED_IN, customer.bigcommerce_id)
        self.claim_cart()
        customer_logged_in.send_robust(Customer, request=self.request, customer=customer)
        return see_other(self.next_url())

    def claim_cart(self) -> None:
        try:
            self.settle_cart()
        except ShopperError as error:  # both carts stay as they are, until the cart is looked at
            logger.warning("Carts were not joined at login: %s", error.message)

    def show(self, form: forms.BaseForm, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.render(
            status=status, form=form, is_occupied=self.is_occupied, next=self.requested_next(), **context
        )

    @property
    def is_occupied(self) -> bool:
        """Whether the session belongs to somebody who is no shopper: staff, say."""
        return self.customer is None and self.request.user.is_authenticated

    def requested_next(self) -> str:
        """Where the shopper wanted to go, when that is a page of this site; else "".

        The hosted checkout, which sends shoppers here to sign in, calls it `redirectTo`.
        """
        asked = self.request.GET
        url = self.request.POST.get("next") or asked.get("next") or asked.get("redirectTo") or ""
        own = {self.request.get_host()}
        is_safe = url_has_allowed_host_and_scheme(url, own, require_https=self.request.is_secure())
        return url if is_safe else ""

    def next_url(self) -> str:
        return self.requested_next() or reverse("bigcommerce:account")


class LoginView(EntranceView):
    """`email`, `password`, `next`. BigCommerce checks the password; it is kept nowhere."""

    template_name = "wagtail_bigcommerce/login/login.html"
    form_class = LoginForm

    @sensitive_variables()
    def enter(self, form: LoginForm) -> HttpResponseBase:
        email = form.cleaned_data["email"]
        try:
            customer = passwords.authenticate(
                self.client,
                email,
                form.cleaned_data["password"],
                channel_id=self.channel.bigcommerce_id,
                visitor=self.visitor,
            )
        except PasswordResetRequired as error:
            self.mail("mail_password_reset", error.customer_id)
            raise
        if customer is None:
            form.add_error(None, _("The e-mail address or the password is not right."))
            return self.show(form, unknown_email=email)
        return self.sign_in(customer)


@method_decorator(csrf_protect, name="dispatch")
class LogoutView(AccountForms):
    """POST: the shopper's session ends, and the cart is forgotten with it. Other users' sessions are left alone.

    With HOSTED_LOGOUT the way home leads over the hosted store, where the checkout signed the shopper in. A page leads
    there: browsers hold the redirect of a form against the policy of the page that it stood on.
    """

    template_name = "wagtail_bigcommerce/login/signed_out.html"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        home = catalog_url(self.channel) or "/"
        if self.customer is not None:
            hosted = self.hosted_logout_url()
            self.record(Kind.SIGNED_OUT, self.customer_id)
            logout(request)
            if hosted is not None:
                return self.render(hosted_url=hosted)
            messages.success(request, _("You are signed out."))
        return see_other(home)

    def hosted_logout_url(self) -> str | None:
        """An address that ends the session at the hosted store; None when there is none. At most one call an hour."""
        origin = known_origin(self.channel)
        if origin is None or not conf.get("HOSTED_LOGOUT"):
            return None
        try:
            return checkouts.logout_url(
                self.client, origin, channel_id=self.channel.bigcommerce_id, customer_id=self.customer_id
            )
        except ShopperError:
            return None
