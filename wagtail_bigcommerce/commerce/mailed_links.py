"""Tokens of links that are mailed: signed, for one purpose, one channel and a limited time, and good for one use.

Nothing is stored for them. A customer's token holds a digest of what its use changes (their e-mail, and the random text
that sessions are bound to), so that a used one fits no more.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from ..models import Customer
from .errors import LinkRefused

HOUR = 3600


@dataclass(frozen=True)
class Purpose:
    """What a link is for, and how many seconds it works."""

    name: str
    lifetime_seconds: int

    def token(self, channel_id: int, state: str, *, customer_id: int = 0) -> str:
        """Return a token that fits as long as `state` is what it is now."""
        return signing.dumps([channel_id, customer_id, self._digest(state)], salt=self._salt)

    def customer_id(self, token: str, channel_id: int) -> int:
        """Return whose the token is, 0 for nobody's; its state is yet to be compared. Raises LinkRefused."""
        return self._read(token, channel_id)[0]

    def check(self, token: str, channel_id: int, state: str) -> None:
        """Raise LinkRefused unless the token was made for this state."""
        if not constant_time_compare(self._read(token, channel_id)[1], self._digest(state)):
            raise refused()

    def _read(self, token: str, channel_id: int) -> tuple[int, str]:
        try:
            channel, customer_id, digest = signing.loads(token, salt=self._salt, max_age=self.lifetime_seconds)
        except (signing.BadSignature, ValueError) as error:
            raise refused() from error
        if channel != channel_id:
            raise refused()
        return customer_id, digest

    def _digest(self, state: str) -> str:
        return salted_hmac(self._salt, state, algorithm="sha256").hexdigest()[:32]

    @property
    def _salt(self) -> str:
        return f"wagtail_bigcommerce.link.{self.name}"


RESET_PASSWORD = Purpose("reset-password", HOUR)
CHANGE_EMAIL = Purpose("change-email", 24 * HOUR)
REGISTER = Purpose("register", 24 * HOUR)


def customer_state(email: str, customer: Customer | None) -> str:
    """What a customer's links hang on: `email` at BigCommerce, and the row here, None while there is none."""
    row = f"{customer.user.password}:{customer.pending_email}" if customer else ""
    return f"{email.casefold()}:{row}"


def refused() -> LinkRefused:
    return LinkRefused(_("This link has been used already, or it is too old. Please ask for a new one."))
