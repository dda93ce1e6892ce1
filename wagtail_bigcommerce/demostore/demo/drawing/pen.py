"""A pen that writes SVG elements."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .colour import NAVY, WHITE, Paint

#: Draws a surface pattern inside the current clip: pen and paint.
Look = Callable[["Pen", Paint], None]


def plain(pen: "Pen", paint: Paint) -> None:
    """Draw no pattern at all."""


class Pen:
    """Collects elements in the order they are drawn. Coordinates are those of a 1200 by 1200 sheet."""

    def __init__(self) -> None:
        self.elements: list[str] = []
        self._clips = 0

    def __str__(self) -> str:
        return "".join(self.elements)

    def _add(self, name: str, **attributes: str | float) -> None:
        written = " ".join(f'{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
        self.elements.append(f"<{name} {written}/>")

    def path(self, d: str, fill: str = "none", **more: str | float) -> None:
        """Draw path data."""
        self._add("path", d=d, fill=fill, **more)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, r: float = 0, **more: str | float) -> None:
        """Draw a rectangle, its corners rounded by `r`."""
        round_corners = {"rx": r} if r else {}
        self._add("rect", x=x, y=y, width=w, height=h, fill=fill, **round_corners, **more)

    def dot(self, cx: float, cy: float, r: float, fill: str, **more: str | float) -> None:
        """Draw a circle."""
        self._add("circle", cx=cx, cy=cy, r=r, fill=fill, **more)

    def oval(self, cx: float, cy: float, rx: float, ry: float, fill: str, **more: str | float) -> None:
        """Draw an ellipse."""
        self._add("ellipse", cx=cx, cy=cy, rx=rx, ry=ry, fill=fill, **more)

    def line(self, d: str, stroke: str, width: float, **more: str | float) -> None:
        """Draw path data as a line with round ends."""
        self._add(
            "path", d=d, fill="none", stroke=stroke, stroke_width=width, stroke_linecap="round",
            stroke_linejoin="round", **more,
        )  # fmt: skip

    @contextmanager
    def group(self, **attributes: str | float) -> Iterator[None]:
        """Draw what follows inside a `<g>`, e.g. `transform="rotate(8 600 600)"`."""
        written = " ".join(f'{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
        self.elements.append(f"<g {written}>")
        yield
        self.elements.append("</g>")

    @contextmanager
    def within(self, d: str) -> Iterator[None]:
        """Draw what follows only where the path `d` is."""
        self._clips += 1
        name = f"c{self._clips}"
        self.elements.append(f'<clipPath id="{name}"><path d="{d}"/></clipPath>')
        with self.group(clip_path=f"url(#{name})"):
            yield

    def form(self, d: str, paint: Paint, look: Look = plain, *, shade: float = 46, fill: str = "") -> None:
        """Draw a rounded body: filled, patterned, with light from the upper left.

        The shade is what remains of the body when its own outline is laid over it a little to the left.
        """
        self.path(d, fill or paint.base)
        with self.within(d):
            look(self, paint)
            self._crescent(d, -shade, -shade * 0.3, NAVY, 0.17)
            self._crescent(d, shade * 0.5, shade * 0.25, WHITE, 0.2)

    def _crescent(self, d: str, dx: float, dy: float, fill: str, opacity: float) -> None:
        around = f"M-600-600h2400v2400h-2400z{d}"
        self.path(around, fill, fill_rule="evenodd", opacity=opacity, transform=f"translate({dx:g} {dy:g})")

    def shine(self, d: str, width: float = 16, opacity: float = 0.45) -> None:
        """Draw a highlight."""
        self.line(d, WHITE, width, opacity=opacity)
