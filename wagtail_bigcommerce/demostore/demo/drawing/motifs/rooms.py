"""Furniture, soap dishes, and the rest of a house."""

from ..colour import BRASS, CREAM, DARK_WOOD, INK, NAVY, PAPER, WHITE, WOOD, Paint, mix
from ..pen import Look, Pen
from .base import motif


@motif("shore", ground=950, reach=300, focus=(560, 560))
def chair(pen: Pen, paint: Paint, look: Look) -> None:
    """A deck chair."""
    pen.line("M820 330L420 940M360 940l120-250", DARK_WOOD, 34)
    pen.form("M330 240l330-20q-20 330 260 470l-330 60q-260-180-260-510z", paint, look, shade=40)
    pen.line("M310 236l370-22M560 760l400-72", WOOD, 34)
    pen.line("M340 240l510 700M960 690l-170 250", WOOD, 34)
    pen.shine("M390 310q20 200 150 340", 16)


@motif("kitchen", ground=900, reach=260, focus=(580, 740))
def soap(pen: Pen, paint: Paint, look: Look) -> None:
    """A stamped bar on a slatted dish, with a few bubbles."""
    pen.path("M300 840h600l-40 60H340z", DARK_WOOD)
    pen.line("M300 836h600", WOOD, 26)
    pen.form("M360 690q0-60 60-60h360q60 0 60 60v80q0 56-60 56H420q-60 0-60-56z", paint, look, shade=34)
    pen.form("M380 690q0-44 60-44h320q60 0 60 44t-60 44H440q-60 0-60-44z", paint, shade=10, fill=paint.light)
    pen.path(
        "M540 706q0-40 60-40t60 40M560 706l-30-22M640 706l30-22",
        stroke=paint.dark,
        stroke_width=9,
        stroke_linecap="round",
    )
    for x, y, r in ((410, 560, 44), (486, 500, 28), (760, 560, 34), (820, 500, 18)):
        pen.dot(x, y, r, mix(paint.base, WHITE, 0.7), opacity=0.75)
        pen.dot(x - r / 3, y - r / 3, r / 5, WHITE)


@motif("desk", ground=940, reach=230, focus=(600, 420))
def stool(pen: Pen, paint: Paint, look: Look) -> None:
    """A three-legged stool with a painted seat."""
    pen.path("M480 470h56l-96 470h-44z", DARK_WOOD)
    pen.path("M664 470h56l84 470h-44z", DARK_WOOD)
    pen.path("M578 480h44l8 430h-60z", WOOD)
    pen.path("M446 720l150-20M604 700l158 20", stroke=WOOD, stroke_width=24)
    pen.form("M330 430v30q0 70 270 70t270-70v-30z", paint, shade=40, fill=paint.dark)
    pen.form("M600 350c180 0 270 36 270 80s-90 80-270 80-270-36-270-80 90-80 270-80z", paint, look, shade=20)
    pen.oval(600, 424, 60, 16, paint.dark, opacity=0.5)


@motif("wall", ground=None, focus=(600, 560))
def mirror(pen: Pen, paint: Paint, look: Look) -> None:
    """A porthole turned looking-glass."""
    pen.dot(620, 626, 392, NAVY, opacity=0.14)
    pen.dot(600, 600, 390, mix(paint.base, NAVY, 0.3))
    pen.form("M600 216a380 380 0 1 1-.1 0z", paint, look, shade=40)
    pen.dot(600, 600, 290, mix(paint.base, NAVY, 0.4))
    pen.dot(600, 604, 276, "#CFE0E6")
    with pen.within("M600 328a276 276 0 1 1-.1 0z"):
        pen.path("M300 700l420-420h90L390 820zM520 840l360-360v60L600 880z", WHITE, opacity=0.5)
        pen.path("M300 760q150-50 300 0t300 0v160H300z", "#9DBDC9", opacity=0.6)
    for turn in range(0, 360, 45):
        pen.dot(600, 264, 18, mix(paint.base, NAVY, 0.4), transform=f"rotate({turn} 600 600)")
        pen.dot(597, 261, 12, mix(paint.base, WHITE, 0.4), transform=f"rotate({turn} 600 600)")


@motif("wall", ground=None, focus=(600, 560))
def clock(pen: Pen, paint: Paint, look: Look) -> None:
    """A tide clock in a round case."""
    pen.dot(620, 626, 372, NAVY, opacity=0.14)
    pen.form("M600 230a370 370 0 1 1-.1 0z", paint, look, shade=40)
    pen.dot(600, 600, 300, PAPER)
    with pen.within("M600 300a300 300 0 1 1-.1 0z"):
        pen.path("M300 640q50-34 100 0t100 0 100 0 100 0 100 0 100 0v300H300z", mix(paint.base, WHITE, 0.6))
        pen.path("M300 740q50-34 100 0t100 0 100 0 100 0 100 0 100 0v300H300z", mix(paint.base, WHITE, 0.35))
    for turn in range(0, 360, 30):
        pen.rect(595, 322, 10, 40 if turn % 90 == 0 else 22, INK, transform=f"rotate({turn} 600 600)")
    pen.line("M600 600l120-170", INK, 20)
    pen.line("M600 600l-60-90", "#D9573B", 16)
    pen.dot(600, 600, 26, BRASS)


