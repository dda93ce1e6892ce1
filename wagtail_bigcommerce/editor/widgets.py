"""The form widget that shows which product was chosen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.snippets.widgets import AdminSnippetChooser

from ..models import Product
from .status import product_status


def product_title(product: Product) -> str:
    """Name and SKU, and a warning when visitors do not see the product."""
    title = f"{product.name} ({product.sku})" if product.sku else product.name
    status = product_status(product)
    return title if status.is_shown else _("%(title)s: %(status)s") % {"title": title, "status": status.label}


class ProductChooserWidget(AdminSnippetChooser):
    def __init__(self, model: type[Product] = Product, **kwargs: Any) -> None:
        super().__init__(model, **kwargs)

    def get_display_title(self, instance: Product) -> str:
        return product_title(instance)
