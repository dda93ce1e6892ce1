"""Presents, toys and small surprises."""

from ..colour import BRASS, CREAM, DARK_WOOD, INK, NAVY, PAPER, WHITE, WOOD, Paint, mix
from ..pen import Look, Pen
from .base import motif


@motif("window", reach=270, focus=(600, 640))
def gift(pen: Pen, paint: Paint, look: Look) -> None:
    """A wrapped box with a bow."""
    pen.form("M350 520h500v380q0 30-30 30H380q-30 0-30-30z", paint, look)
    pen.form("M320 430h560q14 0 14 14v96H306v-96q0-14 14-14z", paint, shade=26, fill=mix(paint.base, WHITE, 0.14))
    pen.path("M306 540h588v20H306z", NAVY, opacity=0.14)
    pen.rect(558, 430, 84, 500, paint.trim)
    pen.path("M622 430h20v500h-20z", NAVY, opacity=0.14)
    for turn in (1, -1):
        pen.path(f"M600 430q{-60 * turn}-150 {-170 * turn}-140t{-40 * turn} 90 {210 * turn} 50z", paint.trim)
        pen.path(
            f"M600 430q{-50 * turn}-90 {-130 * turn}-96t{-30 * turn} 50 {160 * turn} 96z", mix(paint.trim, NAVY, 0.22)
        )
    pen.rect(560, 386, 80, 64, mix(paint.trim, WHITE, 0.2), 22)


@motif("desk", reach=330, focus=(560, 560))
def boat(pen: Pen, paint: Paint, look: Look) -> None:
    """A model dinghy on its stand."""
    pen.path("M430 900h340l30 30H400zM480 830h40l-10 80h-50zM680 830h40l30 80h-50z", DARK_WOOD)
    pen.line("M610 160v560", WOOD, 18)
    pen.path("M636 190q250 220 250 440H636z", CREAM)
    pen.path("M760 320q126 150 126 310H790z", "#E4D3B2")
    pen.path("M590 240q-170 180-210 400h210z", WHITE)
    pen.path("M636 500h236M590 520H416", stroke=paint.base, stroke_width=14)
    pen.path("M610 120l110 34-110 34z", paint.base)
    pen.form("M240 690h760q-60 190-220 190H450Q290 880 240 690z", paint, look)
    pen.path("M240 690h760l-10 34H250z", WOOD)
    pen.shine("M310 770q40 70 110 80", 16)


@motif("shore", ground=None, focus=(640, 440))
def kite(pen: Pen, paint: Paint, look: Look) -> None:
    """A diamond kite with a tail of bows."""
    pen.line("M560 790q-60 80-10 150t-80 140", INK, 7)
    for x, y, turn in ((532, 850, 20), (560, 950, -18), (506, 1040, 30)):
        pen.path(f"M{x} {y}l-46-28v56zM{x} {y}l46-28v56z", paint.trim, transform=f"rotate({turn} {x} {y})")
    with pen.group(transform="rotate(14 600 460)"):
        pen.form("M600 120l250 300-250 400-250-400z", paint, look, shade=60)
        pen.path("M600 120l250 300H600z", paint.trim, opacity=0.85)
        pen.path("M600 420v400L350 420z", paint.third, opacity=0.85)
        pen.line("M600 120v700M350 420h500", DARK_WOOD, 12)


@motif("wall", ground=None, focus=(600, 640))
def bell(pen: Pen, paint: Paint, look: Look) -> None:
    """A ship's bell on a bracket."""
    pen.path("M360 170h480v44H360z", DARK_WOOD)
    pen.path("M560 214h80v90h-80z", mix(paint.base, NAVY, 0.4))
    pen.form(
        "M600 290q140 0 160 180 14 170 100 270 14 40-20 46-240 40-480 0-34-6-20-46 86-100 100-270 20-180 160-180z",
        paint,
        look,
    )
    pen.path("M340 740q260 50 520 0l6 30q-266 60-532 0z", paint.dark)
    pen.dot(600, 826, 40, mix(paint.base, NAVY, 0.35))
    pen.line("M600 860q-20 70 10 130", CREAM, 18)
    pen.dot(610, 1000, 26, CREAM)
    pen.path("M470 560q130 26 260 0", stroke=paint.dark, stroke_width=10)
    pen.shine("M500 420q-20 120-70 230", 20)


