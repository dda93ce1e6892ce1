"""Views: how a motif is lit, framed and placed."""

from collections.abc import Callable
from math import dist
from zlib import crc32

from .colour import NAVY, WHITE, Paint, mix
from .motifs.base import Motif
from .pen import Look, Pen
from .places import PLACES

#: Wall, floor and the disc behind the product; muted, so that the product carries the colour.
BACKDROPS = (
    ("#F1E7D6", "#E5D5BA", "#F8F2E6"),
    ("#D7E4E7", "#C0D3D8", "#E7EFF1"),
    ("#F4DFD3", "#E7C8B7", "#FAEEE7"),
    ("#DCE5CF", "#C7D3B5", "#EAF0E1"),
    ("#DDD8E7", "#C8C1D7", "#EBE7F1"),
    ("#F6E7BD", "#EAD59A", "#FBF3DA"),
    ("#D0E0EC", "#B5CDDF", "#E3EDF5"),
)

Scene = Callable[[Pen, Motif, Look, Paint], None]


def show(motif: Motif, look: Look, paint: Paint, view: str) -> tuple[int, int, str]:
    """Return width, height and elements of one view. Raises KeyError for a view there is not."""
    width, height, scene = VIEWS[view]
    pen = Pen()
    scene(pen, motif, look, paint)
    return width, height, str(pen)


def _backdrop(motif: Motif, paint: Paint) -> tuple[str, str, str]:
    """Choose a backdrop by the motif's name; pass over one that the product would sink into."""
    first = crc32(motif.name.encode()) % len(BACKDROPS)
    turns = [*BACKDROPS[first:], *BACKDROPS[:first]]
    return max(turns, key=lambda turn: min(_distance(turn[0], paint.base), 70))  # the earliest, if equal


def _distance(one: str, other: str) -> float:
    return dist(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]))


def _place(pen: Pen, motif: Motif, look: Look, paint: Paint, x: float, y: float, scale: float) -> None:
    """Draw the motif and its shadow so that the middle of its foot is at `x`, `y`."""
    foot = motif.ground or 960
    with pen.group(transform=f"translate({x - 600 * scale:g} {y - foot * scale:g}) scale({scale:g})"):
        if motif.ground:
            pen.oval(622, motif.ground, motif.reach * 1.06, 30, NAVY, opacity=0.2)
            pen.oval(640, motif.ground + 8, motif.reach * 1.3, 46, NAVY, opacity=0.09)
        motif.draw(pen, paint, look)


def _front(pen: Pen, motif: Motif, look: Look, paint: Paint) -> None:
    wall, floor, disc = _backdrop(motif, paint)
    pen.rect(0, 0, 1200, 1200, wall)
    if crc32(motif.name.encode()) % 3:
        pen.dot(600, 560, 430, disc)
    else:
        pen.path("M230 1200V560a370 370 0 0 1 740 0V1200z", disc)
    if motif.ground:
        pen.rect(0, 880, 1200, 320, floor)
    _place(pen, motif, look, paint, 600, motif.ground or 960, 1)


def _detail(pen: Pen, motif: Motif, look: Look, paint: Paint) -> None:
    wall, floor, disc = _backdrop(motif, paint)
    pen.rect(0, 0, 1200, 1200, floor)
    pen.dot(880, 260, 520, wall)
    pen.dot(880, 260, 330, disc)
    x, y = motif.focus
    with pen.group(transform=f"translate(600 600) scale(2.15) rotate(-6) translate({-x} {-y})"):
        motif.draw(pen, paint, look)


def _scene(pen: Pen, motif: Motif, look: Look, paint: Paint) -> None:
    x, y, scale = PLACES[motif.place](pen, paint)
    _place(pen, motif, look, paint, x, y, scale)


def _pair(pen: Pen, motif: Motif, look: Look, paint: Paint) -> None:
    wall, floor, disc = _backdrop(motif, paint)
    pen.rect(0, 0, 1200, 1200, wall)
    pen.path("M0 1200V420L1200 120V1200z", disc)
    pen.rect(0, 880, 1200, 320, floor)
    _place(pen, motif, look, paint.swapped(), 830, 935, 0.72)
    _place(pen, motif, look, paint, 410, 1020, 0.84)


def _evening(pen: Pen, motif: Motif, look: Look, paint: Paint) -> None:
    wall = mix(NAVY, paint.base, 0.16)
    pen.rect(0, 0, 1200, 1200, wall)
    for radius, opacity in ((560, 0.1), (430, 0.12), (310, 0.16)):
        pen.dot(600, 600, radius, "#F5C77A", opacity=opacity)
    for n in range(9):
        pen.dot(80 + n * 467 % 1060, 60 + n * 151 % 290, 4 + n % 3 * 2, "#F8E7BF", opacity=0.8)
    pen.rect(0, 880, 1200, 320, mix(wall, NAVY, 0.45))
    _place(pen, motif, look, paint, 600, motif.ground or 960, 0.92)


def _plan(pen: Pen, motif: Motif, look: Look, paint: Paint) -> None:
    pen.rect(0, 0, 1200, 1200, "#F6F3EA")
    grid = "".join(f"M{at} 0v1200M0 {at}h1200" for at in range(60, 1200, 60))
    pen.path(grid, stroke="#C9D6DA", stroke_width=2)
    _place(pen, motif, look, paint, 560, 900, 0.74)
    reach = motif.reach * 0.74
    left, right = 560 - reach, 560 + reach
    pen.line(f"M{left:g} 1010H{right:g}M{left:g} 985v50M{right:g} 985v50", "#7C98A3", 6)
    pen.line("M1010 420V900M985 420h50M985 900h50", "#7C98A3", 6)


def _hero(pen: Pen, motif: Motif, look: Look, paint: Paint) -> None:
    wall, floor, disc = _backdrop(motif, paint)
    pen.rect(0, 0, 1600, 640, wall)
    pen.dot(800, 320, 310, disc)
    pen.dot(170, 110, 110, disc, opacity=0.7)
    pen.dot(1420, 150, 70, disc, opacity=0.7)
    pen.path("M0 500q200-34 400 0t400 0 400 0 400 0v140H0z", floor)
    pen.path("M0 560q160-24 320 0t320 0 320 0 320 0 320 0v80H0z", WHITE, opacity=0.25)
    # a themed page may crop the sides: the group keeps to the middle
    spread = motif.reach * 0.88
    _place(pen, motif, look, Paint(paint.light, paint.trim, paint.third), 790 - spread, 535, 0.3)
    _place(pen, motif, look, paint.swapped(), 820 + spread, 550, 0.36)
    _place(pen, motif, look, paint, 800, 585, 0.58)


VIEWS: dict[str, tuple[int, int, Scene]] = {
    "front": (1200, 1200, _front),
    "detail": (1200, 1200, _detail),
    "scene": (1200, 1200, _scene),
    "pair": (1200, 1200, _pair),
    "evening": (1200, 1200, _evening),
    "plan": (1200, 1200, _plan),
    "hero": (1600, 640, _hero),
}
