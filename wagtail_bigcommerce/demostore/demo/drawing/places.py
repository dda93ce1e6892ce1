"""Sets for the scene view. Each draws itself and says where the product goes: x, y of its foot, and scale."""

from collections.abc import Callable

from .colour import BRASS, DARK_LEAF, DARK_WOOD, LEAF, NAVY, WHITE, WOOD, Paint, mix
from .pen import Pen

Spot = tuple[float, float, float]


def _boat(pen: Pen, x: int, y: int, hull: str) -> None:
    pen.path(f"M{x} {y}h150l-28 44h-96z", hull)
    pen.path(f"M{x + 70} {y - 14}v-150l78 138z", WHITE)
    pen.path(f"M{x + 58} {y - 14}v-110l-52 100z", "#F3E5CB")


def _plant(pen: Pen, x: int, y: int, pot: str) -> None:
    for dx, height, lean in ((0, 230, 0), (-20, 190, -90), (20, 200, 90), (-8, 220, -46), (8, 215, 48)):
        pen.path(
            f"M{x + dx} {y - 120}q{lean * 0.2 - 30:g}-{height * 0.6:g} {lean}-{height}"
            f"q{34 - lean * 0.1:g} {height * 0.5:g} {-lean} {height}z",
            LEAF if dx else DARK_LEAF,
        )
    pen.path(f"M{x - 74} {y - 132}h148l-20 132h-108z", pot)
    pen.rect(x - 82, y - 146, 164, 34, mix(pot, NAVY, 0.15), 8)


def kitchen(pen: Pen, paint: Paint) -> Spot:
    """A tiled wall above a wooden worktop, with a shelf of crockery."""
    pen.rect(0, 0, 1200, 1200, "#E9EEE8")
    tiles = "".join(f"M0 {y}h1200" for y in range(70, 900, 110)) + "".join(
        f"M{x + (row % 2) * 85} {row * 110 - 40}v110" for row in range(9) for x in range(40, 1200, 170)
    )
    pen.path(tiles, stroke="#D5DDD6", stroke_width=5)
    pen.rect(90, 330, 460, 26, WOOD, 6)
    pen.path("M150 356v46M490 356v46", stroke=DARK_WOOD, stroke_width=16)
    pen.path("M130 330v-96h110v96zM270 330v-60q0-40 45-40t45 40v60z", mix(paint.base, WHITE, 0.55))
    pen.rect(392, 200, 116, 130, "#D8C7A6", 16)
    pen.rect(386, 186, 128, 30, DARK_WOOD, 10)
    pen.rect(0, 900, 1200, 300, WOOD)
    pen.rect(0, 900, 1200, 26, mix(WOOD, WHITE, 0.25))
    pen.path("M0 1010h420M620 1010h580M120 1100h620M900 1100h300", stroke=DARK_WOOD, stroke_width=4, opacity=0.4)
    _plant(pen, 1040, 930, "#B9674A")
    return 600, 985, 0.72


def window(pen: Pen, paint: Paint) -> Spot:
    """A sill in front of a window over the harbour."""
    pen.rect(0, 0, 1200, 1200, "#EFE3D2")
    pen.rect(150, 90, 900, 800, "#BFD9E4")
    pen.dot(860, 270, 74, "#FBE9B6")
    pen.path("M150 520q190-110 380-30t520-40v440H150z", "#9DB9A4")
    pen.rect(150, 600, 900, 290, "#6FA0B4")
    pen.path(
        "M180 690h220M520 740h300M260 800h240M720 650h200", stroke="#93BCCB", stroke_width=10, stroke_linecap="round"
    )
    _boat(pen, 250, 620, "#B4533E")
    _boat(pen, 820, 590, "#33566B")
    pen.path("M150 90h900v800h-900zM600 90v800M150 430h900", stroke=WHITE, stroke_width=34)
    pen.path("M60 40h200q40 420-110 860h-90z", mix(paint.base, WHITE, 0.62))
    pen.path("M1140 40h-200q-40 420 110 860h90z", mix(paint.base, WHITE, 0.62))
    pen.rect(40, 24, 1120, 28, BRASS, 14)
    pen.rect(0, 890, 1200, 310, "#F7F0E4")
    pen.rect(0, 890, 1200, 40, WHITE)
    pen.rect(0, 1060, 1200, 140, "#E2D3BC")
    return 600, 1010, 0.74


