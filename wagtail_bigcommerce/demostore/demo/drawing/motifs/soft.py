"""Wool, linen and other soft things."""

from ..colour import INK, NAVY, WHITE, Paint
from ..pen import Look, Pen
from .base import motif


@motif("window", ground=920, reach=340, focus=(560, 700))
def blanket(pen: Pen, paint: Paint, look: Look) -> None:
    """A folded blanket in three layers with a fringe."""
    for top, inset in ((760, 0), (620, 14), (470, 26)):
        left, right = 250 + inset, 950 - inset
        d = f"M{left + 60} {top}H{right - 30}q50 0 50 76t-50 76H{left + 60}q-60 0-60-76t60-76z"
        pen.form(d, paint, look, shade=30)
        pen.line(f"M{right - 30} {top + 14}q-46 62 0 124", paint.dark, 8, opacity=0.5)
    fringe = "".join(f"M{x} 908l-8 56" for x in range(330, 900, 26))
    pen.line(fringe, paint.trim, 9)
    pen.path("M760 470h110v116l-55-34-55 34z", WHITE, opacity=0.92)
    pen.path("M784 500h62M784 524h62", stroke=INK, stroke_width=7, opacity=0.6)


@motif("wall", ground=None, reach=420, focus=(560, 560))
def jumper(pen: Pen, paint: Paint, look: Look) -> None:
    """A fisherman's jumper, laid flat."""
    pen.form("M400 330L230 460 150 860l120 40 90-250z", paint, look, shade=26)
    pen.form("M800 330l170 130 80 400-120 40-90-250z", paint, look, shade=26)
    pen.form("M460 270q140 70 280 0l100 70q20 260 0 560-240 40-480 0-20-300 0-560z", paint, look)
    pen.path("M460 270q140 70 280 0l-30-34q-110 40-220 0z", paint.dark)
    pen.path("M362 870q238 40 476 0l-2 64q-236 34-472 0z", paint.dark)
    ribs = "".join(f"M{x} 890v44" for x in range(386, 830, 24))
    pen.line(ribs, paint.base, 7, opacity=0.7)
    pen.path("M150 860l120 40-18 60-118-40zM1050 860l-120 40 18 60 118-40z", paint.dark)


@motif("window", ground=930, reach=300, focus=(560, 620))
def cushion(pen: Pen, paint: Paint, look: Look) -> None:
    """A plump square cushion with piping."""
    d = "M290 330q-40-40 10-60 300 50 600 0 50 20 10 60-40 260 10 540 20 50-40 56-280-40-560 0-60-6-40-56 50-280 10-540"
    pen.form(d, paint, look, shade=60)
    pen.path(d, stroke=paint.trim, stroke_width=14, stroke_linejoin="round")
    pen.line("M330 330q60 60 70 130M870 330q-60 60-70 130M340 850q50-50 60-120", paint.dark, 10, opacity=0.4)
    pen.shine("M352 470q12 120 0 240", 18, 0.3)


@motif("wall", ground=None, focus=(520, 460))
def socks(pen: Pen, paint: Paint, look: Look) -> None:
    """A pair of socks on a line."""
    pen.line("M160 226q440 50 880 0", INK, 9)
    for x, lean in ((360, -4), (640, 5)):
        with pen.group(transform=f"translate({x - 360} 0) rotate({lean} 460 240)"):
            d = "M370 240h190v380q10 60 110 120 90 60 60 120-30 50-110 30-200-40-250-130-14-40 0-140z"
            pen.form(d, paint, look, shade=28)
            with pen.within(d):
                pen.rect(350, 240, 230, 84, paint.trim)
                pen.path("".join(f"M{at} 240v84" for at in range(380, 570, 22)), stroke=paint.base, stroke_width=6)
                pen.dot(752, 850, 100, paint.trim)
                pen.dot(392, 706, 78, paint.trim)
            pen.path("M446 200h18v90h-18z", "#C79A6B")


