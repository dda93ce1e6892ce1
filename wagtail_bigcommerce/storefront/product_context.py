"""Context of the product template, for the page itself and for editors' previews of it."""

from __future__ import annotations

from typing import Any

from . import json_ld, seo
from .product_page import ProductPage
from .variant_data import variant_data


def product_context(view: ProductPage) -> dict[str, Any]:
    return {
        "view": view,
        "product": view.product,
        "breadcrumbs": view.breadcrumbs,
        "meta": seo.product_meta(view.product, view.channel),
        "product_json_ld": json_ld.product(view),
        "variant_data": variant_data(view),
    }
