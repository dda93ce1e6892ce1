"""What gives light."""

from ..colour import BRASS, CREAM, DARK_WOOD, FLAME, WHITE, WOOD, Paint, mix
from ..pen import Look, Pen
from .base import motif


def flame(pen: Pen, x: float, y: float, size: float = 1) -> None:
    """Draw a flame whose foot is at `x`, `y`, with its glow."""
    with pen.group(transform=f"translate({x:g} {y:g}) scale({size:g})"):
        pen.dot(0, -70, 150, FLAME, opacity=0.18)
        pen.dot(0, -70, 96, FLAME, opacity=0.22)
        pen.path("M0-170q66 84 50 130t-50 46-50-46 50-130z", FLAME)
        pen.path("M0-90q34 44 26 68t-26 26-26-26 26-68z", "#FFF3D0")


@motif("window", reach=160, focus=(600, 640))
def candle(pen: Pen, paint: Paint, look: Look) -> None:
    """A pillar candle on a brass dish."""
    pen.oval(600, 914, 240, 34, mix(BRASS, "#000000", 0.3))
    pen.oval(600, 900, 240, 34, BRASS)
    pen.oval(600, 896, 196, 22, mix(BRASS, WHITE, 0.3))
    pen.form("M470 400q130 46 260 0v480q0 24-130 24t-130-24z", paint, look, shade=40)
    pen.oval(600, 400, 130, 34, paint.light)
    pen.oval(600, 404, 96, 22, paint.pale)
    pen.path("M660 420q4 70 20 96t34-10V412z", paint.light)
    pen.line("M600 402v-50", "#4A3B32", 9)
    flame(pen, 600, 362)
    pen.shine("M502 490v330", 14)


@motif("window", reach=200, focus=(600, 480))
def lamp(pen: Pen, paint: Paint, look: Look) -> None:
    """A turned wooden lamp with a cone shade."""
    pen.dot(600, 470, 360, "#FFF1C9", opacity=0.35)
    pen.form(
        "M560 560h80l10 60q60 20 60 80t-60 90q-14 30 0 60h-100q14-30 0-60-60-30-60-90t60-80z",
        Paint(WOOD, DARK_WOOD, CREAM),
    )
    pen.path("M430 930q10-80 100-84h140q90 4 100 84z", DARK_WOOD)
    pen.path("M430 930q10-80 100-84h40q-80 10-90 84z", WOOD)
    pen.form("M450 220h300l120 340q-270 60-540 0z", paint, look, shade=50)
    pen.oval(600, 222, 150, 22, paint.light)
    pen.path("M330 560q270 60 540 0l4 14q-270 62-548 0z", paint.dark)
    pen.shine("M462 280l-76 236", 16)


@motif("wall", ground=None, focus=(600, 640))
def pendant(pen: Pen, paint: Paint, look: Look) -> None:
    """A fishing-float pendant lamp on its flex."""
    pen.line("M600 0v330", "#4A3B32", 12)
    pen.rect(560, 320, 80, 80, BRASS, 14)
    pen.path("M330 760L130 1200h940L870 760z", "#FFF1C9", opacity=0.3)
    pen.form("M600 390q290 60 290 370-290 70-580 0 0-310 290-370z", paint, look, shade=60)
    pen.oval(600, 762, 290, 44, paint.deep)
    pen.oval(600, 770, 130, 36, "#FFF3D0")
    pen.shine("M400 560q-40 70-46 160", 18)
