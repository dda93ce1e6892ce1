"""The rows of an order in the shape of the V2 API: money as text with four decimals, dates in RFC 2822.

Source: REST Management, Orders v2.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from .cart_totals import Taxed
from .countries import COUNTRIES

if TYPE_CHECKING:
    from .cart_totals import CartTotals
    from .carts import Cart
    from .coupons import Coupon
    from .shipping import ShippingOption
    from .state import Payload
    from .store import DemoStore

ZERO = "0.0000"
FREE = Taxed(Decimal(0), Decimal(0))


def money(amount: Decimal | int) -> str:
    """An amount as V2 writes it: `"12.5000"`."""
    return f"{amount:.4f}"


def rfc_date(moment: datetime) -> str:
    """A moment as V2 writes it: `"Wed, 10 Jan 2018 21:05:30 +0000"`."""
    return format_datetime(moment.astimezone(UTC))


def order_address(address: dict[str, Any]) -> Payload:
    """A checkout address in the words of V2 orders."""
    code = address.get("country_code", "")
    return {
        "first_name": address.get("first_name", ""),
        "last_name": address.get("last_name", ""),
        "company": address.get("company", ""),
        "street_1": address.get("address1", ""),
        "street_2": address.get("address2", ""),
        "city": address.get("city", ""),
        "state": address.get("state_or_province", ""),
        "zip": address.get("postal_code", ""),
        "country": COUNTRIES.get(code, ""),
        "country_iso2": code,
        "phone": address.get("phone", ""),
        "email": address.get("email", ""),
    }


def order_row(store: DemoStore, order_id: int, cart: Cart, totals: CartTotals, placed_at: datetime) -> Payload:
    """The order itself, Incomplete (status 0) and unpaid."""
    now = rfc_date(placed_at)
    row: Payload = {
        "id": order_id,
        "customer_id": cart.customer_id,
        "date_created": now,
        "date_modified": now,
        "date_shipped": "",
        "status_id": 0,
        "status": "Incomplete",
        "custom_status": "Incomplete",
        "cart_id": cart.id,
        "channel_id": cart.channel_id,
        "is_tax_inclusive_pricing": totals.tax.included,
        "items_total": sum(item.quantity for item in cart.items()),
        "items_shipped": 0,
        "payment_method": "",
        "payment_provider_id": "",
        "payment_status": "",
        "refunded_amount": ZERO,
        "order_is_digital": totals.is_digital,
        "store_credit_amount": ZERO,
        "ip_address": "",
        "ip_address_v6": "",
        "geoip_country": "",
        "geoip_country_iso2": "",
        "currency_id": totals.tax.money.id,
        "currency_code": cart.currency_code,
        "currency_exchange_rate": "1.0000000000",
        "default_currency_id": totals.tax.money.id,
        "default_currency_code": cart.currency_code,
        "store_default_currency_code": store.state.profile.get("currency", cart.currency_code),
        "store_default_to_transactional_exchange_rate": f"{totals.tax.money.rate:.10f}",
        "staff_notes": "",
        "customer_message": cart.customer_message,
        "discount_amount": ZERO,
        "coupon_discount": money(totals.coupon_amount),
        "ebay_order_id": "0",
        "external_id": None,
        "external_merchant_id": None,
        "external_source": "",
        "external_order_id": "",
        "billing_address": {**order_address(cart.billing_address or {}), "form_fields": []},
        "is_email_opt_in": False,
        "is_deleted": False,
        "credit_card_type": None,
        "order_source": "checkout_api",
        "tax_provider_id": "BasicTaxProvider",
        "customer_locale": cart.locale,
    }
    row.update(taxed_amounts("subtotal", totals.subtotal))
    row.update(taxed_amounts("total", totals.total))
    costs = {"shipping": (totals.shipping, 2), "handling": (FREE, 2), "wrapping": (FREE, 3)}
    for name, (cost, tax_class_id) in costs.items():
        row.update(taxed_amounts(f"{name}_cost", cost))
        row[f"base_{name}_cost"] = row[f"{name}_cost_ex_tax"]
        row[f"{name}_cost_tax_class_id"] = tax_class_id
    for name in ("products", "shipping_addresses", "coupons", "consignments", "fees"):
        resource = f"/orders/{order_id}/{name}"
        row[name] = {"url": f"{store.base_url}/stores/{store.hash}/v2{resource}", "resource": resource}
    return row


def taxed_amounts(name: str, amount: Taxed) -> Payload:
    """The three fields of an amount: without tax, with it, and the tax alone."""
    return {
        f"{name}_ex_tax": money(amount.ex_tax),
        f"{name}_inc_tax": money(amount.inc_tax),
        f"{name}_tax": money(amount.tax),
    }


def shipping_address_row(
    row_id: int, order_id: int, address: dict[str, Any], option: ShippingOption, items_total: int, cost: Taxed
) -> Payload:
    """Where an order goes to, and how."""
    return {
        "id": row_id,
        "order_id": order_id,
        **order_address(address),
        "items_total": items_total,
        "items_shipped": 0,
        "shipping_method": option.description,
        "base_cost": money(cost.ex_tax),
        **taxed_amounts("cost", cost),
        "cost_tax_class_id": 2,
        "base_handling_cost": ZERO,
        **taxed_amounts("handling_cost", FREE),
        "handling_cost_tax_class_id": 2,
        "shipping_zone_id": 1,
        "shipping_zone_name": "Everywhere",
        "form_fields": [],
        "shipping_quotes": {
            "url": "",
            "resource": f"/orders/{order_id}/shipping_addresses/{row_id}/shipping_quotes",
        },
    }


def shipment_row(row_id: int, order: Payload, parts: dict[str, list[Payload]], sent_at: datetime) -> Payload:
    """A parcel that holds the whole of an order."""
    address = parts["shipping_addresses"][0]
    names = tuple(order_address({}))
    tracking_number = f"DEMO{order['id']:010}"
    return {
        "id": row_id,
        "order_id": order["id"],
        "customer_id": order["customer_id"],
        "order_address_id": address["id"],
        "date_created": rfc_date(sent_at),
        "tracking_number": tracking_number,
        "tracking_carrier": "",
        "tracking_link": f"https://tracking.example.com/{tracking_number}",
        "generated_tracking_link": "",
        "shipping_method": address["shipping_method"],
        "shipping_provider": "",
        "shipping_provider_display_name": "Demo post",
        "merchant_shipping_cost": ZERO,
        "comments": "",
        "billing_address": {name: order["billing_address"][name] for name in names},
        "shipping_address": {name: address[name] for name in names},
        "items": [
            {"order_product_id": row["id"], "product_id": row["product_id"], "quantity": row["quantity"]}
            for row in parts["products"]
        ],
    }


def coupon_row(row_id: int, order_id: int, coupon: Coupon, discount: Decimal) -> Payload:
    """A coupon that an order used."""
    return {
        "id": row_id,
        "order_id": order_id,
        "coupon_id": coupon.id,
        "code": coupon.code,
        "amount": money(coupon.percent or coupon.amount),
        "type": coupon.type_number,
        "discount": discount,
    }
