"""The processes behind the demonstration site: started together, stopped together, none left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Processes:
    """Children of this process. Use as a context manager: leaving the block stops them.

    Each child leads its own session, for two reasons: Ctrl-C in a terminal must reach this process only, and
    django-q's cluster hangs for ever when a signal meant for it reaches its workers as well. So a stop signal goes
    to the child alone; whatever is left of its session after the time of grace is killed.
    """

    def __init__(self, grace_seconds: float = 8) -> None:
        self.grace_seconds = grace_seconds
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, arguments: Sequence[str], *, quiet: bool = False) -> None:
        """Start `python <arguments>` with this process's environment, from the checkout's root.

        A quiet child's standard output goes nowhere; what it has to complain about still shows.
        """
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self.running[name] = subprocess.Popen(  # noqa: S603
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if quiet else None,
            start_new_session=True,
        )

    def ended(self) -> tuple[str, int] | None:
        """Name and exit code of a child that has ended, or None while all of them run."""
        for name, process in self.running.items():
            if (code := process.poll()) is not None:
                return name, code
        return None

    def stop(self) -> None:
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + self.grace_seconds
        for process in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.running.clear()

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stop()
