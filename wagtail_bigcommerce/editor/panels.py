"""The read-only half of an edit form: what BigCommerce says about the row."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from . import columns, links, rows
from .status import brand_status, category_status, product_status

#: more variants than these are counted, not listed
MOST_VARIANTS = 100


class StorePanel(Panel):
    """ "From BigCommerce": today's values, with the way to change them there."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("From BigCommerce"))
        kwargs.setdefault("icon", "wagtail-bigcommerce")
        super().__init__(**kwargs)

    @property
    def clean_name(self) -> str:
        return super().clean_name or "from_bigcommerce"

    class BoundPanel(Panel.BoundPanel):
        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {
                **context,
                "control_panel_url": links.control_panel_url(self.instance),
                **self.values(),
            }

        def values(self) -> dict[str, Any]:
            raise NotImplementedError


class ProductPanel(StorePanel):
    class BoundPanel(StorePanel.BoundPanel):
        template_name = "wagtail_bigcommerce/editor/product_panel.html"

        def values(self) -> dict[str, Any]:
            product = self.instance
            currency = rows.catalog_currency()
            variants = list(product.variants.all()[: MOST_VARIANTS + 1])
            return {
                "product": product,
                "currency": currency,
                "image_url": columns.thumbnail_url(product),
                "status": product_status(product),
                "price": columns.price_label(product, currency),
                "stock": columns.stock_label(product),
                "variants": variants[:MOST_VARIANTS],
                "has_more_variants": len(variants) > MOST_VARIANTS,
                "counts_variants": product.inventory_tracking == product.InventoryTracking.VARIANT,
                "categories": product.categories.order_by("slug"),
            }


class CategoryPanel(StorePanel):
    class BoundPanel(StorePanel.BoundPanel):
        template_name = "wagtail_bigcommerce/editor/category_panel.html"

        def values(self) -> dict[str, Any]:
            return {"category": self.instance, "status": category_status(self.instance)}


class BrandPanel(StorePanel):
    class BoundPanel(StorePanel.BoundPanel):
        template_name = "wagtail_bigcommerce/editor/brand_panel.html"

        def values(self) -> dict[str, Any]:
            return {
                "brand": self.instance,
                "status": brand_status(self.instance),
                "product_count": self.instance.products.filter(vanished_at__isnull=True).count(),
            }


class ChannelPanel(StorePanel):
    class BoundPanel(StorePanel.BoundPanel):
        template_name = "wagtail_bigcommerce/editor/channel_panel.html"

        def values(self) -> dict[str, Any]:
            return {"channel": self.instance}