def garden(pen: Pen, paint: Paint) -> Spot:
    """A potting bench along a brick wall, ivy above."""
    pen.rect(0, 0, 1200, 1200, "#DFC3AE")
    courses = "".join(f"M0 {y}h1200" for y in range(60, 900, 74)) + "".join(
        f"M{x + row % 2 * 80} {row * 74 - 14}v74" for row in range(13) for x in range(20, 1240, 160)
    )
    pen.path(courses, stroke="#CFAE97", stroke_width=7)
    for n in range(34):
        x, y = n * 149 % 1220 - 10, n * 83 % 250 + (n * 149 % 1220 - 600) ** 2 / 3200 - 60
        pen.path(f"M{x} {y:g}q-46-60 0-104q46 44 0 104z", LEAF if n % 3 else DARK_LEAF)
    pen.rect(0, 900, 1200, 60, "#A77B55")
    pen.rect(0, 960, 1200, 240, "#8B6445")
    pen.path("M0 1030h1200M0 1110h1200", stroke="#75523A", stroke_width=6)
    _plant(pen, 170, 930, "#C27A57")
    pen.path("M900 900h150l-16-110h-118z", "#C27A57")
    pen.path("M940 900h160l-16-96h-128z", "#AD6849")
    return 560, 985, 0.74


def desk(pen: Pen, paint: Paint) -> Spot:
    """A writing desk with a lamp, books and a pinned chart."""
    pen.rect(0, 0, 1200, 1200, "#DDE3E2")
    pen.rect(130, 120, 420, 320, "#F6EFDF")
    pen.path(
        "M170 330q90-130 190-60t150-90M210 210h70M420 380h80", stroke="#8FB0B5", stroke_width=10, stroke_linecap="round"
    )
    pen.dot(150, 140, 12, "#D9573B")
    pen.dot(530, 140, 12, "#D9573B")
    for x, height, colour in (
        (70, 250, "#33566B"),
        (132, 290, "#B4533E"),
        (196, 230, "#D2A24C"),
        (252, 270, "#5E7A5E"),
    ):
        pen.rect(x, 880 - height, 54, height, colour, 4)
        pen.rect(x, 880 - height + 30, 54, 14, WHITE, opacity=0.5)
    pen.path("M1010 870V500l-150-120", stroke=NAVY, stroke_width=20, stroke_linejoin="round")
    pen.path("M760 440l90-130 150 90-60 100z", mix(paint.base, NAVY, 0.2))
    pen.rect(900, 856, 220, 26, NAVY, 13)
    pen.rect(0, 880, 1200, 320, "#B98A5E")
    pen.rect(0, 880, 1200, 26, "#CDA57B")
    pen.path("M300 1140l190-150 330 24-120 186z", WHITE, opacity=0.35)
    return 590, 1000, 0.7


def shore(pen: Pen, paint: Paint) -> Spot:
    """Dunes, a lighthouse and the sea."""
    pen.rect(0, 0, 1200, 1200, "#CFE3EA")
    pen.dot(250, 240, 86, "#FBEBBF")
    pen.path("M640 190q60-70 130-10 90-20 100 60H560q0-60 80-50z", WHITE, opacity=0.8)
    pen.rect(0, 560, 1200, 240, "#7FAFBF")
    pen.path(
        "M60 640h260M480 610h180M380 700h300M760 660h300", stroke="#A5CAD5", stroke_width=10, stroke_linecap="round"
    )
    pen.path("M820 620q90-130 260-110l120 30v260H760z", "#86A184")
    pen.path("M956 500l20-240h68l20 240z", WHITE)
    pen.path("M970 340h80l6 66h-92zM962 440h96l5 60h-106z", "#D9573B")
    pen.path("M974 260v-60h72v60zM964 200h92l-46-44z", NAVY)
    _boat(pen, 420, 590, "#33566B")
    pen.path("M0 760q300-70 640 10t560-40v470H0z", "#E9D6AC")
    pen.path("M0 900q360-80 700 20t500-10v290H0z", "#DDC591")
    for x, y in ((90, 900), (150, 930), (1080, 900), (1130, 940), (1020, 960)):
        pen.line(f"M{x} {y}q-30-70-50-90M{x} {y}q0-80 6-110M{x} {y}q30-66 56-84", "#7F9A62", 8)
    return 580, 1010, 0.78


