"""What became of a batch of objects."""

from __future__ import annotations

from dataclasses import dataclass, field

from .differences import Difference


@dataclass(frozen=True)
class Issue:
    """An object that could not be imported; `reason` is one line for staff."""

    object_type: str
    bigcommerce_id: int | None
    reason: str


@dataclass
class Outcome:
    """Counts of one batch, and the objects that were left out of it."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    issues: list[Issue] = field(default_factory=list)
    #: products that were left as they are, since somebody wrote them after what we hold had been asked for
    contested: list[int] = field(default_factory=list)
    #: of dry runs only
    differences: list[Difference] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return {"created": self.created, "changed": self.changed, "unchanged": self.unchanged}

    def add(self, other: Outcome) -> None:
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.issues += other.issues
        self.contested += other.contested
        self.differences += other.differences
