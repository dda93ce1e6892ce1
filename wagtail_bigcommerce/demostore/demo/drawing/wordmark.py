"""Wordmarks of the makers: an emblem, the name, a line below."""

from html import escape

from ..reader import palette, read
from ..text import slugify
from .colour import INK
from .pen import Pen

EMBLEMS = {
    "pot": "M-44-20q-30 84 44 84t44-84zM-52-38h104v18h-104z",
    "fish": "M-70 0q50-60 110-8l34-30v76l-34-30q-60 52-110-8z",
    "flame": "M0-70q58 62 40 104t-40 36-40-36 40-104z",
    "wave": "M-70-26q35-34 70 0t70 0v20q-35 34-70 0t-70 0zM-70 24q35-34 70 0t70 0v20q-35 34-70 0t-70 0z",
    "anchor": (
        "M-8-40h-34v-16h34v-6a16 16 0 1 1 16 0v6h34v16h-34v84q34-6 40-40l18 18q-16 46-66 48-50-2-66-48"
        "l18-18q6 34 40 40z"
    ),
    "leaf": "M-54 54q-20-110 108-108q6 120-96 92l62-62-74 78z",
    "gull": "M-80-6q44-50 80 16q36-66 80-16q-40-14-66 34l-14 20-14-20q-26-48-66-34z",
    "peak": "M-76 56l52-92 26 44 22-32 52 80zM-40 4l16-28 16 28z",
    "house": "M-64 60v-62l64-58 64 58v62h-40v-44h-48v44z",
}


def wordmark(slug: str) -> tuple[int, int, str]:
    """Return the wordmark of the brand whose name gives `slug`. Raises KeyError for any other."""
    brand = {slugify(entry["name"]): entry for entry in read("brands")["brand"]}[slug]
    colour = palette()[brand["colour"]][0]
    pen = Pen()
    pen.rect(0, 0, 900, 360, "#FBF8F1")
    pen.dot(180, 180, 112, colour)
    pen.path(EMBLEMS[brand["mark"]], "#FBF8F1", transform="translate(180 180) scale(1.05)")
    size = min(72, 1060 // len(brand["name"]))  # long names still fit, whatever serif the reader has
    pen.elements.append(
        f'<text x="336" y="194" font-family="Georgia, \'Times New Roman\', serif" font-size="{size}" fill="{INK}">'
        f"{escape(brand['name'])}</text>"
    )
    pen.line("M340 238h120", colour, 8)
    return 900, 360, str(pen)
