"""What stands on a table."""

from ..colour import BRASS, CREAM, DARK_WOOD, INK, NAVY, WHITE, WOOD, Paint, mix
from ..pen import Look, Pen, plain
from .base import motif


@motif("kitchen", reach=240, focus=(560, 680))
def mug(pen: Pen, paint: Paint, look: Look) -> None:
    """A straight mug with a round handle, steam above."""
    pen.line("M800 560q170-20 160 110t-190 130", paint.dark, 58)
    pen.line("M800 556q166-18 156 108t-186 126", paint.base, 42)
    pen.form("M340 440h480v400q0 90-100 90H440q-100 0-100-90z", paint, look)
    pen.oval(580, 442, 240, 54, paint.light)
    pen.oval(580, 446, 212, 42, paint.deep)
    pen.oval(580, 456, 196, 32, "#7A4B32")
    pen.oval(540, 450, 70, 9, "#9C6A4C")
    pen.shine("M392 540v250")
    for x in (500, 580, 660):
        pen.shine(f"M{x} 360q-34-50 0-96t0-96", 14, 0.6)


@motif("kitchen", reach=170, focus=(580, 760))
def espresso(pen: Pen, paint: Paint, look: Look) -> None:
    """A small thick cup on its saucer."""
    pen.oval(600, 906, 300, 40, paint.dark)
    pen.oval(600, 892, 300, 40, paint.light)
    pen.oval(600, 892, 190, 22, paint.base)
    pen.line("M736 700q120-20 106 66t-136 66", paint.dark, 40)
    pen.form("M424 640h330q6 150-50 220-30 32-115 32t-115-32q-56-70-50-220z", paint, look, shade=36)
    pen.oval(589, 642, 165, 36, paint.light)
    pen.oval(589, 646, 142, 27, "#4A2D20")
    pen.path("M470 650q60-26 110-2t120-8q-20 28-110 30t-120-20z", "#A9744C")
    pen.shine("M462 700q4 90 30 130", 14)


@motif("kitchen", reach=300, focus=(560, 740))
def bowl(pen: Pen, paint: Paint, look: Look) -> None:
    """A wide bowl on a foot."""
    pen.path("M500 880h200l20 50H480z", paint.dark)
    pen.form("M240 580h720q0 200-150 280-70 36-210 36t-210-36Q240 780 240 580z", paint, look)
    pen.oval(600, 582, 360, 84, paint.light)
    pen.oval(600, 590, 322, 66, paint.dark)
    pen.path("M300 612q300 90 600 0-40 44-300 44t-300-44z", paint.base)
    pen.shine("M300 690q30 90 100 140", 18)


@motif("kitchen", ground=940, reach=300, focus=(520, 560))
def plate(pen: Pen, paint: Paint, look: Look) -> None:
    """A plate leaning upright, face to the viewer."""
    pen.path("M430 900h340l40 40H390z", DARK_WOOD)
    pen.form("M600 230a350 350 0 1 1-.1 0z", paint, look)
    pen.dot(600, 580, 250, paint.light)
    pen.dot(600, 586, 240, mix(paint.base, WHITE, 0.14))
    pen.dot(600, 580, 322, "none", stroke=paint.trim, stroke_width=10, opacity=0.8)
    pen.path("M520 900q80 40 160 0l20 40H500z", WOOD)
    pen.shine("M330 470q60-130 180-176", 18, 0.5)


@motif("kitchen", reach=330, focus=(540, 660))
def teapot(pen: Pen, paint: Paint, look: Look) -> None:
    """A round-bellied teapot with a bamboo handle."""
    pen.line("M372 500q10-330 228-330t228 330", DARK_WOOD, 36)
    pen.line("M372 496q10-322 228-322t228 322", WOOD, 24)
    pen.path("M820 690q110-10 130-150 10-50 64-58l20 40q-34 14-40 80-16 150-140 190z", paint.dark)
    pen.path("M820 680q100-10 120-140 10-56 60-60l14 22q-40 12-48 84-16 140-130 176z", paint.base)
    pen.form("M600 450c200 0 290 120 290 250 0 120-80 230-290 230s-290-110-290-230c0-130 90-250 290-250z", paint, look)
    pen.form("M440 474q160-90 320 0-20 40-160 40t-160-40z", paint, shade=24, fill=paint.light)
    pen.dot(600, 410, 36, paint.dark)
    pen.dot(594, 404, 30, paint.base)
    pen.shine("M372 640q-10 110 60 180", 20)


