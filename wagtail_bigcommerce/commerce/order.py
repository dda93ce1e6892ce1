"""What an order is to a shopper: lines, sums, where it goes, what was sent and paid back. Reads payloads, asks nobody.

Sources: REST Management, Orders v2 (money as text with four decimals, dates RFC 2822), Orders v3 for refunds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..client import parse_datetime, to_decimal
from .tracking import safe_link

#: the states of a payment, and of an order, that come with refunds
_PAID_BACK = frozenset({"refunded", "partially refunded"})
_PAID_BACK_STATUSES = frozenset({4, 14})


@dataclass(frozen=True)
class Address:
    """A postal address, as lines to print."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class OrderOption:
    """What was chosen of an option or modifier. `value` is an id as text where values are offered, else the text."""

    name: str
    label: str
    option_id: int = 0
    value: str = ""


@dataclass(frozen=True)
class OrderLine:
    """One line; whether `price` and `total` hold the tax says the order's `shows_tax`."""

    line_id: int
    name: str
    quantity: int
    price: Decimal
    total: Decimal
    sku: str = ""
    options: tuple[OrderOption, ...] = ()
    #: BigCommerce ids; 0 for what is in no catalog, gift certificates say
    product_id: int = 0
    variant_id: int = 0
    is_digital: bool = False
    #: belongs to another line's bundle
    is_part: bool = False
    quantity_shipped: int = 0
    quantity_refunded: int = 0
    wrapping: str = ""


@dataclass(frozen=True)
class OrderSummary:
    """An order in a list. Amounts are in `currency`, the one that was paid in."""

    number: int
    status: str
    placed_at: datetime | None
    currency: str
    total: Decimal
    item_count: int


@dataclass(frozen=True)
class Shipment:
    """A parcel. `tracking_url` is "" when there is none that is safe to follow; `items` are (name, quantity)."""

    sent_at: datetime | None
    carrier: str
    tracking_number: str
    tracking_url: str
    items: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Refund:
    made_at: datetime | None
    amount: Decimal


@dataclass(frozen=True)
class OrderMessage:
    sent_at: datetime | None
    subject: str
    text: str
    is_from_shop: bool


