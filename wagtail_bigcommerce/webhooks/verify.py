"""Whether what arrived is from our store, and what it says. Nothing in here reads or writes anything.

Sources: BigCommerce, "Webhooks overview" and "HTTPS webhook"; the Standard Webhooks specification.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.crypto import constant_time_compare

from .. import conf
from ..client import InvalidSignature, verify_webhook
from ..sync.digests import storable
from .secrets import HEADER, accepted_secrets

_SIGNATURE_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
_SCOPE = re.compile(r"store/[\w./-]{1,120}", re.ASCII)
_LONGEST_KEY = 128


@dataclass(frozen=True)
class Message:
    """A verified event. `scope` has no slash at its end; `key` tells it from all others that were signed.

    `is_signed` is False when only our own secret vouches for it, and then two events may share a key: BigCommerce's
    hash stands for the content and the second.
    """

    scope: str
    key: str
    is_signed: bool
    data: dict[str, Any] = field(default_factory=dict)
    created_at: datetime | None = None


def verify(headers: Mapping[str, str], body: bytes, *, now: datetime) -> Message | None:
    """Return the event that a request carries, or None when it is authentic but tells nothing.

    Our secret must be there in any case. The signature must be right wherever there is one, and must be there when
    WEBHOOK_REQUIRE_SIGNATURE says so. Raises InvalidSignature, also for events of another store.
    """
    _check_secret(headers.get(HEADER, ""))
    is_signed = _check_signature(headers, body, now)
    event = _parse(body)
    producer = event.get("producer")
    if producer is not None and producer != f"stores/{conf.credentials().store_hash}":
        raise InvalidSignature("the event is another store's")
    scope = str(event.get("scope") or "").rstrip("/")
    if not _SCOPE.fullmatch(scope):
        return None
    data = event.get("data")
    return Message(
        scope=scope,
        key=(headers["webhook-id"] if is_signed else f"{event.get('hash')}:{event.get('created_at')}")[:_LONGEST_KEY],
        is_signed=is_signed,
        data=data if isinstance(data, dict) else {"items": data},
        created_at=_moment(event.get("created_at")),
    )


def _check_secret(sent: str) -> None:
    # all are compared, so that the time taken does not tell which one came close
    matches = [constant_time_compare(sent, secret) for secret in accepted_secrets()]
    if not any(matches):
        raise InvalidSignature("our secret header is missing or wrong" if sent else f"header {HEADER} is missing")


def _check_signature(headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
    """Tell whether the event is signed. Raises InvalidSignature when it is signed wrongly, or not and must be."""
    is_required = conf.get("WEBHOOK_REQUIRE_SIGNATURE")
    if not is_required and not all(name in headers for name in _SIGNATURE_HEADERS):
        return False
    client_secret = conf.credentials().client_secret
    if not client_secret:
        if is_required:
            raise InvalidSignature("BIGCOMMERCE_CLIENT_SECRET is not set, so no signature can be checked")
        return False
    sent = {name: headers[name] for name in _SIGNATURE_HEADERS if name in headers}
    verify_webhook(client_secret, sent, body, now=now, tolerance_seconds=conf.get("WEBHOOK_TOLERANCE_SECONDS"))
    return True


def _parse(body: bytes) -> dict[str, Any]:
    """Read the body. Real stores also send empty ones, which say nothing and are no reason to refuse."""
    try:
        # what JSON cannot say, a database would refuse
        event = json.loads(body, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return {}
    return storable(event) if isinstance(event, dict) else {}


def _moment(seconds: object) -> datetime | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
