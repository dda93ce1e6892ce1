"""Pages that ask before something is done, in the look of Wagtail's own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..sync.refusals import explain
from .import_actions import REFUSALS


class ConfirmationView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET asks, POST does it. Subclasses say what, in `act`, and who may, in `permission_required`."""

    raise_exception = True  # Wagtail makes its own message of a refusal
    template_name = "wagtail_bigcommerce/editor/confirm.html"
    #: the viewset fills these in
    model: Any = None
    index_url_name = ""
    inspect_url_name = ""
    #: words of the question and of the button, and whether it is one to think about twice
    question: Any = ""
    button: Any = ""
    is_serious = False

    def act(self) -> str:
        """Do it and return the message of success. May raise one of REFUSALS."""
        raise NotImplementedError

    def get_next_url(self) -> str:
        """Where to go when it was done, or was not to be done."""
        return reverse(self.index_url_name)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = {"url": reverse(self.index_url_name), "label": capfirst(self.model._meta.verbose_name_plural)}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            messages.success(request, self.act())
        except REFUSALS as error:
            messages.error(request, explain(error))
        return redirect(self.get_next_url())


class ObjectConfirmationView(ConfirmationView):
    """Asks about one row, whose page it goes back to."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(self.model, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_next_url(self) -> str:
        return reverse(self.inspect_url_name, args=[self.object.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *before, this = super().get_breadcrumbs_items()
        return [
            *before,
            {"url": reverse(self.inspect_url_name, args=[self.object.pk]), "label": str(self.object)},
            this,
        ]
