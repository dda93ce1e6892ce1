"""Columns of lists and choosers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, StatusTagColumn

from ..models import Product
from ..storefront.money import format_money
from .status import Status

#: class of columns that a phone does not show
ROOMY = "bc-roomy"


class ThumbnailColumn(Column):
    """`accessor` gives the address of a picture, or nothing. The picture decorates the name beside it."""

    cell_template_name = "wagtail_bigcommerce/editor/thumbnail_cell.html"

    def __init__(self, accessor: Callable[[Any], str]) -> None:
        super().__init__("thumbnail", label=gettext_lazy("Image"), accessor=accessor, width="5rem")


class StatusColumn(StatusTagColumn):
    """Says whether visitors see the row, or why not, and whether a draft is waiting."""

    def __init__(self, status: Callable[[Any], Status]) -> None:
        self.status = status
        super().__init__(
            "status",
            label=gettext_lazy("Status"),
            accessor=self._label,
            primary=lambda row: status(row).is_shown,
        )

    def _label(self, row: Any) -> str:
        label = str(self.status(row).label)
        return _("%(status)s + draft") % {"status": label} if row.has_unpublished_changes else label


def thumbnail_url(product: Product) -> str:
    image = product.thumbnail
    return image["thumbnail"] or image["url"] if image else ""


def price_label(product: Product, currency: str) -> str:
    """ "$12.00", "$12.00 - $15.00", or that the price is hidden."""
    if product.is_price_hidden:
        return _("hidden")
    lowest, highest = (format_money(amount, currency) for amount in (product.price_min, product.price_max))
    return lowest if lowest == highest else f"{lowest} \N{EN DASH} {highest}"


def stock_label(product: Product) -> str:
    """ "12", "sold out", or that nobody counts."""
    if product.inventory_tracking == Product.InventoryTracking.NONE:
        return _("not tracked")
    if not product.in_stock:
        return _("sold out")
    return number_format(product.inventory_level, force_grouping=True)
