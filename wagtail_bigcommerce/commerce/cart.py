"""What a cart is to a shopper: lines, coupons, sums. Read from BigCommerce's payload.

Source: REST Management, Carts v3 (`Cart_Full`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..client import to_decimal
from ..models import Product
from ..sync.mappers.html import sanitized
from .line_requests import CustomItemRequest, GiftCertificateRequest


@dataclass(frozen=True)
class LineOption:
    """One option or modifier of a line. `value_id` is None where a shopper typed instead of choosing."""

    name: str
    value: str
    option_id: int | None = None
    value_id: int | None = None


@dataclass(frozen=True)
class CartLine:
    """One line. `price` is what one costs, `total` what all of them cost; both in the cart's currency."""

    item_id: str
    name: str
    quantity: int
    price: Decimal
    total: Decimal
    #: what one cost before sales and rules; equal to `price` when nothing was taken off
    original_price: Decimal
    #: what one costs before coupons and promotions: what the product's page says, for most shoppers
    list_price: Decimal
    sku: str = ""
    #: BigCommerce ids; None for custom items and gift certificates
    product_id: int | None = None
    variant_id: int | None = None
    options: tuple[LineOption, ...] = ()
    image_url: str = ""
    #: whether a shopper may change the quantity, or take the line out
    is_editable: bool = True
    is_removable: bool = True
    #: belongs to another line's bundle: goes and comes with it
    is_part: bool = False
    #: a promotion put it in: BigCommerce gives and takes it as it sees fit
    is_gift: bool = False
    #: what coupons and promotions take off all of them together
    discount: Decimal = Decimal(0)
    #: BigCommerce's words for how it will be wrapped, and what that costs; chosen at the hosted storefront only
    wrapping: str = ""
    wrapping_price: Decimal = Decimal(0)
    #: what puts it into another cart, for lines that are no products
    request: GiftCertificateRequest | CustomItemRequest | None = None
    #: our row of the product, when there is one and `with_products` was asked
    product: Product | None = None

    @property
    def picture(self) -> dict[str, Any] | None:
        """The variant's image as BigCommerce names it, else the product's first; shaped as in `Product.images`."""
        return picture(self.image_url) or (self.product.thumbnail if self.product else None)

    @property
    def saving(self) -> Decimal:
        """What all of them together cost less than without sale, coupons and promotions; never negative."""
        return max(self.original_price - self.list_price, Decimal(0)) * self.quantity + self.discount


@dataclass(frozen=True)
class CartCoupon:
    code: str
    name: str
    amount: Decimal


@dataclass(frozen=True)
class Cart:
    """A cart as BigCommerce last answered it. The id is a key to the cart, so it stays out of reprs."""

    id: str = field(repr=False)
    currency: str
    subtotal: Decimal
    total: Decimal
    lines: tuple[CartLine, ...]
    coupons: tuple[CartCoupon, ...] = ()
    #: automatic discounts on the whole cart
    discount: Decimal = Decimal(0)
    tax_included: bool = False
    #: whether anything in it has to get to the shopper
    needs_shipping: bool = False
    customer_id: int = 0
    channel_id: int = 0
    #: the merchant's words about promotions, as HTML that is safe to show
    banners: tuple[str, ...] = ()
    #: for optimistic locking; None when the store sends none
    version: int | None = None

    @property
    def count(self) -> int:
        """How many things are in it; what belongs to another line's bundle is not counted twice."""
        return sum(line.quantity for line in self.lines if not line.is_part)

    @property
    def saving(self) -> Decimal:
        """What sales, coupons and promotions take off together."""
        off_lines = sum(((line.saving - line.discount) for line in self.lines), Decimal(0))
        return off_lines + self.discount + sum((coupon.amount for coupon in self.coupons), Decimal(0))

    def line(self, item_id: str) -> CartLine | None:
        return next((line for line in self.lines if line.item_id == item_id), None)


def picture(url: str) -> dict[str, Any] | None:
    """An image of which there is one size only, shaped as in `Product.images`; None without an address."""
    return {"url": url, "thumbnail": url, "alt": ""} if url else None