def wall(pen: Pen, paint: Paint) -> Spot:
    """A panelled hall with a peg rail, for what hangs."""
    pen.rect(0, 0, 1200, 1200, "#E6E4DA")
    pen.rect(0, 150, 1200, 44, WOOD, 6)
    pen.rect(0, 186, 1200, 10, DARK_WOOD, opacity=0.4)
    for x in (90, 260, 600, 940, 1110):
        pen.dot(x, 172, 16, DARK_WOOD)
        pen.dot(x - 4, 168, 8, BRASS)
    pen.path("M66 190q24 150-10 330h100q-46-180-66-330z", mix(paint.base, WHITE, 0.5))
    pen.path("M1110 190l-70 210q-12 40 30 44h80q42-4 30-44z", "#C98F5B")
    pen.rect(0, 930, 1200, 270, "#CFCBBB")
    panels = "".join(f"M{x} 960h200v180h-200z" for x in range(-80, 1200, 250))
    pen.path(panels, stroke="#BDB8A5", stroke_width=7)
    pen.rect(0, 918, 1200, 24, "#F4F1E8")
    pen.line("M600 176v300", DARK_WOOD, 8)
    return 600, 940, 0.82


def tabletop(pen: Pen, paint: Paint) -> Spot:
    """A table from above, with a cup and a sprig, for what lies flat."""
    pen.rect(0, 0, 1200, 1200, "#C9A27A")
    planks = "".join(f"M0 {y}h1200" for y in range(150, 1200, 200))
    pen.path(planks, stroke="#A97F58", stroke_width=7, opacity=0.6)
    pen.path("M120 60q60 20 180 10M700 260q120 30 260 6M200 470q90-20 200 6M820 860q120-20 220 10M90 1040q120 30 250 4",
             stroke="#A97F58", stroke_width=5, opacity=0.5)  # fmt: skip
    with pen.group(transform="rotate(-9 600 600)"):
        pen.rect(190, 210, 820, 800, NAVY, 8, opacity=0.1)
        pen.rect(176, 190, 820, 800, mix(paint.base, WHITE, 0.78), 8)
        pen.path(
            "M206 220h760v740h-760z", stroke=mix(paint.base, WHITE, 0.45), stroke_width=8, stroke_dasharray="26 18"
        )
    pen.dot(1062, 176, 128, NAVY, opacity=0.14)
    pen.dot(1050, 160, 128, WHITE)
    pen.dot(1050, 160, 98, "#E9E2D2")
    pen.dot(1050, 160, 86, "#7A4B32")
    pen.path("M1000 140q40-50 110-10", stroke="#9C6A4C", stroke_width=12, stroke_linecap="round")
    pen.line("M80 1130Q190 1010 250 880", DARK_LEAF, 10)
    for x, y, side in ((110, 1090, 1), (150, 1046, -1), (190, 990, 1), (222, 940, -1), (250, 884, 1)):
        pen.path(f"M{x} {y}q{20 * side}-60 {84 * side}-44 {-14 * side} 54 {-84 * side} 44z", LEAF)
    return 590, 890, 0.72


PLACES: dict[str, Callable[[Pen, Paint], Spot]] = {
    "kitchen": kitchen,
    "window": window,
    "garden": garden,
    "desk": desk,
    "shore": shore,
    "wall": wall,
    "tabletop": tabletop,
}
