"""What all areas of the API have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..endpoints import Endpoint, PathValues
from ..pagination import MAX_LIMIT, offset_rows
from ..payloads import Payload
from ..transport import Query, Transport


class Resource:
    """One area of the API.

    To add an operation, declare its Endpoint as a class attribute, where `endpoints()` finds it, and write a method
    that sends it and takes the payload out of the answer: `.data()` and `.data_list()` for V3, `.bare()` and
    `.bare_list()` for V2, `_rows()` for lists with pages. A new area is a subclass, made an attribute of the client.
    """

    def __init__(self, transport: Transport) -> None:
        self._send = transport.send

    def _rows(
        self,
        endpoint: Endpoint,
        *,
        path: PathValues | None = None,
        query: Query | None = None,
        limit: int | None = MAX_LIMIT,
    ) -> Iterator[Payload]:
        """Yield the rows of a V3 list that has page numbers; `limit=None` for lists that take no `limit`."""
        return offset_rows(
            lambda number: self._send(
                endpoint, path=path, query={**(query or {}), "limit": limit, "page": number if number > 1 else None}
            )
        )


def given(**values: Any) -> Payload:
    """Return a request's body without what was not given."""
    return {key: value for key, value in values.items() if value is not None and value != []}
