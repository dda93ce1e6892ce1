"""A successful answer, and the ways to take out what it holds.

V3 wraps its payload in `{"data": …, "meta": …}`, V2 sends it bare, a few V3 operations do too, and an empty list may be
204 without a body. JSON numbers with a decimal point become Decimal, so that money is never a float.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NoReturn

from .endpoints import Endpoint
from .errors import UnexpectedResponse
from .payloads import Payload


@dataclass(frozen=True)
class Answer:
    """What BigCommerce answered; `body` is None when there was no body."""

    endpoint: Endpoint
    status: int
    body: Any
    request_id: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def bare(self) -> Payload:
        """The bare object of V2 and of the few V3 operations without an envelope."""
        return self._object(self.body)

    def bare_list(self) -> list[Payload]:
        """The bare list of V2; no body is an empty list."""
        return self._list([] if self.body is None else self.body)

    def data(self) -> Payload:
        """The object inside a V3 envelope."""
        return self._object(self._envelope().get("data"))

    def data_list(self) -> list[Payload]:
        """The list inside a V3 envelope; no body is an empty list."""
        return [] if self.body is None else self._list(self._envelope().get("data"))

    def meta(self) -> Payload:
        """The `meta` of a V3 envelope; {} when it is missing, null or no object."""
        meta = self.body.get("meta") if isinstance(self.body, dict) else None
        return meta if isinstance(meta, dict) else {}

    def refuse(self, reason: str) -> NoReturn:
        """Raise UnexpectedResponse: the body is not what this operation promises."""
        raise UnexpectedResponse(self.endpoint.method, self.endpoint.path, reason, self.request_id)

    def _envelope(self) -> Payload:
        return self.body if isinstance(self.body, dict) else self.refuse("no envelope")

    def _object(self, value: Any) -> Payload:
        return value if isinstance(value, dict) else self.refuse("an object was promised")

    def _list(self, value: Any) -> list[Payload]:
        if isinstance(value, list) and all(isinstance(row, dict) for row in value):
            return value
        return self.refuse("a list of objects was promised")


def decode_json(content: bytes) -> Any:
    """Decode a JSON body; None when it is empty. Raises ValueError when it is not JSON."""
    if not content.strip():
        return None
    try:
        return json.loads(content, parse_float=Decimal, parse_constant=_refuse_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def encode_json(payload: object) -> bytes:
    """Encode a request body. Decimals are written as JSON numbers, which is what the API takes for money."""
    return json.dumps(payload, default=_json_number, allow_nan=False).encode()


def _json_number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} cannot be sent as JSON")
    return int(value) if value == value.to_integral_value() else float(value)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
