"""What happened around shoppers' accounts, for staff with the permission to view it. Nothing can be changed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import SecurityEvent
from .columns import ROOMY
from .permissions import OwnPolicyMixin, ReadOnlyPermissionPolicy


class SecurityEventViewSet(OwnPolicyMixin, ModelViewSet):
    model = SecurityEvent
    policy_class = ReadOnlyPermissionPolicy
    icon = "lock"
    name = "bigcommerce_security_event"
    url_prefix = "bigcommerce/security-events"
    menu_label = _("Security")
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["kind", "happened_at", "channel_id", "customer_id", "account", "network"]
    form_fields = ["kind"]
    list_display = [
        Column("get_kind_display", label=_("What"), sort_key="kind"),
        DateColumn("happened_at", label=_("When"), sort_key="happened_at"),
        Column("customer_id", label=_("Customer"), sort_key="customer_id"),
        Column("account", label=_("Account"), classname=ROOMY),
        Column("network", label=_("Network"), classname=ROOMY),
        Column("channel_id", label=_("Channel"), classname=ROOMY),
    ]
    list_filter = ["kind", "customer_id", "account", "network"]
    list_export = ["kind", "happened_at", "channel_id", "customer_id", "account", "network"]
    ordering = ["-happened_at"]
