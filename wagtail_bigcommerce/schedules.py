"""What happens by the clock: rows that the queue's scheduler reads, made after every `migrate`.

A schedule is made once and then left to staff, who may change its times; it is known by its name. Without a worker
none of it happens: see the "worker" probe.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps as installed_apps
from django.db import connections, router
from django.utils import timezone
from django_q.models import Schedule

PREFIX = "BigCommerce: "
#: hours of the local night, when few shoppers want the rate limit
_NIGHT, _EARLY_MORNING = 3, 5


@dataclass(frozen=True)
class Plan:
    """A task and when it runs: every so many minutes, or daily at `hour`, local time."""

    name: str
    task: str
    minutes: int | None = None
    hour: int | None = None
    arguments: tuple[Any, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)

    def columns(self, now: datetime) -> dict[str, Any]:
        return {
            "func": f"wagtail_bigcommerce.tasks.{self.task}",
            "args": repr(self.arguments) if self.arguments else None,
            "kwargs": repr({"q_options": self.options}) if self.options else None,
            "schedule_type": Schedule.DAILY if self.minutes is None else Schedule.MINUTES,
            "minutes": self.minutes,
            "next_run": self.first_run(now),
        }

    def first_run(self, now: datetime) -> datetime:
        """Not at once, since a new site is imported by hand first."""
        if self.minutes is not None:
            return now + timedelta(minutes=self.minutes)
        today = timezone.localtime(now).replace(hour=self.hour or 0, minute=17, second=0, microsecond=0)
        return today if today > now else today + timedelta(days=1)


PLANS = (
    Plan("import what changed", "scheduled_import", minutes=10, arguments=("incremental",)),
    Plan("import everything", "scheduled_import", hour=_NIGHT, arguments=("full",)),
    # a success is nothing to remember, and there is one every minute
    Plan("try webhook events again", "retry_webhooks", minutes=1, options={"save": False}),
    Plan("check webhooks", "check_webhooks", minutes=60),
    Plan("clean up", "clean_up", hour=_EARLY_MORNING),
)


def create_schedules(using: str = "default", apps: Any = installed_apps, **kwargs: Any) -> None:
    """Receive `post_migrate`: make the schedules that are missing, if the queue's own tables are there already."""
    try:
        model = apps.get_model("django_q", "Schedule")
    except LookupError:
        return
    if not router.allow_migrate_model(using, model):
        return
    if model._meta.db_table not in connections[using].introspection.table_names():
        return
    for plan in PLANS:
        model._default_manager.using(using).get_or_create(
            name=PREFIX + plan.name, defaults=plan.columns(timezone.now())
        )


def our_schedules() -> Any:
    """The rows that are in use; staff switch one off by setting its repeats to 0."""
    return Schedule.objects.filter(name__startswith=PREFIX).exclude(repeats=0)
