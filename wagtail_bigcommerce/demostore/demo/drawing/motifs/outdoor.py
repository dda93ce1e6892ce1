"""Gear for the coast path."""

from ..colour import BRASS, CREAM, DARK_STEEL, DARK_WOOD, INK, NAVY, PAPER, STEEL, WHITE, WOOD, Paint, mix
from ..pen import Look, Pen
from .base import motif
from .light import flame


@motif("shore", ground=920, reach=400, focus=(560, 660))
def tent(pen: Pen, paint: Paint, look: Look) -> None:
    """A ridge tent with its door tied back."""
    pen.line("M210 930l60-60M990 930l-60-60M600 300v-50", DARK_WOOD, 14)
    pen.line("M600 300L190 920M600 300l410 620", CREAM, 6)
    pen.form("M600 290L960 920H240z", paint, look, shade=90)
    pen.path("M600 290l150 630H470z", paint.deep)
    pen.path("M600 290L470 920h120q60-260 10-630z", paint.light)
    pen.path("M600 290l150 630h-70q-40-320-80-630z", paint.light)
    pen.line("M556 640q30 20 50-4", BRASS, 12)
    pen.path("M600 250l90 26-90 26z", "#D9573B")


@motif("shore", reach=180, focus=(600, 640))
def lantern(pen: Pen, paint: Paint, look: Look) -> None:
    """A hurricane lantern, lit."""
    pen.line("M400 560q-20-330 200-330t200 330", paint.dark, 16)
    pen.line("M440 820q-60-140 10-320M760 820q60-140-10-320", paint.base, 22)
    pen.path("M500 420h200l50 200q-10 110-60 150H510q-50-40-60-150z", "#F7EBC8", opacity=0.85)
    flame(pen, 600, 740, 0.9)
    pen.path("M500 420h200l50 200q-10 110-60 150H510q-50-40-60-150z", "none", stroke=WHITE, stroke_width=8, opacity=0.8)
    pen.form("M470 410q20-70 80-84v-40q50-20 100 0v40q60 14 80 84-130 30-260 0z", paint, look, shade=26)
    pen.form("M480 770h240l40 60q20 100-30 100H470q-50 0-30-100z", paint, look, shade=40)
    pen.dot(760, 850, 22, BRASS)
    pen.shine("M490 500q-20 80 0 170", 14, 0.7)


@motif("shore", reach=130, focus=(600, 640))
def bottle(pen: Pen, paint: Paint, look: Look) -> None:
    """A flask with a cork-lined cup for a lid."""
    pen.form("M490 420q-40 30-40 110v350q0 50 50 50h200q50 0 50-50V530q0-80-40-110z", paint, look)
    pen.path("M488 410h224v34H488z", STEEL)
    pen.form("M500 230q0-30 30-30h140q30 0 30 30v180H500z", Paint(mix(paint.base, NAVY, 0.35), STEEL, STEEL), shade=30)
    pen.path("M500 370h200v16H500z", STEEL, opacity=0.8)
    pen.line("M700 270q80 20 60 130", DARK_WOOD, 16)
    pen.dot(600, 640, 54, paint.trim, opacity=0.9)
    pen.path("M560 650q20-24 40 0t40 0", stroke=paint.base, stroke_width=12, stroke_linecap="round")
    pen.shine("M488 560v270", 16)


@motif("shore", reach=250, focus=(600, 680))
def backpack(pen: Pen, paint: Paint, look: Look) -> None:
    """A roll-top rucksack with leather straps."""
    pen.line("M540 270q60-80 120 0", DARK_WOOD, 24)
    pen.form(
        "M330 620q-60 20-60 100v130q0 50 60 50zM870 620q60 20 60 100v130q0 50-60 50z", paint, shade=20, fill=paint.dark
    )
    pen.form("M400 330h400q70 160 70 420v110q0 70-70 70H400q-70 0-70-70V750q0-260 70-420z", paint, look)
    pen.form(
        "M390 260h420q26 0 26 30v90q-236 60-472 0v-90q0-30 26-30z", paint, shade=24, fill=mix(paint.base, NAVY, 0.14)
    )
    pen.form("M410 660h380v200q0 40-40 40H450q-40 0-40-40z", paint, shade=24, fill=mix(paint.base, WHITE, 0.1))
    for x in (490, 710):
        pen.rect(x - 22, 330, 44, 360, "#8A6242", 8)
        pen.rect(x - 30, 600, 60, 56, BRASS, 10)
        pen.rect(x - 14, 614, 28, 28, "#8A6242", 4)
    pen.shine("M384 500q-18 120-18 260", 16)


