"""Channels, their currencies and listings (Channels V3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..defaults import channel_payload
from ..state import Payload
from ..wsgi import Request, Response, data, problem, route
from .filters import Filters, dates, filtered, flag_when, texts
from .paging import page_of

if TYPE_CHECKING:
    from ..store import DemoStore

_PLATFORMS = {
    "pos": {"clover", "square", "stripe", "talech", "vend", "custom"},
    "marketplace": {
        *("amazon", "belk", "catch", "ebay", "etsy", "facebook", "google", "hudsons_bay", "instagram"),
        *("macys", "meta", "mirakl", "overstock", "pinterest", "target_plus", "tiktok", "walmart"),
        *("wayfair", "wish", "custom"),
    },
    "marketing": {"facebook", "google", "google_shopping", "instagram", "meta", "microsoft", "custom"},
    "storefront": {
        *("acquia", "bigcommerce", "bloomreach", "catalyst", "deity", "drupal", "gatsby", "next"),
        *("vue", "wordpress", "custom"),
    },
}
_STOREFRONT_STATUSES = {"prelaunch", "active", "inactive", "archived", "deleted"}
_OTHER_STATUSES = {"connected", "disconnected", "archived", "deleted"}
#: Statuses of channels that shoppers or integrations can use.
_AVAILABLE = {"prelaunch", "active", "inactive", "connected"}
_NAME = re.compile(r"[A-Za-z0-9_-]+")

FILTERS: Filters = {
    **texts("status", "in"),
    **texts("type", "in"),
    **texts("platform", "in"),
    **dates("date_created", "", "min", "max"),
    **dates("date_modified", "", "min", "max"),
    **flag_when("available", lambda row: row["status"] in _AVAILABLE),
}


@route("GET", "/v3/channels")
def list_channels(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.channels.values(), FILTERS, store.clock())
    found, meta = page_of(request, rows)
    return data([_shown(store, request, row) for row in found], meta)


@route("POST", "/v3/channels")
def create_channel(store: DemoStore, request: Request) -> Response:
    posted = request.json_object
    missing = {name: "error.path.missing" for name in ("name", "type", "platform") if not posted.get(name)}
    if missing:
        problem(422, "Unprocessable Entity. Please see the errors", missing)
    kind, platform, status = posted["type"], posted["platform"], posted.get("status")
    if platform not in _PLATFORMS.get(kind, ()):
        problem(422, f"Input channel type [{kind}] with platform [{platform}] is not supported")
    status = status or ("prelaunch" if kind == "storefront" else "connected")
    if status not in _statuses(kind) - {"deleted"}:
        problem(422, f"The status {status} is not valid for a new channel", {"status": "is invalid"})
    _check_name(store, posted["name"], kind, platform)
    channel = channel_payload(
        store.state.next_id("channels"),
        posted["name"],
        now=store.clock(),
        type=kind,
        platform=platform,
        status=status,
    )
    channel.update({key: posted[key] for key in _FLAGS if key in posted})
    store.state.channels[channel["id"]] = channel
    store.emit("store/channel/created", {"type": "channel", "id": channel["id"]})
    return data(channel)


@route("GET", "/v3/channels/{channel_id:int}")
def get_channel(store: DemoStore, request: Request, channel_id: int) -> Response:
    return data(_shown(store, request, require_channel(store, channel_id)))


@route("PUT", "/v3/channels/{channel_id:int}")
def update_channel(store: DemoStore, request: Request, channel_id: int) -> Response:
    channel = require_channel(store, channel_id)
    changes = request.json_object
    fixed: dict[str, str] = {
        name: f"The field '{name}' can not be updated after channel is created."
        for name in ("type", "platform")
        if name in changes
    }
    if fixed:
        problem(422, f"The following fields are invalid: {', '.join(fixed)}", fixed)
    status = changes.get("status", channel["status"])
    if status != channel["status"] and status not in _statuses(channel["type"]) - {"prelaunch"}:
        problem(422, f"The status {status} is not valid", {"status": "is invalid"})
    if status == "deleted" and channel_id == 1:
        problem(409, "The default channel cannot be deleted")
    if changes.get("name", channel["name"]) != channel["name"]:
        _check_name(store, changes["name"], channel["type"], channel["platform"])
    channel.update({key: changes[key] for key in ("name", "status", *_FLAGS) if key in changes})
    channel["is_enabled"] = status in ("active", "connected")
    channel["date_modified"] = store.now_iso()
    store.emit("store/channel/updated", {"type": "channel", "id": channel_id})
    return data(channel)


@route("GET", "/v3/channels/{channel_id:int}/currency-assignments")
def get_currency_assignments(store: DemoStore, request: Request, channel_id: int) -> Response:
    require_channel(store, channel_id)
    assignments = store.state.channel_currencies.get(channel_id)
    if assignments is None:
        problem(404, f"No currencies are assigned to channel {channel_id}")
    return data(assignments)


def write_currency_assignments(store: DemoStore, request: Request, channel_id: int) -> Response:
    require_channel(store, channel_id)
    posted = request.json_object
    enabled, default = posted.get("enabled_currencies"), posted.get("default_currency")
    codes = {currency["currency_code"] for currency in store.state.currencies.values()}
    if not enabled or not default:
        problem(422, "enabled_currencies and default_currency are required")
    if not codes.issuperset(enabled) or default not in enabled:
        problem(422, "The currencies are invalid", {"enabled_currencies": "must be currencies of the store"})
    row = {"channel_id": channel_id, "enabled_currencies": enabled, "default_currency": default}
    store.state.channel_currencies[channel_id] = row
    return data(row)


route("POST", "/v3/channels/{channel_id:int}/currency-assignments")(write_currency_assignments)
route("PUT", "/v3/channels/{channel_id:int}/currency-assignments")(write_currency_assignments)


def require_channel(store: DemoStore, channel_id: int) -> Payload:
    """The channel, or a 404."""
    channel = store.state.channels.get(channel_id)
    if channel is None:
        problem(404, f"Channel {channel_id} was not found")
    return channel


_FLAGS = ("external_id", "is_listable_from_ui", "is_visible")


def _statuses(kind: str) -> set[str]:
    return _STOREFRONT_STATUSES if kind == "storefront" else _OTHER_STATUSES


def _check_name(store: DemoStore, name: str, kind: str, platform: str) -> None:
    if not _NAME.fullmatch(name):
        problem(422, "The channel name is invalid", {"name": "only letters, digits, dashes and underscores"})
    for channel in store.state.channels.values():
        if (channel["name"], channel["type"], channel["platform"]) == (name, kind, platform):
            title = f'Channel already exists with name: "{name}", platform: "{platform}", and type: "{kind}"'
            problem(422, title)


def _shown(store: DemoStore, request: Request, channel: Payload) -> Payload:
    if "currencies" not in request.names("include"):
        return channel
    return {**channel, "currencies": store.state.channel_currencies.get(channel["id"], {})}
