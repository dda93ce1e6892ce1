"""What the store mails about abandoned carts (`/v3/abandoned-carts/settings`). Source: Abandoned carts v3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..state import Payload
from ..wsgi import Request, Response, data, problem, route
from .channels import require_channel

if TYPE_CHECKING:
    from ..store import DemoStore

_SETTINGS = "/v3/abandoned-carts/settings"
_OF_CHANNEL = _SETTINGS + "/channels/{channel_id:int}"
NAME = "abandoned_carts"


@route("GET", _SETTINGS)
def get_settings(store: DemoStore, request: Request) -> Response:
    return data(store.state.settings[NAME])


@route("PUT", _SETTINGS)
def update_settings(store: DemoStore, request: Request) -> Response:
    store.state.settings[NAME].update(_changes(store, request))
    return get_settings(store, request)


@route("GET", _OF_CHANNEL)
def get_settings_of_channel(store: DemoStore, request: Request, channel_id: int) -> Response:
    require_channel(store, channel_id)
    overrides = store.state.channel_settings.get((NAME, channel_id), {})
    # Null is "as the store".
    return data({name: overrides.get(name) for name in store.state.settings[NAME]})


@route("PUT", _OF_CHANNEL)
def update_settings_of_channel(store: DemoStore, request: Request, channel_id: int) -> Response:
    require_channel(store, channel_id)
    store.state.channel_settings.setdefault((NAME, channel_id), {}).update(_changes(store, request))
    return get_settings_of_channel(store, request, channel_id)


def _changes(store: DemoStore, request: Request) -> Payload:
    changes = request.json_object
    unknown = sorted(set(changes).difference(store.state.settings[NAME]))
    if unknown:
        problem(422, "The settings are invalid", dict.fromkeys(unknown, "is not a setting"))
    return changes
