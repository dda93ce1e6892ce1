"""Paper, and what leaves marks on it."""

from ..colour import BRASS, CREAM, DARK_WOOD, INK, NAVY, PAPER, STEEL, WHITE, WOOD, Paint, mix
from ..pen import Look, Pen
from .base import motif


@motif("tabletop", ground=None, focus=(560, 560))
def notebook(pen: Pen, paint: Paint, look: Look) -> None:
    """A cloth-bound notebook with an elastic and a ribbon."""
    with pen.group(transform="rotate(-8 600 600)"):
        pen.rect(368, 262, 510, 720, NAVY, 24, opacity=0.16)
        pen.rect(350, 246, 510, 700, PAPER, 18)
        pen.path("M360 936h496M360 924h496M360 912h496", stroke="#D8CDB4", stroke_width=4)
        pen.line("M560 920l-6 100 22-26 24 30V920", "#D9573B", 16)
        pen.form("M340 250q0-20 20-20h470q24 0 24 24v620q0 24-24 24H360q-20 0-20 20z", paint, look, shade=26)
        pen.rect(340, 230, 64, 690, NAVY, 12, opacity=0.2)
        pen.rect(480, 340, 270, 130, PAPER, 8)
        pen.path("M516 388h198M516 424h120", stroke=INK, stroke_width=10, opacity=0.55, stroke_linecap="round")
        pen.rect(786, 230, 22, 668, paint.trim)


@motif("tabletop", ground=None, focus=(600, 420))
def pencils(pen: Pen, paint: Paint, look: Look) -> None:
    """Six pencils in a fan."""
    tones = (paint.base, paint.light, paint.trim, paint.dark, paint.third, paint.deep)
    for n, tone in enumerate(tones):
        with pen.group(transform=f"rotate({(n - 2.5) * 9:g} 600 1250)"):
            pen.path("M570 420l30-110 30 110v20h-60z", "#E9CBA0")
            pen.path("M587 350l13-40 13 40z", tone)
            pen.path("M564 420q12 24 24 0 12 24 24 0 12 24 24 0v440h-72z", tone)
            pen.path("M564 420q12 24 24 0v440h-24z", WHITE, opacity=0.22)
            pen.path("M612 420q12 24 24 0v440h-24z", NAVY, opacity=0.18)
    pen.rect(470, 800, 260, 110, CREAM, 12)
    pen.rect(470, 832, 260, 46, paint.base)
    pen.path("M540 855h120", stroke=CREAM, stroke_width=10, stroke_linecap="round")


@motif("tabletop", ground=None, focus=(560, 560))
def fountainpen(pen: Pen, paint: Paint, look: Look) -> None:
    """A fountain pen above its own line of ink."""
    pen.line("M210 880q60-70 100 0t100 0 100 0 100-6q60-10 90 6t120-20", INK, 10, opacity=0.75)
    with pen.group(transform="rotate(38 600 560)"):
        pen.path("M340 560q-100 0-150 22 50 22 150 22z", BRASS)
        pen.path("M340 578q-90-4-150 4 60 10 150 2z", mix(BRASS, WHITE, 0.5))
        pen.rect(330, 546, 110, 72, INK, 14)
        pen.form("M430 530h470q90 4 110 52-20 48-110 52H430z", paint, look, shade=20)
        pen.rect(430, 526, 22, 112, BRASS, 4)
        pen.rect(690, 526, 16, 112, BRASS, 4)
        pen.shine("M480 558h380", 12)


