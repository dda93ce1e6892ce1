"""What belongs outside the kitchen door."""

from ..colour import BRASS, CREAM, DARK_LEAF, DARK_STEEL, DARK_WOOD, INK, LEAF, NAVY, STEEL, WHITE, WOOD, Paint, mix
from ..pen import Look, Pen
from .base import motif


def sprout(pen: Pen, x: float, y: float, height: float, lean: float, colour: str) -> None:
    """Draw a stem with four leaves, from its foot."""
    with pen.group(transform=f"translate({x:g} {y:g}) rotate({lean:g})"):
        pen.line(f"M0 0V{-height:g}", DARK_LEAF, 10)
        for share, side in ((0.4, 1), (0.55, -1), (0.75, 1), (0.9, -1)):
            pen.path(f"M0 {-height * share:g}q{20 * side}-70 {96 * side}-66q-10 66 {-96 * side} 66z", colour)
        pen.path(f"M0 {-height:g}q-30-50 0-90q30 40 0 90z", colour)


@motif("garden", reach=230, focus=(600, 760))
def pot(pen: Pen, paint: Paint, look: Look) -> None:
    """A flower pot with a young plant."""
    for x, height, lean, colour in ((560, 250, -26, LEAF), (640, 250, 24, DARK_LEAF), (600, 330, 0, LEAF)):
        sprout(pen, x, 600, height, lean, colour)
    pen.form("M410 640h380l-50 270q-4 20-30 20H490q-26 0-30-20z", paint, look)
    pen.form("M380 560h440v90H380z", paint, shade=30, fill=mix(paint.base, WHITE, 0.12))
    pen.path("M380 650h440l-4 22H384z", NAVY, opacity=0.16)
    pen.shine("M452 700l26 170", 16, 0.35)


@motif("garden", reach=210, focus=(600, 520))
def birdbath(pen: Pen, paint: Paint, look: Look) -> None:
    """A stone bird bath with a wren on the rim."""
    pen.form("M540 560h120l-20 250q0 60 80 80v40H480v-40q80-20 80-80z", paint, look)
    pen.form("M250 440h700q-20 130-230 140H480Q270 570 250 440z", paint, look)
    pen.oval(600, 440, 350, 66, paint.light)
    pen.oval(600, 446, 310, 48, "#7FB2C4")
    pen.path(
        "M420 440q80-20 160 0M640 464q70-16 130 0", stroke=WHITE, stroke_width=8, opacity=0.7, stroke_linecap="round"
    )
    pen.path("M770 400q-60-10-60-70 0-50 50-60 40-60 96-20l36 10-30 20q0 110-92 120z", DARK_WOOD)
    pen.path("M720 330l-90-70 20 80z", DARK_WOOD)
    pen.path("M770 396q-30-40 40-92 40 90-40 92z", CREAM, opacity=0.7)
    pen.dot(836, 252, 9, INK)
    pen.line("M770 400v26M796 396v26", INK, 8)


@motif("garden", reach=300, focus=(560, 680))
def wateringcan(pen: Pen, paint: Paint, look: Look) -> None:
    """A watering can with a long spout and a brass rose."""
    pen.line("M420 520q-170 40-150 190t150 130", paint.dark, 34)
    pen.line("M440 480q20-220 190-220t150 200", paint.dark, 32)
    pen.path("M740 800l230-400 50 26-190 464z", paint.base)
    pen.path("M774 830l216-414 30 14-190 460z", paint.dark)
    pen.path("M950 420l40-80 110 60-50 76z", BRASS)
    pen.path("M984 336l122 66 14-26-122-66z", mix(BRASS, WHITE, 0.3))
    pen.form("M400 470h400v400q0 60-60 60H460q-60 0-60-60z", paint, look)
    pen.oval(600, 470, 200, 44, paint.light)
    pen.path("M400 470a200 44 0 0 0 400 0q-80-22-130 10-130 40-270-10z", paint.deep)
    pen.shine("M446 560v280", 18)
    for x, y in ((1076, 530), (1040, 600), (1090, 670)):
        pen.path(f"M{x} {y}q22 34 0 46-22-12 0-46z", "#7FB2C4")


