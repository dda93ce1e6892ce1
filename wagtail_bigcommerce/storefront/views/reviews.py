"""Writing a review of a product."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from ...commerce.errors import ShopperError
from ...commerce.reviews import NewReview, write_review
from ...models import Product
from ..account_forms import ReviewForm
from ..links import product_url
from .base import ShopView, see_other
from .cart import status_of


@method_decorator(csrf_protect, name="dispatch")
class ReviewView(ShopView):
    """GET: the form. POST `rating`, `title`, `text`, `name`, `email`. One call to send it.

    404 for what this shop does not show, and where the store shows no ratings.
    """

    template_name = "wagtail_bigcommerce/reviews/write.html"

    def get(self, request: HttpRequest, product_id: int) -> HttpResponseBase:
        initial = {}
        if self.customer is not None:
            initial = {"name": self.customer.first_name, "email": self.customer.email}
        return self.show(self.product(product_id), ReviewForm(initial=initial))

    def post(self, request: HttpRequest, product_id: int) -> HttpResponseBase:
        product, form = self.product(product_id), ReviewForm(request.POST)
        if not form.is_valid():
            return self.show(product, form, status=422)
        if not form.is_from_a_robot:
            values = {name: value for name, value in form.cleaned_data.items() if name != form.TRAP}
            try:
                write_review(self.client, product_id, NewReview(**values), visitor=self.visitor)
            except ShopperError as error:
                form.add_error(None, error.message)
                return self.show(product, form, status=status_of(error))
        messages.success(request, _("Thank you. Your review is shown as soon as the shop has read it."))
        return see_other(product_url(product, self.channel))

    def product(self, product_id: int) -> Product:
        shown = Product.objects.shown(self.channel).filter(bigcommerce_id=product_id).first()
        if shown is None or (self.channel.settings.get("product") or {}).get("show_product_rating") is False:
            raise Http404("Nothing to review")
        return shown

    def show(self, product: Product, form: ReviewForm, *, status: int = 200, **context: Any) -> HttpResponse:
        url = product_url(product, self.channel)
        return self.render(status=status, product=product, product_url=url, form=form, **context)