@motif("wall", ground=None, focus=(500, 560))
def brush(pen: Pen, paint: Paint, look: Look) -> None:
    """A long-handled bath brush."""
    with pen.group(transform="rotate(-36 600 600)"):
        bristles = "".join(f"M{x} 640l{(x - 380) // 14} 150" for x in range(230, 540, 18))
        pen.line(bristles, CREAM, 12)
        pen.line("".join(f"M{x} 640l{(x - 380) // 14} 130" for x in range(239, 540, 36)), "#D8C59B", 8)
        d = "M380 500q120 0 200 50 200 16 400-6 60 0 60 50t-60 46q-200-20-400 0-80 50-200 50-210-10-210-95t210-95z"
        pen.form(d, paint, look, shade=26)
        pen.line("M980 596h20", paint.deep, 18)
        pen.line("M1000 600q60 30 90-10t60 20", CREAM, 10)


@motif("window", ground=930, reach=190, focus=(600, 640))
def diffuser(pen: Pen, paint: Paint, look: Look) -> None:
    """A stoppered flask of bath salts with a scoop tied to it."""
    pen.form(
        "M530 430v90q-130 60-130 210v120q0 80 80 80h240q80 0 80-80V730q0-150-130-210v-90z",
        paint,
        shade=40,
        fill="#E3ECEC",
    )
    pen.path("M408 700q96-40 192 0t192 0v150q0 72-72 72H480q-72 0-72-72z", paint.base)
    pen.path(
        "".join(f"M{430 + n * 67 % 340} {740 + n * 41 % 160}l10 8" for n in range(30)),
        stroke=paint.pale,
        stroke_width=12,
        stroke_linecap="round",
    )
    pen.rect(514, 400, 172, 40, "#C9D8DA", 14)
    pen.form("M536 300h128l-12 110H548z", Paint(WOOD, DARK_WOOD, CREAM), shade=24)
    pen.line("M520 470q80 26 160 0", "#B4533E", 12)
    pen.path("M690 470l120 130q50 10 60 60-60 30-96-20l-6-30-110-120z", WOOD)
    pen.shine("M446 660q-10 100 0 180", 16, 0.7)


@motif("kitchen", ground=920, reach=280, focus=(560, 640))
def shaving(pen: Pen, paint: Paint, look: Look) -> None:
    """A lather bowl and a badger-free brush."""
    pen.form(
        "M760 560h140q30 160-10 230v60q40 20 40 70H730q0-50 40-70v-60q-40-70-10-230z",
        Paint(DARK_WOOD, WOOD, CREAM),
        shade=26,
    )
    pen.path("M750 570q-60-220 80-270 140 50 80 270-80 30-160 0z", CREAM)
    pen.line("M790 550q-20-150 20-220M830 556V330M870 550q20-150-20-220", "#CDBB92", 9)
    pen.form("M240 640h460q0 170-110 240-30 40-120 40t-120-40q-110-70-110-240z", paint, look)
    pen.path("M250 640q10-80 90-60 30-70 120-40 90-40 130 30 90-10 100 70-220 60-440 0z", WHITE)
    pen.path("M340 600q60-40 110 0M480 586q60-30 90 14", stroke="#D5E0E2", stroke_width=10, stroke_linecap="round")
    pen.shine("M288 710q20 90 70 130", 16)


@motif("desk", ground=940, reach=330, focus=(560, 560))
def shelf(pen: Pen, paint: Paint, look: Look) -> None:
    """A small bookcase shaped like an upended dinghy."""
    pen.form("M600 150q260 240 260 780H340q0-540 260-780z", paint, look, shade=44)
    pen.path("M600 230q200 210 206 660H394q6-450 206-660z", paint.deep)
    for y, left, right in ((480, 448, 752), (690, 404, 796)):
        pen.rect(left, y, right - left, 24, WOOD)
    pen.rect(394, 886, 412, 30, DARK_WOOD)
    books = (
        (430, 560, 130, "#D9573B"),
        (486, 590, 100, "#D2A24C"),
        (540, 540, 150, "#F5EAD2"),
        (600, 570, 120, "#5E7A5E"),
    )
    for x, y, height, colour in books:
        pen.rect(x, y, 44, height, colour, 4)
    pen.rect(690, 600, 70, 90, "#8FB27A", 12)
    for x, colour in ((440, "#8B7BA5"), (500, "#F5EAD2"), (690, "#D9573B")):
        pen.rect(x, 760, 50, 126, colour, 4)
    pen.dot(600, 440, 40, BRASS)
