"""Several requests under way at once: threads fetch, and the thread that waits for the answers writes them.

Threads touch no row, so that all writing happens in one transaction after the other, in an order that can be resumed.
How many requests go out in a while is for the rate limit's budget to say, which all threads share.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.db import connections
from django.utils import timezone

from ..client import BigCommerceClient

#: requests under way at once; the platform allows far more, but other applications share its patience
PARALLEL = 8

T = TypeVar("T")


@dataclass(frozen=True)
class Fetched(Generic[T]):
    """What was read, and when it was asked for: a row that was read later must not be overwritten with it."""

    value: T
    asked_at: datetime


class Fetcher:
    """A pool of threads for one run. Leaving the block drops what has not begun and waits for what is under way."""

    def __init__(self, client: BigCommerceClient, correlation_id: str) -> None:
        self._client = client
        self._correlation_id = correlation_id
        self._pool = ThreadPoolExecutor(PARALLEL, thread_name_prefix="bigcommerce-import")
        self._lock = threading.Lock()
        #: sent so far, retries too
        self.requests = 0

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def start(self, fetch: Callable[[], T], reserve: float = 0.0) -> Future[Fetched[T]]:
        """Begin to fetch, leaving `reserve` of the rate limit to others; the future raises what `fetch` does."""
        return self._pool.submit(self._fetch, fetch, reserve)

    def _fetch(self, fetch: Callable[[], T], reserve: float) -> Fetched[T]:
        asked_at = timezone.now()
        with self._client.operation(self._correlation_id, reserve=reserve) as operation:
            try:
                return Fetched(fetch(), asked_at)
            finally:
                with self._lock:
                    self.requests += operation.requests
                # a cache in the database opens a connection of this thread's own
                connections.close_all()
