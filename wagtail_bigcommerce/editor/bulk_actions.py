"""What can be done with several rows at once, as bulk actions of Wagtail's. For a single row they are used as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from ..models import Product, WebhookEvent
from ..sync.refusals import explain
from . import event_actions, import_actions
from .permissions import RETRY_EVENTS, RUN_IMPORTS
from .preview import preview_products


class StaffBulkAction(PermissionRequiredMixin, BulkAction):
    """A bulk action on rows of one model that some may do with all of them, and others with none."""

    raise_exception = True
    template_name = "wagtail_bigcommerce/editor/confirm_bulk.html"
    button: Any = ""
    icon = ""

    def act(self, rows: Sequence[Any]) -> str:
        """Do it and return the message of success. May raise one of `import_actions.REFUSALS`."""
        raise NotImplementedError

    def prepare_action(self, objects: Sequence[Any], objects_without_access: Sequence[Any]) -> HttpResponseBase:
        # not in execute_action(), which has a transaction open: BigCommerce may be asked here
        try:
            messages.success(self.request, self.act(objects))
        except import_actions.REFUSALS as error:
            messages.error(self.request, explain(error))
        return redirect(self.next_url)

    @classmethod
    def url(cls, pk: int, next_url: str) -> str:
        """The page that asks about a single row."""
        (model,) = cls.models
        arguments = [model._meta.app_label, model._meta.model_name, cls.action_type]
        return f"{reverse('wagtail_bulk_action', args=arguments)}?{urlencode({'id': pk, 'next': next_url})}"


class ImportProducts(StaffBulkAction):
    models = [Product]
    permission_required = RUN_IMPORTS
    action_type = "import"
    display_name = _("Import again")
    aria_label = _("Import the selected products again from BigCommerce")
    template_name = "wagtail_bigcommerce/editor/import_products.html"
    button = _("Yes, import again")
    icon = "resubmit"

    def prepare_action(self, objects: Sequence[Product], objects_without_access: Sequence[Product]) -> HttpResponseBase:
        if "preview" not in self.request.POST:
            return super().prepare_action(objects, objects_without_access)
        try:
            preview = preview_products(objects)
        except import_actions.REFUSALS as error:
            messages.error(self.request, explain(error))
            return redirect(self.next_url)
        return self.render_to_response(self.get_context_data(preview=preview))

    def act(self, products: Sequence[Product]) -> str:
        if len(products) > import_actions.AT_ONCE:
            run = import_actions.import_soon(self.request.user, products)
            self.next_url = reverse("bigcommerce_import_run:inspect", args=[run.pk])
            return str(_("The import has started."))
        import_actions.import_now(self.request.user, products)
        return ngettext(
            "%(count)d product was read again from BigCommerce.",
            "%(count)d products were read again from BigCommerce.",
            len(products),
        ) % {"count": len(products)}


class RetryEvents(StaffBulkAction):
    models = [WebhookEvent]
    permission_required = RETRY_EVENTS
    action_type = "retry"
    display_name = _("Try again")
    aria_label = _("Try the selected events again")
    button = _("Yes, try again")
    icon = "mail"

    def act(self, events: Sequence[WebhookEvent]) -> str:
        count = event_actions.retry(self.request.user, events)
        return ngettext("%(count)d event is tried again.", "%(count)d events are tried again.", count) % {
            "count": count
        }
