"""A line of a cart as a request, so that it can be put in again: with another quantity, or into another cart.

BigCommerce drops what is not sent again, so everything that was chosen goes along. Reads our rows, calls nobody.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ..models import Product
from .cart import CartLine, LineOption
from .errors import CartError
from .line_requests import LineRequest, Request

#: how a date option may come back from the cart, which shows it as text
_DATE_FORMATS = ("%d %b %Y", "%b %d %Y", "%Y-%m-%d")


def is_own(line: CartLine) -> bool:
    """Whether the shopper put the line in, rather than a promotion or another line's bundle."""
    return not line.is_gift and not line.is_part


def request_of(line: CartLine) -> Request:
    """What puts the line into a cart again. Raises CartError when something chosen cannot be read back."""
    return line.request or product_request(line, line.quantity)


def product_request(line: CartLine, quantity: int) -> LineRequest:
    """The same for a line of a product, in another quantity."""
    return LineRequest(
        product_id=line.product_id or 0,
        quantity=quantity,
        variant_id=line.variant_id,
        option_selections=tuple(
            {"option_id": option.option_id, "option_value": _option_value(line, option)}
            for option in line.options
            if option.option_id is not None
        ),
    )


def _option_value(line: CartLine, option: LineOption) -> Any:
    if option.value_id is not None:
        return option.value_id
    if not _is_date(line, option):
        return option.value
    day = day_of(option.value)
    if day is None:
        message = _("Please remove “%(name)s” and add it again in the quantity you want.") % {"name": line.name}
        raise CartError(message, line=line.item_id)
    return {"day": f"{day:%d}", "month": f"{day:%m}", "year": f"{day.year:04d}"}


def day_of(text: str) -> datetime | None:
    """The day that a cart shows as text; None when it is written in a way that we do not know."""
    for pattern in _DATE_FORMATS:
        try:
            return datetime.strptime(text.replace(",", ""), pattern)
        except ValueError:
            continue
    return None


def _is_date(line: CartLine, option: LineOption) -> bool:
    product = line.product or Product.objects.filter(bigcommerce_id=line.product_id or 0).only("modifiers").first()
    modifiers = product.modifiers if product else []
    return any(modifier["id"] == option.option_id and modifier["type"] == "date" for modifier in modifiers)
