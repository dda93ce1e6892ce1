"""The pictures of the catalog: those of the demo, and stand-ins for those of a loaded catalog.

All are drawn when they are asked for. The content network of a loaded catalog is never asked.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from .demo import UnknownDrawingError, draw
from .wsgi import Request, Response, page, problem

if TYPE_CHECKING:
    from .store import DemoStore

#: A stand-in is a square of this many units.
_SIDE = 600
_DRAWINGS_KEPT = 1_000


def standin_url(image_base_url: str, name: str) -> str:
    """Where the stand-in of that name is; the same name always looks the same."""
    return f"{image_base_url}/stand-in/{name}.svg"


@page("GET", "/images/stand-in/{name}.svg")
def get_standin(store: DemoStore, request: Request, name: str) -> Response:
    return _svg(draw_standin(name).encode())


@page("GET", "/images/{path:path}")
def get_drawing(store: DemoStore, request: Request, path: str) -> Response:
    try:
        return _svg(_drawing(f"{request.path}?size={request.params.get('size', 'zoom')}"))
    except UnknownDrawingError:
        problem(404, "There is no such picture.")


def draw_standin(name: str) -> str:
    """A landscape in colours of its own: the name's digest picks the hue and where the hills are."""
    digits = sha256(name.encode()).digest()
    hue = digits[0] * 360 // 256
    sun, near, far = 120 + digits[1] * 360 // 256, 340 + digits[2] % 120, 300 + digits[3] % 90
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}" width="{_SIDE}" height="{_SIDE}">'
        f'<rect width="{_SIDE}" height="{_SIDE}" fill="hsl({hue} 45% 90%)"/>'
        f'<circle cx="{sun}" cy="180" r="70" fill="hsl({(hue + 40) % 360} 70% 75%)"/>'
        f'<path d="M0 {far} L180 {far - 120} L340 {far + 40} L460 {far - 60} L600 {far + 60} V600 H0 Z" '
        f'fill="hsl({hue} 35% 70%)"/>'
        f'<path d="M0 {near + 60} Q150 {near - 40} 300 {near + 50} T600 {near} V600 H0 Z" '
        f'fill="hsl({hue} 40% 45%)"/>'
        "</svg>"
    )


@lru_cache(_DRAWINGS_KEPT)
def _drawing(url: str) -> bytes:
    return draw(url)


def _svg(content: bytes) -> Response:
    headers = {
        "Content-Type": "image/svg+xml",
        "Cache-Control": "public, max-age=86400",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(200, content, headers)
