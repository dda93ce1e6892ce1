"""Makes an answer that BigCommerce was not asked for take as long as one that it was.

Otherwise a clock would tell what the words do not: which attempts still reach BigCommerce, and which are refused here.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.cache import cache

#: how many durations are remembered, for how long, and the longest that is waited for
_REMEMBERED, _SECONDS, _LONGEST = 20, 24 * 3600, 3.0
#: before anything was measured
_USUAL = 0.25


@dataclass(frozen=True)
class Pace:
    """How long one kind of question takes, as all processes have measured it."""

    name: str

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Remember how long the block takes, unless it fails."""
        begin = time.perf_counter()
        yield
        durations = [*cache.get(self._key, ()), min(time.perf_counter() - begin, _LONGEST)]
        cache.set(self._key, durations[-_REMEMBERED:], _SECONDS)

    def wait(self) -> None:
        """Wait as long as one of the questions took that were asked lately."""
        durations = cache.get(self._key) or [_USUAL]
        time.sleep(random.choice(durations))  # noqa: S311 - repeats what was measured, hides nothing

    @property
    def _key(self) -> str:
        return f"bigcommerce.pace.{self.name}"
