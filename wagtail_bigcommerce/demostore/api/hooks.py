"""Webhook subscriptions (Webhooks V3). Each belongs to the API account that made it; there is one here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..hooks import DELIVERY_EXCEPTION
from ..state import Payload
from ..wsgi import Request, Response, data, problem, route
from .filters import Filters, booleans, filtered, texts
from .paging import page_of

if TYPE_CHECKING:
    from ..store import DemoStore

FILTERS: Filters = {**booleans("is_active"), **texts("scope"), **texts("destination")}
HOOKS_PER_SCOPE = 10
#: Brands have no events but those of their metafields.
_SCOPE = re.compile(
    r"store/(product|sku|category|option|modifier|priceList|cart|order|customer|shipment|subscriber|channel"
    r"|metafield|hook|information|app|inventory|brand/metafield|script|priceList/assignment)/[\w/*]*[\w*]"
)
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@route("GET", "/v3/hooks")
def list_hooks(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.hooks.values(), FILTERS, store.clock())
    found, meta = page_of(request, rows)
    return data(found, meta)


@route("POST", "/v3/hooks")
def create_hook(store: DemoStore, request: Request) -> Response:
    posted = request.json_object
    missing = {name: "error.path.missing" for name in ("scope", "destination") if not posted.get(name)}
    if missing:
        problem(422, "JSON data is missing or invalid", missing)
    now = int(store.clock().timestamp())
    hook = {
        "id": store.state.next_id("hooks"),
        "client_id": store.client_id,
        "store_hash": store.hash,
        "scope": posted["scope"],
        "destination": posted["destination"],
        "headers": posted.get("headers"),
        "is_active": posted.get("is_active", True),
        "created_at": now,
        "updated_at": now,
    }
    _check(store, hook)
    store.state.hooks[hook["id"]] = hook
    return data(hook)


@route("GET", "/v3/hooks/{hook_id:int}")
def get_hook(store: DemoStore, request: Request, hook_id: int) -> Response:
    return data(_require(store, hook_id))


@route("PUT", "/v3/hooks/{hook_id:int}")
def update_hook(store: DemoStore, request: Request, hook_id: int) -> Response:
    hook = _require(store, hook_id)
    posted = request.json_object
    changes = {name: posted[name] for name in _WRITABLE if name in posted}
    if not changes:
        problem(422, "At least one field is required to update a webhook")
    changed = {**hook, **changes, "updated_at": int(store.clock().timestamp())}
    _check(store, changed)
    hook.update(changed)
    return data(hook)


@route("DELETE", "/v3/hooks/{hook_id:int}")
def delete_hook(store: DemoStore, request: Request, hook_id: int) -> Response:
    return data(store.state.hooks.pop(_require(store, hook_id)["id"]))


_WRITABLE = ("scope", "destination", "headers", "is_active")


def _require(store: DemoStore, hook_id: int) -> Payload:
    hook = store.state.hooks.get(hook_id)
    if hook is None:
        problem(404, f"Webhook {hook_id} was not found")
    return hook


def _check(store: DemoStore, hook: Payload) -> None:
    errors = {}
    if not _SCOPE.fullmatch(str(hook["scope"])):
        errors["scope"] = f"{hook['scope']} is not a scope"
    if not _is_reachable(str(hook["destination"])):
        errors["destination"] = "must be an HTTPS address on port 443"
    if not _are_headers(hook["headers"]):
        errors["headers"] = "must be an object of names and text"
    if errors:
        problem(422, "The webhook is invalid", errors)
    same_scope = [
        other for other in store.state.hooks.values() if other["scope"] == hook["scope"] and other["id"] != hook["id"]
    ]
    if any(other["destination"] == hook["destination"] for other in same_scope):
        problem(422, "A webhook with this scope and destination exists already")
    _check_exceptions(store, hook)
    if len(same_scope) >= HOOKS_PER_SCOPE:
        problem(422, f"There may be at most {HOOKS_PER_SCOPE} webhooks for a scope")


def _check_exceptions(store: DemoStore, hook: Payload) -> None:
    """What tells of trouble with a destination goes to another one, and there is one such hook per API account."""
    others = [other for other in store.state.hooks.values() if other["id"] != hook["id"]]
    is_exception = hook["scope"] == DELIVERY_EXCEPTION
    if is_exception and any(other["scope"] == DELIVERY_EXCEPTION for other in others):
        problem(422, f"There may be one webhook for {DELIVERY_EXCEPTION}")
    for other in others:
        if other["destination"] == hook["destination"] and is_exception != (other["scope"] == DELIVERY_EXCEPTION):
            problem(422, f"A webhook for {DELIVERY_EXCEPTION} must have a destination of its own")


def _is_reachable(destination: str) -> bool:
    """HTTPS on its own port, as the platform asks; this machine besides, or no demo could get an event."""
    parts = urlsplit(destination)
    try:
        port = parts.port
    except ValueError:
        return False
    if parts.scheme in ("http", "https") and parts.hostname in _LOOPBACK:
        return True
    return parts.scheme == "https" and bool(parts.hostname) and port in (None, 443)


def _are_headers(headers: Any) -> bool:
    if headers is None:
        return True
    return isinstance(headers, dict) and all(isinstance(value, str) for value in headers.values())
