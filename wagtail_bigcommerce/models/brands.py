"""Brands of the store's catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from .channels import Channel
from .fields import ContentField
from .products import Product
from .snippets import EditorialSnippet

if TYPE_CHECKING:
    from django.http import HttpRequest


class BrandQuerySet(models.QuerySet["Brand"]):
    def shown(self, channel: Channel) -> BrandQuerySet:
        """Brands an editor has live that have at least one product a visitor of `channel` can see."""
        return self.filter(
            models.Exists(Product.objects.shown(channel).filter(brand=models.OuterRef("pk"))),
            live=True,
            vanished_at__isnull=True,
        )


class Brand(index.Indexed, EditorialSnippet):
    slug = models.CharField(max_length=300, db_index=True, editable=False)
    custom_url = models.CharField(max_length=1024, blank=True, db_index=True, editable=False)
    image_url = models.TextField(blank=True, editable=False)
    vanished_at = models.DateTimeField(_("vanished"), null=True, editable=False)
    content = ContentField(verbose_name=_("content"), blank=True)

    objects = BrandQuerySet.as_manager()

    synced_fields = (
        *EditorialSnippet.synced_fields,
        "slug",
        "custom_url",
        "image_url",
        "vanished_at",
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("search_keywords"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
        ordering = ["name"]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "wagtail_bigcommerce/catalog/brand_preview.html"
