"""How far an import is, for people at a terminal (a bar) and for logs (a line for each phase)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..models import SyncRun

_WIDTH = 30


def phase_name(phase: str) -> str:
    """What a phase of an import is called."""
    names = {
        "store": _("Store"),
        "brands": _("Brands"),
        "categories": _("Categories"),
        "products": _("Products"),
        "chosen": _("Products"),
        "contested": _("Products"),
        "vanished": _("Vanished products"),
        "details": _("Options"),
        "order": _("Order in categories"),
    }
    return names[phase]


class Bar:
    """One line that is drawn over and over; a new one for each phase."""

    def __init__(self, stdout: Any) -> None:
        self._stdout = stdout
        self._phase = ""

    def __call__(self, run: SyncRun, phase: str, done: int, total: int | None) -> None:
        start = "\n" if self._phase not in {"", phase} else "\r"
        self._phase = phase
        filled = round(_WIDTH * min(1.0, done / total)) if total else 0
        bar = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}" if total else str(done)
        self._stdout.write(f"{start}{phase_name(phase):<20} {bar}", ending="")
        self._stdout.flush()

    def close(self) -> None:
        """Leave the line that was drawn last."""
        if self._phase:
            self._stdout.write("")


class Lines:
    """A plain line whenever a phase is done, or has come on by a tenth."""

    def __init__(self, stdout: Any) -> None:
        self._stdout = stdout
        self._said: tuple[str, int] = ("", -1)

    def __call__(self, run: SyncRun, phase: str, done: int, total: int | None) -> None:
        step = (phase, 10 * done // total if total else 0)
        if step == self._said:
            return
        self._said = step
        numbers = f"{done}/{total}" if total else str(done)
        self._stdout.write(f"{phase_name(phase)}: {numbers}")

    def close(self) -> None:
        """Every line is complete already."""