@motif("shore", ground=920, reach=240, focus=(600, 660))
def bag(pen: Pen, paint: Paint, look: Look) -> None:
    """A market tote."""
    pen.line("M470 470q-10-270 130-270t130 270", paint.dark, 30)
    pen.form("M340 450h520l40 420q0 50-50 50H350q-50 0-50-50z", paint, look)
    pen.line("M440 480q-10-290 160-290t160 290", DARK_WOOD, 26)
    pen.rect(412, 450, 56, 100, DARK_WOOD, 10)
    pen.rect(732, 450, 56, 100, DARK_WOOD, 10)
    pen.path("M340 450h520l3 30H337z", NAVY, opacity=0.14)
    pen.path("M520 690q80-90 160-20l50-30-10 80-50-26q-90 60-150-4z", paint.trim)
    pen.shine("M362 560l-20 270", 16)


@motif("wall", ground=None, reach=420, focus=(600, 420))
def umbrella(pen: Pen, paint: Paint, look: Look) -> None:
    """An open umbrella with a wooden crook."""
    pen.line("M600 200v700q0 90-80 90t-80-80", DARK_WOOD, 28)
    pen.line("M594 200v690", WOOD, 12)
    pen.line("M600 150v60", DARK_WOOD, 18)
    canopy = "M150 620q0-430 450-430t450 430q-60-60-150 0-60-60-150 0-70-60-150 0-70-60-150 0-60-60-150 0-70-60-150 0z"
    pen.form(canopy, paint, look, shade=60)
    for d in (
        "M600 190q-270 90-300 430",
        "M600 190q-130 120-150 430",
        "M600 190q130 120 150 430",
        "M600 190q270 90 300 430",
    ):
        pen.line(d, paint.dark, 7, opacity=0.55)
    pen.shine("M250 470q60-150 180-210", 18)


@motif("wall", ground=None, reach=420, focus=(600, 560))
def raincoat(pen: Pen, paint: Paint, look: Look) -> None:
    """A hooded smock with toggles."""
    pen.form("M400 360L270 470l-90 380 130 40 100-220z", paint, look, shade=26)
    pen.form("M800 360l130 110 90 380-130 40-100-220z", paint, look, shade=26)
    pen.form("M600 150q170 10 170 190 0 70-60 100H490q-60-30-60-100 0-180 170-190z", paint, shade=40)
    pen.path("M600 210q100 10 100 140 0 60-100 90-100-30-100-90 0-130 100-140z", paint.deep)
    pen.form("M470 390q130 70 260 0l100 40q10 280 30 550-260 50-520 0 20-270 30-550z", paint, look)
    pen.line("M600 440v540", paint.dark, 10)
    for y in (500, 610, 720):
        pen.line(f"M556 {y}h88", CREAM, 12)
        pen.oval(572, y, 26, 12, DARK_WOOD)
    for x in (420, 660):
        pen.form(f"M{x} 780h130v110H{x}z", paint, shade=12, fill=mix(paint.base, NAVY, 0.12))
        pen.path(f"M{x - 6} 770h142v34H{x - 6}z", paint.dark)
    pen.path("M180 850l130 40-8 36-130-40zM1020 850l-130 40 8 36 130-40z", paint.dark)


@motif("tabletop", ground=None, focus=(560, 620))
def pocketknife(pen: Pen, paint: Paint, look: Look) -> None:
    """A folding knife, half open."""
    with pen.group(transform="rotate(-18 600 600)"):
        pen.path("M330 560L250 240q-10-70 40-80 90 90 130 380z", STEEL)
        pen.path("M400 540q-50-260-110-380-30 6-36 40 60 100 110 350z", WHITE, opacity=0.6)
        pen.form("M300 540h600q90 6 100 80-10 90-110 100-330 20-560-20-80-20-80-90t50-70z", paint, look, shade=30)
        pen.dot(350, 620, 28, BRASS)
        pen.dot(860, 632, 18, BRASS)
        pen.rect(940, 590, 70, 84, BRASS, 20)
        pen.shine("M430 580h380", 14)


