"""Pages of a V3 list, told in `meta.pagination`, and the fields a caller wants of each row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from ..messages import Request, problem
from ..state import Payload

DEFAULT_LIMIT = 50
MAXIMUM_LIMIT = 250


def page_of(
    request: Request, rows: Sequence[Any], *, cap: int | None = None, maximum: int = MAXIMUM_LIMIT
) -> tuple[Sequence[Any], dict[str, Any]]:
    """The rows of the page that was asked for, and the answer's `meta`.

    A `limit` above `maximum` is refused with 413; above `cap` it is lowered without a word.
    Source: REST Management, "Common query parameters" and "Status codes".
    """
    page = _positive(request, "page", 1)
    limit = _positive(request, "limit", DEFAULT_LIMIT)
    if limit > maximum:
        problem(413, f"The limit is too high. The maximum is {maximum}.", {"limit": f"at most {maximum}"})
    if cap is not None:
        limit = min(limit, cap)
    found = rows[(page - 1) * limit : page * limit]
    pages = math.ceil(len(rows) / limit)
    links = {"current": _link(request, page, limit)}
    if page > 1:
        links["previous"] = _link(request, page - 1, limit)
    if page < pages:
        links["next"] = _link(request, page + 1, limit)
    pagination = {
        "total": len(rows),
        "count": len(found),
        "per_page": limit,
        "current_page": page,
        "total_pages": pages,
        "links": links,
    }
    return found, {"pagination": pagination}


def chosen_fields(request: Request, row: Payload, *, always: Sequence[str] = ("id",)) -> Payload:
    """The row with only `include_fields`, or without `exclude_fields`; `always` stay."""
    wanted, unwanted = request.names("include_fields"), request.names("exclude_fields")
    if wanted:
        return {name: value for name, value in row.items() if name in wanted or name in always}
    if unwanted:
        return {name: value for name, value in row.items() if name not in unwanted or name in always}
    return row


def _positive(request: Request, param: str, default: int) -> int:
    value = request.integer(param)
    if value is None:
        return default
    if value < 1:
        problem(422, f"The {param} is invalid", {param: "must be a positive integer"})
    return value


def _link(request: Request, page: int, limit: int) -> str:
    return "?" + urlencode({**request.params, "page": page, "limit": limit}, safe=",:")