@motif("wall", ground=None, focus=(600, 640))
def beanie(pen: Pen, paint: Paint, look: Look) -> None:
    """A watch cap with a bobble."""
    pen.dot(600, 280, 84, paint.trim)
    pen.line("".join(f"M600 280l{x}-{y}" for x, y in ((60, 60), (-60, 60), (0, 84), (84, 0), (-84, 0))), paint.light, 9)
    pen.form("M300 720q-20-400 300-400t300 400z", paint, look, shade=60)
    pen.form(
        "M270 690q330 70 660 0 20 0 20 30v120q0 30-30 36-320 60-640 0-30-6-30-36V720q0-30 20-30z",
        paint,
        shade=30,
        fill=paint.dark,
    )
    pen.line(
        "".join(f"M{x} {726 + 12 * (1 - abs(x - 600) / 330):g}v140" for x in range(300, 920, 34)),
        paint.base,
        10,
        opacity=0.6,
    )
    pen.rect(660, 740, 120, 80, "#F5EAD2", 6)
    pen.path("M684 780q18-22 36 0t36 0", stroke=INK, stroke_width=8, opacity=0.7)


@motif("wall", ground=None, focus=(520, 760))
def scarf(pen: Pen, paint: Paint, look: Look) -> None:
    """A scarf, knotted once."""
    pen.form("M640 470l210 430-160 60-190-440z", paint, look, shade=30)
    pen.form("M430 470L330 980l180 20 100-500z", paint, look, shade=30)
    pen.form("M330 330q270-140 540 0 60 60 0 140-270 130-540 0-60-80 0-140z", paint, look, shade=40)
    pen.path("M400 360q200 100 400 0-90-70-200-70t-200 70z", paint.deep)
    pen.form("M500 440q100-40 200 0 30 90-10 150-90 40-180 0-40-60-10-150z", paint, look, shade=24)
    pen.line("".join(f"M{x} {985 + (x - 330) // 9}v54" for x in range(338, 510, 24)), paint.trim, 10)
    pen.line("".join(f"M{x} {952 - (x - 700) * 60 // 160}l24 50" for x in range(704, 850, 24)), paint.trim, 10)


@motif("window", ground=None, focus=(560, 640))
def rug(pen: Pen, paint: Paint, look: Look) -> None:
    """A runner, seen from above and half rolled."""
    pen.path("M316 420h600v520H316z", NAVY, opacity=0.12, transform="translate(12 16)")
    pen.form("M310 400h600v530H310z", paint, look, shade=14)
    pen.path("M350 440h520v450H350z", stroke=paint.trim, stroke_width=16)
    pen.line("".join(f"M{x} 934v50" for x in range(320, 910, 26)), paint.trim, 10)
    pen.form("M290 300h640q50 0 50 64t-50 64H290q-50 0-50-64t50-64z", paint, look, shade=30)
    pen.oval(944, 364, 40, 64, paint.dark)
    pen.path("M944 330q26 10 22 36t-30 24-18-30", stroke=paint.light, stroke_width=9, stroke_linecap="round")


@motif("garden", ground=940, reach=280, focus=(520, 620))
def boots(pen: Pen, paint: Paint, look: Look) -> None:
    """A pair of rubber boots."""
    for x, shift in ((150, -24), (0, 0)):
        with pen.group(transform=f"translate({x} {shift})"):
            d = "M330 260h220l10 360q10 60 90 90 110 30 120 110v70H330V700z"
            pen.form(d, paint, look, shade=34)
            pen.rect(316, 250, 248, 60, paint.dark, 18)
            pen.path("M320 880h460v36q0 24-24 24H640l-30-20H500l-20 20H344q-24 0-24-24z", INK)
            pen.path("M620 700q90 10 140 90", stroke=paint.dark, stroke_width=10, opacity=0.6)
            pen.shine("M368 360v260", 18, 0.4)
