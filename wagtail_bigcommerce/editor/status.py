"""Whether visitors can see a row, and if not, why: one answer for lists, choosers, panels and blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from ..models import Brand, Category, Channel, Product


@dataclass(frozen=True)
class Status:
    label: str | _StrPromise
    #: visitors see it on at least one site
    is_shown: bool = False


LIVE = Status(_("live"), is_shown=True)
NOT_FOR_SALE = Status(_("live, not for sale"), is_shown=True)
UNPUBLISHED = Status(_("unpublished"))
HIDDEN = Status(_("hidden in the store"))
BELOW_HIDDEN = Status(_("below a hidden category"))
UNASSIGNED = Status(_("in no channel"))
VANISHED = Status(_("gone from the store"))


def product_status(product: Product) -> Status:
    """One query unless the product's channel assignments are prefetched."""
    if product.vanished_at:
        return VANISHED
    if not product.live:
        return UNPUBLISHED
    if not product.is_visible:
        return HIDDEN
    if not product.channel_assignments.all():
        return UNASSIGNED
    return LIVE if product.is_purchasable else NOT_FOR_SALE


def category_status(category: Category) -> Status:
    if category.vanished_at:
        return VANISHED
    if not category.live:
        return UNPUBLISHED
    if not category.is_visible:
        return HIDDEN
    return LIVE if category.ancestors_visible else BELOW_HIDDEN


def brand_status(brand: Brand) -> Status:
    if brand.vanished_at:
        return VANISHED
    return LIVE if brand.live else UNPUBLISHED


def is_shown_in(product: Product, channel: Channel) -> bool:
    """Whether a visitor of the channel sees the product. One query unless its assignments are prefetched."""
    return product_status(product).is_shown and any(
        assignment.channel_id == channel.pk for assignment in product.channel_assignments.all()
    )
