"""What the queue's tables tell about its workers."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Min
from django.utils import timezone
from django_q.models import OrmQ

from ..schedules import our_schedules

#: The scheduler looks twice a minute, and one schedule of ours is due every minute.
_LATE = timedelta(minutes=5)


def is_working() -> bool:
    """Tell whether a worker has kept the schedules lately: it is they who move them on, whatever the broker."""
    due = our_schedules().aggregate(earliest=Min("next_run"))["earliest"]
    return due is not None and due > timezone.now() - _LATE


def waiting_tasks() -> int:
    """Tasks in the database's queue; always 0 with another broker."""
    return OrmQ.objects.count()
