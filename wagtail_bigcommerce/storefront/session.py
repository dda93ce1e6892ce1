"""What the shop remembers of a visitor, in the server-side session and per channel.

The cart's id works like a password, so it never stands in a page, a URL or a readable cookie. With it goes a small
summary, so that no page needs an API call to say how many things are in the cart, and that can fill a new cart when
BigCommerce has let the old one expire.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest

from ..commerce.cart import Cart, CartLine
from ..commerce.errors import CartError
from ..commerce.line_requests import LineRequest
from ..commerce.repeat import is_own, product_request
from ..models import Channel
from .session_lock import exclusive

SESSION_KEY = "bigcommerce"

#: events that wait for the next page of the cart; who has no script never fetches them
KEPT_EVENTS = 5
#: orders of this session that its visitor may look at; older ones are forgotten
REMEMBERED_ORDERS = 10

#: things on a guest's wish list
MOST_WISHES = 50


@dataclass(frozen=True)
class SummaryLine:
    """A line of the mini cart."""

    product_id: int | None
    name: str
    options: str
    quantity: int
    total: Decimal
    image_url: str
    #: what puts it into a cart again; None for what only the shopper can (gift certificates, say)
    request: LineRequest | None = None


@dataclass(frozen=True)
class CartSummary:
    """The cart as it was when BigCommerce last answered."""

    count: int = 0
    currency: str = ""
    total: Decimal = Decimal(0)
    lines: tuple[SummaryLine, ...] = ()
    #: the codes that are applied
    coupons: tuple[str, ...] = ()


class ShopSession:
    """One visitor's session in one channel."""

    def __init__(self, request: HttpRequest, channel: Channel) -> None:
        self._session = request.session
        self._channel_key = str(channel.bigcommerce_id)

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep this visitor's other requests from changing the cart; raises TryLater (see `session_lock`)."""
        return exclusive(self._session, SESSION_KEY)

    @property
    def cart_id(self) -> str | None:
        return self._data.get("cart_id")

    @property
    def summary(self) -> CartSummary:
        summary = self._data.get("summary")
        if not summary:
            return CartSummary()
        lines = tuple(_summary_line(line) for line in summary["lines"])
        coupons = tuple(summary.get("coupons", ()))
        return CartSummary(summary["count"], summary["currency"], Decimal(summary["total"]), lines, coupons)

    def remember_cart(self, cart: Cart | None) -> None:
        """Keep the cart's id and summary; None forgets the cart. Orders and offers stay."""
        values = {"cart_id": None, "summary": None} if cart is None else {"cart_id": cart.id, "summary": _summary(cart)}
        self._update(values)

    def adopt_cart(self, cart_id: str) -> None:
        """Take over a cart that has not been read yet."""
        self._update({"cart_id": cart_id, "summary": None})

    @property
    def offers(self) -> list[SummaryLine]:
        """Lines of a cart that is no more, to be put into one again."""
        return [_summary_line(line) for line in self._data.get("offers", ())]

    def offer_again(self) -> None:
        """Offer what is in the cart, which is about to be forgotten."""
        summary = self._data.get("summary") or {"lines": []}
        offers = [line for line in summary["lines"] if line.get("request")]
        self._update({"offers": offers or self._data.get("offers")})

    def offer_lines(self, lines: Iterable[CartLine]) -> None:
        """Offer lines that could not go along, beside those that are offered already."""
        offers = [line for line in map(_line_json, lines) if line["request"]]
        self._update({"offers": [*self._data.get("offers", ()), *offers]})

    def keep_offers(self, lines: Iterable[int]) -> None:
        """Go on offering these only, by their index."""
        offers = self._data.get("offers", ())
        self._update({"offers": [offers[index] for index in lines]})

    @property
    def confirmed_orders(self) -> list[int]:
        """Numbers of the orders that BigCommerce confirmed for this visitor's carts, newest last."""
        return list(self._data.get("orders", ()))

    def confirm_order(self, order_id: int) -> None:
        """Let this visitor see the order, and forget the cart that became it."""
        orders = [number for number in self.confirmed_orders if number != order_id]
        purchases = {**self._data.get("purchases", {}), str(order_id): list(self.summary.coupons)}
        self.remember_cart(None)
        self._update({"orders": [*orders, order_id][-REMEMBERED_ORDERS:], "purchases": purchases})

    def take_purchase(self, order_id: int) -> tuple[str, ...] | None:
        """The codes that the order's cart had, for telling of the purchase; None when that has been done."""
        purchases = dict(self._data.get("purchases", {}))
        codes = purchases.pop(str(order_id), None)
        self._update({"purchases": purchases})
        return None if codes is None else tuple(codes)

    def begins_checkout(self) -> bool:
        """Whether this cart goes to the checkout for the first time."""
        is_first = self._data.get("begun") != self.cart_id
        self._update({"begun": self.cart_id})
        return is_first

    def keep_events(self, events: Iterable[dict[str, Any]]) -> None:
        """Keep what happened for the script of the next page."""
        self._update({"events": [*self._data.get("events", ()), *events][-KEPT_EVENTS:]})

    def take_events(self) -> list[dict[str, Any]]:
        """What was kept, once."""
        events = list(self._data.get("events", ()))
        self._update({"events": None})
        return events

    @property
    def allowed_orders(self) -> list[int]:
        """Numbers of the orders that this visitor has looked up as a guest, newest last."""
        return list(self._data.get("lookups", ()))

    def allow_order(self, order_id: int) -> None:
        """Let this visitor see the order, which they named with its e-mail address."""
        orders = [number for number in self.allowed_orders if number != order_id]
        self._update({"lookups": [*orders, order_id][-REMEMBERED_ORDERS:]})

    @property
    def wishes(self) -> list[tuple[int, int]]:
        """What a guest wished for: ids of product and variant, 0 for a variant that is to be chosen."""
        return [(pair[0], pair[1]) for pair in self._data.get("wishes", ())]

    def keep_wishes(self, wishes: Iterable[tuple[int, int]]) -> None:
        """Put others in their place; the newest of too many stay."""
        self._update({"wishes": [list(pair) for pair in dict.fromkeys(wishes)][-MOST_WISHES:]})

    @property
    def _data(self) -> dict[str, Any]:
        return self._session.get(SESSION_KEY, {}).get(self._channel_key, {})

    def _update(self, values: dict[str, Any]) -> None:
        """Write values, and drop those that are empty; nothing is written when nothing changes."""
        data = {name: value for name, value in {**self._data, **values}.items() if value}
        if data != self._data:
            self._session[SESSION_KEY] = {**self._session.get(SESSION_KEY, {}), self._channel_key: data}


