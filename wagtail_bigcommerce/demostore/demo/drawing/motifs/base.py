"""The register of motifs."""

from collections.abc import Callable
from dataclasses import dataclass

from ..colour import Paint
from ..pen import Look, Pen

Drawer = Callable[[Pen, Paint, Look], None]


@dataclass(frozen=True)
class Motif:
    """One drawable thing and how a stage should show it."""

    name: str
    draw: Drawer
    #: The set of its scene view, a key of `PLACES`.
    place: str
    #: The y of the ground it stands on; things that hang or lie flat have None, and no shadow.
    ground: int | None
    #: Half of its width, for shadows and neighbours.
    reach: int
    #: The point that a close view looks at.
    focus: tuple[int, int]


MOTIFS: dict[str, Motif] = {}


def motif(
    place: str, *, ground: int | None = 930, reach: int = 270, focus: tuple[int, int] = (600, 640)
) -> Callable[[Drawer], Drawer]:
    """Register the decorated function under its own name."""

    def register(draw: Drawer) -> Drawer:
        MOTIFS[draw.__name__] = Motif(draw.__name__, draw, place, ground, reach, focus)
        return draw

    return register
