"""The steps of a checkout on our own pages, up to the order: addresses, deliveries, codes, a message.

Each takes the checkout as it was last answered and returns it as it is now: one call in the normal case. When somebody
else changed it in between it is read anew and the step is done once more. All raise CheckoutGone when there is nothing
to check out any more, CheckoutError when the store refuses, TryLater when it cannot be asked.
Source: REST Management, Checkouts v3; guide "Consignments".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ..client import CHECKOUT_INCLUDES, SHIPPING_OPTIONS, BigCommerceClient, Conflict, NotFound, ValidationFailed
from .checkout import Checkout, CheckoutAddress, checkout_from_payload
from .errors import CheckoutError, CheckoutGone, try_later

LONGEST_MESSAGE = 2000


@dataclass(frozen=True)
class Delivery:
    """Lines to deliver: quantities by item id, and the address they go to, or how they are picked up at the shop."""

    quantities: Mapping[str, int]
    address: CheckoutAddress | None = field(default=None, repr=False)
    pickup_method_id: int | None = None

    def __post_init__(self) -> None:
        if (self.address is None) == (self.pickup_method_id is None):
            raise ValueError("Lines either go to an address or are picked up")

    @classmethod
    def everything(
        cls, checkout: Checkout, *, address: CheckoutAddress | None = None, pickup_method_id: int | None = None
    ) -> Delivery:
        """All that has to get to the shopper, together."""
        return cls(dict(checkout.to_deliver), address, pickup_method_id)

    def payload(self) -> dict[str, Any]:
        """The delivery as the API wants it."""
        lines = [{"item_id": item_id, "quantity": quantity} for item_id, quantity in self.quantities.items()]
        if self.address is not None:
            return {"address": self.address.payload(), "line_items": lines}
        return {"pickup_option": {"pickup_method_id": self.pickup_method_id}, "line_items": lines}


@try_later()
def get_checkout(client: BigCommerceClient, checkout_id: str) -> Checkout:
    """Return the checkout of a cart, which has the same id, with the shipping options of its consignments. One call."""
    try:
        return _read(client, checkout_id)
    except NotFound as error:
        raise CheckoutGone() from error


def set_billing_address(client: BigCommerceClient, checkout: Checkout, address: CheckoutAddress) -> Checkout:
    """Say who pays. The e-mail becomes the cart's, to which reminders and the order's mails go."""

    def write(now: Checkout) -> Mapping[str, Any]:
        if now.billing_address_id:
            return client.checkouts.update_billing_address(
                now.id, now.billing_address_id, address.payload(), version=now.version
            )
        return client.checkouts.add_billing_address(now.id, address.payload(), version=now.version)

    return _step(client, checkout, write)


def set_deliveries(client: BigCommerceClient, checkout: Checkout, deliveries: Sequence[Delivery]) -> Checkout:
    """Say what goes where, in place of what was said before; each then has its shipping options to choose from.

    One call, and one more for each consignment there was.
    """

    def write(now: Checkout) -> Mapping[str, Any]:
        version = now.version
        for consignment in now.consignments:
            version = client.checkouts.delete_consignment(now.id, consignment.id, version=version).get("version")
        return client.checkouts.add_consignments(now.id, [row.payload() for row in deliveries], version=version)

    return _step(client, checkout, write)


def choose_shipping(client: BigCommerceClient, checkout: Checkout, consignment_id: str, option_id: str) -> Checkout:
    """Choose one of the shipping options that a consignment was offered."""
    return _step(
        client,
        checkout,
        lambda now: client.checkouts.choose_shipping(now.id, consignment_id, option_id, version=now.version),
    )


def apply_code(client: BigCommerceClient, checkout: Checkout, code: str) -> Checkout:
    """Apply a coupon code."""
    message = _("The code “%(code)s” cannot be used for this cart.") % {"code": code}
    after = _step(
        client,
        checkout,
        lambda now: client.checkouts.add_coupon(now.id, code, version=now.version),
        refusal=message,
    )
    if code.strip().casefold() not in {coupon.code.casefold() for coupon in after.coupons}:
        raise CheckoutError(message, fields={"code": message})
    return after


def remove_code(client: BigCommerceClient, checkout: Checkout, code: str) -> Checkout:
    """Take a coupon code back."""
    return _step(client, checkout, lambda now: client.checkouts.remove_coupon(now.id, code, version=now.version))


def set_customer_message(client: BigCommerceClient, checkout: Checkout, message: str) -> Checkout:
    """Write what the shopper has to say to the shop, at most 2000 characters."""
    if len(message) > LONGEST_MESSAGE:
        text = _("Your message is too long. Please shorten it to %(n)d characters.") % {"n": LONGEST_MESSAGE}
        raise CheckoutError(text, fields={"customer_message": text})
    return _step(
        client,
        checkout,
        lambda now: client.checkouts.set_customer_message(now.id, message, version=now.version),
    )


@try_later()
def _step(
    client: BigCommerceClient,
    checkout: Checkout,
    write: Callable[[Checkout], Mapping[str, Any]],
    *,
    refusal: str = "",
) -> Checkout:
    try:
        try:
            return checkout_from_payload(write(checkout))
        except Conflict:
            return checkout_from_payload(write(_read(client, checkout.id)))
    except NotFound as error:
        # A 404 may also mean a consignment or a code that is not there any more; what is left of the checkout tells.
        _require(client, checkout.id)
        raise _refused({}, refusal) from error
    except Conflict as error:
        message = _("Your cart was changed at the same time. Please look through it and try again.")
        raise CheckoutError(message) from error
    except ValidationFailed as error:
        raise _refused(error.field_errors, refusal) from error


def _read(client: BigCommerceClient, checkout_id: str) -> Checkout:
    return checkout_from_payload(client.checkouts.get(checkout_id, include=(*CHECKOUT_INCLUDES, SHIPPING_OPTIONS)))


def _require(client: BigCommerceClient, checkout_id: str) -> None:
    try:
        _read(client, checkout_id)
    except NotFound as error:
        raise CheckoutGone() from error


def _refused(field_errors: Mapping[str, str], refusal: str) -> CheckoutError:
    """Name the fields that the store refused, in our words: its own are English, and meant for developers."""
    message = refusal or _("The shop does not accept this. Please check what you entered.")
    names = {name.rpartition(".")[2] for name in field_errors} - {""}
    return CheckoutError(message, fields=dict.fromkeys(sorted(names), _("Please check this field.")))
