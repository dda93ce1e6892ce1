"""Carts as the store keeps them: their lines, their version and their thirty days.

Nothing here knows HTTP. What a cart costs is in `cart_totals`; what the API shows of it in `api/cart_payloads`.
Source: REST Management, Carts v3.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .messages import problem
from .modifier_values import Choice

if TYPE_CHECKING:
    from .store import DemoStore

#: A cart lives this long after its last change.
LIFETIME = timedelta(days=30)


@dataclass
class Line:
    """So many of one variant of a product, with everything chosen for it."""

    product_id: int
    variant_id: int
    quantity: int
    choices: tuple[Choice, ...] = ()
    #: A price and a name the caller gave; they win over the catalog's.
    list_price: Decimal | None = None
    name: str | None = None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def sameness(self) -> tuple[Any, ...]:
        """Lines that are equal in this are one line with a greater quantity."""
        return (self.product_id, self.variant_id, self.choices, self.list_price, self.name)


@dataclass
class CustomItem:
    """A line that is in no catalog: name and price come from the caller."""

    name: str
    quantity: int
    list_price: Decimal
    sku: str = ""
    image_url: str = ""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass
class GiftCertificateItem:
    """A gift certificate that is being bought."""

    name: str
    theme: str
    amount: Decimal
    quantity: int
    sender: dict[str, str]
    recipient: dict[str, str]
    message: str = ""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass
class Consignment:
    """Where some of a cart's lines go to, and how. `address` is a checkout address; quantities are by line id.

    What is picked up at the shop has a method of that instead of an address.
    """

    address: dict[str, Any]
    quantities: dict[str, int]
    shipping_option_id: str | None = None
    pickup_method_id: int | None = None
    id: str = field(default_factory=lambda: uuid.uuid4().hex[:13])


@dataclass
class Cart:
    """A cart, which is also the checkout of the same id."""

    channel_id: int
    currency_code: str
    locale: str
    created_at: datetime
    updated_at: datetime
    customer_id: int = 0
    lines: list[Line] = field(default_factory=list)
    custom_items: list[CustomItem] = field(default_factory=list)
    gift_certificates: list[GiftCertificateItem] = field(default_factory=list)
    coupon_codes: list[str] = field(default_factory=list)
    gift_certificate_codes: list[str] = field(default_factory=list)
    billing_address: dict[str, Any] | None = None
    consignments: list[Consignment] = field(default_factory=list)
    customer_message: str = ""
    version: int = 1
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.custom_items or self.gift_certificates)

    def items(self) -> Iterator[Line | CustomItem | GiftCertificateItem]:
        yield from self.lines
        yield from self.custom_items
        yield from self.gift_certificates

    def touch(self, now: datetime) -> None:
        """Note a change: a new version, and thirty more days."""
        self.version += 1
        self.updated_at = now


def live_cart(store: DemoStore, cart_id: str) -> Cart | None:
    """Return the cart; None when there is none, or its thirty days are over."""
    cart = store.state.carts.get(cart_id)
    if cart is not None and cart.updated_at + LIFETIME <= store.clock():
        del store.state.carts[cart_id]
        return None
    return cart


def find_cart(store: DemoStore, cart_id: str) -> Cart:
    """Return the cart; raises ApiProblem 404 when there is none, or none any more."""
    cart = live_cart(store, cart_id)
    if cart is None:
        problem(404, "Cart not found")
    return cart


def require_version(cart: Cart, version: Any) -> None:
    """Refuse (409) a change that was made to another version of the cart. No version, no check."""
    if version is not None and version != cart.version:
        problem(409, "The cart was changed by another request")


def remove_cart(store: DemoStore, cart: Cart) -> None:
    """Delete the cart for good, and tell the webhooks."""
    del store.state.carts[cart.id]
    store.emit("store/cart/deleted", {"type": "cart", "id": cart.id}, channel_id=cart.channel_id)


def abandon_cart(store: DemoStore, cart: Cart) -> str:
    """Give a cart up for a while, and return the token that the mail about it carries."""
    token = str(uuid.uuid4())
    store.state.abandoned_carts[token] = cart.id
    store.emit("store/cart/abandoned", {"type": "cart", "id": cart.id, "token": token}, channel_id=cart.channel_id)
    return token
