"""Pages of a V3 list by cursor, for the lists that have them besides page numbers (`before`, `after`).

Source: REST Management, Customers v3, "Get all customers".
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

from ..messages import Request, problem
from ..state import Payload
from .paging import page_of


def cursor_page_of(
    request: Request, rows: Sequence[Payload], *, key: Sequence[str] = ("id",)
) -> tuple[Sequence[Payload], dict[str, Any]]:
    """The rows that were asked for, and the answer's `meta`, with cursors on the first page or by request.

    `key` names the fields that tell rows apart.
    """
    after, before = request.params.get("after"), request.params.get("before")
    if after is not None and before is not None:
        problem(422, "Use either before or after", {"after": "cannot be combined with before"})
    found, meta = page_of(request, rows)
    per_page = meta["pagination"]["per_page"]
    if after is None and before is None:
        if request.params.get("page", "1") != "1":
            return found, meta
    else:
        if after is not None:
            place = _place(rows, "after", after, key) + 1
            found = rows[place : place + per_page]
        else:
            place = _place(rows, "before", str(before), key)
            found = rows[max(0, place - per_page) : place]
        meta = {}
    meta["cursor_pagination"] = {
        "count": len(found),
        "per_page": per_page,
        "start_cursor": _cursor(found[0], key) if found else "",
        "end_cursor": _cursor(found[-1], key) if found else "",
        "links": {},
    }
    return found, meta


def _cursor(row: Payload, key: Sequence[str]) -> str:
    return base64.urlsafe_b64encode(json.dumps({name: row[name] for name in key}).encode()).decode()


def _place(rows: Sequence[Payload], param: str, cursor: str, key: Sequence[str]) -> int:
    """Where the row of a cursor is in the list."""
    try:
        wanted = json.loads(base64.urlsafe_b64decode(cursor))
        return next(place for place, row in enumerate(rows) if all(row[name] == wanted[name] for name in key))
    except (binascii.Error, ValueError, KeyError, TypeError, StopIteration):
        problem(422, "The cursor is invalid", {param: "is not a cursor of this list"})
