"""What a probe finds: one line each, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    OK = "ok"
    #: works, but not as it could, or not for long
    WARNING = "warning"
    #: something that the shop needs does not work
    ERROR = "error"
    #: could not be found out, because of another error
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Finding:
    """`probe` is a fixed English name, for scripts; `message` and `fix` are for people, and hold no secret."""

    probe: str
    level: Level
    message: str
    fix: str = ""


def ok(probe: str, message: str) -> Finding:
    return Finding(probe, Level.OK, message)


def warning(probe: str, message: str, fix: str) -> Finding:
    return Finding(probe, Level.WARNING, message, fix)


def error(probe: str, message: str, fix: str) -> Finding:
    return Finding(probe, Level.ERROR, message, fix)


def skipped(probe: str, message: str) -> Finding:
    return Finding(probe, Level.SKIPPED, message)