@motif("shore", ground=930, reach=300, focus=(600, 460))
def campstool(pen: Pen, paint: Paint, look: Look) -> None:
    """A folding stool with a canvas seat."""
    pen.line("M360 420l420 500M840 420L420 920", DARK_WOOD, 36)
    pen.line("M460 420l400 500M740 420L340 920", WOOD, 36)
    pen.form("M300 380q300 110 600 0l20 70q-320 130-640 0z", paint, look, shade=26)
    pen.line("M296 376q304 104 608 0", paint.dark, 16)
    pen.dot(600, 700, 20, BRASS)


@motif("shore", ground=None, focus=(600, 640))
def hammock(pen: Pen, paint: Paint, look: Look) -> None:
    """A hammock between two posts, a cushion in it."""
    for x in (130, 1070):
        pen.rect(x - 34, 230, 68, 760, DARK_WOOD, 14)
        pen.rect(x - 34, 230, 24, 760, WOOD, 10)
    for y in (0, 40, 80):
        pen.line(f"M150 400q60 10 110 {70 + y}M1050 400q-60 10-110 {70 + y}", CREAM, 8)
    pen.form("M250 450q350 330 700 0l-20 130q-330 320-660 0z", paint, look, shade=50)
    pen.path("M250 450q350 330 700 0l8-20q-358 300-716 0z", paint.dark)
    pen.form("M340 470l130-50q60-10 80 50l20 90q-110 10-230-90z", paint, fill=paint.trim, shade=16)
    pen.line("".join(f"M{x} {600 + (x - 280) * (920 - x) / 560:g}v50" for x in range(320, 900, 36)), paint.trim, 8)


@motif("tabletop", ground=None, focus=(600, 600))
def compass(pen: Pen, paint: Paint, look: Look) -> None:
    """A brass pocket compass, lid open."""
    pen.dot(616, 660, 330, NAVY, opacity=0.14)
    pen.form("M420 330a240 240 0 0 1 360 0l-30 60H450z", Paint(BRASS, CREAM, CREAM), shade=20)
    pen.dot(600, 640, 320, mix(BRASS, NAVY, 0.2))
    pen.dot(594, 632, 312, BRASS)
    pen.dot(600, 640, 260, PAPER)
    pen.dot(600, 640, 232, "none", stroke=paint.base, stroke_width=8)
    for turn in range(0, 360, 30):
        width, length = (12, 44) if turn % 90 == 0 else (6, 24)
        pen.rect(600 - width / 2, 400, width, length, INK, transform=f"rotate({turn} 600 640)")
    pen.path("M600 470l54 170-54 170-54-170z", paint.base, opacity=0.25)
    with pen.group(transform="rotate(28 600 640)"):
        pen.path("M600 440l36 200h-72z", "#D9573B")
        pen.path("M600 840l36-200h-72z", DARK_STEEL)
    pen.dot(600, 640, 22, BRASS)
    pen.shine("M420 520q60-90 150-110", 16, 0.6)


@motif("tabletop", ground=None, focus=(600, 560))
def binoculars(pen: Pen, paint: Paint, look: Look) -> None:
    """Field glasses with a strap."""
    pen.line("M330 420Q200 160 600 170t270 250", DARK_WOOD, 22)
    pen.rect(520, 460, 160, 180, INK, 20)
    pen.rect(560, 430, 80, 60, BRASS, 10)
    for x in (390, 810):
        pen.form(f"M{x - 90} 400h180l50 420H{x - 140}z", paint, look, shade=36)
        pen.rect(x - 100, 340, 200, 70, INK, 20)
        pen.rect(x - 152, 800, 304, 90, INK, 26)
        pen.oval(x, 886, 140, 24, "#5E8AA0")
        pen.oval(x - 40, 882, 50, 9, WHITE, opacity=0.6)
        pen.shine(f"M{x - 74} 470l-30 260", 14, 0.35)
