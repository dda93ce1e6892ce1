"""Filters of the lists and of the product chooser."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from ..models import Brand, Category, Channel, ChannelAssignment, Product

ASSIGNMENTS = ChannelAssignment.objects.filter(product=OuterRef("pk"))

#: value -> label; each has a rule in `with_status`
STATUS_CHOICES = [
    ("live", _("Live")),
    ("unpublished", _("Unpublished")),
    ("hidden", _("Hidden in the store")),
    ("unassigned", _("In no channel")),
    ("vanished", _("Gone from the store")),
]
STOCK_CHOICES = [
    ("in", _("In stock")),
    ("low", _("Low")),
    ("out", _("Sold out")),
    ("untracked", _("Not tracked")),
]
RADIO: dict[str, Any] = {"widget": forms.RadioSelect, "empty_label": _("All")}


def brand_choices() -> QuerySet[Brand]:
    return Brand.objects.filter(vanished_at__isnull=True).only("name").order_by("name")


def category_choices() -> QuerySet[Category]:
    """In the order of the tree: a path starts with its parent's path."""
    return Category.objects.filter(vanished_at__isnull=True).only("name", "slug", "depth", "id_path").order_by("slug")


class CategoryChoiceField(forms.ModelChoiceField):
    """Shows the tree by indenting."""

    def label_from_instance(self, category: Category) -> str:
        return "\N{EM DASH} " * (category.depth - 1) + category.name


class CategoryFilter(django_filters.ModelChoiceFilter):
    """Products of the category and of everything below it."""

    class field_class(django_filters.fields.ModelChoiceField, CategoryChoiceField):  # noqa: N801 - django-filter's name
        pass

    def filter(self, products: QuerySet[Product], category: Category | None) -> QuerySet[Product]:
        return products.in_category(category) if category else products  # type: ignore[attr-defined]


def with_status(products: QuerySet[Product], status: str) -> QuerySet[Product]:
    """Products that `editor.status.product_status` calls so."""
    if status == "vanished":
        return products.filter(vanished_at__isnull=False)
    products = products.filter(vanished_at__isnull=True)
    if status == "unpublished":
        return products.filter(live=False)
    products = products.filter(live=True)
    if status == "hidden":
        return products.filter(is_visible=False)
    products = products.filter(is_visible=True)
    return products.filter(~Exists(ASSIGNMENTS) if status == "unassigned" else Exists(ASSIGNMENTS))


def with_stock(products: QuerySet[Product], stock: str) -> QuerySet[Product]:
    untracked = Product.InventoryTracking.NONE
    if stock == "untracked":
        return products.filter(inventory_tracking=untracked)
    products = products.exclude(inventory_tracking=untracked)
    if stock == "out":
        return products.filter(in_stock=False)
    products = products.filter(in_stock=True)
    return products.filter(inventory_level__lte=F("inventory_warning_level")) if stock == "low" else products


class ProductFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=STATUS_CHOICES,
        method="filter_status",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    stock = django_filters.ChoiceFilter(label=_("Stock"), choices=STOCK_CHOICES, method="filter_stock", **RADIO)
    availability = django_filters.ChoiceFilter(label=_("Availability"), choices=Product.Availability.choices, **RADIO)
    on_sale = django_filters.BooleanFilter(label=_("On sale"))
    brand = django_filters.ModelChoiceFilter(
        label=_("Brand"), queryset=lambda request: brand_choices(), widget=forms.Select
    )
    category = CategoryFilter(label=_("Category"), queryset=lambda request: category_choices(), widget=forms.Select)

    class Meta:
        model = Product
        fields: list[str] = []

    def filter_status(self, products: QuerySet[Product], name: str, value: str) -> QuerySet[Product]:
        return with_status(products, value)

    def filter_stock(self, products: QuerySet[Product], name: str, value: str) -> QuerySet[Product]:
        return with_stock(products, value)


class CategoryFilterSet(WagtailFilterSet):
    channel = django_filters.ModelChoiceFilter(
        label=_("Channel"), queryset=lambda request: Channel.objects.all(), widget=forms.Select
    )
    is_visible = django_filters.BooleanFilter(label=_("Visible in the store"))
    live = django_filters.BooleanFilter(label=_("Published"))
    vanished = django_filters.BooleanFilter(
        label=_("Gone from the store"), field_name="vanished_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Category
        fields: list[str] = []


class BrandFilterSet(WagtailFilterSet):
    live = django_filters.BooleanFilter(label=_("Published"))
    vanished = django_filters.BooleanFilter(
        label=_("Gone from the store"), field_name="vanished_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Brand
        fields: list[str] = []
