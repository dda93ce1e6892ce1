"""How often the embedded checkout begins and has to be left, for staff: by day, without anything of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..models import Channel, CheckoutCount

#: what staff are told about
RECENT = timedelta(days=7)

_Outcome = CheckoutCount.Outcome


@dataclass(frozen=True)
class Recent:
    """What became of embedded checkouts of late. `reasons` are counts by label, the most frequent first."""

    begun: int
    left: int
    reasons: tuple[tuple[str, int], ...] = ()


def count_begun(channel: Channel) -> None:
    """The page got an address for the frame."""
    _count(channel, _Outcome.BEGUN)


def count_left(channel: Channel, reason: str) -> None:
    """The shopper goes on in the whole window. A reason that means nothing, or none, is not counted."""
    if reason in _Outcome.values and reason != _Outcome.BEGUN:
        _count(channel, _Outcome(reason))


def recent() -> Recent:
    """What happened of late in all channels. One query."""
    since = datetime.now(UTC).date() - RECENT
    totals = CheckoutCount.objects.filter(day__gt=since).totals()
    begun = totals.pop(_Outcome.BEGUN, 0)
    reasons = sorted(((str(_Outcome(name).label), count) for name, count in totals.items()), key=lambda row: -row[1])
    return Recent(begun, sum(totals.values()), tuple(reasons))


def _count(channel: Channel, outcome: CheckoutCount.Outcome) -> None:
    CheckoutCount.objects.add_one(channel.pk, datetime.now(UTC).date(), outcome)
