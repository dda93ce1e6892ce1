"""The operations of BigCommerce's API that this client knows, each declared once.

Errors and logs name an operation by its template, so that no id, code or address ends up in them.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from .errors import NotFound

Method = Literal["GET", "POST", "PUT", "DELETE"]
PathValues = Mapping[str, str | int]


@dataclass(frozen=True, order=True)
class Endpoint:
    """One operation: a method and a path template below `/stores/{store_hash}`, such as `/v3/carts/{cart_id}`.

    `own_limit` marks operations with a limit of their own besides the store's: being refused there says nothing about
    the requests that the store has left.
    """

    method: Method
    path: str
    own_limit: bool = False

    def fill(self, values: PathValues) -> str:
        """Return the path with each value percent-quoted.

        A value that would change which resource is meant ("", ".", "..") names no object: NotFound, without a request.
        """
        names = {name for _, name, _, _ in string.Formatter().parse(self.path) if name}
        quoted = {name: quote(str(values[name]), safe="") for name in names}
        if any(not value.strip(".") for value in quoted.values()):
            raise NotFound(404, self.method, self.path, title="No object can have this id")
        return self.path.format_map(quoted)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"
