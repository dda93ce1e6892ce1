"""Work that need not be waited for. With `schedules` and `diagnostics.queue`, all that knows which queue runs it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django_q.tasks import async_task, queue_size

#: more tasks than a queue that keeps up ever has
_BACKLOG = 100
_NO_LIMIT_SECONDS = 300


def enqueue(task: str, *args: Any) -> None:
    """Run `task` (a dotted path) with plain arguments in a worker, once the current transaction has committed.

    It runs at least once: a worker that dies has its task run again, so tasks are idempotent.
    """
    transaction.on_commit(partial(async_task, task, *args))


def task_time_out() -> timedelta:
    """Return after what time a worker's task is stopped; without such a limit, what no task of ours ever takes."""
    return timedelta(seconds=getattr(settings, "Q_CLUSTER", {}).get("timeout") or _NO_LIMIT_SECONDS)


def is_behind() -> bool:
    """Tell whether so many tasks wait that what seems lost is only late, and more tasks would not help."""
    return queue_size() > _BACKLOG
