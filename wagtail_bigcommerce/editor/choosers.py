"""The modals in which editors choose products, categories and brands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from ..models import Brand, Category, Product
from . import columns, filters, rows
from .permissions import OwnPolicyMixin
from .status import Status, brand_status, category_status, product_status
from .widgets import ProductChooserWidget, product_title

#: makes Wagtail's chooser send the form when the field changes
SEARCHES_ON_CHANGE = {"data-chooser-modal-search-filter": True, "class": "bc-chooser-filter"}


class RowFilterForm(BaseFilterForm):
    q = forms.CharField(label=gettext_lazy("Search term"), required=False, max_length=100)
    searched_fields: tuple[str, ...] = ("name",)
    placeholder = gettext_lazy("Name or BigCommerce ID")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["placeholder"] = self.placeholder

    def filter(self, objects: QuerySet) -> QuerySet:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return rows.search(objects, self.search_query, self.searched_fields) if self.is_searching else objects


class ProductFilterForm(RowFilterForm):
    searched_fields = ("name", "sku", "variant_skus")
    placeholder = gettext_lazy("Name, SKU or BigCommerce ID")

    brand = forms.ModelChoiceField(
        label=gettext_lazy("Brand"),
        queryset=Brand.objects.none(),
        required=False,
        empty_label=gettext_lazy("All brands"),
        widget=forms.Select(attrs=SEARCHES_ON_CHANGE),
    )
    category = filters.CategoryChoiceField(
        label=gettext_lazy("Category"),
        queryset=Category.objects.none(),
        required=False,
        empty_label=gettext_lazy("All categories"),
        widget=forms.Select(attrs=SEARCHES_ON_CHANGE),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["brand"].queryset = filters.brand_choices()
        self.fields["category"].queryset = filters.category_choices()

    def filter(self, objects: QuerySet[Product]) -> QuerySet[Product]:
        objects = super().filter(objects)
        if brand := self.cleaned_data["brand"]:
            objects = objects.filter(brand=brand)
        if category := self.cleaned_data["category"]:
            objects = objects.in_category(category)  # type: ignore[attr-defined]
        return objects


class CategoryFilterForm(RowFilterForm):
    searched_fields = ("name", "slug")


class ListMixin:
    """What editors choose from: what is still in the store, whether visitors see it today or not."""

    model: type[Model]
    per_page = 12
    ordering = "name"
    filter_form_class = RowFilterForm
    thumbnail: Callable[[Any], str] = staticmethod(lambda row: row.image_url)
    status: Callable[[Any], Status]

    def get_object_list(self) -> QuerySet:
        return self.model._default_manager.filter(vanished_at__isnull=True)

    def detail_columns(self) -> list[Column]:
        return []

    @property
    def columns(self) -> list[Column]:
        title, *_live_status = super().columns  # type: ignore[misc]
        return [
            columns.ThumbnailColumn(self.thumbnail),
            title,
            *self.detail_columns(),
            columns.StatusColumn(self.status),
        ]


class ProductListMixin(ListMixin):
    filter_form_class = ProductFilterForm
    thumbnail = staticmethod(columns.thumbnail_url)
    status = staticmethod(product_status)

    def get_object_list(self) -> QuerySet[Product]:
        return rows.light(super().get_object_list())

    def detail_columns(self) -> list[Column]:
        currency = rows.catalog_currency()
        return [
            Column("sku", label=_("SKU"), classname=columns.ROOMY),
            Column("price", label=_("Price"), accessor=lambda product: columns.price_label(product, currency)),
            Column("stock", label=_("Stock"), classname=columns.ROOMY, accessor=columns.stock_label),
        ]


class CategoryListMixin(ListMixin):
    ordering = "slug"
    filter_form_class = CategoryFilterForm
    status = staticmethod(category_status)

    def detail_columns(self) -> list[Column]:
        return [Column("slug", label=_("Path"), classname=columns.ROOMY)]


class BrandListMixin(ListMixin):
    status = staticmethod(brand_status)


class ProductChooseView(ProductListMixin, ChooseView):
    pass


class ProductChooseResultsView(ProductListMixin, ChooseResultsView):
    pass


class CategoryChooseView(CategoryListMixin, ChooseView):
    pass


class CategoryChooseResultsView(CategoryListMixin, ChooseResultsView):
    pass


class BrandChooseView(BrandListMixin, ChooseView):
    pass


class BrandChooseResultsView(BrandListMixin, ChooseResultsView):
    pass


class ProductChosenView(SnippetChosenView):
    def get_display_title(self, item: Product) -> str:
        return product_title(item)


class ProductChosenMultipleView(SnippetChosenMultipleView):
    def get_display_title(self, item: Product) -> str:
        return product_title(item)


class SyncedChooserViewSet(OwnPolicyMixin, SnippetChooserViewSet):
    """A chooser that never offers to create something."""


class ProductChooserViewSet(SyncedChooserViewSet):
    choose_view_class = ProductChooseView
    choose_results_view_class = ProductChooseResultsView
    chosen_view_class = ProductChosenView
    chosen_multiple_view_class = ProductChosenMultipleView
    base_widget_class = ProductChooserWidget


class CategoryChooserViewSet(SyncedChooserViewSet):
    choose_view_class = CategoryChooseView
    choose_results_view_class = CategoryChooseResultsView


class BrandChooserViewSet(SyncedChooserViewSet):
    choose_view_class = BrandChooseView
    choose_results_view_class = BrandChooseResultsView
