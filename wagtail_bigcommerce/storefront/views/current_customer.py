"""Signs in here who has signed in on the hosted checkout, where site and checkout share a registrable domain.

The confirmation's script asks the hosted store who the customer is, with that store's cookies, and posts the signed
answer here. `RECOGNIZE_CUSTOMERS` switches it on.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.functional import cached_property
from django.views.decorators.debug import sensitive_variables

from ... import conf
from ...commerce import recognition
from ...commerce.errors import ShopperError, TryLater
from .. import csp
from ..checkout_origin import known_origin
from .base import ShopView
from .login import EntranceView


class CurrentCustomerView(EntranceView):
    """POST `token`; JSON `{"signed_in": …}`. A session that is somebody's already stays as it is."""

    http_method_names = ("post", "options")

    @sensitive_variables()
    def post(self, request: HttpRequest) -> HttpResponseBase:
        if not conf.get("RECOGNIZE_CUSTOMERS"):
            raise Http404("Customers are not recognised")
        if request.user.is_authenticated:
            return JsonResponse({"signed_in": self.customer is not None})
        token = request.POST.get("token", "")
        try:
            customer = recognition.recognize(
                self.client, token, channel_id=self.channel.bigcommerce_id, visitor=self.visitor
            )
        except ShopperError as error:
            return JsonResponse({"signed_in": False}, status=503 if isinstance(error, TryLater) else 403)
        self.sign_in(customer)
        return JsonResponse({"signed_in": True})


class RecognizesCustomers(ShopView):
    """A page that asks the hosted store who its visitor is, unless that is known. Stands before other views."""

    @cached_property
    def _asked_origin(self) -> str | None:
        """Origin of the hosted store, as the checkout page has learnt it; None: nobody is to be asked."""
        if self.request.user.is_authenticated or not conf.get("RECOGNIZE_CUSTOMERS"):
            return None
        return known_origin(self.channel) if conf.credentials().client_id else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self._asked_origin:
            client_id = conf.credentials().client_id
            kwargs["recognition"] = {"origin": self._asked_origin, "client_id": client_id}
        return super().get_context_data(**kwargs)

    def render(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().render(*args, **kwargs)
        if self._asked_origin:
            csp.allow(response, {"connect-src": [self._asked_origin]})
        return response
