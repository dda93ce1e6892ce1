"""A checkout as the API shows it."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING

from ..cart_totals import TaxRules, price_cart
from ..carts import Cart, Consignment
from ..countries import COUNTRIES
from ..shipping import SHIPPING_OPTIONS, ShippingOption
from .cart_payloads import cart_head, line_items, timestamp

if TYPE_CHECKING:
    from ..state import Payload
    from ..store import DemoStore

SHIPPING_INCLUDE = "consignments.available_shipping_options"


def checkout_payload(store: DemoStore, cart: Cart, include: Collection[str] = ()) -> Payload:
    """A checkout as `/v3/checkouts` answers it; `include` names start with `cart.` where a cart's do not."""
    totals = price_cart(store, cart)
    coupons = [
        {
            "id": coupon.id,
            "code": coupon.code,
            "coupon_type": coupon.type_name,
            "display_name": coupon.display_name,
            "discounted_amount": amount,
        }
        for coupon, amount in totals.coupons
    ]
    cart_include = {name.removeprefix("cart.") for name in include}
    return {
        "id": cart.id,
        "cart": {
            **cart_head(cart, totals),
            "cart_amount_inc_tax": totals.cart.inc_tax,
            "cart_amount_ex_tax": totals.cart.ex_tax,
            "coupons": coupons,
            "line_items": line_items(store, cart, totals, cart_include, taxable="is_taxable"),
        },
        "billing_address": _shown_address(cart.billing_address or {}),
        "consignments": [
            _consignment(consignment, totals.tax, SHIPPING_INCLUDE in include) for consignment in cart.consignments
        ],
        "taxes": [{"name": "Tax", "amount": totals.total.tax}] if totals.total.tax else [],
        "coupons": coupons,
        "fees": [],
        "order_id": None,
        "shipping_cost_total_inc_tax": totals.shipping.inc_tax,
        "shipping_cost_total_ex_tax": totals.shipping.ex_tax,
        "handling_cost_total_inc_tax": 0,
        "handling_cost_total_ex_tax": 0,
        "tax_total": totals.total.tax,
        "subtotal_inc_tax": totals.subtotal.inc_tax,
        "subtotal_ex_tax": totals.subtotal.ex_tax,
        "grand_total": totals.total.inc_tax,
        "created_time": timestamp(cart.created_at),
        "updated_time": timestamp(cart.updated_at),
        "customer_message": cart.customer_message,
        "promotions": [{"banners": []}] if "promotions.banners" in include else [],
        "version": cart.version,
    }


def _consignment(consignment: Consignment, tax: TaxRules, with_available: bool) -> Payload:
    chosen = SHIPPING_OPTIONS.get(consignment.shipping_option_id or "")
    cost = tax.on(tax.money.converted(chosen.cost) if chosen else Decimal(0))
    shown: Payload = {
        "id": consignment.id,
        "shipping_cost_inc_tax": cost.inc_tax,
        "shipping_cost_ex_tax": cost.ex_tax,
        "handling_cost_inc_tax": 0,
        "handling_cost_ex_tax": 0,
        "coupon_discounts": [],
        "discounts": [],
        "line_item_ids": list(consignment.quantities),
        "address": _shown_address(consignment.address),
    }
    if chosen:
        shown["selected_shipping_option"] = _option(chosen, tax)
    if consignment.pickup_method_id is not None:
        shown["selected_pickup_option"] = {"pickup_method_id": consignment.pickup_method_id}
    elif with_available:
        shown["available_shipping_options"] = [_option(option, tax) for option in SHIPPING_OPTIONS.values()]
    return shown


def _option(option: ShippingOption, tax: TaxRules) -> Payload:
    return {
        "id": option.id,
        "type": option.type,
        "description": option.description,
        "image_url": "",
        "cost": tax.money.converted(option.cost),
        "transit_time": option.transit_time,
        "additional_description": "",
    }


def _shown_address(address: Payload) -> Payload:
    """An address with its country's name; a checkout without one shows an empty object of the same shape."""
    names = ("first_name", "last_name", "email", "company", "address1", "address2", "city")
    places = ("state_or_province", "state_or_province_code", "country_code", "postal_code", "phone")
    return {
        **{name: address.get(name, "") for name in (*names, *places)},
        "id": address.get("id", ""),
        "country": COUNTRIES.get(address.get("country_code", ""), ""),
        "custom_fields": address.get("custom_fields", []),
    }
