"""What can be put into a cart: products, gift certificates, items of no catalog. None of them takes a price from a
browser.

Source: REST Management, Carts v3, "Add cart line items".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, Literal, TypedDict


@dataclass(frozen=True)
class LineRequest:
    """A line to add. Either `variant_id`, or `option_selections` for options and modifiers alike; never a price."""

    LIST: ClassVar[Literal["line_items"]] = "line_items"

    product_id: int
    quantity: int
    variant_id: int | None = None
    option_selections: tuple[dict[str, Any], ...] = ()

    def payload(self) -> dict[str, Any]:
        """The line as the API wants it."""
        line: dict[str, Any] = {"product_id": self.product_id, "quantity": self.quantity}
        if self.option_selections:
            line["option_selections"] = list(self.option_selections)
        elif self.variant_id is not None:
            line["variant_id"] = self.variant_id
        return line

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> LineRequest:
        """Read back what `payload` wrote, after a trip through JSON."""
        return cls(
            payload["product_id"],
            payload["quantity"],
            payload.get("variant_id"),
            tuple(payload.get("option_selections", ())),
        )


@dataclass(frozen=True)
class GiftCertificateRequest:
    """A gift certificate to buy. BigCommerce mails it to the recipient once the order is paid."""

    LIST: ClassVar[Literal["gift_certificates"]] = "gift_certificates"

    name: str
    amount: Decimal
    theme: str
    sender_name: str = field(repr=False)
    sender_email: str = field(repr=False)
    recipient_name: str = field(repr=False)
    recipient_email: str = field(repr=False)
    message: str = field(default="", repr=False)
    quantity: int = 1

    def payload(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "theme": self.theme,
            "amount": self.amount,
            "quantity": self.quantity,
            "sender": {"name": self.sender_name, "email": self.sender_email},
            "recipient": {"name": self.recipient_name, "email": self.recipient_email},
            "message": self.message,
        }


@dataclass(frozen=True)
class CustomItemRequest:
    """An item that is in no catalog, as a site's own code or the merchant put it into a cart."""

    LIST: ClassVar[Literal["custom_items"]] = "custom_items"

    name: str
    quantity: int
    list_price: Decimal
    sku: str = ""
    image_url: str = ""

    def payload(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "quantity": self.quantity,
            "list_price": self.list_price,
            "sku": self.sku,
            "image_url": self.image_url,
        }


Request = LineRequest | GiftCertificateRequest | CustomItemRequest


class Lists(TypedDict):
    """Requests as the API wants them, by the list that each kind goes into."""

    line_items: list[dict[str, Any]]
    gift_certificates: list[dict[str, Any]]
    custom_items: list[dict[str, Any]]


def in_lists(requests: Iterable[Request]) -> Lists:
    lists = Lists(line_items=[], gift_certificates=[], custom_items=[])
    for request in requests:
        lists[request.LIST].append(request.payload())
    return lists
