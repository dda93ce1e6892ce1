"""What hangs and stands around a stove."""

from ..colour import BRASS, CREAM, DARK_STEEL, DARK_WOOD, INK, NAVY, STEEL, WHITE, WOOD, Paint, mix
from ..pen import Look, Pen
from .base import motif


@motif("tabletop", ground=None, focus=(640, 580))
def knife(pen: Pen, paint: Paint, look: Look) -> None:
    """A cook's knife lying aslant on a small board."""
    with pen.group(transform="rotate(-32 600 600)"):
        pen.rect(180, 420, 840, 380, "#B98A5E", 46)
        pen.rect(180, 410, 840, 374, WOOD, 46)
        pen.path("M220 520h760M220 690h560", stroke=DARK_WOOD, stroke_width=5, opacity=0.35)
        pen.path("M470 560h590q-70 128-330 130H470z", NAVY, opacity=0.16, transform="translate(12 22)")
        pen.path("M470 560h590q-70 128-330 130H470z", STEEL)
        pen.path("M500 672h230q170-8 280-70-90 88-280 88H500z", WHITE, opacity=0.75)
        pen.rect(446, 552, 34, 116, DARK_STEEL, 6)
        pen.form("M140 566q160-24 310-8v88q-150 2-210 22-90 26-110-20-16-50 10-82z", paint, look, shade=22)
        for x in (220, 310, 400):
            pen.dot(x, 606, 11, BRASS)


@motif("tabletop", ground=None, focus=(560, 620))
def paring(pen: Pen, paint: Paint, look: Look) -> None:
    """A paring knife beside an apple that is losing its peel."""
    pen.oval(610, 800, 260, 40, NAVY, opacity=0.12)
    skin = Paint("#CE4A3A", CREAM, CREAM)
    apple = "M600 370q170-90 250 60 60 150-40 300-70 90-210 60-140 30-210-60-100-150-40-300 80-150 250-60z"
    pen.form(apple, skin, shade=40)
    with pen.within(apple):
        pen.line("M300 700q340 40 600-240", "#F4E5B8", 96)
        pen.line("M320 650q320 20 560-220", WHITE, 12, opacity=0.4)
    pen.line("M806 480q120-20 110 90t70 110-60 150", skin.dark, 42)
    pen.line("M806 476q116-16 106 90t70 110-60 150", skin.base, 32)
    pen.line("M600 380q-10-70 30-120", DARK_WOOD, 16)
    pen.path("M622 300q60-70 140-40-50 70-140 40z", "#6E9160")
    with pen.group(transform="rotate(-50 380 860)"):
        pen.path("M400 790h330q-40 76-160 80H400z", STEEL)
        pen.path("M420 858h140q100-4 150-44-50 50-160 56H420z", WHITE, opacity=0.75)
        pen.rect(384, 784, 26, 92, DARK_STEEL, 6)
        pen.form("M150 796q120-20 236-8v78q-110 0-160 14-70 14-90-14-12-40 14-70z", paint, look, shade=18)
        for x in (220, 310):
            pen.dot(x, 830, 9, BRASS)


@motif("tabletop", ground=None, focus=(560, 600))
def board(pen: Pen, paint: Paint, look: Look) -> None:
    """A board with a handle, a loaf and two slices on it."""
    with pen.group(transform="rotate(-14 600 600)"):
        pen.path(
            "M250 400q0-60 60-60h470q60 0 60 60v120h170q70 0 70 70t-70 70H840v130q0 60-60 60H310q-60 0-60-60z",
            NAVY,
            opacity=0.14,
            transform="translate(16 26)",
        )
        pen.form(
            "M250 400q0-60 60-60h470q60 0 60 60v120h170q70 0 70 70t-70 70H840v130q0 60-60 60H310q-60 0-60-60z",
            paint,
            look,
            shade=18,
        )
        pen.dot(1010, 590, 22, paint.dark)
        pen.path("M290 430h510M290 560h420M290 740h510", stroke=paint.dark, stroke_width=6, opacity=0.3)
    pen.path("M330 600q-30-110 90-140 150-36 230 40 60 60 20 130-170 60-340-30z", "#A8673A")
    pen.path("M350 580q-14-80 84-104 130-26 196 36 40 44 24 84-150 44-304-16z", "#C98A4F")
    pen.path(
        "M420 500q26 30 20 76M500 484q30 40 24 100M580 500q30 36 20 84",
        stroke="#F0D2A0",
        stroke_width=12,
        stroke_linecap="round",
    )
    for x, y in ((700, 690), (590, 740)):
        pen.path(f"M{x - 90} {y}q-40-70 30-90 60-20 120 0 70 20 30 90v60q-90 24-180 0z", "#A8673A")
        pen.path(f"M{x - 76} {y}q-30-56 24-72 52-14 104 0 54 16 24 72v48q-76 18-152 0z", CREAM)


@motif("kitchen", reach=290, focus=(560, 700))
def stockpot(pen: Pen, paint: Paint, look: Look) -> None:
    """A tall enamel pot with a lid and two ears."""
    for x, turn in ((286, 1), (914, -1)):
        pen.line(f"M{x} 600q{-80 * turn}-6 {-76 * turn} 50t{80 * turn} 50", paint.dark, 28)
    pen.form("M300 500h600v360q0 70-70 70H370q-70 0-70-70z", paint, look)
    pen.rect(286, 480, 628, 40, mix(paint.base, WHITE, 0.5), 18)
    pen.form("M310 482q40-120 290-126 250 6 290 126z", paint, look, shade=30)
    pen.rect(520, 326, 160, 34, INK, 17)
    pen.path("M560 356v-14M640 356v-14", stroke=INK, stroke_width=16)
    pen.shine("M356 590v230", 20)


