"""The lines of an order in the shape of the V2 API (`/v2/orders/{id}/products`).

Source: REST Management, Orders v2, "List order products".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from .cart_totals import Taxed
from .order_rows import FREE, ZERO, money, taxed_amounts

if TYPE_CHECKING:
    from .cart_totals import PricedLine, TaxRules
    from .carts import CustomItem, GiftCertificateItem
    from .modifier_values import Choice
    from .state import Payload

_MEASURES = ("weight", "width", "height", "depth")

#: What an option type is called on an order, and how it is displayed.
_OPTION_TYPES = {
    "checkbox": ("Checkbox", ""),
    "date": ("Date field", ""),
    "dropdown": ("Multiple choice", "Select"),
    "file": ("File Upload", ""),
    "multi_line_text": ("Multi-line text field", ""),
    "numbers_only_text": ("Text field", ""),
    "product_list": ("Product Pick List", ""),
    "product_list_with_images": ("Product Pick List", ""),
    "radio_buttons": ("Multiple choice", "Radio"),
    "rectangles": ("Multiple choice", "Rectangle"),
    "swatch": ("Swatch", ""),
    "text": ("Text field", ""),
}


def line_row(
    row_id: int, order_id: int, address_id: int, priced: PricedLine, tax: TaxRules, option_ids: Iterator[int]
) -> Payload:
    """One line of the catalog. `option_ids` yields new ids for the options of the order."""
    product, variant, line = priced.product, priced.variant, priced.line
    digital = product.get("type") == "digital"
    return {
        **_item_row(row_id, order_id, line.name or product["name"], line.quantity, priced.list_price, tax.on),
        "order_address_id": 0 if digital else address_id,
        "product_id": product["id"],
        "variant_id": variant["id"],
        "type": "digital" if digital else "physical",
        "sku": variant.get("sku") or "",
        "upc": variant.get("upc") or "",
        **{name: money(Decimal(str(product.get(name) or 0))) for name in _MEASURES},
        "discounted_total_inc_tax": money(tax.on(priced.extended_price - priced.coupon_amount).inc_tax),
        "applied_discounts": [
            {
                "id": "coupon",
                "amount": money(amount),
                "name": coupon.display_name,
                "code": coupon.code,
                "target": "order",
            }
            for coupon, amount in priced.coupon_amounts
        ],
        "is_bundled_product": priced.parent is not None,
        "product_options": [_option_row(next(option_ids), row_id, choice) for choice in line.choices],
    }


def custom_row(row_id: int, order_id: int, address_id: int, item: CustomItem, tax: TaxRules) -> Payload:
    """A line that is in no catalog; its product id is 0."""
    return {
        **_item_row(row_id, order_id, item.name, item.quantity, item.list_price, tax.on),
        "order_address_id": address_id,
        "sku": item.sku,
    }


def gift_certificate_row(row_id: int, order_id: int, item: GiftCertificateItem) -> Payload:
    """A gift certificate that was bought; money is not taxed."""
    row = _item_row(row_id, order_id, item.name, item.quantity, item.amount, _untaxed)
    return {**row, "type": "giftcertificate"}


def _untaxed(amount: Decimal) -> Taxed:
    return Taxed(amount, amount)


def _item_row(
    row_id: int, order_id: int, name: str, quantity: int, price: Decimal, taxed: Callable[[Decimal], Taxed]
) -> Payload:
    total = taxed(price * quantity)
    row: Payload = {
        "id": row_id,
        "order_id": order_id,
        "order_address_id": 0,
        "order_pickup_method_id": 0,
        "product_id": 0,
        "variant_id": 0,
        "name": name,
        "name_customer": name,
        "name_merchant": name,
        "sku": "",
        "upc": "",
        "type": "physical",
        "quantity": quantity,
        "quantity_shipped": 0,
        "quantity_refunded": 0,
        "base_price": money(price),
        **taxed_amounts("price", taxed(price)),
        "base_total": money(price * quantity),
        **taxed_amounts("total", total),
        "discounted_total_inc_tax": money(total.inc_tax),
        **dict.fromkeys(_MEASURES, ZERO),
        "is_refunded": False,
        "refund_amount": ZERO,
        "return_id": 0,
        "fixed_shipping_cost": ZERO,
        "wrapping_id": 0,
        "wrapping_name": "",
        "wrapping_message": "",
        "bin_picking_number": "",
        "brand": "",
        "is_bundled_product": False,
        "parent_order_product_id": None,
        "option_set_id": None,
        "gift_certificate_id": None,
        "event_name": None,
        "event_date": None,
        "external_id": None,
        "ebay_item_id": "",
        "ebay_transaction_id": "",
        "applied_discounts": [],
        "product_options": [],
        "configurable_fields": [],
    }
    for cost in ("cost_price", "wrapping_cost"):
        row |= {f"base_{cost}": ZERO, **taxed_amounts(cost, FREE)}
    return row


def _option_row(row_id: int, order_product_id: int, choice: Choice) -> Payload:
    kind, style = _OPTION_TYPES[choice.type]
    return {
        "id": row_id,
        "option_id": choice.option_id,
        "order_product_id": order_product_id,
        "product_option_id": choice.option_id,
        "display_name": choice.name,
        "display_name_customer": choice.name,
        "display_name_merchant": choice.name,
        "display_value": choice.value,
        "display_value_customer": choice.value,
        "display_value_merchant": choice.value,
        "value": choice.value if choice.value_id is None else str(choice.value_id),
        "type": kind,
        "name": choice.name,
        "display_style": style,
    }