@dataclass(frozen=True)
class Order:
    """An order with its parts. Lines, `subtotal`, `shipping`, `handling` and `wrapping` are with tax or without it, as
    `shows_tax` says; `summary.total` is what had to be paid in the end, always with tax."""

    summary: OrderSummary
    lines: tuple[OrderLine, ...]
    shows_tax: bool
    subtotal: Decimal
    discount: Decimal
    shipping: Decimal
    handling: Decimal
    wrapping: Decimal
    tax: Decimal
    #: parts of the total that were paid so
    store_credit: Decimal
    gift_certificate: Decimal
    email: str
    billing_address: Address
    payment_method: str
    #: what the shopper wrote when ordering
    customer_message: str = ""
    #: with the name of the shipping method; empty for digital orders
    shipping_addresses: tuple[tuple[Address, str], ...] = ()
    shipments: tuple[Shipment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    messages: tuple[OrderMessage, ...] = ()

    @property
    def has_downloads(self) -> bool:
        return any(line.is_digital for line in self.lines)

    @property
    def refunded(self) -> Decimal:
        return sum((refund.amount for refund in self.refunds), Decimal(0))


@dataclass(frozen=True)
class OrderRows:
    """The payloads of an order's parts, as far as they were asked for."""

    products: Sequence[Mapping[str, Any]]
    shipping_addresses: Sequence[Mapping[str, Any]] = ()
    shipments: Sequence[Mapping[str, Any]] = ()
    refunds: Sequence[Mapping[str, Any]] = ()
    messages: Sequence[Mapping[str, Any]] = ()


def is_refunded(payload: Mapping[str, Any], products: Iterable[Mapping[str, Any]]) -> bool:
    """Whether something of an order was paid back. `refunded_amount` does not tell: it is always 0."""
    return (
        payload.get("status_id") in _PAID_BACK_STATUSES
        or str(payload.get("payment_status") or "").lower() in _PAID_BACK
        or any(_integer(row.get("quantity_refunded")) for row in products)
    )


def shows_tax(payload: Mapping[str, Any], tax_settings: Mapping[str, Any]) -> bool:
    """Whether the store shows the amounts of an order with tax, by its setting for invoices.

    `tax_settings` is `Channel.settings["tax"]`. "ZONE" leaves it to the zone of the shopper; the order then tells how
    it was priced.
    """
    display = tax_settings.get("price_display_settings")
    strategy = display.get("invoice_price_display_strategy") if isinstance(display, Mapping) else None
    return strategy == "INCLUSIVE" or (strategy != "EXCLUSIVE" and payload.get("is_tax_inclusive_pricing") is True)


def order_from_payload(payload: Mapping[str, Any], rows: OrderRows, tax_settings: Mapping[str, Any]) -> Order:
    """Read an order; missing and odd values become harmless ones."""
    with_tax = shows_tax(payload, tax_settings)
    tax = "inc_tax" if with_tax else "ex_tax"
    billing = payload.get("billing_address") or {}
    lines = tuple(_line(row, tax) for row in rows.products)
    return Order(
        summary=summary_from_payload(payload),
        lines=lines,
        shows_tax=with_tax,
        subtotal=_money(payload, f"subtotal_{tax}"),
        discount=_money(payload, "discount_amount") + _money(payload, "coupon_discount"),
        shipping=_money(payload, f"shipping_cost_{tax}"),
        handling=_money(payload, f"handling_cost_{tax}"),
        wrapping=_money(payload, f"wrapping_cost_{tax}"),
        tax=_money(payload, "total_tax"),
        store_credit=_money(payload, "store_credit_amount"),
        gift_certificate=_money(payload, "gift_certificate_amount"),
        email=billing.get("email") or "",
        billing_address=_address(billing),
        payment_method=payload.get("payment_method") or "",
        customer_message=payload.get("customer_message") or "",
        shipping_addresses=tuple((_address(row), row.get("shipping_method") or "") for row in rows.shipping_addresses),
        shipments=tuple(_shipment(row, lines) for row in rows.shipments),
        # a refund's reason is left out: merchants write it for themselves
        refunds=tuple(Refund(parse_datetime(row.get("created")), _money(row, "total_amount")) for row in rows.refunds),
        messages=tuple(_message(row) for row in rows.messages),
    )


def summary_from_payload(payload: Mapping[str, Any]) -> OrderSummary:
    return OrderSummary(
        number=int(payload["id"]),
        status=payload.get("custom_status") or payload.get("status") or "",
        placed_at=parse_datetime(payload.get("date_created")),
        currency=payload.get("default_currency_code") or payload.get("currency_code") or "",
        total=_money(payload, "total_inc_tax"),
        item_count=_integer(payload.get("items_total")),
    )


def _line(row: Mapping[str, Any], tax: str) -> OrderLine:
    return OrderLine(
        line_id=_integer(row.get("id")),
        name=row.get("name_customer") or row.get("name") or "",
        quantity=_integer(row.get("quantity")),
        price=_money(row, f"price_{tax}"),
        total=_money(row, f"total_{tax}"),
        sku=row.get("sku") or "",
        options=tuple(_option(option) for option in row.get("product_options") or ()),
        product_id=_integer(row.get("product_id")),
        variant_id=_integer(row.get("variant_id")),
        is_digital=row.get("type") == "digital",
        is_part=bool(row.get("parent_order_product_id")),
        quantity_shipped=_integer(row.get("quantity_shipped")),
        quantity_refunded=_integer(row.get("quantity_refunded")),
        wrapping=row.get("wrapping_name") or "",
    )


def _option(row: Mapping[str, Any]) -> OrderOption:
    return OrderOption(
        name=row.get("display_name_customer") or row.get("display_name") or "",
        label=row.get("display_value_customer") or row.get("display_value") or "",
        option_id=_integer(row.get("product_option_id")),
        value=str(row.get("value") or ""),
    )


def _shipment(row: Mapping[str, Any], lines: Iterable[OrderLine]) -> Shipment:
    names = {line.line_id: line.name for line in lines}
    items = ((_integer(item.get("order_product_id")), item.get("quantity")) for item in row.get("items") or ())
    return Shipment(
        sent_at=parse_datetime(row.get("date_created")),
        carrier=row.get("shipping_provider_display_name") or row.get("shipping_method") or "",
        tracking_number=row.get("tracking_number") or "",
        tracking_url=safe_link(row.get("tracking_link")) or safe_link(row.get("generated_tracking_link")),
        items=tuple((names[line_id], _integer(quantity)) for line_id, quantity in items if line_id in names),
    )


def _message(row: Mapping[str, Any]) -> OrderMessage:
    return OrderMessage(
        sent_at=parse_datetime(row.get("date_created")),
        subject=row.get("subject") or "",
        text=row.get("message") or "",
        is_from_shop=row.get("type") != "customer",
    )


def _address(row: Mapping[str, Any]) -> Address:
    name = " ".join(part for part in (row.get("first_name"), row.get("last_name")) if part)
    place = " ".join(part for part in (row.get("city"), row.get("state"), row.get("zip")) if part)
    lines = (name, row.get("company"), row.get("street_1"), row.get("street_2"), place, row.get("country"))
    return Address(tuple(line for line in lines if line))


def _money(payload: Mapping[str, Any], name: str) -> Decimal:
    return to_decimal(payload.get(name)) or Decimal(0)


def _integer(value: Any) -> int:
    """A count or an id, which V2 sends as number or text; 0 for what is neither."""
    return int(value) if str(value).isdecimal() else 0
