"""Mail to the people who run the shop, as STAFF_EMAILS names them."""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta

from django.core.cache import cache
from django.core.mail import send_mail

from . import conf

logger = logging.getLogger(__name__)


def tell_staff(subject: str, text: str, *, at_most_every: timedelta | None = None) -> None:
    """Send a mail from DEFAULT_FROM_EMAIL, of mails with one subject only one in that time.

    A mail that cannot be sent is logged: it must not undo what it tells of.
    """
    recipients = list(conf.get("STAFF_EMAILS"))
    if not recipients:
        return
    if at_most_every is not None and not cache.add(_key(subject), 1, at_most_every.total_seconds()):
        return
    try:
        send_mail(subject, text, None, recipients)
    except OSError:  # what sockets and SMTP servers raise
        logger.exception("Staff could not be told: %s", subject)


def _key(subject: str) -> str:
    return f"bigcommerce.staff.{hashlib.sha256(subject.encode()).hexdigest()}"