@motif("kitchen", reach=210, focus=(560, 640))
def jug(pen: Pen, paint: Paint, look: Look) -> None:
    """A milk jug with a drawn spout."""
    pen.line("M760 470q170-10 150 140t-170 190", paint.dark, 48)
    pen.line("M760 466q164-8 146 136t-168 184", paint.base, 34)
    pen.form(
        "M400 330l-64 40 84 80q40 90-10 190-40 110-10 200 20 90 200 90t200-90q30-90-10-200-50-100-10-200V330z",
        paint,
        look,
    )
    pen.path("M336 370l64-40q190-40 380 0-10 52-190 56-120 0-170-14z", paint.deep)
    pen.path("M430 372q170 36 330-24-40 36-170 38-100 0-160-14z", CREAM)
    pen.shine("M430 600q-36 120-8 220", 18)


@motif("kitchen", reach=120, focus=(600, 680))
def eggcup(pen: Pen, paint: Paint, look: Look) -> None:
    """An egg cup shaped like a small boat buoy, egg in it."""
    pen.path("M600 360c110 0 156 150 156 250H444c0-100 46-250 156-250z", "#F0D9BC")
    pen.path("M640 372c80 40 116 150 116 238h-60c0-90-10-190-56-238z", "#DDBF9C")
    pen.form("M420 600h360q0 130-110 180v60q90 20 100 90H430q10-70 100-90v-60Q420 730 420 600z", paint, look, shade=34)
    pen.oval(600, 602, 180, 26, paint.light)
    pen.shine("M466 650q14 60 60 92", 14)


@motif("kitchen", ground=900, reach=420, focus=(520, 760))
def platter(pen: Pen, paint: Paint, look: Look) -> None:
    """An oval platter with a fish drawn on it."""
    pen.oval(600, 830, 440, 80, paint.dark)
    pen.oval(600, 800, 440, 150, paint.base)
    pen.oval(600, 790, 350, 104, paint.light)
    pen.path("M330 792q120-90 300-40 60 18 110-4l90-46-30 86 30 86-90-46q-50-22-110-4-180 50-300-32z", paint.trim)
    pen.path("M380 790a14 14 0 1 0 .1 0zM470 748q40 44 0 86M560 740q40 50 0 102", stroke=paint.base, stroke_width=10)
    pen.shine("M214 760q60-66 200-88", 16)


@motif("kitchen", reach=190, focus=(600, 640))
def jar(pen: Pen, paint: Paint, look: Look) -> None:
    """A preserving jar with a label and a cloth lid."""
    pen.form("M410 470q-34 30-34 90v300q0 70 70 70h308q70 0 70-70V560q0-60-34-90z", paint, plain, fill=paint.base)
    pen.path("M376 560q224 60 448 0v-20q0-46-34-70H410q-34 24-34 70z", WHITE, opacity=0.35)
    pen.rect(430, 620, 340, 210, CREAM, 10)
    with pen.within("M430 620h340v210h-340z"):
        pen.path("M430 790q85-40 170 0t170 0v60H430z", paint.dark, opacity=0.5)
    pen.path("M600 650q34 40 0 88-34-48 0-88z", paint.dark)
    pen.path("M470 690h80M650 690h80", stroke=INK, stroke_width=8, opacity=0.6)
    pen.form(
        "M380 470l30-150q190-50 380 0l30 150q-60-26-110 0-55-26-110 0-55-26-110 0-50-26-110 0z",
        paint,
        look,
        fill=paint.trim,
        shade=30,
    )
    pen.line("M398 412q202 36 404 0", BRASS, 14)
    pen.shine("M412 590v250", 16)


@motif("kitchen", ground=920, reach=330, focus=(520, 780))
def pan(pen: Pen, paint: Paint, look: Look) -> None:
    """A sauté pan with a long handle."""
    pen.path("M820 700l300-96q40-4 46 24t-26 40L830 760z", INK)
    pen.dot(1122, 634, 12, mix(INK, WHITE, 0.5))
    pen.path("M800 690l90-28 18 60-90 28z", paint.dark)
    pen.form("M200 660h640v190q0 70-80 70H280q-80 0-80-70z", paint, look)
    pen.oval(520, 662, 320, 62, paint.light)
    pen.oval(520, 668, 290, 48, mix(paint.deep, NAVY, 0.2))
    pen.oval(520, 680, 262, 36, "#D9CBB4", opacity=0.35)
    pen.shine("M252 730v110", 18)
