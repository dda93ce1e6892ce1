"""A cart as the API shows it, and the same lines as a checkout shows them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..cart_totals import CartTotals, PricedLine, bundled_lines, price_cart
from ..carts import Cart, CustomItem, GiftCertificateItem

if TYPE_CHECKING:
    from ..state import Payload
    from ..store import DemoStore

PHYSICAL_OPTIONS = "line_items.physical_items.options"
DIGITAL_OPTIONS = "line_items.digital_items.options"
BANNERS = "promotions.banners"


def cart_payload(store: DemoStore, cart: Cart, include: Collection[str] = ()) -> Payload:
    """A cart as `/v3/carts` answers it. Chosen options are left out unless `include` names them."""
    totals = price_cart(store, cart)
    payload = {
        **cart_head(cart, totals),
        "cart_amount": totals.cart.inc_tax,
        "manual_discount_amount": 0,
        "coupons": [
            {
                "id": str(coupon.id),
                "code": coupon.code,
                "coupon_type": str(coupon.type_number),
                "display_name": coupon.display_name,
                "discounted_amount": amount,
            }
            for coupon, amount in totals.coupons
        ],
        "line_items": line_items(store, cart, totals, include, taxable="taxable"),
        "locale": cart.locale,
        "version": cart.version,
    }
    if BANNERS in include:
        payload["promotions"] = {"banners": []}
    return payload


def cart_head(cart: Cart, totals: CartTotals) -> Payload:
    """What carts and checkouts word alike."""
    return {
        "id": cart.id,
        "customer_id": cart.customer_id,
        "channel_id": cart.channel_id,
        "email": (cart.billing_address or {}).get("email", ""),
        "currency": {"code": cart.currency_code},
        "tax_included": totals.tax.included,
        "base_amount": totals.base_amount,
        "discount_amount": 0,
        "discounts": [],
        "created_time": timestamp(cart.created_at),
        "updated_time": timestamp(cart.updated_at),
    }


def timestamp(moment: datetime) -> str:
    """A moment as carts and checkouts write it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")


def line_items(store: DemoStore, cart: Cart, totals: CartTotals, include: Collection[str], *, taxable: str) -> Payload:
    """The four lists of a cart's items. `taxable` is the name of that field: carts and checkouts differ in it."""
    physical, digital = [], []
    for priced in totals.lines:
        for each in (priced, *bundled_lines(store, priced)):
            row = _line(store, cart, each, taxable)
            if each.product.get("type") == "digital":
                row.update(download_file_urls=[], download_page_url="", download_size="")
                digital.append(_with_options(row, each, DIGITAL_OPTIONS in include))
            else:
                row.update(is_require_shipping=True)
                physical.append(_with_options(row, each, PHYSICAL_OPTIONS in include))
    return {
        "physical_items": physical,
        "digital_items": digital,
        "gift_certificates": [_gift_certificate(item) for item in cart.gift_certificates],
        "custom_items": [_custom_item(item) for item in cart.custom_items],
    }


def _line(store: DemoStore, cart: Cart, priced: PricedLine, taxable: str) -> Payload:
    line, product, variant = priced.line, priced.product, priced.variant
    return {
        "id": line.id,
        "parent_id": priced.parent.id if priced.parent else None,
        "variant_id": variant["id"],
        "product_id": product["id"],
        "sku": variant.get("sku") or product.get("sku") or "",
        "name": line.name or product["name"],
        "url": f"{store.base_url}{product['custom_url']['url']}",
        "quantity": line.quantity,
        taxable: True,
        "image_url": image_url(product, variant),
        "discounts": [{"id": "coupon", "discounted_amount": amount} for _, amount in priced.coupon_amounts],
        "coupons": [
            {
                "id": coupon.id,
                "code": coupon.code,
                "name": coupon.display_name,
                "discountType": coupon.type_number,
                "discountAmount": int(coupon.percent or coupon.amount),
                "expiresDate": 0,
                "totalDiscount": amount,
            }
            for coupon, amount in priced.coupon_amounts
        ],
        "discount_amount": 0,
        "coupon_amount": priced.coupon_amount,
        "original_price": priced.original_price,
        "list_price": priced.list_price,
        "sale_price": priced.list_price,
        "extended_list_price": priced.extended_price,
        "extended_sale_price": priced.extended_price,
        "is_mutable": priced.parent is None,
        "added_by_promotion": False,
    }


def _with_options(row: Payload, priced: PricedLine, wanted: bool) -> Payload:
    if wanted:
        row["options"] = [
            {"name": choice.name, "nameId": choice.option_id, "value": choice.value, "valueId": choice.value_id}
            for choice in priced.line.choices
        ]
    return row


def image_url(product: Payload, variant: Payload) -> str:
    images = sorted(product.get("images") or [], key=lambda image: (not image["is_thumbnail"], image["sort_order"]))
    return variant.get("image_url") or (images[0]["url_thumbnail"] if images else "")


def _custom_item(item: CustomItem) -> Payload:
    return {
        "id": item.id,
        "sku": item.sku,
        "name": item.name,
        "quantity": item.quantity,
        "image_url": item.image_url,
        "list_price": item.list_price,
        "extended_list_price": item.list_price * item.quantity,
    }


def _gift_certificate(item: GiftCertificateItem) -> Payload:
    return {
        "id": item.id,
        "name": item.name,
        "theme": item.theme,
        "amount": item.amount,
        "quantity": item.quantity,
        "taxable": False,
        "sender": item.sender,
        "recipient": item.recipient,
        "message": item.message,
    }
