"""Registration with Wagtail's admin, and nothing else."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .editor.viewsets import BigCommerceGroup

# Policies first: once something has asked for a model's policy, Wagtail takes no other.
for viewset in BigCommerceGroup.items:
    viewset.register_policy()

register_snippet(BigCommerceGroup)


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
