"""Lists with a tick for each row and one bulk action. Wagtail's own footer would offer deleting, too."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.widgets.button import ListingButton

from .bulk_actions import StaffBulkAction


class SelectableMixin:
    """For index views, before them; their template extends or is `selectable_index.html`."""

    request: Any
    bulk_action_class: type[StaffBulkAction]
    #: the tick of row 5 is described by the element "<obj_type>_5_title"
    obj_type = "snippet"

    @property
    def can_select(self) -> bool:
        return self.request.user.has_perm(self.bulk_action_class.permission_required)

    @cached_property
    def checkbox_column(self) -> BulkActionsCheckboxColumn:
        return BulkActionsCheckboxColumn("bulk_actions", obj_type=self.obj_type)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "bulk_buttons": [self._bulk_button()] if self.can_select else []}

    def _bulk_button(self) -> ListingButton:
        action = self.bulk_action_class
        (model,) = action.models
        return ListingButton(
            action.display_name,
            reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action.action_type]),
            attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
            classname="bulk-action-btn",
        )
