"""The scripts and styles of the hosted pages, and the loader of the checkout SDK."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ..messages import Request, Response, problem
from ..routing import page

if TYPE_CHECKING:
    from ..store import DemoStore

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_SDK = frozenset({"loader.js", "embedded-checkout.js"})
_PAGE_ASSETS = frozenset({"checkout.css", "frame.js"})


@page("GET", "/v1/{name}")
def get_sdk(store: DemoStore, request: Request, name: str) -> Response:
    return _asset(name, _SDK)


@page("GET", "/hosted/{name}")
def get_page_asset(store: DemoStore, request: Request, name: str) -> Response:
    return _asset(name, _PAGE_ASSETS)


def _asset(name: str, known: frozenset[str]) -> Response:
    if name not in known:
        problem(404, "Not found")
    headers = {
        "Content-Type": _TYPES[name.rpartition(".")[2]],
        "Cache-Control": "public, max-age=300",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(200, _content(name), headers)


@cache
def _content(name: str) -> bytes:
    return (files(__package__) / "static" / name).read_bytes()