@motif("desk", reach=200, focus=(600, 700))
def inkbottle(pen: Pen, paint: Paint, look: Look) -> None:
    """A square ink bottle and a blot."""
    pen.path("M220 900q30-50 90-30 40-40 90 0 70-10 60 40-60 50-150 30-90 16-90-40z", paint.base)
    pen.form("M410 560h380q60 10 60 80v220q0 70-70 70H420q-70 0-70-70V640q0-70 60-80z", paint, shade=40, fill="#DCE7EA")
    pen.path("M386 690q214-40 428 0v166q0 44-44 44H430q-44 0-44-44z", paint.base)
    pen.oval(600, 688, 214, 26, paint.light)
    pen.rect(470, 720, 260, 140, CREAM, 8)
    pen.path("M510 770h180M540 814h120", stroke=INK, stroke_width=12, opacity=0.6, stroke_linecap="round")
    pen.rect(500, 500, 200, 66, "#C4D3D7")
    pen.form("M480 380h240q14 0 14 14v116H466V394q0-14 14-14z", Paint(INK, STEEL, STEEL), shade=30)
    pen.path("".join(f"M{x} 392v106" for x in range(490, 730, 26)), stroke=WHITE, stroke_width=5, opacity=0.16)
    pen.shine("M392 640q-10 80-2 200", 16, 0.7)


@motif("tabletop", ground=None, focus=(600, 600))
def envelope(pen: Pen, paint: Paint, look: Look) -> None:
    """Letter paper in a lined envelope, sealed."""
    with pen.group(transform="rotate(-6 600 600)"):
        pen.rect(300, 250, 600, 420, PAPER, 6)
        pen.path("M360 320h480M360 380h480M360 440h320", stroke="#C9BFA8", stroke_width=8, stroke_linecap="round")
        pen.path("M220 500l380-230 380 230v400H220z", paint.dark)
        pen.rect(320, 300, 560, 500, PAPER)
        pen.path("M370 360h460M370 420h460M370 480h300", stroke="#B9AE95", stroke_width=8, stroke_linecap="round")
        pen.path("M220 500l380 260 380-260v420q0 20-20 20H240q-20 0-20-20z", paint.base)
        with pen.within("M220 500l380 260 380-260v420q0 20-20 20H240q-20 0-20-20z"):
            look(pen, paint)
        pen.path("M232 930l330-260q38-24 76 0l330 260", stroke=paint.dark, stroke_width=8)
        pen.dot(600, 770, 66, "#A8332B")
        pen.dot(596, 766, 46, "#C2453A")
        pen.path("M574 770q26-40 52 0M600 750v44", stroke="#8C261F", stroke_width=9, stroke_linecap="round")


@motif("desk", reach=170, focus=(600, 640))
def seal(pen: Pen, paint: Paint, look: Look) -> None:
    """A seal stamp standing beside its wax."""
    pen.oval(840, 896, 130, 30, "#A8332B")
    pen.oval(836, 888, 96, 20, "#C2453A")
    pen.path("M812 888q24-20 48 0", stroke="#8C261F", stroke_width=8)
    pen.form("M520 560q-40-90 0-170 20-50-20-110-10-70 100-80 110 10 100 80-40 60-20 110 40 80 0 170z", paint, look)
    pen.rect(490, 556, 220, 60, BRASS, 12)
    pen.form("M500 610h200l30 270H470z", Paint(BRASS, WOOD, CREAM))
    pen.rect(450, 876, 300, 54, mix(BRASS, NAVY, 0.25), 14)
    pen.shine("M540 300q30 60 0 140", 14)


@motif("desk", reach=290, focus=(560, 560))
def rolls(pen: Pen, paint: Paint, look: Look) -> None:
    """Rolls of wrapping paper in a basket."""
    for x, lean, tone in (
        (480, -12, paint),
        (720, 12, paint.swapped()),
        (600, 0, Paint(paint.third, paint.base, CREAM)),
    ):
        with pen.group(transform=f"rotate({lean} 600 900)"):
            pen.form(f"M{x - 64} 250h128v600h-128z", tone, look, shade=28)
            pen.oval(x, 250, 64, 22, CREAM)
            pen.oval(x, 252, 34, 11, DARK_WOOD)
    pen.form("M350 640h500l-40 260q-4 30-36 30H426q-32 0-36-30z", Paint(WOOD, DARK_WOOD, CREAM))
    for y in (700, 760, 820, 880):
        pen.path(f"M352 {y}" + "q25-26 50 0t50 0" * 5, stroke=DARK_WOOD, stroke_width=14, opacity=0.7)
    pen.rect(336, 624, 528, 44, DARK_WOOD, 20)


