"""Why the store refused lines, as far as our rows know: BigCommerce gives no codes, only English titles."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..client import APIError
from ..models import Product
from .errors import CartError
from .line_requests import LineRequest, Request


def refusal(error: APIError, requests: Sequence[Request], item_id: str | None = None) -> CartError:
    """Name the products concerned and what is known about them. `item_id` is the line's, when there is one already."""
    ids = [request.product_id for request in requests if isinstance(request, LineRequest)]
    if len(ids) != len(requests):
        return CartError(_("This cannot be put into the cart as it is. Please check it."), line=item_id)
    products = list(Product.objects.filter(bigcommerce_id__in=ids).order_by("name"))
    if len(products) < len(set(ids)):
        return CartError(_not_sold(len(requests)), line=item_id)
    # titles mostly name the product; where none is named, any of them may be meant
    named = [product for product in products if product.name.casefold() in error.title.casefold()] or products
    return CartError(" ".join(_explained(error, product) for product in named), line=item_id)


def _not_sold(count: int) -> str:
    return ngettext("This product is not sold any more.", "One of these products is not sold any more.", count)


def _explained(error: APIError, product: Product) -> str:
    if any("option" in name or "variant" in name for name in error.field_errors):
        message = _("“%(product)s” cannot be bought with these choices. Please check them on its page.")
    else:
        message = _("“%(product)s” cannot be bought in this quantity at the moment.")
    return " ".join([message % {"product": product.name}, *_limits(product)])


def _limits(product: Product) -> list[str]:
    """Sentences about the limits that our row knows of."""
    limits = []
    if product.order_quantity_minimum > 1:
        limits.append(_("The smallest quantity is %(n)d.") % {"n": product.order_quantity_minimum})
    if product.order_quantity_maximum:
        limits.append(_("The largest quantity is %(n)d.") % {"n": product.order_quantity_maximum})
    if product.inventory_tracking == Product.InventoryTracking.PRODUCT:
        stock = max(product.inventory_level, 0)
        limits.append(ngettext("There is %(n)d in stock.", "There are %(n)d in stock.", stock) % {"n": stock})
    return limits
