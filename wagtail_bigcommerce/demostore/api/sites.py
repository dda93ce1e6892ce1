"""Sites of channels, their checkout domain, and the routes that lead back to them (Sites V3, Channels V3)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..state import Payload
from ..wsgi import ApiProblem, Request, Response, data, problem, route
from .channels import require_channel
from .filters import Filters, Predicate, filtered, integers, texts
from .paging import page_of

if TYPE_CHECKING:
    from ..store import DemoStore

_CHANNEL_SITE = "/v3/channels/{channel_id:int}/site"
ROUTE_TYPES = frozenset(
    {
        *("product", "brand", "category", "page", "blog", "home", "cart", "checkout", "search", "static"),
        *("account", "login", "logout", "create_account", "forgot_password", "returns"),
        *("account_order_status", "account_new_return", "recover_abandoned_cart"),
    }
)


def _with_url_of_type(text: str, now: datetime) -> Predicate:
    wanted = set(text.split(","))
    return lambda site: any(url["type"] in wanted for url in site["urls"])


FILTERS: Filters = {**integers("channel_id", "in"), "url_type:in": _with_url_of_type}


@route("GET", "/v3/sites")
def list_sites(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.sites.values(), FILTERS, store.clock())
    found, meta = page_of(request, rows)
    pagination = meta["pagination"]
    offset = (pagination["current_page"] - 1) * pagination["per_page"]
    # Sites word their pagination differently from every other list.
    words = {"offset": offset, "limit": pagination["per_page"], "total_items": pagination["total"]}
    return data(found, {"pagination": words})


@route("POST", "/v3/sites")
def create_site(store: DemoStore, request: Request) -> Response:
    return _create(store, request.json_object, request.json_object.get("channel_id", 0))


@route("GET", "/v3/sites/{site_id:int}")
def get_site(store: DemoStore, request: Request, site_id: int) -> Response:
    return data(_require_site(store, site_id))


@route("PUT", "/v3/sites/{site_id:int}")
def update_site(store: DemoStore, request: Request, site_id: int) -> Response:
    return _update(store, _require_site(store, site_id), request)


@route("GET", _CHANNEL_SITE)
def get_channel_site(store: DemoStore, request: Request, channel_id: int) -> Response:
    return data(_site_of(store, channel_id))


@route("POST", _CHANNEL_SITE)
def create_channel_site(store: DemoStore, request: Request, channel_id: int) -> Response:
    return _create(store, request.json_object, channel_id)


@route("PUT", _CHANNEL_SITE)
def update_channel_site(store: DemoStore, request: Request, channel_id: int) -> Response:
    return _update(store, _site_of(store, channel_id), request)


@route("DELETE", _CHANNEL_SITE)
def delete_channel_site(store: DemoStore, request: Request, channel_id: int) -> Response:
    site_id = _site_of(store, channel_id)["id"]
    del store.state.sites[site_id]
    for row in [row for row in store.state.routes.values() if row["site_id"] == site_id]:
        del store.state.routes[row["id"]]
    return Response(200, {})


@route("PUT", _CHANNEL_SITE + "/checkout-url")
def update_checkout_url(store: DemoStore, request: Request, channel_id: int) -> Response:
    site = _site_of(store, channel_id)
    # Plain http is raised to https rather than refused.
    url = _checked_url(request.json_object).replace("http://", "https://", 1)
    checkout_host, site_host = urlsplit(url).hostname or "", urlsplit(site["url"]).hostname or ""
    if not checkout_host.endswith("." + site_host.removeprefix("www.")):
        problem(422, f"Incorrect checkout url {url}. It must be a subdomain of {site_host}")
    _set_url(store, site, "checkout", url)
    site["is_checkout_url_customized"] = True
    return data(site)


@route("DELETE", _CHANNEL_SITE + "/checkout-url")
def delete_checkout_url(store: DemoStore, request: Request, channel_id: int) -> Response:
    site = _site_of(store, channel_id)
    _set_url(store, site, "checkout", store.base_url)
    site["is_checkout_url_customized"] = False
    return data({})


@route("GET", "/v3/sites/{site_id:int}/routes")
def list_routes(store: DemoStore, request: Request, site_id: int) -> Response:
    _require_site(store, site_id)
    rows = [row for row in store.state.routes.values() if row["site_id"] == site_id]
    found, meta = page_of(request, filtered(request, rows, texts("type"), store.clock()))
    return data([_shown(row) for row in found], meta)


@route("POST", "/v3/sites/{site_id:int}/routes")
def create_route(store: DemoStore, request: Request, site_id: int) -> Response:
    _require_site(store, site_id)
    return data(_shown(_write_route(store, site_id, request.json_object)), status=201)


@route("PUT", "/v3/sites/{site_id:int}/routes")
def upsert_routes(store: DemoStore, request: Request, site_id: int) -> Response:
    _require_site(store, site_id)
    written = [_write_route(store, site_id, row) for row in request.json_list]
    found, meta = page_of(request, written)
    return data([_shown(row) for row in found], meta)


@route("GET", "/v3/sites/{site_id:int}/routes/{route_id:int}")
def get_route(store: DemoStore, request: Request, site_id: int, route_id: int) -> Response:
    return data(_shown(_require_route(store, site_id, route_id)))


@route("PUT", "/v3/sites/{site_id:int}/routes/{route_id:int}")
def update_route(store: DemoStore, request: Request, site_id: int, route_id: int) -> Response:
    row = _write_route(store, site_id, {**request.json_object, "id": route_id})
    return data(_shown(row), status=201)


@route("DELETE", "/v3/sites/{site_id:int}/routes/{route_id:int}")
def delete_route(store: DemoStore, request: Request, site_id: int, route_id: int) -> Response:
    del store.state.routes[_require_route(store, site_id, route_id)["id"]]
    return Response(204)


def _create(store: DemoStore, posted: Payload, channel_id: int) -> Response:
    require_channel(store, channel_id)
    if any(site["channel_id"] == channel_id for site in store.state.sites.values()):
        problem(409, f"Channel {channel_id} has a site already")
    return data(store.add_site(channel_id, _checked_url(posted)))


def _update(store: DemoStore, site: Payload, request: Request) -> Response:
    url = _checked_url(request.json_object)
    site["url"] = url
    _set_url(store, site, "primary", url)
    return data(site)


def _set_url(store: DemoStore, site: Payload, kind: str, url: str) -> None:
    site["updated_at"] = store.now_iso()
    for row in site["urls"]:
        if row["type"] == kind:
            row.update(url=url, updated_at=store.now_iso())


def _checked_url(posted: Payload) -> str:
    parts = urlsplit(posted.get("url") or "")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        problem(422, "The url is invalid", {"url": "must be an absolute http or https address"})
    return posted["url"]


def _require_site(store: DemoStore, site_id: int) -> Payload:
    site = store.state.sites.get(site_id)
    if site is None:
        problem(404, f"Site {site_id} was not found")
    return site


def _site_of(store: DemoStore, channel_id: int) -> Payload:
    require_channel(store, channel_id)
    for site in store.state.sites.values():
        if site["channel_id"] == channel_id:
            return site
    raise ApiProblem(404, f"Channel {channel_id} has no site")


def _require_route(store: DemoStore, site_id: int, route_id: int) -> Payload:
    row = store.state.routes.get(route_id)
    if row is None or row["site_id"] != site_id:
        problem(404, f"Route {route_id} was not found")
    return row


def _write_route(store: DemoStore, site_id: int, posted: Payload) -> Payload:
    errors = {}
    if posted.get("type") not in ROUTE_TYPES:
        errors["type"] = "is not a type of route"
    if not isinstance(posted.get("matching"), str):
        errors["matching"] = "must be * or an id"
    if not str(posted.get("route", "")).startswith("/"):
        errors["route"] = "must begin with a slash"
    if errors:
        problem(422, "The route is invalid", errors)
    fields = {name: posted[name] for name in ("type", "matching", "route")}
    if posted.get("id"):
        row = _require_route(store, site_id, posted["id"])
        row.update(fields)
        return row
    row = {"id": store.state.next_id("routes"), "site_id": site_id, **fields}
    store.state.routes[row["id"]] = row
    return row


def _shown(row: Payload) -> Payload:
    return {name: row[name] for name in ("id", "type", "matching", "route")}
