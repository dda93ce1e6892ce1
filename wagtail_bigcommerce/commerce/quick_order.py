"""Several lines at once: repeated fields to what goes into the cart in one call. Database only.

Rows name a product by `sku`, or by `product_id` with an optional `variant_id`; `quantity` is each row's own. What needs
more choices than a variant is bought on its page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Channel, Product, Variant
from .errors import CartError
from .line_requests import LineRequest
from .options import line_request

#: more than anybody types, and less than what would keep BigCommerce busy for long
MOST_ROWS = 100
MOST_OF_ONE = 10_000


@dataclass(frozen=True)
class Row:
    """One line as it was posted, and its place among them."""

    index: int
    sku: str = ""
    product_id: str = ""
    variant_id: str = ""
    quantity: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.sku or self.product_id)

    @property
    def field(self) -> str:
        """What errors call it; the id of its field on the quick-order page."""
        return f"row-{self.index}"


def line_requests(channel: Channel, rows: Sequence[Row]) -> list[LineRequest]:
    """What to put into the cart. Raises CartError whose `fields` name each row that has to be corrected.

    A few queries, however many rows.
    """
    rows = [row for row in rows if not row.is_empty]
    if not rows:
        raise CartError(_("Please enter at least one product."))
    if len(rows) > MOST_ROWS:
        raise CartError(_("These are too many lines at once. At most %(n)d go together.") % {"n": MOST_ROWS})
    products = _products(channel, rows)
    requests, errors = [], {}
    for row in rows:
        try:
            requests.append(_request(products, row))
        except CartError as error:
            errors[row.field] = error.message
    if errors:
        raise CartError(_("Nothing was put into your cart yet: please check these lines."), fields=errors)
    return requests


def _products(channel: Channel, rows: Iterable[Row]) -> list[Product]:
    ids = [row.product_id for row in rows if row.product_id.isascii() and row.product_id.isdecimal()]
    ids = [number for number in ids if len(number) < 10]
    skus = [row.sku for row in rows if row.sku]
    by_variant = Variant.objects.filter(sku__in=skus).values_list("product", flat=True)
    shown = Product.objects.shown(channel)
    found = shown.filter(bigcommerce_id__in=ids) | shown.filter(sku__in=skus) | shown.filter(pk__in=list(by_variant))
    return list(found.distinct().prefetch_related("variants"))


def _request(products: Sequence[Product], row: Row) -> LineRequest:
    product, variant = _named(products, row)
    if product is None:
        raise CartError(_("“%(name)s” is not sold here.") % {"name": row.sku or row.product_id})
    if not product.is_purchasable:
        raise CartError(_("“%(product)s” cannot be bought at the moment.") % {"product": product.name})
    quantity = int(row.quantity or "1") if (row.quantity or "1").isdecimal() and len(row.quantity) < 10 else 0
    if not 1 <= quantity <= MOST_OF_ONE:
        text = _("Please enter how many of “%(product)s” you want, as a whole number.")
        raise CartError(text % {"product": product.name})
    chosen = {"variant_id": str(variant.bigcommerce_id)} if variant else {"variant_id": row.variant_id}
    try:
        return line_request(product, list(product.variants.all()), chosen, quantity)
    except CartError as error:
        reasons = " ".join(error.fields.values())
        text = _("“%(product)s” needs choices that are made on its page. %(reasons)s")
        raise CartError(text % {"product": product.name, "reasons": reasons}) from error


def _named(products: Sequence[Product], row: Row) -> tuple[Product | None, Variant | None]:
    """The product, and the variant where a SKU names one. A SKU may be a variant's or the product's own."""
    for product in products:
        if not row.sku and str(product.bigcommerce_id) == row.product_id:
            return product, None
        variant = next((each for each in product.variants.all() if row.sku and each.sku == row.sku), None)
        if variant is not None:
            return product, variant
    return next((product for product in products if row.sku and product.sku == row.sku), None), None
