"""Store information and the store's clock (`/v2/store`, `/v2/time`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..wsgi import Request, Response, route

if TYPE_CHECKING:
    from ..store import DemoStore


@route("GET", "/v2/store")
def get_store(store: DemoStore, request: Request) -> Response:
    return Response(200, store.state.profile)


@route("GET", "/v2/time")
def get_time(store: DemoStore, request: Request) -> Response:
    return Response(200, {"time": int(store.clock().timestamp())})