@motif("tabletop", ground=None, focus=(600, 420))
def trowel(pen: Pen, paint: Paint, look: Look) -> None:
    """A hand trowel, its blade in the air."""
    with pen.group(transform="rotate(24 600 600)"):
        pen.path("M600 130q130 120 116 300-6 60-80 70h-72q-74-10-80-70-14-180 116-300z", DARK_STEEL)
        pen.path("M600 130q-130 120-116 300 6 60 80 70h40q-60-180-4-370z", STEEL)
        pen.path("M580 490h40v110h-40z", DARK_STEEL)
        pen.rect(560, 580, 80, 46, BRASS, 10)
        pen.form("M562 620h76q24 160 20 300 0 70-58 70t-58-70q-4-140 20-300z", paint, look, shade=24)
        pen.line("M560 950q40-40 80 0", CREAM, 10)
        pen.path("M530 250q30 120 30 200M670 250q-30 120-30 200", stroke=WHITE, stroke_width=8, opacity=0.4)


@motif("tabletop", ground=None, focus=(600, 560))
def secateurs(pen: Pen, paint: Paint, look: Look) -> None:
    """Secateurs, open, with a cut sprig."""
    sprout(pen, 380, 480, 190, -40, LEAF)
    with pen.group(transform="rotate(14 600 600)"):
        pen.path("M590 520q-110-140-40-330 90 120 110 320z", STEEL)
        pen.path("M620 520q120-60 170-260-140 60-220 240z", DARK_STEEL)
        pen.form("M560 540q-40 180-120 330-30 60 20 80t90-50q80-150 100-350z", paint, look, shade=20)
        pen.form("M650 540q40 180 120 330 30 60-20 80t-90-50q-80-150-100-350z", paint, look, shade=20)
        pen.dot(606, 540, 40, BRASS)
        pen.dot(606, 540, 14, DARK_WOOD)
        pen.line("M540 700q66 60 132 0", INK, 12)


@motif("tabletop", ground=None, focus=(560, 640))
def gloves(pen: Pen, paint: Paint, look: Look) -> None:
    """A pair of work gloves."""
    hand = (
        "M470 900V640l-80-130q-20-40 16-60t60 20l44 70 4-230q2-44 42-44t42 44l6 200 10-250q4-44 44-42"
        "t42 46l-6 250 40-210q10-42 48-34t34 52l-50 270q-10 70-26 100v200z"
    )
    for turn, x in ((16, 150), (-10, -60)):
        with pen.group(transform=f"translate({x} 40) rotate({turn} 600 640)"):
            pen.form(hand, paint, look, shade=26)
            pen.rect(456, 830, 290, 110, paint.trim, 20)
            pen.path("M470 862h262M470 900h262", stroke=paint.base, stroke_width=8, opacity=0.7)
            pen.line("M520 600q90 40 170 0", paint.dark, 8, opacity=0.6)


@motif("garden", reach=190, focus=(600, 700))
def twine(pen: Pen, paint: Paint, look: Look) -> None:
    """A ball of twine on a stand-up reel, end hanging."""
    pen.dot(600, 690, 240, paint.base)
    with pen.within("M600 450a240 240 0 1 1-.1 0z"):
        for n in range(9):
            pen.line(f"M330 {500 + n * 44}q270-130 540 {n * 10 - 40}", paint.dark, 9, opacity=0.7)
        for n in range(7):
            pen.line(f"M{420 + n * 50} 430q-110 260 {60 - n * 10} 520", paint.light, 12)
        pen.path("M600 450a240 240 0 0 1 0 480q150-60 150-250t-150-230z", NAVY, opacity=0.14)
    pen.line("M780 830q90 90 180 60t90 40", paint.base, 14)
    pen.rect(520, 640, 160, 100, CREAM, 10)
    pen.path("M550 676h100M550 706h60", stroke=INK, stroke_width=9, opacity=0.6)