@motif("wall", ground=None, focus=(600, 560))
def framed(pen: Pen, paint: Paint, look: Look) -> None:
    """A framed harbour print."""
    pen.rect(284, 184, 664, 844, NAVY, 8, opacity=0.14)
    pen.rect(270, 166, 660, 840, DARK_WOOD, 6)
    pen.rect(270, 166, 660, 20, WOOD, 6)
    pen.rect(306, 202, 588, 768, PAPER)
    pen.rect(370, 266, 460, 600, paint.light)
    with pen.within("M370 266h460v600H370z"):
        pen.dot(690, 420, 76, paint.trim)
        pen.path("M370 560q120-90 240-20t260-50v400H370z", paint.dark)
        pen.path("M370 660q60-26 120 0t120 0 120 0 120 0v260H370z", paint.base)
        pen.path("M370 740q60-26 120 0t120 0 120 0 120 0v260H370z", paint.deep)
        pen.path("M500 650h150l-30 46h-92z", "#D9573B")
        pen.path("M570 636V470l84 166zM556 636V520l-58 116z", WHITE)
    pen.path("M520 916h160", stroke=INK, stroke_width=12, opacity=0.5, stroke_linecap="round")
    pen.path("M330 220l200 0-220 260z", WHITE, opacity=0.22)


@motif("desk", ground=920, reach=280, focus=(600, 600))
def calendar(pen: Pen, paint: Paint, look: Look) -> None:
    """A desk calendar on a wooden foot."""
    pen.rect(300, 850, 600, 70, WOOD, 12)
    pen.rect(300, 850, 600, 20, mix(WOOD, WHITE, 0.3), 10)
    pen.rect(360, 260, 480, 610, PAPER, 10)
    with pen.within("M360 260h480v300H360z"):
        pen.rect(360, 260, 480, 300, paint.base)
        look(pen, paint)
        pen.path("M360 480q60-30 120 0t120 0 120 0 120 0v100H360z", paint.dark)
        pen.path("M520 470h170l-34 50H556zM600 456V320l90 136z", CREAM)
    for row in range(4):
        for column in range(7):
            tone = "#D9573B" if row * 7 + column == 17 else "#D9CFBA"
            pen.dot(408 + column * 64, 620 + row * 58, 15, tone)
    pen.path("".join(f"M{x} 240v44" for x in range(400, 830, 50)), stroke=INK, stroke_width=10, stroke_linecap="round")


@motif("tabletop", ground=None, focus=(600, 560))
def book(pen: Pen, paint: Paint, look: Look) -> None:
    """A booklet with a knot on its cover, for things that are read."""
    with pen.group(transform="rotate(6 600 600)"):
        pen.rect(362, 250, 500, 700, NAVY, 10, opacity=0.16)
        pen.rect(356, 236, 500, 700, PAPER, 6)
        pen.form("M340 226h490v700H340z", paint, look, shade=20)
        pen.rect(340, 226, 30, 700, NAVY, opacity=0.2)
        pen.rect(420, 300, 340, 110, PAPER, 4)
        pen.path("M460 342h260M500 374h180", stroke=INK, stroke_width=11, opacity=0.6, stroke_linecap="round")
        pen.line("M430 760q160-240 200-60t-110 60 60-190 170 40", paint.dark, 40)
        pen.line("M430 756q160-240 200-60t-110 60 60-190 170 40", CREAM, 26)


@motif("desk", ground=900, reach=330, focus=(600, 720))
def tray(pen: Pen, paint: Paint, look: Look) -> None:
    """A desk tray with letters and a brass clip."""
    pen.path("M330 560l560-60 30 180-560 60z", PAPER)
    pen.path("M360 520l520-20 10 200-520 20z", WHITE)
    pen.path("M420 570l380-14M420 620l300-12", stroke="#B9AE95", stroke_width=9, stroke_linecap="round")
    pen.form("M260 640h680l30 230q0 30-30 30H260q-30 0-30-30z", paint, look, shade=34)
    pen.path("M470 640h260q0 110-130 110T470 640z", paint.deep)
    pen.path("M520 600h160v60q-80 30-160 0z", BRASS)
    pen.shine("M276 700l-14 130", 14)