@motif("tabletop", ground=None, focus=(600, 560))
def card(pen: Pen, paint: Paint, look: Look) -> None:
    """A greeting card and its envelope."""
    with pen.group(transform="rotate(10 600 600)"):
        pen.rect(330, 420, 620, 440, mix(paint.trim, NAVY, 0.08), 10)
        pen.path("M330 430l310 220 310-220", stroke=NAVY, stroke_width=8, opacity=0.18)
    with pen.group(transform="rotate(-7 600 600)"):
        pen.rect(320, 230, 460, 640, NAVY, 8, opacity=0.14)
        pen.rect(306, 214, 460, 640, PAPER, 6)
        with pen.within("M340 250h392v568H340z"):
            pen.rect(340, 250, 392, 568, paint.base)
            look(pen, paint)
            pen.path("M340 640q49-30 98 0t98 0 98 0 98 0v200H340z", paint.dark)
            pen.path("M446 630h180l-36 56H486zM540 612V440l96 172zM522 612V480l-70 132z", CREAM)
            pen.dot(640, 370, 50, "#F5D98B")


@motif("tabletop", ground=None, focus=(600, 600))
def sheet(pen: Pen, paint: Paint, look: Look) -> None:
    """A printable sheet on a tablet: things that are downloaded."""
    pen.rect(316, 196, 600, 840, NAVY, 46, opacity=0.15)
    pen.rect(300, 176, 600, 840, INK, 46)
    pen.rect(340, 236, 520, 700, PAPER, 10)
    pen.dot(600, 976, 18, mix(INK, WHITE, 0.4))
    pen.rect(340, 236, 520, 170, paint.base)
    pen.path("M340 380q65-40 130 0t130 0 130 0 130 0v30H340z", PAPER)
    for row in range(5):
        y = 480 + row * 84
        pen.path(f"M390 {y}h{250 - row % 3 * 60}", stroke="#B9AE95", stroke_width=14, stroke_linecap="round")
        pen.path(
            f"M720 {y}q26-{20 + row * 7 % 30} 50 0t50 0", stroke=paint.base, stroke_width=12, stroke_linecap="round"
        )


@motif("window", ground=930, reach=210, focus=(600, 620))
def nightlight(pen: Pen, paint: Paint, look: Look) -> None:
    """A moon-shaped night light on a jar foot."""
    for radius, opacity in ((420, 0.16), (330, 0.2)):
        pen.dot(600, 520, radius, paint.pale, opacity=opacity)
    pen.form("M470 800h260l30 110q0 20-24 20H464q-24 0-24-20z", Paint(WOOD, DARK_WOOD, CREAM))
    pen.form("M600 270a270 270 0 1 1-.1 0z", paint, look, shade=60)
    for x, y, r in ((500, 450, 50), (690, 420, 30), (560, 640, 66), (720, 600, 40), (450, 580, 22)):
        pen.dot(x, y, r, paint.dark, opacity=0.22)
    pen.path(
        "M520 560q30 34 60 0M640 560q30 34 60 0M570 660q40 34 80 0",
        stroke=paint.deep,
        stroke_width=12,
        stroke_linecap="round",
    )


@motif("desk", reach=190, focus=(600, 620))
def matches(pen: Pen, paint: Paint, look: Look) -> None:
    """Long matches in a stoppered bottle."""
    pen.form("M480 420q-60 60-80 140v310q0 60 60 60h280q60 0 60-60V560q-20-80-80-140z", paint, shade=30, fill="#DCE9EA")
    for n in range(9):
        x, lean = 520 + n * 20, (n - 4) * 5
        pen.line(f"M{x} 860l{lean} -380", WOOD, 12)
        pen.oval(x + lean, 476, 12, 19, "#B4402F")
    pen.rect(430, 640, 340, 190, CREAM, 10)
    pen.rect(430, 640, 340, 50, paint.base)
    pen.path("M480 740h240M520 786h160", stroke=INK, stroke_width=12, opacity=0.6, stroke_linecap="round")
    pen.path("M506 330h188l-14 96H520z", "#C99A64")
    pen.path("M490 410h220v30H490z", WHITE, opacity=0.7)


@motif("kitchen", reach=200, focus=(600, 640))
def tin(pen: Pen, paint: Paint, look: Look) -> None:
    """A round tin with a printed band."""
    pen.form("M380 470h440v400q0 60-220 60t-220-60z", paint, look)
    pen.path("M380 600q220 50 440 0v180q-220 50-440 0z", CREAM)
    pen.path("M600 660q60 40 0 110-60-70 0-110zM480 700h50M670 700h50", paint.base, stroke=paint.base, stroke_width=8)
    pen.form("M366 400h468v84q-234 60-468 0z", paint, shade=40, fill=mix(paint.base, WHITE, 0.12))
    pen.oval(600, 400, 234, 54, paint.light)
    pen.oval(600, 398, 190, 38, mix(paint.light, WHITE, 0.25))
    pen.shine("M424 540v310", 18)
    pen.path("M366 484q234 60 468 0v14q-234 60-468 0z", BRASS)
