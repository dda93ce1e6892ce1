"""Records what happens around accounts, for staff to look at and for log collectors to alarm on."""

from __future__ import annotations

import ipaddress
import logging
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from .. import conf
from ..models import SecurityEvent

logger = logging.getLogger(__name__)

Kind = SecurityEvent.Kind

#: how much of an address is kept: enough to see an attack, too little to find a person by
_KEPT_BITS = {4: 24, 6: 48}


def record(
    kind: Kind, *, channel_id: int | None, customer_id: int | None = None, email: str = "", visitor: str = ""
) -> None:
    """Write one event: a row, and a line in this module's log. One query.

    `email`, of whoever is no known customer, and `visitor`, a network address, are kept shortened beyond recognition.
    """
    event = SecurityEvent(
        kind=kind,
        channel_id=channel_id,
        customer_id=customer_id,
        account=_digest(email) if email and customer_id is None else "",
        network=_network(visitor),
    )
    event.save(force_insert=True)
    logger.info(
        "%s channel=%s customer=%s account=%s network=%s",
        *(kind.value, channel_id or "-", customer_id or "-", event.account or "-", event.network or "-"),
    )


def clean_up() -> int:
    """Delete events older than SECURITY_LOG_DAYS; return how many rows."""
    oldest = timezone.now() - timedelta(days=conf.get("SECURITY_LOG_DAYS"))
    return SecurityEvent.objects.filter(happened_at__lt=oldest).delete()[0]


def _digest(email: str) -> str:
    return salted_hmac("wagtail_bigcommerce.security_log", email.strip().casefold()).hexdigest()[:12]


def _network(visitor: str) -> str:
    if not visitor:
        return ""
    bits = _KEPT_BITS[ipaddress.ip_address(visitor).version]
    return str(ipaddress.ip_network(f"{visitor}/{bits}", strict=False))