@motif("garden", ground=910, reach=180, focus=(600, 520))
def packet(pen: Pen, paint: Paint, look: Look) -> None:
    """A seed packet with a drawn flower."""
    pen.path("M400 240h400v670H400z", CREAM)
    with pen.within("M400 240h400v430H400z"):
        pen.rect(400, 240, 400, 430, paint.base)
        look(pen, paint)
        pen.line("M600 690V470", LEAF, 18)
        pen.path("M600 620q-90 0-110-80 100 0 110 80zM600 590q80-10 100-90-90 10-100 90z", LEAF)
        for turn in range(0, 360, 60):
            pen.oval(600, 380, 38, 62, paint.pale, transform=f"rotate({turn} 600 440)")
        pen.dot(600, 440, 38, "#E9B44C")
    pen.path("M400 240h400v54H400z", paint.dark)
    pen.path("M400 294l20-14 20 14" + " 20-14 20 14".replace(" ", "l") * 9, paint.dark)
    pen.path("M470 730h260M510 780h180M540 830h120", stroke=INK, stroke_width=16, opacity=0.65, stroke_linecap="round")
    pen.path("M740 240h60v670h-60z", NAVY, opacity=0.1)


@motif("garden", ground=None, focus=(600, 640))
def feeder(pen: Pen, paint: Paint, look: Look) -> None:
    """A hanging bird feeder shaped like a boathouse."""
    pen.line("M600-600v890", DARK_WOOD, 10)
    pen.rect(400, 480, 400, 330, CREAM)
    pen.path("M420 620q180-60 360 0v190H420z", "#B98A5E")
    pen.path(
        "".join(f"M{440 + n * 97 % 320} {650 + n * 53 % 140}l14 10" for n in range(26)),
        stroke=DARK_WOOD,
        stroke_width=11,
        stroke_linecap="round",
    )
    pen.rect(400, 480, 400, 330, WHITE, opacity=0.3)
    pen.rect(380, 480, 36, 350, WOOD)
    pen.rect(784, 480, 36, 350, DARK_WOOD)
    pen.form("M600 270L860 480v50H340v-50z", paint, look, shade=30)
    pen.rect(320, 810, 560, 44, WOOD, 14)
    pen.line("M340 850v40M860 850v40", DARK_WOOD, 18)
    pen.path("M260 760q-10-70 60-90 60-10 80 40l30 6-26 22q-6 70-76 72z", "#33566B")
    pen.path("M320 744q10-50 66-60 0 60-66 60z", "#E9B44C")
    pen.dot(372, 698, 7, WHITE)


@motif("tabletop", ground=None, focus=(600, 680))
def bulbs(pen: Pen, paint: Paint, look: Look) -> None:
    """Bulbs in a paper bag."""
    for x, y, r in ((480, 420, 84), (620, 380, 92), (730, 450, 76)):
        pen.path(
            f"M{x} {y - r - 60}q16 50 {r} 70 20 90-40 140H{x - r + 40}q-60-50-40-140 {r - 20}-20 {r - 40}-70z",
            "#B9763F",
        )
        pen.path(f"M{x} {y - r - 60}q6 80-20 190M{x} {y - r - 40}q30 80 26 170", stroke="#8A5128", stroke_width=7)
    pen.form(
        "M380 440l44 30 44-30 44 30 44-30 44 30 44-30 44 30 44-30 44 30 44-30v520q-10 20-30 20H430q-24 0-30-20z",
        paint,
        look,
        shade=36,
    )
    pen.rect(480, 640, 240, 190, CREAM, 8)
    pen.path(
        "M600 800v-90M600 760q-46 0-56-44M600 740q40 0 52-40", stroke=LEAF, stroke_width=14, stroke_linecap="round"
    )
    pen.path("M600 720q-40-30-26-62l26 16 26-16q14 32-26 62z", paint.dark)
