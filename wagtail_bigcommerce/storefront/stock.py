"""What can be said about whether a product can be had, from synced stock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Product, Variant

IN, LOW, OUT, PREORDER, UNAVAILABLE = "in", "low", "out", "preorder", "unavailable"


@dataclass(frozen=True)
class Stock:
    """`kind` for machines and style sheets, `text` for people."""

    kind: str
    text: str

    @property
    def can_be_ordered(self) -> bool:
        return self.kind in {IN, LOW, PREORDER}


def stock_of(product: Product, variant: Variant | None = None) -> Stock:
    """Stock of one variant, or of the product while none is chosen."""
    if product.availability == Product.Availability.DISABLED:
        return Stock(UNAVAILABLE, _("This product cannot be ordered at the moment."))
    if variant is not None and variant.purchasing_disabled:
        return Stock(UNAVAILABLE, variant.purchasing_disabled_message or _("This choice cannot be ordered."))
    level, warning_level = _levels(product, variant)
    if (level is not None and level <= 0) or (variant is None and not product.in_stock):
        return Stock(OUT, _("Out of stock"))
    if product.availability == Product.Availability.PREORDER:
        return Stock(PREORDER, _preorder_text(product.preorder_message, product.preorder_release_date))
    if level is not None and level <= warning_level:
        return Stock(LOW, ngettext("Only %(count)d left", "Only %(count)d left", level) % {"count": level})
    return Stock(IN, product.availability_description or _("In stock"))


def _levels(product: Product, variant: Variant | None) -> tuple[int | None, int]:
    """Stock and the level from which it counts as low. None: nobody counts, or it depends on the variant."""
    if product.inventory_tracking == Product.InventoryTracking.PRODUCT:
        return product.inventory_level, product.inventory_warning_level
    if product.inventory_tracking == Product.InventoryTracking.VARIANT and variant is not None:
        return variant.inventory_level, variant.inventory_warning_level
    return None, 0


def _preorder_text(message: str, release_date: datetime | None) -> str:
    # merchants write the date into their message as a token
    date = date_format(localtime(release_date), "DATE_FORMAT") if release_date and release_date > now() else ""
    if message and (date or "%%DATE%%" not in message):
        return message.replace("%%DATE%%", date)
    if date:
        return _("Pre-order now: ships from %(date)s") % {"date": date}
    return _("Pre-order now")
