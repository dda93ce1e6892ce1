"""The connection page: whether site and store work together, and what to do where they do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from .. import conf
from ..diagnostics.doctor import examine_here, is_healthy
from ..diagnostics.findings import Finding, Level
from ..diagnostics.online import online_findings
from ..models import Channel, SyncRun
from . import links
from .permissions import SEE_RUNS

#: How long what BigCommerce answered is shown, always with its time.
_REMEMBERED_SECONDS = 86_400


@dataclass(frozen=True)
class Asked:
    """What the probes that ask BigCommerce found, and when. In the language of whoever asked."""

    findings: list[Finding]
    at: datetime


def ask() -> Asked:
    """Run the probes that ask BigCommerce, and remember what they found. Network: about twenty requests."""
    asked = Asked(list(online_findings()), timezone.now())
    cache.set(_key(), asked, _REMEMBERED_SECONDS)
    return asked


def last_asked() -> Asked | None:
    found = cache.get(_key())
    return found if isinstance(found, Asked) else None


def _key() -> str:
    return f"bigcommerce:connection:{conf.get('STORE_HASH')}:{get_language()}"


class ConnectionView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET shows what is known here and what BigCommerce said last, POST asks it anew."""

    permission_required = SEE_RUNS
    raise_exception = True
    page_title = _("Connection")
    header_icon = "link"
    template_name = "wagtail_bigcommerce/editor/connection.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        ask()
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here, asked = list(examine_here()), last_asked()
        return {
            **super().get_context_data(**kwargs),
            "here": here,
            "asked": asked,
            "is_healthy": is_healthy([*here, *(asked.findings if asked else ())]),
            "levels": {level.name: level for level in Level},
            "store_hash": conf.get("STORE_HASH"),
            "control_panel": links.control_panel_home(),
            "channels": Channel.objects.select_related("site"),
            "running": SyncRun.objects.filter(status=SyncRun.Status.RUNNING).first(),
        }


class ConnectionMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(SEE_RUNS)


class ConnectionViewSet(ViewSet):
    name = "bigcommerce_connection"
    url_prefix = "bigcommerce/connection"
    icon = "link"
    menu_label = _("Connection")
    menu_item_class = ConnectionMenuItem

    @cached_property
    def index_view(self) -> Any:
        return ConnectionView.as_view()

    def get_urlpatterns(self) -> list[Any]:
        return [path("", self.index_view, name="index")]
