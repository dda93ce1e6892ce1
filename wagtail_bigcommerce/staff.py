"""Mail to the people who run the shop, as STAFF_EMAILS names them."""

from __future__ import annotations

import logging

from django.core.mail import send_mail

from . import conf

logger = logging.getLogger(__name__)


def tell_staff(subject: str, text: str) -> None:
    """Send a mail from DEFAULT_FROM_EMAIL. A mail that cannot be sent is logged: it must not undo what it tells of."""
    recipients = list(conf.get("STAFF_EMAILS"))
    if not recipients:
        return
    try:
        send_mail(subject, text, None, recipients)
    except OSError:  # what sockets and SMTP servers raise
        logger.exception("Staff could not be told: %s", subject)
