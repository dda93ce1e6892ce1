"""Webhook events in the admin: their list, and the page of one."""

from __future__ import annotations

import json
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.widgets.button import HeaderButton

from ..models import WebhookEvent
from ..models.webhooks import without_keys
from .bulk_actions import RetryEvents
from .permissions import RETRY_EVENTS
from .selection import SelectableMixin


class EventIndexView(SelectableMixin, IndexView):
    bulk_action_class = RetryEvents
    obj_type = "event"
    template_name = "wagtail_bigcommerce/editor/selectable_index.html"

    def _get_title_column(self, field_name: str, column_class: type[TitleColumn] = TitleColumn, **kwargs: Any) -> Any:
        # Wagtail names the titles of snippets only
        kwargs["get_title_id"] = lambda event: f"{self.obj_type}_{event.pk}_title"
        return super()._get_title_column(field_name, column_class, **kwargs)

    @cached_property
    def columns(self) -> list[Any]:
        return [self.checkbox_column, *super().columns] if self.can_select else super().columns


class EventView(InspectView):
    page_title = gettext_lazy("Webhook event")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        waits = self.object.state in {WebhookEvent.State.WAITING, WebhookEvent.State.DEAD}
        if not waits or not self.request.user.has_perm(RETRY_EVENTS):
            return []
        url = RetryEvents.url(self.object.pk, self.request.path)
        return [HeaderButton(label=_("Try again"), url=url, icon_name="resubmit")]

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        return "\N{EN DASH}" if value is None else value

    def get_subject_display_value(self) -> str:
        return without_keys(self.object.subject)

    def get_data_display_value(self) -> str:
        return without_keys(json.dumps(self.object.data, indent=2, ensure_ascii=False))
