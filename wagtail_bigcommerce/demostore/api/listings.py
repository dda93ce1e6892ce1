"""Channel listings: what a channel calls a product (Channels V3, "Channel listings").

They page by `limit` and `after`, the last listing's id, and have no pages with numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..state import Payload
from ..wsgi import Request, Response, data, problem, route
from .filters import Filters, dates, filtered, integers

if TYPE_CHECKING:
    from ..store import DemoStore

_LISTINGS = "/v3/channels/{channel_id:int}/listings"
#: The limit that answers name where a caller gave none.
DEFAULT_LIMIT = 1000
STATES = frozenset(
    {
        *("active", "disabled", "error", "pending", "pending_disable", "pending_delete", "partially_rejected"),
        *("queued", "rejected", "submitted", "deleted"),
    }
)
_FIELDS = ("external_id", "state", "name", "description")
_REQUIRED, _REQUIRED_OF_VARIANTS = ("product_id", "state", "variants"), ("product_id", "variant_id", "state")

FILTERS: Filters = {
    **integers("product_id", "in"),
    **dates("date_created", "", "min", "max"),
    **dates("date_modified", "", "min", "max"),
    "after": integers("listing_id", "greater")["listing_id:greater"],
}


@route("GET", _LISTINGS)
def list_listings(store: DemoStore, request: Request, channel_id: int) -> Response:
    # A channel that does not exist has no listings: that is a 200.
    rows = filtered(request, _of_channel(store, channel_id), FILTERS, store.clock())
    limit = request.integer("limit") or DEFAULT_LIMIT
    return _page(rows[:limit], total=len(rows), limit=limit)


@route("GET", _LISTINGS + "/{listing_id:int}")
def get_listing(store: DemoStore, request: Request, channel_id: int, listing_id: int) -> Response:
    listing = store.state.listings.get(listing_id)
    if listing is None or listing["channel_id"] != channel_id:
        problem(404, f"Listing [{listing_id}] not found")
    return data(listing)


@route("POST", _LISTINGS)
def create_listings(store: DemoStore, request: Request, channel_id: int) -> Response:
    created = []
    for row in _checked(store, request, channel_id):
        fields = {name: row[name] for name in (*_FIELDS, "variants") if name in row}
        created.append(store.add_listing(channel_id, row["product_id"], **fields))
    return _page(created, total=len(created), limit=DEFAULT_LIMIT)


@route("PUT", _LISTINGS)
def update_listings(store: DemoStore, request: Request, channel_id: int) -> Response:
    updated = []
    for row in _checked(store, request, channel_id):
        if type(row.get("listing_id")) is not int or row["listing_id"] <= 0:
            problem(422, "Invalid fields: group_id", {"group_id": "cannot be less than or equal to zero"})
        listing = store.state.listings.get(row["listing_id"])
        # An unknown listing is left out of the answer.
        if listing is not None and listing["channel_id"] == channel_id:
            _update(store, listing, row)
            updated.append(listing)
    return _page(updated, total=len(updated), limit=DEFAULT_LIMIT)


def _of_channel(store: DemoStore, channel_id: int) -> list[Payload]:
    rows = (row for row in store.state.listings.values() if row["channel_id"] == channel_id)
    return sorted(rows, key=lambda row: row["listing_id"])


def _page(rows: list[Payload], *, total: int, limit: int) -> Response:
    links = {"current": f"?limit={limit}"}
    if total > len(rows):
        links["next"] = f"?limit={limit}&after={rows[-1]['listing_id']}"
    pagination = {"count": len(rows), "total": total, "links": links, "total_pages": -(-total // limit)}
    return data(rows, {"pagination": pagination})


def _checked(store: DemoStore, request: Request, channel_id: int) -> list[Payload]:
    rows = request.json_list
    if channel_id not in store.state.channels:
        problem(422, f"Channel id ({channel_id}) is not valid for store ({store.state.profile['store_id']})!")
    errors: dict[str, str] = {}
    for number, row in enumerate(rows):
        errors.update({f"{number}.{name}": "error.path.missing" for name in _REQUIRED if row.get(name) is None})
        errors.update(_errors_of_variants(number, row))
        if row.get("state", "active") not in STATES:
            errors[f"{number}.state"] = "is not a state"
        if row.get("product_id") is not None and row["product_id"] not in store.state.products:
            errors[f"{number}.product_id"] = "does not exist"
    if errors:
        problem(422, "JSON data is missing or invalid", errors)
    return rows


def _errors_of_variants(number: int, row: Payload) -> dict[str, str]:
    errors: dict[str, str] = {}
    for position, variant in enumerate(row.get("variants") or ()):
        where = f"{number}.variants.{position}"
        missing = [name for name in _REQUIRED_OF_VARIANTS if variant.get(name) is None]
        errors.update({f"{where}.{name}": "error.path.missing" for name in missing})
        if not missing and variant["product_id"] != row.get("product_id"):
            errors[f"{where}.product_id"] = "is not the listing's product"
    return errors


def _update(store: DemoStore, listing: Payload, changes: dict[str, Any]) -> None:
    now = store.now_iso()
    listing.update({name: changes[name] for name in _FIELDS if name in changes}, date_modified=now)
    variants = {row["variant_id"]: row for row in listing["variants"]}
    for row in changes["variants"]:
        known = variants.setdefault(row["variant_id"], {"channel_id": listing["channel_id"], "date_created": now})
        known.update({**row, "date_modified": now})
    listing["variants"] = list(variants.values())
