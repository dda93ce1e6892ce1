"""Walks through lists, by whichever of BigCommerce's ways a list offers.

Three ways in V3 (page numbers, ids as keyset, cursors) and one in V2. What `meta` says about the pages is not
reliable: keys are missing, totals are 0 beside rows, the next link is there on the empty last page, and pages hold
fewer rows than asked for. So nothing ends a walk but an empty page, a page seen before, or numbers that agree with
the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from .answers import Answer
from .payloads import Payload

#: Largest page that catalog lists and V2 lists give.
MAX_LIMIT = 250

#: Ids to put into one `…:in` filter, so that URLs stay well under what servers take.
IDS_PER_REQUEST = 100

Key = TypeVar("Key", int, str)


@dataclass(frozen=True)
class Page:
    """Some rows of a list. `next` is what to ask the following page with; None on the last one.

    `total` counts the whole list as far as it is known: for keysets, this page and what comes after.
    """

    items: list[Payload]
    next: int | None
    total: int | None


@dataclass(frozen=True)
class PageInfo:
    """What `meta.pagination` says; None for everything that it leaves out or that makes no sense."""

    total: int | None
    per_page: int | None
    has_next_link: bool

    @classmethod
    def of(cls, answer: Answer, key: str = "pagination") -> PageInfo:
        """Read the page metadata of a V3 answer from `meta.<key>`."""
        pagination = answer.meta().get(key)
        pagination = pagination if isinstance(pagination, dict) else {}
        links = pagination.get("links")
        return cls(
            total=_count(pagination.get("total")),
            per_page=_count(pagination.get("per_page")),
            has_next_link=bool(isinstance(links, dict) and links.get("next")),
        )

    def is_last(self, *, rows: int, seen: int) -> bool:
        """Tell whether this is certainly the last page: `rows` on it, `seen` with those of the pages before."""
        if not rows:
            return True
        if self.has_next_link:
            return False
        if self.total is not None and self.total >= rows:
            return seen >= self.total
        return self.per_page is not None and rows < self.per_page


def offset_rows(fetch: Callable[[int], Answer]) -> Iterator[Payload]:
    """Yield the rows of a V3 list by page number. `fetch` asks for one page, of which the first is 1.

    A page equal to the one before ends the walk: this list does not look at page numbers.
    """
    number, seen, before = 1, 0, None
    while True:
        answer = fetch(number)
        rows = answer.data_list()
        if rows == before:
            return
        yield from rows
        seen += len(rows)
        if PageInfo.of(answer).is_last(rows=len(rows), seen=seen):
            return
        number, before = number + 1, rows


def v2_rows(fetch: Callable[[int], Answer], limit: int = MAX_LIMIT) -> Iterator[Payload]:
    """Yield the rows of a V2 list, which has no metadata: a short page, an empty one or 204 is the last."""
    number, before = 1, None
    while (rows := fetch(number).bare_list()) and rows != before:
        yield from rows
        if len(rows) < limit:
            return
        number, before = number + 1, rows


def cursor_rows(fetch: Callable[[str | None, int], Answer]) -> Iterator[Payload]:
    """Yield the rows of a V3 list by cursor, or by page number where the answer brings no cursor.

    `fetch` takes the cursor of the page before (None at first) and the page number, of which it sends one.
    """
    cursor, number, seen, before = None, 1, 0, None
    while True:
        answer = fetch(cursor, number)
        rows = answer.data_list()
        if rows == before:
            return
        yield from rows
        seen += len(rows)
        info = PageInfo.of(answer, "cursor_pagination" if cursor else "pagination")
        following = _end_cursor(answer)
        if info.is_last(rows=len(rows), seen=seen) or (cursor and following in (None, cursor)):
            return
        cursor, number, before = following, number + 1, rows


def batches(keys: Sequence[Key] | None) -> Iterator[list[Key] | None]:
    """Cut ids into lists that fit a `…:in` filter.

    None, which asks for everything, gives None once. No ids give nothing, so that "none" never turns into "all".
    """
    if keys is None:
        yield None
        return
    remaining = iter(dict.fromkeys(keys))
    while batch := list(islice(remaining, IDS_PER_REQUEST)):
        yield batch


def _end_cursor(answer: Answer) -> str | None:
    cursors = answer.meta().get("cursor_pagination")
    cursor = cursors.get("end_cursor") if isinstance(cursors, dict) else None
    return cursor if isinstance(cursor, str) and cursor else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
