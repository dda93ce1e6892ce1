"""What belongs to the operation under way rather than to one call: its correlation id and the visitor's address.

Held in a context variable, so it follows threads and asyncio tasks and one client can serve many visitors at once.
"""

from __future__ import annotations

import ipaddress
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Operation:
    """One thing done for a visitor or a job, made of one or more calls.

    `reserve` is the part of the rate limit (0 to 1) that it leaves to others. `requests` counts those sent, retries
    too. `complexity` is what its GraphQL answers cost; one may cost 10,000.
    """

    correlation_id: str
    client_ip: str | None = None
    reserve: float = 0.0
    requests: int = 0
    complexity: int = 0


_current: ContextVar[Operation | None] = ContextVar("bigcommerce_operation", default=None)


def current_operation() -> Operation:
    """Return the operation under way; outside of any, each call is an operation of its own."""
    return _current.get() or Operation(str(uuid.uuid4()))


@contextmanager
def operation(
    correlation_id: str | uuid.UUID | None = None, client_ip: str | None = None, reserve: float = 0.0
) -> Iterator[Operation]:
    """Give all calls inside one correlation id, and let them leave `reserve` of the rate limit to others.

    Raises ValueError when `correlation_id` is no UUID. A `client_ip` that is no address is left out: what a proxy
    passes on is not worth failing a checkout for.
    """
    identifier = uuid.UUID(str(correlation_id)) if correlation_id else uuid.uuid4()
    token = _current.set(Operation(str(identifier), _address(client_ip), reserve))
    try:
        yield current_operation()
    finally:
        _current.reset(token)


def _address(text: str | None) -> str | None:
    try:
        return str(ipaddress.ip_address(text)) if text else None
    except ValueError:
        return None