@motif("kitchen", reach=280, focus=(560, 700))
def kettle(pen: Pen, paint: Paint, look: Look) -> None:
    """A stove kettle that is about to whistle."""
    pen.line("M430 470q-20-250 170-250t170 250", INK, 40)
    pen.line("M520 224q80-14 160 0", mix(INK, WHITE, 0.25), 22)
    pen.path("M800 620l130-170 60 26-20 40-100 210z", paint.dark)
    pen.path("M800 612l124-160 48 22-100 220z", paint.base)
    pen.form("M330 620q0-190 270-190t270 190l30 240q4 70-60 70H360q-64 0-60-70z", paint, look)
    pen.oval(600, 448, 118, 28, paint.dark)
    pen.oval(600, 440, 110, 24, paint.light)
    pen.dot(600, 408, 28, INK)
    pen.rect(322, 880, 556, 26, STEEL, 13)
    pen.shine("M386 640q-14 90-12 170", 22)
    for x, y in ((984, 400), (1030, 340)):
        pen.shine(f"M{x} {y}q-30-40 0-80t0-80", 14, 0.7)


@motif("kitchen", reach=180, focus=(600, 700))
def spoons(pen: Pen, paint: Paint, look: Look) -> None:
    """Wooden spoons in a crock."""
    for x, top, lean, colour in (
        (470, 300, -16, WOOD),
        (730, 290, 17, "#B98A5E"),
        (540, 250, -6, "#D9B184"),
        (670, 240, 8, WOOD),
        (604, 330, 1, "#B98A5E"),
    ):
        with pen.group(transform=f"rotate({lean} 600 800)"):
            pen.line(f"M{x} {top + 60}V700", colour, 26)
            pen.oval(x, top, 52, 84, colour)
            pen.oval(x - 6, top - 4, 32, 58, mix(colour, DARK_WOOD, 0.35))
    pen.form("M410 610h380l-24 280q-4 40-46 40H480q-42 0-46-40z", paint, look)
    pen.rect(396, 594, 408, 46, paint.light, 20)
    pen.shine("M462 680l12 190", 16)


@motif("wall", ground=None, focus=(560, 640))
def towel(pen: Pen, paint: Paint, look: Look) -> None:
    """A towel over a wooden rail."""
    pen.rect(240, 268, 720, 30, DARK_WOOD, 15)
    pen.rect(240, 262, 720, 26, WOOD, 13)
    pen.path("M440 276h420v470q-110 26-210 0t-210 4z", paint.dark)
    pen.form("M340 276q0-30 40-30h420q40 0 40 30v640q-120 34-250 0t-250 6z", paint, look, shade=34)
    pen.path("M340 870q130 20 250-6t250 6v46q-120 34-250 0t-250 6z", paint.trim, opacity=0.85)
    pen.line("M470 330q10 240-8 520M720 330q-12 240 6 520", NAVY, 10, opacity=0.08)


@motif("wall", ground=None, focus=(600, 700))
def apron(pen: Pen, paint: Paint, look: Look) -> None:
    """An apron on a hook."""
    pen.dot(600, 172, 20, BRASS)
    pen.line("M480 360q20-180 120-180t120 180", DARK_WOOD, 20)
    pen.line("M360 590q-120 40-170 150M840 590q120 40 170 150", DARK_WOOD, 18)
    pen.form("M470 340q130 40 260 0 0 180 120 230l20 420q-270 60-540 0l20-420q120-50 120-230z", paint, look, shade=36)
    pen.form("M420 700h360v150q-180 50-360 0z", paint, look, shade=18, fill=mix(paint.base, NAVY, 0.12))
    pen.line("M600 706v166", paint.dark, 7)
    pen.path("M470 650h70v120h-70z", CREAM)
    pen.path("M470 680h70M470 740h70", stroke="#D9573B", stroke_width=8)


@motif("kitchen", reach=330, focus=(560, 620))
def hamper(pen: Pen, paint: Paint, look: Look) -> None:
    """A wooden crate, things in straw looking out of it."""
    pen.form("M330 380h110v220H330z", Paint("#E9B44C", CREAM, WOOD), shade=20)
    pen.rect(346, 350, 78, 40, DARK_WOOD, 8)
    pen.form("M470 420h180v180H470z", paint, look, shade=24)
    pen.oval(560, 420, 90, 22, paint.light)
    pen.form("M690 330q0-90 40-90t40 90l30 60v210H660V390z", Paint("#4A6E4C", CREAM, WOOD), shade=22)
    pen.rect(692, 460, 80, 70, CREAM)
    pen.line("".join(f"M{x} 610l{(x * 7) % 60 - 30}-{50 + x % 50}" for x in range(290, 920, 22)), "#E0C274", 9)
    for y in (590, 706, 822):
        pen.rect(270, y, 660, 106, WOOD, 8)
        pen.path(f"M270 {y + 84}h660v22h-660z", DARK_WOOD, opacity=0.35)
    pen.path("M270 590h46v338h-46zM884 590h46v338h-46z", DARK_WOOD, opacity=0.55)
    pen.rect(520, 640, 160, 40, mix(DARK_WOOD, NAVY, 0.4), 20)
