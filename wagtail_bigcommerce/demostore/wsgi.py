"""The store as a WSGI application.

API requests (`/stores/{hash}/v2|v3/...`) pass, in this order: latency, store hash, token, quota, faults,
route, scope, body format, operation. Every other path is a page of the hosted storefront.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from hmac import compare_digest
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from .messages import ApiProblem, Request, Response, data, problem
from .routing import API_ROUTES, PAGES, Route, page, route
from .scopes import required_scopes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .store import DemoStore

__all__ = ["ApiProblem", "Application", "Request", "Response", "data", "page", "problem", "route"]

_API_PATH = re.compile(r"/stores/(?P<hash>[^/]+)(?P<path>/v[23]/.*)")


class Application:
    """Serves one DemoStore. Safe to call from several threads: operations run one at a time."""

    def __init__(self, store: DemoStore) -> None:
        self.store = store
        self._running: Counter[str] = Counter()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        status, headers, content = self.answer(Request.from_environ(environ))
        start_response(f"{status} {_phrase(status)}", headers)
        return [content]

    def answer(self, request: Request) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers and body for a request; what the servers and the tests use.

        Raises faults.Interrupted where the connection is to end without an answer.
        """
        api = _API_PATH.fullmatch(request.path)
        if api:
            request.path = api["path"]
        with self.store.lock:
            self.store.record(request)
            fault = request.fault = self.store.faults.take(request)
        latency_seconds = self.store.latency_seconds + (fault.latency_seconds if fault else 0.0)
        if latency_seconds:
            time.sleep(latency_seconds)
        if fault:
            fault.interrupt_before()
        instead = fault.response(request) if fault else None
        if api is None:
            status, headers, content = self._encode(instead or self._page(request))
        else:
            rate_headers = fault is None or fault.rate_headers
            status, headers, content = self._api(request, api["hash"], instead, rate_headers=rate_headers)
        if fault:
            content, headers = fault.spoiled(content, headers)
        return status, headers, content

    def _api(
        self, request: Request, store_hash: str, instead: Response | None, *, rate_headers: bool
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        store = self.store
        try:
            self._authenticate(request, store_hash)
            with store.lock:
                store.rate_limit.spend(store.clock())
            found, arguments = API_ROUTES.find(request.method, request.path)
            self._authorize(request)
            _check_format(request)
            with self.slot(found), store.lock:
                response = instead or found.handler(store, request, **arguments)
                return self._encode(self._with_quota(response, rate_headers))
        except ApiProblem as error:
            return self._encode(self._with_quota(error.response(request.path), rate_headers))

    def _page(self, request: Request) -> Response:
        try:
            found, arguments = PAGES.find(request.method, request.path)
            with self.store.lock:
                return found.handler(self.store, request, **arguments)
        except ApiProblem as error:
            body = f"<!doctype html><title>{error.status}</title><h1>{error.title}</h1>"
            return Response(error.status, body, dict(error.headers))

    def _authenticate(self, request: Request, store_hash: str) -> None:
        if store_hash != self.store.hash:
            problem(404, "No store was found with the provided hash.")
        token = request.headers.get("X-Auth-Token", "")
        if not compare_digest(token.encode(), self.store.access_token.encode()):
            problem(401, "X-Auth-Token header is required" if not token else "Unauthorized")

    def _authorize(self, request: Request) -> None:
        needed = required_scopes(request.method, request.path)
        if self.store.scopes is not None and needed and not needed & self.store.scopes:
            problem(403, "You don't have a required scope to access the endpoint")

    @contextmanager
    def slot(self, found: Route) -> Iterator[None]:
        """Take one of the places that an operation has; a 429 when all are taken."""
        if found.concurrency is None:
            yield
            return
        with self.store.lock:
            if self._running[found.template] >= found.concurrency:
                problem(429, "Too many concurrent requests to this endpoint")
            self._running[found.template] += 1
        try:
            yield
        finally:
            with self.store.lock:
                self._running[found.template] -= 1

    def _with_quota(self, response: Response, rate_headers: bool) -> Response:
        if rate_headers:
            response.headers.update(self.store.rate_limit.headers(self.store.clock()))
        return response

    def _encode(self, response: Response) -> tuple[int, list[tuple[str, str]], bytes]:
        # Bodies are views of the state, so they are written out before another request may change it.
        with self.store.lock:
            content, headers = response.encoded()
        return response.status, headers, content


def _check_format(request: Request) -> None:
    accept = request.headers.get("Accept", "*/*")
    if "json" not in accept and "*/*" not in accept and "application/*" not in accept:
        problem(406, "The requested response content type is not supported")
    content_type = request.headers.get("Content-Type", "application/json")
    if request.body and "json" not in content_type:
        problem(415, "The request content type is not supported")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
