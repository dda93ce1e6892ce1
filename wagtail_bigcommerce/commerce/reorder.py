"""The lines of an order as requests for the cart: what can be bought again, and why the rest cannot.

Reads our rows, calls nobody: what was chosen then is held against what is offered now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Channel, Product
from .errors import CartError
from .line_requests import LineRequest
from .options import field_name, line_request
from .order import OrderLine, OrderOption
from .repeat import day_of


@dataclass(frozen=True)
class Reorder:
    """`names` go with `requests`, one each; `refused` are sentences about lines that cannot be bought again."""

    requests: tuple[LineRequest, ...]
    names: tuple[str, ...]
    refused: tuple[str, ...]


def reorder(channel: Channel, lines: Iterable[OrderLine]) -> Reorder:
    """Say of each line whether it can be bought again. Lines of a bundle come with their bundle. Two queries."""
    lines = [line for line in lines if not line.is_part]
    shown = Product.objects.shown(channel).filter(bigcommerce_id__in={line.product_id for line in lines})
    products = {product.bigcommerce_id: product for product in shown.prefetch_related("variants")}
    requests, names, refused = [], [], []
    for line in lines:
        try:
            requests.append(_request(products.get(line.product_id), line))
            names.append(line.name)
        except CartError as error:
            refused.append(error.message)
    return Reorder(tuple(requests), tuple(names), tuple(refused))


def _request(product: Product | None, line: OrderLine) -> LineRequest:
    if product is None:
        raise CartError(_("“%(name)s” is not sold any more.") % {"name": line.name})
    if not product.is_purchasable:
        raise CartError(_("“%(name)s” cannot be bought at the moment.") % {"name": line.name})
    chosen = {"variant_id": str(line.variant_id)} if line.variant_id else {}
    dates = {modifier["id"] for modifier in product.modifiers if modifier["type"] == "date"}
    chosen |= {field_name(option.option_id): _posted(option, option.option_id in dates) for option in line.options}
    try:
        return line_request(product, list(product.variants.all()), chosen, max(line.quantity, 1))
    except CartError as error:
        reasons = " ".join(error.fields.values())
        text = _("“%(name)s” cannot be bought again as it was. %(reasons)s")
        raise CartError(text % {"name": line.name, "reasons": reasons}) from error


def _posted(option: OrderOption, is_date: bool) -> str:
    """What a product's form would post for it."""
    if is_date:
        day = day_of(option.label) or day_of(option.value)
        return f"{day:%Y-%m-%d}" if day else ""
    return option.value
