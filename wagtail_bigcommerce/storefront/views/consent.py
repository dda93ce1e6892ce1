"""The visitor's privacy choices: a page with a form, which the banner posts to as well."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .. import consent
from ..origin_guard import origin_guard
from .base import ShopView, see_other


@method_decorator(origin_guard, name="dispatch")
class ConsentView(ShopView):
    """POST `allow` for each category that is allowed, or `choice` "all" or "none"; `next`. 404 where none is asked."""

    template_name = "wagtail_bigcommerce/consent/consent.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not consent.asked():
            raise Http404("This site asks for no consent")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.render(categories=consent.asked(), allowed=consent.given(request) or frozenset())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("HX-Request"):
            response = HttpResponse(headers={"HX-Trigger": "consent-changed"})
        else:
            messages.success(request, _("Your choice has been saved."))
            response = see_other(self.next_url())
        consent.remember(response, self.allowed())
        return response

    def allowed(self) -> list[str]:
        choice = self.request.POST.get("choice")
        if choice == "all":
            return [category.name for category in consent.asked()]
        return [] if choice == "none" else self.request.POST.getlist("allow")

    def next_url(self) -> str:
        """A page of this site, else the form itself."""
        url = self.request.POST.get("next", "")
        own = {self.request.get_host()}
        is_safe = url_has_allowed_host_and_scheme(url, own, require_https=self.request.is_secure())
        return url if is_safe else reverse("bigcommerce:consent")


def page_asked_from(request: HttpRequest) -> str:
    """The path of the page whose script asked for a fragment; "" when it does not say."""
    parts = urlsplit(request.headers.get("HX-Current-URL", ""))
    return parts.path if parts.netloc == request.get_host() else ""
