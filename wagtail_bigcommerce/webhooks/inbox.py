"""The inbox: events are stored once, taken up one subject at a time, and tried again until they are given up.

Workers may die, run twice, or run side by side, so the state of an event is only ever changed by statements that name
the state it must be in. An attempt counts when it begins: an event that kills its worker is given up in the end, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _

from ..background import task_time_out
from ..models import WebhookEvent
from .handlers import subject_of
from .verify import Message

#: time before the next attempt, after the first, the second, … has failed
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (30, 120, 600, 1_800, 7_200))
ATTEMPTS = len(BACK_OFF) + 1
#: An event this old whose turn has not come was lost by the queue.
OVERDUE = timedelta(minutes=1)

#: BigCommerce repeats an event for two days, so handled ones are remembered longer than that.
KEEP_DONE = timedelta(days=7)
KEEP_DEAD = timedelta(days=60)

State = WebhookEvent.State


def receive(message: Message) -> WebhookEvent | None:
    """Store a verified event and return it, or None when it came before.

    Of events without a signature two may differ and look the same: one that looks like an event that has been taken up
    already is taken for another.
    """
    try:
        with transaction.atomic():
            return WebhookEvent.objects.create(
                key=message.key,
                scope=message.scope,
                subject=subject_of(message.scope, message.data),
                data=message.data,
                created_at=message.created_at,
            )
    except IntegrityError:
        return None if message.is_signed else _wait_again(message.key)


def _wait_again(key: str) -> WebhookEvent | None:
    known = WebhookEvent.objects.filter(key=key)
    now = timezone.now()
    revived = known.exclude(state=State.WAITING).update(state=State.WAITING, attempts=0, due_at=now, received_at=now)
    return known.first() if revived else None


def lease() -> timedelta:
    """Return for how long an event is a worker's: who has held it longer was stopped by the queue, or died."""
    return 2 * task_time_out()


def needs_a_task(event: WebhookEvent) -> bool:
    """Tell whether nothing is on its way that will handle this event. To be asked after it was committed.

    An older event with the same subject has had a task enqueued. As long as it waits, that task takes this one along.
    """
    older = WebhookEvent.objects.filter(subject=event.subject, state=State.WAITING, pk__lt=event.pk)
    return not older.filter(attempts=0, received_at__gt=timezone.now() - OVERDUE).exists()


def take(subject: str) -> list[WebhookEvent]:
    """Take up all that waits about a subject and return it, oldest first; nothing while somebody else is at it.

    Counts the attempt, except for events that come along before their time. Events whose attempts are used up, since
    their workers died, are given up here.
    """
    now = timezone.now()
    about = WebhookEvent.objects.filter(subject=subject)
    busy = WebhookEvent.objects.filter(subject=OuterRef("subject"), state=State.WORKING, due_at__gt=now)
    early = When(state=State.WAITING, due_at__gt=now, then=F("attempts"))
    taken_until = now + lease()
    about.filter(Q(state=State.WAITING) | _lost(now)).filter(~Exists(busy)).update(
        state=State.WORKING, attempts=Case(early, default=F("attempts") + 1), due_at=taken_until
    )
    taken = list(about.filter(state=State.WORKING, due_at=taken_until).order_by("pk"))
    if used_up := [event for event in taken if event.attempts > ATTEMPTS]:
        _give_up(used_up, _("Its worker died again and again."))
    return [event for event in taken if event.attempts <= ATTEMPTS]


def has_more(subject: str) -> bool:
    """Tell whether events about a subject came while others were being handled."""
    return WebhookEvent.objects.filter(subject=subject, state=State.WAITING, due_at__lte=timezone.now()).exists()


def done(events: Sequence[WebhookEvent]) -> None:
    _ours(events).update(state=State.DONE, handled_at=timezone.now(), error="")


def failed(events: Sequence[WebhookEvent], error: str) -> None:
    """Let events that could not be handled wait for their next attempt, or give them up after the last."""
    now = timezone.now()
    for event in events:
        if event.attempts < ATTEMPTS:
            due_at = now + BACK_OFF[event.attempts - 1]
            _ours([event]).update(state=State.WAITING, due_at=due_at, error=error)
        else:
            _give_up([event], error)


def given_up_since(moment: datetime) -> QuerySet[WebhookEvent]:
    return WebhookEvent.objects.filter(state=State.DEAD, handled_at__gt=moment)


def ready_subjects() -> list[str]:
    """Subjects with events whose next attempt is due, or whose worker or task was lost."""
    now = timezone.now()
    waiting = Q(state=State.WAITING, due_at__lte=now) & (Q(attempts__gt=0) | Q(received_at__lte=now - OVERDUE))
    ready = WebhookEvent.objects.filter(waiting | _lost(now))
    return list(ready.order_by().values_list("subject", flat=True).distinct())


def replay(events: QuerySet[WebhookEvent]) -> list[str]:
    """Let events that were given up wait again, with all attempts before them; return their subjects."""
    dead = events.filter(state=State.DEAD)
    subjects = list(dead.order_by().values_list("subject", flat=True).distinct())
    dead.update(state=State.WAITING, attempts=0, due_at=timezone.now(), handled_at=None)
    return subjects


def clean_up() -> int:
    """Delete what was handled or given up long ago; return how many."""
    now = timezone.now()
    old = Q(state=State.DONE, handled_at__lt=now - KEEP_DONE) | Q(state=State.DEAD, handled_at__lt=now - KEEP_DEAD)
    return WebhookEvent.objects.filter(old).delete()[0]


def _give_up(events: Sequence[WebhookEvent], error: str) -> None:
    _ours(events).update(state=State.DEAD, handled_at=timezone.now(), error=error)


def _lost(now: datetime) -> Q:
    """Events whose worker has had them for too long."""
    return Q(state=State.WORKING, due_at__lte=now)


def _ours(events: Sequence[WebhookEvent]) -> QuerySet[WebhookEvent]:
    """The rows, as far as they are still as they were taken."""
    held = {event.due_at for event in events}
    return WebhookEvent.objects.filter(pk__in=[event.pk for event in events], state=State.WORKING, due_at__in=held)
