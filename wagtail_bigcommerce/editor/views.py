"""Lists and edit views of the catalog snippets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import EditView, IndexView

from ..models import Channel, Product, ProductCategory
from . import columns, links, rows
from .bulk_actions import ImportProducts
from .permissions import RUN_IMPORTS
from .selection import SelectableMixin
from .status import brand_status, category_status, product_status

NEW_WINDOW = {"target": "_blank", "rel": "noopener noreferrer"}


class SyncedIndexView(IndexView):
    """A list of synced rows: pictures, links to the live page and to BigCommerce, and a search by words and ids."""

    search_fields = ["name"]
    default_ordering = "name"
    thumbnail: Callable[[Any], str] = staticmethod(lambda row: row.image_url)

    @cached_property
    def columns(self) -> list[Column]:
        _checkboxes, *shown = super().columns  # for Wagtail's one bulk action on snippets, which is deleting
        return [columns.ThumbnailColumn(self.thumbnail), *shown]

    @cached_property
    def open_channels(self) -> list[Channel]:
        return links.open_channels()

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return rows.search(queryset, self.search_query, self.search_fields) if self.is_searching else queryset

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        return [*super().get_list_more_buttons(instance), *link_buttons(instance, self.open_channels, Button)]


class ProductIndexView(SelectableMixin, SyncedIndexView):
    bulk_action_class = ImportProducts
    search_fields = ["name", "sku", "variant_skus"]
    thumbnail = staticmethod(columns.thumbnail_url)

    @cached_property
    def list_display(self) -> list[Any]:
        currency = rows.catalog_currency()
        return [
            "name",
            Column("sku", label=_("SKU"), classname=columns.ROOMY, sort_key="sku"),
            Column(
                "price",
                label=_("Price"),
                sort_key="price_min",
                accessor=lambda product: columns.price_label(product, currency),
            ),
            Column(
                "stock",
                label=_("Stock"),
                classname=columns.ROOMY,
                sort_key="inventory_level",
                accessor=columns.stock_label,
            ),
            columns.StatusColumn(product_status),
            DateColumn("synced_at", label=_("Last synced"), classname=columns.ROOMY, sort_key="synced_at"),
        ]

    @cached_property
    def columns(self) -> list[Any]:
        return [self.checkbox_column, *super().columns] if self.can_select else super().columns

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        return [*super().get_list_more_buttons(instance), *import_buttons(self.request, instance, Button)]

    def get_base_queryset(self) -> QuerySet[Product]:
        return rows.light(super().get_base_queryset())


class CategoryIndexView(SyncedIndexView):
    search_fields = ["name", "slug"]
    default_ordering = "slug"

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "name",
            Column("slug", label=_("Path"), classname=columns.ROOMY, sort_key="slug"),
            Column("channel", label=_("Channel"), classname=columns.ROOMY),
            NumberColumn("product_count", label=_("Products"), classname=columns.ROOMY),
            columns.StatusColumn(category_status),
            DateColumn("synced_at", label=_("Last synced"), classname=columns.ROOMY, sort_key="synced_at"),
        ]

    def get_base_queryset(self) -> QuerySet:
        placements = ProductCategory.objects.filter(category=OuterRef("pk"), product__vanished_at__isnull=True)
        return _with_count(super().get_base_queryset(), placements.values("category")).select_related("channel")


class BrandIndexView(SyncedIndexView):
    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "name",
            NumberColumn("product_count", label=_("Products"), classname=columns.ROOMY),
            columns.StatusColumn(brand_status),
            DateColumn("synced_at", label=_("Last synced"), classname=columns.ROOMY, sort_key="synced_at"),
        ]

    def get_base_queryset(self) -> QuerySet:
        products = Product.objects.filter(brand=OuterRef("pk"), vanished_at__isnull=True)
        return _with_count(super().get_base_queryset(), products.order_by().values("brand"))


class SyncedEditView(EditView):
    """An edit view with the way to the live page and to BigCommerce in its header."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [*super().header_buttons, *link_buttons(self.live_object, links.open_channels(), HeaderButton)]


class ProductEditView(SyncedEditView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [*super().header_buttons, *import_buttons(self.request, self.live_object, HeaderButton)]


def import_buttons(request: HttpRequest, product: Product, button_class: type[Any]) -> list[Any]:
    """ "Import again", for those who may."""
    if not request.user.has_perm(RUN_IMPORTS):
        return []
    url = ImportProducts.url(product.pk, request.path)
    return [button_class(label=_("Import again"), url=url, icon_name="resubmit", priority=60)]


def link_buttons(row: Any, channels: list[Channel], button_class: type[Any]) -> list[Any]:
    """ "View live", once per channel that shows the row, and "Edit in BigCommerce"."""
    live = links.live_links(row, channels)
    buttons = [
        button_class(
            label=_("View live") if len(live) == 1 else _("View on %(channel)s") % {"channel": link.channel},
            url=link.url,
            icon_name="link-external",
            attrs=NEW_WINDOW,
            priority=40,
        )
        for link in live
    ]
    if url := links.control_panel_url(row):
        buttons.append(
            button_class(label=_("Edit in BigCommerce"), url=url, icon_name="edit", attrs=NEW_WINDOW, priority=50)
        )
    return buttons


def _with_count(queryset: QuerySet, counted: QuerySet) -> QuerySet:
    """Annotate `product_count` by a sub-query, which grouped joins would make slow and wrong."""
    return queryset.annotate(product_count=Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0))