def cart_from_payload(payload: Mapping[str, Any]) -> Cart:
    """Read a cart; missing and odd values become harmless ones."""
    items = payload.get("line_items") or {}
    lines = [_product_line(item) for key in ("physical_items", "digital_items") for item in items.get(key) or ()]
    lines += [_custom_line(item) for item in items.get("custom_items") or ()]
    lines += [_gift_certificate_line(item) for item in items.get("gift_certificates") or ()]
    return Cart(
        id=payload["id"],
        currency=(payload.get("currency") or {}).get("code") or "",
        subtotal=_money(payload.get("base_amount")),
        total=_money(payload.get("cart_amount")),
        lines=tuple(lines),
        coupons=tuple(_coupon(row) for row in payload.get("coupons") or ()),
        discount=_money(payload.get("discount_amount")),
        tax_included=bool(payload.get("tax_included")),
        needs_shipping=bool(items.get("physical_items") or items.get("custom_items")),
        customer_id=payload.get("customer_id") or 0,
        channel_id=payload.get("channel_id") or 0,
        banners=tuple(_banners((payload.get("promotions") or {}).get("banners"))),
        version=payload.get("version"),
    )


def _product_line(item: Mapping[str, Any]) -> CartLine:
    quantity = item.get("quantity") or 0
    price = _money(item.get("sale_price"), item.get("list_price"))
    is_part = bool(item.get("parent_id"))
    is_gift = bool(item.get("added_by_promotion"))
    is_mutable = item.get("is_mutable") is not False and not is_gift and not is_part
    wrapping = item.get("gift_wrapping") or {}
    return CartLine(
        item_id=str(item["id"]),
        name=item.get("name") or "",
        quantity=quantity,
        price=price,
        total=_money(item.get("extended_sale_price"), price * quantity),
        original_price=_money(item.get("original_price"), item.get("list_price"), price),
        list_price=_money(item.get("list_price"), price),
        sku=item.get("sku") or "",
        product_id=item.get("product_id"),
        variant_id=item.get("variant_id"),
        options=tuple(_option(row) for row in item.get("options") or ()),
        image_url=item.get("image_url") or "",
        is_editable=is_mutable,
        is_removable=not is_part and not is_gift,
        is_part=is_part,
        is_gift=is_gift,
        # by the specification the first includes the second, in payloads of live stores it does not always
        discount=max(_money(item.get("discount_amount")), _money(item.get("coupon_amount"))),
        wrapping=wrapping.get("name") or "",
        wrapping_price=_money(wrapping.get("amount")),
    )


def _custom_line(item: Mapping[str, Any]) -> CartLine:
    request = CustomItemRequest(
        name=item.get("name") or "",
        quantity=item.get("quantity") or 0,
        list_price=_money(item.get("list_price")),
        sku=item.get("sku") or "",
        image_url=item.get("image_url") or "",
    )
    return CartLine(
        item_id=str(item["id"]),
        name=request.name,
        quantity=request.quantity,
        price=request.list_price,
        total=_money(item.get("extended_list_price"), request.list_price * request.quantity),
        original_price=request.list_price,
        list_price=request.list_price,
        sku=request.sku,
        image_url=request.image_url,
        is_editable=False,
        request=request,
    )


def _gift_certificate_line(item: Mapping[str, Any]) -> CartLine:
    sender, recipient = item.get("sender") or {}, item.get("recipient") or {}
    request = GiftCertificateRequest(
        name=item.get("name") or "",
        amount=_money(item.get("amount")),
        theme=item.get("theme") or "General",
        sender_name=sender.get("name") or "",
        sender_email=sender.get("email") or "",
        recipient_name=recipient.get("name") or "",
        recipient_email=recipient.get("email") or "",
        message=item.get("message") or "",
        quantity=item.get("quantity") or 1,
    )
    return CartLine(
        item_id=str(item["id"]),
        name=request.name,
        quantity=request.quantity,
        price=request.amount,
        total=request.amount * request.quantity,
        original_price=request.amount,
        list_price=request.amount,
        is_editable=False,
        request=request,
    )


def _banners(banners: Any) -> Iterable[str]:
    """Those for the cart page. The specification shows one object in the schema and a list in the examples."""
    for banner in [banners] if isinstance(banners, Mapping) else banners or ():
        pages = banner.get("page") or ("cartpage",)
        text = sanitized(str(banner.get("text") or ""), "")
        if text and "cartpage" in pages:
            yield text


def _option(row: Mapping[str, Any]) -> LineOption:
    return LineOption(
        name=str(row.get("name") or ""),
        value=str(row.get("value") or ""),
        option_id=_integer(row.get("nameId", row.get("name_id"))),
        value_id=_integer(row.get("valueId", row.get("value_id"))),
    )


def _coupon(row: Mapping[str, Any]) -> CartCoupon:
    code = str(row.get("code") or "")
    return CartCoupon(code=code, name=row.get("display_name") or code, amount=_money(row.get("discounted_amount")))


def _money(*values: Any) -> Decimal:
    """The first of the values that is an amount, else 0."""
    return next((amount for value in values if (amount := to_decimal(value)) is not None), Decimal(0))


def _integer(value: Any) -> int | None:
    return int(value) if str(value).isdecimal() else None
