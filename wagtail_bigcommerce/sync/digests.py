"""Whether something changed: a digest of what was read, compared with the one on the row."""

from __future__ import annotations

import json
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from .mappers.values import Payload, text

#: Part of every digest. Raise it when mappers change, and the next full import writes every row anew.
MAPPING_VERSION = 1

#: parts of a product that change without anything a visitor sees
_VOLATILE = frozenset({"view_count"})


def digest(payload: object, *others: object) -> str:
    """Return 32 characters that stand for the payload, for `others` that shape the row, and for the mappers."""
    data = json.dumps([MAPPING_VERSION, payload, others], sort_keys=True, separators=(",", ":"), default=str)
    return blake2b(data.encode(), digest_size=16).hexdigest()


def lasting(payload: Payload) -> Payload:
    """The payload without what changes with every visit."""
    return {key: value for key, value in payload.items() if key not in _VOLATILE}


def storable(payload: Any) -> Any:
    """The payload as a JSON column takes it: exact numbers as text, and no NUL or half of a surrogate pair."""
    written = json.dumps(payload, default=str)
    # escapes of what databases refuse; whole surrogate pairs look the same, so these payloads are looked at closely
    return _cleaned(payload) if "\\u0000" in written or "\\ud" in written else json.loads(written)


def _cleaned(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, dict):
        return {text(key): _cleaned(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_cleaned(entry) for entry in value]
    return value
