"""Registration with Wagtail's admin, and nothing else."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from .editor.bulk_actions import ImportProducts, RetryEvents
from .editor.permissions import OwnPolicyMixin
from .editor.viewsets import BigCommerceGroup

# Policies first: once something has asked for a model's policy, Wagtail takes no other.
for viewset in BigCommerceGroup.items:
    if issubclass(viewset, OwnPolicyMixin):
        viewset.register_policy()

register_snippet(BigCommerceGroup)

hooks.register("register_bulk_action", ImportProducts)
hooks.register("register_bulk_action", RetryEvents)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("bigcommerce.import", _("Import from BigCommerce"), _("Imported from BigCommerce"))
    actions.register_action("bigcommerce.abort", _("Abort import"), _("Aborted"))
    actions.register_action("bigcommerce.retry", _("Try webhook event again"), _("Tried again"))
    actions.register_action("bigcommerce.release", _("Release held import"), _("Released what was held back"))


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    return [
        *icons,
        "wagtail_bigcommerce/editor/icons/wagtail-bigcommerce.svg",
        "wagtail_bigcommerce/editor/icons/wagtail-bigcommerce-brand.svg",
    ]


@hooks.register("insert_global_admin_css")
def editor_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("wagtail_bigcommerce/editor/editor.css"))
