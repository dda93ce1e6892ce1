"""Web analytics providers of a channel (Settings V3, "Analytics")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..defaults import DEFAULT_CHANNEL_ID
from ..state import Payload
from ..wsgi import Request, Response, data, problem, route
from .channels import require_channel

if TYPE_CHECKING:
    from ..store import DemoStore

_PROVIDERS = {1: "Google Analytics 4", 4: "Meta Pixel"}
_WRITABLE = ("code", "enabled", "data_tag_enabled", "version")


@route("GET", "/v3/settings/analytics")
def list_providers(store: DemoStore, request: Request) -> Response:
    return data([_provider(store, request, provider_id) for provider_id in _PROVIDERS])


@route("GET", "/v3/settings/analytics/{provider_id:int}")
def get_provider(store: DemoStore, request: Request, provider_id: int) -> Response:
    # A bare object, unlike the list.
    return Response(200, _provider(store, request, provider_id))


@route("PUT", "/v3/settings/analytics/{provider_id:int}")
def update_provider(store: DemoStore, request: Request, provider_id: int) -> Response:
    changes = request.json_object
    row = _provider(store, request, provider_id)
    row.update({name: changes[name] for name in _WRITABLE if name in changes})
    store.state.analytics[(row["channel_id"], provider_id)] = row
    return Response(200, row)


def _provider(store: DemoStore, request: Request, provider_id: int) -> Payload:
    channel_id = require_channel(store, request.integer("channel_id") or DEFAULT_CHANNEL_ID)["id"]
    if provider_id not in _PROVIDERS:
        problem(404, f"An analytics provider was not found with an id of {provider_id}")
    unset = {
        "id": provider_id,
        "channel_id": channel_id,
        "name": _PROVIDERS[provider_id],
        "code": "",
        "enabled": False,
        "data_tag_enabled": False,
        "version": 1,
    }
    return store.state.analytics.get((channel_id, provider_id), unset)
