"""What a checkout is: addresses, deliveries, sums. Read from BigCommerce's payload, as `cart` reads a cart.

Source: REST Management, Checkouts v3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..client import parse_datetime, to_decimal
from .cart import CartCoupon, CartLine, cart_from_payload

_NEEDED_FOR_ORDERS = ("first_name", "last_name", "email", "address1", "city", "country_code")


@dataclass(frozen=True, repr=False)
class CheckoutAddress:
    """A postal address with an e-mail. `country_code` is ISO 3166; state by name or code, as the country has them.

    E-mail and country are enough for quotes; an order needs names, street and city too. Not shown by `repr`.
    """

    email: str
    country_code: str
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    address1: str = ""
    address2: str = ""
    city: str = ""
    state_or_province: str = ""
    state_or_province_code: str = ""
    postal_code: str = ""
    phone: str = ""

    def payload(self) -> dict[str, Any]:
        """The address as checkouts want it."""
        return {name: value for name, value in asdict(self).items() if value}

    def order_payload(self) -> dict[str, Any]:
        """The address as orders want it, in their words."""
        names = {
            "street_1": self.address1,
            "street_2": self.address2,
            "state": self.state_or_province,
            "country_iso2": self.country_code,
            **{name: getattr(self, name) for name in ("first_name", "last_name", "company", "city", "phone", "email")},
        }
        return {"zip": self.postal_code, **{name: value for name, value in names.items() if value}}

    def missing(self) -> tuple[str, ...]:
        """Names of the fields that an order still needs."""
        return tuple(name for name in _NEEDED_FOR_ORDERS if not getattr(self, name))


@dataclass(frozen=True)
class ShippingOption:
    """One way of delivery. `cost` is in the checkout's currency; good for the address and lines it was offered for."""

    id: str
    description: str
    cost: Decimal
    transit_time: str = ""


@dataclass(frozen=True)
class Consignment:
    """Where some of the lines go, and how. Picked up at the shop when there is a `pickup_method_id`."""

    id: str
    item_ids: tuple[str, ...]
    address: CheckoutAddress | None
    shipping_options: tuple[ShippingOption, ...] = ()
    chosen: ShippingOption | None = None
    pickup_method_id: int | None = None

    @property
    def is_settled(self) -> bool:
        """Whether it is known how the goods get to the shopper."""
        return self.chosen is not None or self.pickup_method_id is not None


@dataclass(frozen=True)
class Checkout:
    """A checkout as BigCommerce last answered it. The id is a key to it, so it stays out of reprs.

    `subtotal`, `shipping` and `handling` are without tax, `total` is what there is to pay, before gift certificates.
    """

    id: str = field(repr=False)
    currency: str
    lines: tuple[CartLine, ...]
    #: (item id, quantity) of what has to get to the shopper; the rest is digital, or a gift certificate
    to_deliver: tuple[tuple[str, int], ...]
    consignments: tuple[Consignment, ...]
    subtotal: Decimal
    shipping: Decimal
    handling: Decimal
    tax: Decimal
    total: Decimal
    billing_address: CheckoutAddress | None = field(default=None, repr=False)
    billing_address_id: str = ""
    coupons: tuple[CartCoupon, ...] = ()
    customer_message: str = field(default="", repr=False)
    customer_id: int = 0
    updated_at: datetime | None = None
    #: for optimistic locking; None when the store sends none
    version: int | None = None

    def consignment(self, consignment_id: str) -> Consignment | None:
        return next((row for row in self.consignments if row.id == consignment_id), None)

    @property
    def undelivered(self) -> tuple[str, ...]:
        """Item ids of lines that have to get to the shopper and are in no consignment yet."""
        assigned = {item_id for consignment in self.consignments for item_id in consignment.item_ids}
        return tuple(item_id for item_id, _quantity in self.to_deliver if item_id not in assigned)


def checkout_from_payload(payload: Mapping[str, Any]) -> Checkout:
    """Read a checkout; missing and odd values become harmless ones."""
    raw_cart = payload.get("cart") or {}
    cart = cart_from_payload({**raw_cart, "id": payload["id"]})
    items = raw_cart.get("line_items") or {}
    physical = [*(items.get("physical_items") or ()), *(items.get("custom_items") or ())]
    billing = payload.get("billing_address") or {}
    return Checkout(
        id=payload["id"],
        currency=cart.currency,
        lines=cart.lines,
        to_deliver=tuple((str(item["id"]), int(item.get("quantity") or 0)) for item in physical),
        consignments=tuple(_consignment(row) for row in payload.get("consignments") or ()),
        subtotal=_money(payload, "subtotal_ex_tax"),
        shipping=_money(payload, "shipping_cost_total_ex_tax"),
        handling=_money(payload, "handling_cost_total_ex_tax"),
        tax=_money(payload, "tax_total"),
        total=_money(payload, "grand_total"),
        billing_address=_address(billing),
        billing_address_id=str(billing.get("id") or ""),
        coupons=tuple(_coupon(row) for row in payload.get("coupons") or ()),
        customer_message=payload.get("customer_message") or "",
        customer_id=raw_cart.get("customer_id") or 0,
        updated_at=parse_datetime(payload.get("updated_time")),
        version=payload.get("version"),
    )


def _consignment(row: Mapping[str, Any]) -> Consignment:
    chosen = row.get("selected_shipping_option") or {}
    pickup = row.get("selected_pickup_option") or {}
    return Consignment(
        id=str(row["id"]),
        item_ids=tuple(str(item_id) for item_id in row.get("line_item_ids") or ()),
        address=_address(row.get("address") or row.get("shipping_address") or {}),
        shipping_options=tuple(_option(option) for option in row.get("available_shipping_options") or ()),
        chosen=_option(chosen) if chosen.get("id") else None,
        pickup_method_id=pickup.get("pickup_method_id"),
    )


def _option(row: Mapping[str, Any]) -> ShippingOption:
    return ShippingOption(
        id=str(row.get("id") or ""),
        description=row.get("description") or "",
        cost=_money(row, "cost"),
        transit_time=row.get("transit_time") or "",
    )


def _address(row: Mapping[str, Any]) -> CheckoutAddress | None:
    """An address; a checkout without one has none, or one of empty texts."""
    if not row.get("email") and not row.get("country_code"):
        return None
    return CheckoutAddress(**{name: str(row.get(name) or "") for name in CheckoutAddress.__dataclass_fields__})


def _coupon(row: Mapping[str, Any]) -> CartCoupon:
    code = str(row.get("code") or "")
    return CartCoupon(code=code, name=row.get("display_name") or code, amount=_money(row, "discounted_amount"))


def _money(payload: Mapping[str, Any], name: str) -> Decimal:
    return to_decimal(payload.get(name)) or Decimal(0)
