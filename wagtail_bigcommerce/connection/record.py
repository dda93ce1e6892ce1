"""What connecting changed, or would change, in the words of an operator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ..client import Conflict, ValidationFailed


@dataclass(frozen=True)
class Change:
    """One thing at BigCommerce that is, or would be, changed. `before` is empty for what was not there."""

    what: str
    before: str
    after: str


@dataclass
class Connection:
    """What connecting did or would do. `channel_id` is None for a channel that a dry run would create."""

    channel_id: int | None
    channel_name: str
    is_new: bool
    is_dry_run: bool = False
    changes: list[Change] = field(default_factory=list)
    #: what BigCommerce would not take: its own words, by what it is about
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def target(self) -> int | None:
        """The channel to write to; None where nothing is to be written."""
        return None if self.is_dry_run else self.channel_id

    def note(self, what: str, before: str, after: str) -> None:
        self.changes.append(Change(what, before, after))

    def refuse(self, what: str, reason: str) -> None:
        """Take back what was noted of `what`: it did not come about."""
        self.changes = [change for change in self.changes if change.what != what]
        self.refused[what] = reason

    @contextmanager
    def unless_refused(self, *names: str) -> Iterator[None]:
        """Go on where BigCommerce refuses what the block writes: the rest of a connection is worth having."""
        try:
            yield
        except (Conflict, ValidationFailed) as error:
            for name in names:
                self.refuse(name, str(error))
