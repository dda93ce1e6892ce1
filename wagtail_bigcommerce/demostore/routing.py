"""Which function answers which path: `@route` for the API, `@page` for everything a browser visits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .messages import ApiProblem, Response

Handler = Callable[..., Response]

_PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+))?\}")
_CONVERTERS = {"str": r"[^/]+", "int": r"[0-9]{1,18}", "path": r".+"}


@dataclass(frozen=True)
class Route:
    """One operation. `concurrency` is how many of it may run at a time; one more is a 429."""

    method: str
    template: str
    handler: Handler
    pattern: re.Pattern[str]
    converters: dict[str, str]
    concurrency: int | None = None

    def arguments(self, path: str) -> dict[str, Any] | None:
        """The values of the placeholders, None when the path is another one."""
        match = self.pattern.fullmatch(path)
        if match is None:
            return None
        return {
            name: int(value) if self.converters[name] == "int" else value for name, value in match.groupdict().items()
        }


class RouteTable:
    """All operations of one kind; where two templates match, the one with more literal text wins."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def add(self, method: str, template: str, handler: Handler, concurrency: int | None = None) -> None:
        pieces, converters, position = [], {}, 0
        for placeholder in _PLACEHOLDER.finditer(template):
            name, converter = placeholder[1], placeholder[2] or "str"
            converters[name] = converter
            pieces += [
                re.escape(template[position : placeholder.start()]),
                f"(?P<{name}>{_CONVERTERS[converter]})",
            ]
            position = placeholder.end()
        pattern = re.compile("".join(pieces) + re.escape(template[position:]))
        self.routes.append(Route(method, template, handler, pattern, converters, concurrency))
        self.routes.sort(key=lambda route: -len(_PLACEHOLDER.sub("", route.template)))

    def find(self, method: str, path: str) -> tuple[Route, dict[str, Any]]:
        """The route and its arguments. Raises a 404 for an unknown path, a 405 for another method."""
        allowed = []
        for route in self.routes:
            arguments = route.arguments(path)
            if arguments is None:
                continue
            if route.method == ("GET" if method == "HEAD" else method):
                return route, arguments
            allowed.append(route.method)
        if allowed:
            raise ApiProblem(405, "Method not allowed", headers={"Allow": ", ".join(sorted(set(allowed)))})
        raise ApiProblem(404, "The requested resource was not found.")


API_ROUTES = RouteTable()
PAGES = RouteTable()


def route(method: str, template: str, *, concurrency: int | None = None) -> Callable[[Handler], Handler]:
    """Register an API operation: `@route("GET", "/v3/carts/{cart_id}")`, path below `/stores/{hash}`.

    `{name}` takes one segment as text, `{name:int}` digits as int, `{name:path}` the rest. The
    function gets the store, the request and the placeholders, and runs under the store's lock.
    """

    def register(handler: Handler) -> Handler:
        API_ROUTES.add(method, template, handler, concurrency)
        return handler

    return register


def page(method: str, template: str) -> Callable[[Handler], Handler]:
    """Register what a browser asks of the hosted storefront: no API token, no rate limit."""

    def register(handler: Handler) -> Handler:
        PAGES.add(method, template, handler)
        return handler

    return register
