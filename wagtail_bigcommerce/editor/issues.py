"""What a run could not import, as a table of Wagtail's, each with a way to what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, Table, TitleColumn

from ..models import Brand, Category, Product, SyncIssue

_MODELS: dict[str, type[models.Model]] = {"product": Product, "category": Category, "brand": Brand}


def issue_table(issues: Sequence[SyncIssue]) -> Table:
    """A query for each kind of object among the issues."""
    addresses = _edit_urls(issues)

    def address(issue: SyncIssue) -> str | None:
        return addresses.get((issue.object_type, issue.bigcommerce_id))

    return Table(
        [
            TitleColumn("object", label=_("Object"), accessor=_title, get_url=address, width="30%"),
            Column("reason", label=_("Reason")),
        ],
        issues,
        caption=_("What could not be imported"),
    )


def _title(issue: SyncIssue) -> str:
    model = _MODELS.get(issue.object_type)
    name = str(model._meta.verbose_name) if model else issue.object_type
    return name if issue.bigcommerce_id is None else f"{name} {issue.bigcommerce_id}"


def _edit_urls(issues: Sequence[SyncIssue]) -> dict[tuple[str, int | None], str]:
    """Edit pages by kind and id, of objects that have a row nevertheless: from an earlier import, or all but a part."""
    urls: dict[tuple[str, Any], str] = {}
    for object_type, model in _MODELS.items():
        ids = {issue.bigcommerce_id for issue in issues if issue.object_type == object_type}
        if not ids:
            continue
        name = f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:edit"
        for pk, bigcommerce_id in model._default_manager.filter(bigcommerce_id__in=ids).values_list(
            "pk", "bigcommerce_id"
        ):
            urls[object_type, bigcommerce_id] = reverse(name, args=[pk])
    return urls
