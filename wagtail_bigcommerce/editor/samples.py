"""A product that stands in no database, for the previews that editors see when they pick a block."""

from __future__ import annotations

from decimal import Decimal

from django.templatetags.static import static
from django.utils.translation import gettext as _

from ..models import Brand, Product


def product() -> Product:
    picture = static("wagtail_bigcommerce/editor/sample-product.svg")
    price = Decimal("24.00")
    return Product(
        bigcommerce_id=0,
        name=_("Harbour mug"),
        slug="harbour-mug",
        sku="MUG-01",
        brand=Brand(name=_("Sample pottery"), slug="sample-pottery"),
        price=price,
        calculated_price=price,
        price_min=price,
        price_max=price,
        images=[{"id": 0, "alt": "", "url": picture, "zoom": picture, "thumbnail": picture, "tiny": picture}],
    )
