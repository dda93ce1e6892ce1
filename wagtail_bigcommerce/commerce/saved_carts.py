"""Which cart a customer has in a channel, on whatever device they filled it. Database only, no call."""

from __future__ import annotations

from ..models import Channel, Customer, SavedCart


def saved_cart_id(customer: Customer, channel: Channel) -> str | None:
    """The id of the cart that the customer used last, None when there is none."""
    saved = SavedCart.objects.filter(customer=customer, channel=channel).values_list("cart_id", flat=True)
    return saved.first()


def save_cart(customer: Customer, channel: Channel, cart_id: str) -> None:
    """From now on this is the customer's cart."""
    SavedCart.objects.update_or_create(customer=customer, channel=channel, defaults={"cart_id": cart_id})


def forget_cart(cart_id: str) -> None:
    """The cart is no more, whosever it was."""
    SavedCart.objects.filter(cart_id=cart_id).delete()
