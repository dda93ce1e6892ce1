"""Every picture of the demo store, drawn when it is asked for.

A path below `/images/` says all there is to know, so nothing is stored and any colour can be had:

    product/<motif>/<look>/<hex>[-<hex>…]/<view>.svg    a product; the view `hero` is a wide header
    cloth/<look>-<hex>-<hex>.svg                        the swatch of a printed cloth
    brand/<slug>.svg                                    a maker's wordmark

`?size=` sets the width and height; the drawing itself is the same. The SVGs hold no script, no font and
no link, and the same path gives the same bytes on every machine.
"""

import re
from urllib.parse import parse_qs, urlsplit

from .drawing import motifs, stage
from .drawing.colour import Paint
from .drawing.looks import LOOKS, cloth
from .drawing.wordmark import wordmark

#: Pixels of the longer side of each ready-made size. The drawings are square but for heroes and wordmarks.
SIZES = {"zoom": 1200, "standard": 600, "thumbnail": 320, "tiny": 96}

_HEX = "[0-9A-Fa-f]{6}"
_PRODUCT = re.compile(rf"product/(?P<motif>\w+)/(?P<look>\w+)/(?P<inks>{_HEX}(?:-{_HEX}){{0,2}})/(?P<view>\w+)\.svg")
_CLOTH = re.compile(rf"cloth/(?P<look>\w+)-(?P<inks>{_HEX}-{_HEX})\.svg")
_BRAND = re.compile(r"brand/(?P<slug>[a-z0-9-]+)\.svg")


class UnknownDrawingError(LookupError):
    """The path names nothing that can be drawn."""


def draw(path: str) -> bytes:
    """Return the SVG for an image path or URL. Raises UnknownDrawingError; a server answers that with 404."""
    parts = urlsplit(path)
    name = parts.path.rpartition("/images/")[2]
    size = parse_qs(parts.query).get("size", ["zoom"])[0]
    try:
        width, height, body = _drawing(name)
        scale = SIZES[size] / max(width, height)
    except KeyError as error:
        raise UnknownDrawingError(path) from error
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{round(width * scale)}" height="{round(height * scale)}">{body}</svg>'
    ).encode()


def _drawing(name: str) -> tuple[int, int, str]:
    """Return width, height and elements. Raises KeyError for a motif, look, view or brand there is not."""
    if match := _PRODUCT.fullmatch(name):
        motif, look = motifs.MOTIFS[match["motif"]], LOOKS[match["look"]]
        return stage.show(motif, look, Paint.of(match["inks"]), match["view"])
    if match := _CLOTH.fullmatch(name):
        return cloth(LOOKS[match["look"]], Paint.of(match["inks"]))
    if match := _BRAND.fullmatch(name):
        return wordmark(match["slug"])
    raise KeyError(name)
