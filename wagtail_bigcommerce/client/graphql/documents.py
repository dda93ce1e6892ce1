"""A query or mutation as it is sent, and what the token must allow."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: Scopes of private tokens. None includes another.
UNAUTHENTICATED = "Unauthenticated"
CUSTOMER = "Customer"

_OPERATION = re.compile(r"\s*(?:query|mutation)\s+(\w+)")


@dataclass(frozen=True)
class Document:
    """One named operation. What changes from call to call goes into variables, secrets above all."""

    query: str
    scopes: frozenset[str] = frozenset({UNAUTHENTICATED})
    name: str = field(init=False)

    def __post_init__(self) -> None:
        found = _OPERATION.match(self.query)
        if found is None:
            raise ValueError("A document begins with the kind and the name of its operation")
        object.__setattr__(self, "name", found[1])
