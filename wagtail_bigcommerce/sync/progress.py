"""How far a run is, for people who watch it: written by the job, read by the admin and the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..models import SyncRun


@dataclass(frozen=True)
class PhaseProgress:
    """One phase of a run. `total` is None while nobody knows it; `seconds` is the time worked, pauses left out."""

    phase: str
    done: int
    total: int | None
    pages: int
    seconds: float

    @property
    def per_second(self) -> float | None:
        """Objects in a second, None before the first."""
        return self.done / self.seconds if self.done and self.seconds > 0 else None

    @property
    def seconds_left(self) -> float | None:
        """What the rest takes at this rate; None while that is unknown."""
        rate = self.per_second
        return None if rate is None or self.total is None else max(0, self.total - self.done) / rate


def progress_of(run: SyncRun) -> Iterator[PhaseProgress]:
    """Yield the phases that a run has begun, in their order. Two may be under way at once. No queries."""
    for phase, numbers in run.progress.items():
        yield PhaseProgress(phase=phase, **numbers)
