"""301 redirects of a site (`/v3/storefront/redirects`). Source: Redirects v3."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..state import Payload
from ..wsgi import Request, Response, data, problem, route
from .filters import Filters, filtered, integers
from .paging import page_of

if TYPE_CHECKING:
    from ..store import DemoStore

_REDIRECTS = "/v3/storefront/redirects"
_SORTS: dict[str, Callable[[Payload], str | int]] = {
    "from_path": lambda row: str(row["from_path"]),
    "type": lambda row: str(row["to"]["type"]),
    "site_id": lambda row: int(row["site_id"]),
    "id": lambda row: int(row["id"]),
}
_ENTITIES = ("product", "brand", "category", "page", "post")
LONGEST_URL = 2048

FILTERS: Filters = {
    **integers("site_id"),
    **integers("id", "in", "min", "max"),
    # The keyword is looked for at the beginning of the path only.
    "keyword": lambda text, now: lambda row: row["from_path"].lstrip("/").startswith(text.lstrip("/")),
}


@route("GET", _REDIRECTS)
def list_redirects(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.redirects.values(), FILTERS, store.clock())
    sort = request.params.get("sort", "id")
    if sort not in _SORTS:
        problem(422, "The sort is invalid", {"sort": f"must be one of {', '.join(_SORTS)}"})
    rows.sort(key=_SORTS[sort], reverse=request.params.get("direction") == "desc")
    found, meta = page_of(request, rows)
    with_url = "to_url" in request.names("include")
    return data([{**row, "to_url": _to_url(store, row)} if with_url else row for row in found], meta)


@route("PUT", _REDIRECTS)
def upsert_redirects(store: DemoStore, request: Request) -> Response:
    rows = request.json_list
    errors: dict[str, str] = {}
    for number, row in enumerate(rows):
        errors.update({f"{number}.{name}": text for name, text in _errors(store, row).items()})
    if errors:
        problem(422, "The redirects are invalid", errors)
    written = [_write(store, row) for row in rows]
    found, meta = page_of(request, written)
    return data(found, meta, status=201)


@route("DELETE", _REDIRECTS)
def delete_redirects(store: DemoStore, request: Request) -> Response:
    if not {"id:in", "site_id"} & request.params.keys():
        problem(422, "A filter is required to delete redirects", {"id:in": "error.path.missing"})
    for row in filtered(request, store.state.redirects.values(), FILTERS, store.clock()):
        del store.state.redirects[row["id"]]
    return Response(204)


def _errors(store: DemoStore, row: Payload) -> dict[str, str]:
    errors = {}
    if row.get("site_id") not in store.state.sites:
        errors["site_id"] = "does not exist"
    if not str(row.get("from_path") or "").startswith("/"):
        errors["from_path"] = "must begin with a slash"
    to = row.get("to") or {}
    if to.get("type") == "url":
        if not 1 <= len(to.get("url") or "") <= LONGEST_URL:
            errors["to.url"] = f"must have 1 to {LONGEST_URL} characters"
    elif to.get("type") not in _ENTITIES:
        errors["to.type"] = "is not a type"
    elif not isinstance(to.get("entity_id"), int):
        errors["to.entity_id"] = "error.path.missing"
    return errors


def _write(store: DemoStore, posted: Payload) -> Payload:
    """A site has one redirect from a path: a second one replaces it."""
    place = (posted["site_id"], posted["from_path"])
    redirects = store.state.redirects
    known = next((row for row in redirects.values() if (row["site_id"], row["from_path"]) == place), None)
    if known is not None:
        known["to"] = posted["to"]
        return known
    row = {"id": store.state.next_id("redirects"), "site_id": place[0], "from_path": place[1], "to": posted["to"]}
    redirects[row["id"]] = row
    return row


def _to_url(store: DemoStore, row: Payload) -> str:
    """Where a redirect leads: a URL as it is, else the entity's address on the site."""
    to, site_url = row["to"], store.state.sites[row["site_id"]]["url"]
    if to["type"] == "url":
        url: str = to["url"]
        return url if "://" in url else site_url + url
    entity = _ADDRESSES[to["type"]](store, to["entity_id"]) if to["type"] in _ADDRESSES else None
    return f"{site_url}{entity or '/'}"


_ADDRESSES: dict[str, Callable[[DemoStore, int], str | None]] = {
    "product": lambda store, key: store.state.products.get(key, {}).get("custom_url", {}).get("url"),
    "brand": lambda store, key: store.state.brands.get(key, {}).get("custom_url", {}).get("url"),
    "category": lambda store, key: store.state.categories.get(key, {}).get("url", {}).get("path"),
}
