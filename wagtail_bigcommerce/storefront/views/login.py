"""Signing in and out, and signing up."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from ...auth import BACKEND
from ...commerce import passwords, registration, security_log
from ...commerce.errors import ShopperError, TooManyAttempts, TryLater
from ...commerce.security_log import Kind
from ...models import Customer
from ...signals import customer_logged_in, customer_registered
from ..links import catalog_url
from ..login_forms import LoginForm, RegisterForm
from .base import ShopView, see_other

logger = logging.getLogger(__name__)


class _EntranceView(ShopView):
    """A form that ends in a signed-in shopper. A session of staff, or of any other user, is never replaced by one.

    What is posted, and all that is made of it on the way to BigCommerce, is kept out of error reports.
    """

    form_class: type[LoginForm | RegisterForm]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if self.customer is not None:
            return see_other(self.next_url())
        return self.show(self.form_class())

    @sensitive_variables()
    def post(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            return self.get(request)
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            customer = self.enter(form.cleaned_data)
        except ShopperError as error:
            for name, message in error.fields.items() or [(None, error.message)]:
                form.add_error(name, message)
            return self.show(form, status=_status(error))
        if customer is None:
            form.add_error(None, _("The e-mail address or the password is not right."))
            return self.show(form, unknown_email=form.cleaned_data["email"])
        self.sign_in(customer)
        return see_other(self.next_url())

    def enter(self, fields: dict[str, Any]) -> Customer | None:
        """Return who may come in, None for a wrong password. Raises ShopperError."""
        raise NotImplementedError

    def sign_in(self, customer: Customer) -> None:
        """Begin the shopper's session (its key changes) and make the guest's cart theirs."""
        login(self.request, customer.user, backend=BACKEND)
        self.customer = customer
        self.record(Kind.SIGNED_IN, customer)
        self.claim_cart()
        customer_logged_in.send_robust(Customer, request=self.request, customer=customer)

    def claim_cart(self) -> None:
        try:
            self.settle_cart()
        except ShopperError as error:  # both carts stay as they are, until the cart is looked at
            logger.warning("Carts were not joined at login: %s", error.message)

    def show(self, form: LoginForm | RegisterForm, *, status: int = 200, **context: Any) -> HttpResponse:
        occupied = self.request.user.is_authenticated and self.customer is None
        return self.render(status=status, form=form, is_occupied=occupied, next=self.requested_next(), **context)

    def record(self, kind: Kind, customer: Customer) -> None:
        security_log.record(
            kind,
            channel_id=self.channel.bigcommerce_id,
            customer_id=customer.bigcommerce_id,
            visitor=self.visitor,
        )

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


@method_decorator([sensitive_post_parameters(), csrf_protect], name="dispatch")
class LoginView(_EntranceView):
    """`email`, `password`, `next`. BigCommerce checks the password; it is kept nowhere."""

    template_name = "wagtail_bigcommerce/login/login.html"
    form_class = LoginForm

    def enter(self, fields: dict[str, Any]) -> Customer | None:
        return passwords.authenticate(
            self.client,
            fields["email"],
            fields["password"],
            channel_id=self.channel.bigcommerce_id,
            visitor=self.visitor,
        )


@method_decorator([sensitive_post_parameters(), csrf_protect], name="dispatch")
class RegisterView(_EntranceView):
    """`first_name`, `last_name`, `email`, `password1`, `password2`, `next`."""

    template_name = "wagtail_bigcommerce/login/register.html"
    form_class = RegisterForm

    @sensitive_variables()
    def post(self, request: HttpRequest) -> HttpResponseBase:
        """`begin` comes from a failed login: it opens the form, with the e-mail filled in and never in an address."""
        if "begin" in request.POST and not request.user.is_authenticated:
            return self.show(self.form_class(initial={"email": request.POST.get("email", "")}))
        return super().post(request)

    def enter(self, fields: dict[str, Any]) -> Customer | None:
        customer = registration.register(
            self.client,
            email=fields["email"],
            password=fields["password1"],
            first_name=fields["first_name"],
            last_name=fields["last_name"],
            channel_id=self.channel.bigcommerce_id,
        )
        self.record(Kind.REGISTERED, customer)
        customer_registered.send_robust(Customer, request=self.request, customer=customer)
        return customer


@method_decorator(csrf_protect, name="dispatch")
class LogoutView(ShopView):
    """POST: the shopper's session ends, and the cart is forgotten with it. Other users' sessions are left alone."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if self.customer is not None:
            security_log.record(
                Kind.SIGNED_OUT,
                channel_id=self.channel.bigcommerce_id,
                customer_id=self.customer_id,
                visitor=self.visitor,
            )
            logout(request)
            messages.success(request, _("You are signed out."))
        return see_other(catalog_url(self.channel) or "/")


def _status(error: ShopperError) -> int:
    if isinstance(error, TooManyAttempts):
        return 429
    return 503 if isinstance(error, TryLater) else 200
