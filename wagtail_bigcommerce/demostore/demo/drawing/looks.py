"""Surface patterns. Each covers the whole sheet and is seen where a body clips it."""

from .colour import WHITE, Paint
from .pen import Look, Pen, plain


def band(pen: Pen, paint: Paint) -> None:
    """One broad band and a thin one below, as on ship's china."""
    pen.rect(0, 640, 1200, 70, paint.trim)
    pen.rect(0, 728, 1200, 14, paint.trim)


def stripes(pen: Pen, paint: Paint) -> None:
    """Upright stripes: one fat line, dashed."""
    pen.path("M163 600h930", stroke=paint.trim, stroke_width=1200, stroke_dasharray="34 50")


def hoops(pen: Pen, paint: Paint) -> None:
    """Level stripes, as on a fisherman's jumper."""
    pen.path("M600 163v930", stroke=paint.trim, stroke_width=1200, stroke_dasharray="34 50")


def dots(pen: Pen, paint: Paint) -> None:
    """Dots in staggered rows: dashes of no length with round ends."""
    rows = "".join(f"M{60 + (y // 80) % 2 * 45} {y}h1200" for y in range(120, 1100, 80))
    pen.path(rows, stroke=paint.trim, stroke_width=30, stroke_linecap="round", stroke_dasharray="0 90")


def waves(pen: Pen, paint: Paint) -> None:
    """Rows of shallow waves."""
    rows = "".join(f"M60 {y}" + "q35-38 70 0t70 0" * 8 for y in range(200, 1060, 74))
    pen.path(rows, stroke=paint.trim, stroke_width=14, stroke_linecap="round")


def check(pen: Pen, paint: Paint) -> None:
    """Gingham: two sets of translucent stripes, darker where they cross."""
    for d in ("M122 600h980", "M600 122v980"):
        pen.path(d, stroke=paint.trim, stroke_width=1200, stroke_dasharray=56, opacity=0.62)


def plaid(pen: Pen, paint: Paint) -> None:
    """A blanket plaid of broad and hair-thin lines."""
    for d in ("M420 0v1200M780 0v1200", "M0 480h1200M0 760h1200"):
        pen.path(d, stroke=paint.trim, stroke_width=70, opacity=0.4)
    pen.path("M320 0v1200M880 0v1200M600 0v1200M0 620h1200M0 400h1200M0 860h1200", stroke=paint.third, stroke_width=10)


def speckle(pen: Pen, paint: Paint) -> None:
    """Iron speckles in the clay, at places that look thrown but never move."""
    spots = "".join(f"M{210 + n * 211 % 790} {190 + n * 347 % 790}h{n % 3}" for n in range(44))
    pen.line(spots, paint.deep, 11, opacity=0.5)


def dipped(pen: Pen, paint: Paint) -> None:
    """Glazed above, bare clay below, with a drawn-down edge."""
    pen.path("M0 760q150-40 300 0t300 0 300 0 300 0v500H0z", paint.trim)


def sprig(pen: Pen, paint: Paint) -> None:
    """Leaves on a stem, scattered and leaning to either side."""
    leaf = "q-44-8-40-50 40 6 40 50 44-8 40-50-40 6-40 50"
    sprigs = ""
    for n in range(12):
        lean = 8 - n % 3 * 8
        sprigs += f"M{250 + n * 233 % 720} {300 + n * 317 % 700}l{lean}-40{leaf}l{lean}-46q-16-22 0-50 16 28 0 50"
    pen.path(sprigs, paint.trim, stroke=paint.trim, stroke_width=6, stroke_linejoin="round")


def knit(pen: Pen, paint: Paint) -> None:
    """Rows of stitches."""
    rows = "".join(f"M150 {y}" + "l30 24 30-24" * 15 for y in range(180, 1100, 56))
    pen.path(rows, stroke=paint.dark, stroke_width=9, opacity=0.35, stroke_linejoin="round")


def blocks(pen: Pen, paint: Paint) -> None:
    """Three broad fields of colour, like signal flags."""
    pen.rect(0, 470, 1200, 220, paint.trim)
    pen.rect(0, 690, 1200, 600, paint.third)


LOOKS: dict[str, Look] = {
    "plain": plain,
    "band": band,
    "stripes": stripes,
    "hoops": hoops,
    "dots": dots,
    "waves": waves,
    "check": check,
    "plaid": plaid,
    "speckle": speckle,
    "dipped": dipped,
    "sprig": sprig,
    "knit": knit,
    "blocks": blocks,
}


def cloth(look: Look, paint: Paint) -> tuple[int, int, str]:
    """Return the square picture of a printed cloth."""
    pen = Pen()
    pen.rect(0, 0, 400, 400, paint.base)
    with pen.within("M0 0h400v400h-400z"), pen.group(transform="translate(-200 -200) scale(.66)"):
        look(pen, paint)
    pen.path("M0 0h400v24h-400z", WHITE, opacity=0.12)
    return 400, 400, str(pen)
