"""Gift certificates: buying one as a line of the cart, and looking up what one is still worth."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from ...commerce.cart import Cart
from ...commerce.certificate_balance import balance_of
from ...commerce.errors import ShopperError
from ...commerce.line_requests import GiftCertificateRequest
from ..forms import CertificateBalanceForm, GiftCertificateForm
from .base import ShopView
from .cart import status_of
from .cart_add import AddingView

TEMPLATE = "wagtail_bigcommerce/gift_certificates/gift_certificates.html"


class GiftCertificateView(AddingView):
    """GET: both forms. POST: `amount theme message sender_name sender_email recipient_name recipient_email`."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = TEMPLATE

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        initial = {"sender_name": "", "sender_email": ""}
        if self.customer is not None:
            name = f"{self.customer.first_name} {self.customer.last_name}".strip()
            initial = {"sender_name": name, "sender_email": self.customer.email}
        return self.show(GiftCertificateForm(initial=initial))

    def change(self) -> Cart | None:
        fields = self.valid(GiftCertificateForm(self.request.POST))
        name = _("Gift certificate for %(name)s") % {"name": fields["recipient_name"]}
        cart = self.add([GiftCertificateRequest(name=name[:250], **fields)])
        self.success_message = _("The gift certificate is in your cart.")
        return cart

    def refused(self, error: ShopperError) -> HttpResponseBase:
        """The form again, with what was typed."""
        if self.wants_json:
            return super().refused(error)
        return self.show(GiftCertificateForm(self.request.POST), error)

    def show(self, form: GiftCertificateForm, error: ShopperError | None = None) -> HttpResponse:
        # what is wrong with a field stands at the field
        told = None if error is not None and error.fields else error
        status = status_of(error) if error else 200
        return self.render(
            status=status, form=form, error=told, balance_form=CertificateBalanceForm(auto_id="balance_%s")
        )


@method_decorator([sensitive_post_parameters("code"), csrf_protect], name="dispatch")
class CertificateBalanceView(ShopView):
    """POST `code`. Attempts are counted by address, so that nobody finds money by guessing."""

    template_name = TEMPLATE

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = CertificateBalanceForm(request.POST, auto_id="balance_%s")
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            balance = balance_of(
                self.client,
                form.cleaned_data["code"],
                visitor=self.visitor,
                currency=self.channel.default_currency,
            )
        except ShopperError as error:
            form.add_error("code", error.message)
            return self.show(form, status=status_of(error))
        return self.show(form, balance=balance)

    def show(self, form: CertificateBalanceForm, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.render(status=status, form=GiftCertificateForm(), balance_form=form, **context)
