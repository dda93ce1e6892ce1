"""What can go wrong for a shopper, in words that may be shown.

ShopperError             root: `message` is translated and safe to show
  TryLater               BigCommerce cannot be asked now; nothing was lost
    TooManyAttempts      it was not asked, since somebody has tried too often
  CartGone               the cart expired, was ordered, or was emptied somewhere else
  CartError              the store refused a change of the cart; `line` names the line, `fields` the fields
  CheckoutError          the store refused a step of the checkout; `fields` says which of its fields
    CheckoutGone         there is nothing to check out any more
  PaymentError           the order was not paid, for sure
    PaymentUnknown       nobody knows whether it was
  LoginError             a right password that does not let anybody in
  AccountError           the store refused a change of the account, or a look into it; `fields` says which of its fields
  RegistrationError      the store refused a new account; `fields` says which of its fields
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.utils.translation import gettext as _

from ..client import (
    BigCommerceError,
    ConfigurationError,
    Conflict,
    Forbidden,
    NotFound,
    Unauthorized,
    ValidationFailed,
)

logger = logging.getLogger(__name__)


class ShopperError(Exception):
    """Something the shopper can be told. `fields` maps names of form fields to messages of their own."""

    def __init__(self, message: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})


class TryLater(ShopperError):  # noqa: N818  named for what the shopper is asked to do
    """BigCommerce gave no usable answer: down, slow, throttled, or misconfigured on our side."""

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message or _("The shop does not answer at the moment. Nothing is lost: please try again in a moment.")
        )


class TooManyAttempts(TryLater):
    """This visitor, or somebody at this account, tried so often that we wait before BigCommerce is asked again."""


class CartError(ShopperError):
    """The store refused what was asked of the cart; everything else in the cart stays.

    `line` is the item id of the line concerned, None when there is none yet.
    """

    def __init__(self, message: str, *, line: str | None = None, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message, fields=fields)
        self.line = line


class CheckoutError(ShopperError):
    """The store refused a step of the checkout; the steps before it stand."""


class CheckoutGone(CheckoutError):  # noqa: N818  named for what happened
    """The cart expired, was emptied, or has become a paid order."""

    def __init__(self) -> None:
        super().__init__(_("Your cart is empty, or it has been ordered already."))


class PaymentError(ShopperError):
    """The payment was not made."""


class PaymentUnknown(PaymentError):  # noqa: N818  named for what happened
    """The payment may or may not have been made: the answer to it got lost. It must not be tried again blindly."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "We do not know yet whether your payment went through. Please do not pay again: look at your orders in "
                "a few minutes, or ask the shop."
            )
        )


class CartGone(ShopperError):  # noqa: N818  it happens to every cart in the end
    """There is no such cart (any more): it expired, was ordered, or was emptied on another device."""

    def __init__(self) -> None:
        super().__init__(_("Your cart had expired. You can put back what was in it."))


class LoginError(ShopperError):
    """The password is right, and yet this customer may not sign in here now."""


class AccountError(ShopperError):
    """What was asked of the account cannot be; everything in it stays as it is."""


class PasswordResetRequired(LoginError):  # noqa: N818  named for what has to happen
    """The store wants a new password of this customer first."""

    def __init__(self, customer_id: int) -> None:
        super().__init__(
            _("Your password has to be changed before you can sign in. We have sent you a mail with a link for that.")
        )
        self.customer_id = customer_id


class RegistrationError(ShopperError):
    """BigCommerce did not create the account."""


class EmailTaken(RegistrationError):  # noqa: N818  named for what happened
    """There is a customer with this e-mail on the channel. The message does not say so, since anybody may read it."""

    def __init__(self, customer_id: int) -> None:
        message = _(
            "An account with this e-mail address could not be created. If you have one already, please sign in."
        )
        super().__init__(message, fields={"email": message})
        self.customer_id = customer_id


class PasswordRefused(ShopperError):  # noqa: N818  named for what happened
    """The store's rules have something against a new password; `reasons` are BigCommerce's words."""

    def __init__(self, reasons: Iterable[str]) -> None:
        message = _("The shop does not accept this password: %(reasons)s") % {"reasons": " ".join(reasons)}
        super().__init__(message, fields={"password1": message})


class LinkRefused(ShopperError):  # noqa: N818  named for what happened
    """A mailed link that was used already, is too old, or is none of ours."""


@contextmanager
def try_later() -> Iterator[None]:
    """Turn every failure that is not about the request itself into TryLater.

    NotFound, Conflict and ValidationFailed pass: they have a meaning that each use case knows. Everything else (no
    connection, 401, 403, 429, 5xx, an answer that makes no sense, missing settings) is none of the shopper's business.
    """
    try:
        yield
    except (NotFound, Conflict, ValidationFailed):
        raise
    except (BigCommerceError, ConfigurationError) as error:
        is_ours_to_mend = isinstance(error, ConfigurationError | Unauthorized | Forbidden)
        logger.log(logging.ERROR if is_ours_to_mend else logging.WARNING, "BigCommerce could not be asked: %s", error)
        raise TryLater() from error
