"""The second pass beside the first: options and modifiers are read while pages of products are under way.

What is left to do stands in the rows (`details_digest`), so there is nothing to resume. Pages of products come first:
they are written as soon as they are there, always have a request under way, and find most of the rate limit untouched.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from .details import products_without_details, write_details
from .fetching import PARALLEL, Fetched
from .mappers.values import Payload
from .source import DETAILS_PER_PAGE

if TYPE_CHECKING:
    from .job import Job

#: Part of the rate limit that the first pass finds untouched by the second.
FIRST_PASS_RESERVE = 0.75
#: Answers that are written together.
_WRITTEN_TOGETHER = 10
#: ids that are looked up together
_IDS = 250
#: A sign of life is given at least so often, also when a request waits for the rate limit.
_HEARTBEAT_SECONDS = 5.0

T = TypeVar("T")
Answer = Fetched[list[Payload]]


class SecondPass:
    """Reads what products lack, in the order of their ids, a few requests at a time."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._rows = products_without_details()
        if ids := job.cursor.get("ids"):
            self._rows = self._rows.filter(bigcommerce_id__in=ids)
        self._looked_up_to = 0
        self._ids: deque[int] = deque()
        self._under_way: dict[Future[Answer], list[int]] = {}
        self._arrived: list[tuple[list[int], Answer]] = []
        self._left: int | None = None

    def beside(self, awaited: Future[Fetched[T]], up_to: int) -> Fetched[T]:
        """Wait for an answer of the first pass, and use the time for products up to this id. Raises what it raises."""
        while not awaited.done():
            if self._job.has_time():
                self._start(PARALLEL - 1, FIRST_PASS_RESERVE, up_to)
            self._wait_for_one(awaited)
            if len(self._arrived) >= _WRITTEN_TOGETHER:
                self._write()
        return awaited.result()

    def rest(self) -> Iterator[bool]:
        """Read what all products still lack; yields after each piece whether nothing is under way."""
        self._left, may_start = self._rows.count(), True
        while True:
            if may_start:
                self._start(PARALLEL, 0.0)
            if self._under_way:
                self._wait_for_one()
            elif not self._arrived:
                return
            if len(self._arrived) >= _WRITTEN_TOGETHER or not self._under_way:
                self._write()
                yield not self._under_way
            may_start = self._job.has_time()

    def finish(self) -> None:
        """Write what is under way, and start nothing more."""
        while self._under_way:
            self._wait_for_one()
        self._write()

    def _start(self, most: int, reserve: float, up_to: int | None = None) -> None:
        while len(self._under_way) < most:
            if not self._ids:
                self._look_up(up_to)
            if not self._ids:
                return
            ids = [self._ids.popleft() for _each in range(min(DETAILS_PER_PAGE, len(self._ids)))]
            fetch = partial(self._job.source.details_page, ids)
            self._under_way[self._job.fetcher.start(fetch, reserve)] = ids

    def _look_up(self, up_to: int | None) -> None:
        """Find the next ids. Rows that were looked up are not asked for again in this run, whatever became of them."""
        rows = self._rows.filter(bigcommerce_id__gt=self._looked_up_to)
        if up_to is not None:
            if up_to <= self._looked_up_to:
                return
            rows = rows.filter(bigcommerce_id__lte=up_to)
        self._ids.extend(rows.order_by("bigcommerce_id").values_list("bigcommerce_id", flat=True)[:_IDS])
        if len(self._ids) == _IDS:
            self._looked_up_to = self._ids[-1]
        elif up_to is not None:
            self._looked_up_to = up_to
        elif self._ids:
            self._looked_up_to = self._ids[-1]

    def _wait_for_one(self, awaited: Future[Fetched[T]] | None = None) -> None:
        futures: list[Future[Any]] = [*self._under_way, *([] if awaited is None else [awaited])]
        if not wait(futures, timeout=_HEARTBEAT_SECONDS, return_when=FIRST_COMPLETED).done:
            self._job.checkpoint()
        for future in [future for future in self._under_way if future.done()]:
            self._arrived.append((self._under_way.pop(future), future.result()))

    def _write(self) -> None:
        if not self._arrived:
            return
        done = sum(len(ids) for ids, _answer in self._arrived)
        self._job.count("details", write_details(self._arrived))
        self._arrived = []
        if self._left is not None:
            self._left = max(0, self._left - done)
        self._job.advance(done, left=self._left, phase="details")
