"""Categories of the channels' trees, and which products are placed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from .channels import Channel
from .fields import ContentField
from .snippets import EditorialSnippet

if TYPE_CHECKING:
    from django.http import HttpRequest


class CategoryQuerySet(models.QuerySet["Category"]):
    def shown(self, channel: Channel) -> CategoryQuerySet:
        """Categories of the channel's tree that are live and visible, below ancestors that are visible too."""
        return self.filter(
            channel=channel, live=True, is_visible=True, ancestors_visible=True, vanished_at__isnull=True
        )


class Category(index.Indexed, EditorialSnippet):
    """A category of one channel's tree.

    `slug` holds the slugs from the root ("garden/bath") and is unique in a tree in practice, since BigCommerce's URLs
    are; `id_path` holds the BigCommerce ids from the root ("/18/39/"), so that a subtree is one prefix match.
    """

    channel = models.ForeignKey(Channel, null=True, editable=False, on_delete=models.CASCADE, related_name="categories")
    tree_id = models.PositiveIntegerField(editable=False, db_index=True)
    parent = models.ForeignKey("self", null=True, editable=False, on_delete=models.SET_NULL, related_name="children")
    parent.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # synced: sync never touches the reference index
    channel.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    slug = models.CharField(_("path"), max_length=300, db_index=True, editable=False)
    custom_url = models.CharField(max_length=255, blank=True, db_index=True, editable=False)
    id_path = models.CharField(max_length=255, db_index=True, editable=False)
    depth = models.PositiveSmallIntegerField(default=1, editable=False)
    sort_order = models.IntegerField(default=0, editable=False)
    description = models.TextField(_("description"), blank=True, editable=False)
    image_url = models.TextField(blank=True, editable=False)
    default_product_sort = models.CharField(max_length=32, blank=True, editable=False)
    is_visible = models.BooleanField(_("visible in the store"), default=True, editable=False)
    ancestors_visible = models.BooleanField(default=True, editable=False)
    vanished_at = models.DateTimeField(_("vanished"), null=True, editable=False)
    content = ContentField(verbose_name=_("content"), blank=True)

    objects = CategoryQuerySet.as_manager()

    synced_fields = (
        *EditorialSnippet.synced_fields,
        "channel",
        "tree_id",
        "parent",
        "slug",
        "custom_url",
        "id_path",
        "depth",
        "sort_order",
        "description",
        "image_url",
        "default_product_sort",
        "is_visible",
        "ancestors_visible",
        "vanished_at",
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("search_keywords"),
        index.FilterField("live"),
        index.FilterField("channel"),
    ]

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["tree_id", "depth", "sort_order", "name"]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "wagtail_bigcommerce/catalog/category_preview.html"


class ProductCategory(models.Model):
    """A product in a category. `sort_order` is the merchant's manual order there (None: not placed by hand)."""

    product = models.ForeignKey(
        "wagtail_bigcommerce.Product", on_delete=models.CASCADE, related_name="category_placements"
    )
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="placements")
    sort_order = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "category"], name="bigcommerce_placed_once"),
        ]
        ordering = [F("sort_order").asc(nulls_last=True)]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.category_id}"