def _summary(cart: Cart) -> dict[str, Any]:
    return {
        "count": cart.count,
        "currency": cart.currency,
        "total": str(cart.total),
        "lines": [_line_json(line) for line in cart.lines],
        "coupons": [coupon.code for coupon in cart.coupons],
    }


def _line_json(line: CartLine) -> dict[str, Any]:
    return {
        "product_id": line.product_id,
        "name": line.name,
        "options": ", ".join(option.value for option in line.options if option.value),
        "quantity": line.quantity,
        "total": str(line.total),
        "image_url": line.picture["url"] if line.picture else "",
        "request": _request_json(line),
    }


def _request_json(line: CartLine) -> dict[str, Any] | None:
    if line.request is not None or not is_own(line):
        return None
    try:
        return product_request(line, line.quantity).payload()
    except CartError:  # a date that cannot be read back: only the shopper can enter it again
        return None


def _summary_line(line: dict[str, Any]) -> SummaryLine:
    """Read a line back; sessions outlive releases, so what an older one did not write is empty."""
    request = line.get("request")
    return SummaryLine(
        product_id=line.get("product_id"),
        name=line.get("name", ""),
        options=line.get("options", ""),
        quantity=line.get("quantity", 1),
        total=Decimal(line.get("total", 0)),
        image_url=line.get("image_url", ""),
        request=LineRequest.from_payload(request) if request else None,
    )
