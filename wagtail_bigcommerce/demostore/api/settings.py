"""Store settings, global or of one channel. Asked for a channel, null means "as the store"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..wsgi import Request, Response, data, problem, route

if TYPE_CHECKING:
    from ..store import DemoStore


def _register(path: str, name: str) -> None:
    @route("GET", path)
    def get_settings(store: DemoStore, request: Request) -> Response:
        channel_id = request.integer("channel_id")
        if channel_id is None:
            return data(store.state.settings[name])
        _require_channel(store, channel_id)
        overrides = store.state.channel_settings.get((name, channel_id), {})
        return data({key: overrides.get(key) for key in store.state.settings[name]})

    @route("PUT", path)
    def update_settings(store: DemoStore, request: Request) -> Response:
        changes = request.json_object
        unknown = sorted(set(changes).difference(store.state.settings[name]))
        if unknown:
            problem(422, "The settings are invalid", dict.fromkeys(unknown, "is not a setting"))
        channel_id = request.integer("channel_id")
        if channel_id is None:
            store.state.settings[name].update(changes)
        else:
            _require_channel(store, channel_id)
            store.state.channel_settings.setdefault((name, channel_id), {}).update(changes)
        return get_settings(store, request)


_register("/v3/settings/inventory", "inventory")
_register("/v3/settings/storefront/product", "storefront_product")
_register("/v3/settings/storefront/status", "storefront_status")
_register("/v3/settings/store/locale", "store_locale")


@route("GET", "/v3/tax/settings")
def get_tax_settings(store: DemoStore, request: Request) -> Response:
    return data(store.state.settings["tax"])


def _require_channel(store: DemoStore, channel_id: int) -> None:
    if channel_id not in store.state.channels:
        problem(404, "Channel was not found", {"channel_id": f"{channel_id} does not exist"})
