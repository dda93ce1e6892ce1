"""The addresses of customers (`/v3/customers/addresses`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..countries import COUNTRIES
from ..customers import add_address, emit_address, write_address
from ..json_kinds import INVALID_BODY, faults_by_row, wrong_kinds
from ..messages import Request, Response, data, problem
from ..routing import route
from .filters import filtered, integers, texts
from .paging import page_of

if TYPE_CHECKING:
    from ..store import DemoStore

_REQUIRED = ("first_name", "last_name", "address1", "city", "country_code", "state_or_province", "postal_code")
_MAY_BE_EMPTY = ("state_or_province", "postal_code")
_KINDS = {
    **dict.fromkeys((*_REQUIRED, "company", "phone", "address2", "address_type"), str),
    "id": int,
    "customer_id": int,
}
_LONGEST = {
    "first_name": 255,
    "last_name": 255,
    "company": 255,
    "city": 100,
    "state_or_province": 100,
    "postal_code": 30,
    "phone": 50,
}
_FILTERS = {
    **integers("id", "in"),
    **integers("customer_id", "in"),
    **texts("company", "in"),
}


@route("GET", "/v3/customers/addresses")
def list_addresses(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.addresses.values(), _FILTERS, store.clock())
    found, meta = page_of(request, rows)
    return data(found, meta)


@route("POST", "/v3/customers/addresses")
def create_addresses(store: DemoStore, request: Request) -> Response:
    rows = _rows(request)
    customers = store.state.customers
    faults = faults_by_row(rows, lambda row: address_faults(row, with_customer=True))
    faults |= faults_by_row(
        rows, lambda row: {} if row.get("customer_id") in customers else {"customer_id": "invalid customer id"}
    )
    if faults:
        problem(422, "Create customer addresses failed.", faults)
    # An address that is there already is left out of the answer, without an error.
    return data([address for row in rows if (address := add_address(store, row)) is not None])


@route("PUT", "/v3/customers/addresses")
def update_addresses(store: DemoStore, request: Request) -> Response:
    rows = _rows(request)
    known = store.state.addresses
    faults = faults_by_row(rows, lambda row: {} if row.get("id") in known else {"id": "invalid address id"})
    faults = faults or faults_by_row(rows, lambda row: address_faults({**known[row["id"]], **row}, with_customer=True))
    if faults:
        problem(422, "Update customer addresses failed.", faults)
    for row in rows:
        write_address(known[row["id"]], row)
        emit_address(store, "updated", known[row["id"]])
    return data([known[row["id"]] for row in rows])


@route("DELETE", "/v3/customers/addresses")
def delete_addresses(store: DemoStore, request: Request) -> Response:
    for address_id in request.integers("id:in"):
        address = store.state.addresses.pop(address_id, None)
        if address is not None:
            emit_address(store, "deleted", address)
    return Response(204)


def address_faults(row: Any, *, with_customer: bool) -> dict[str, str]:
    """Return what is wrong with an address that is to be written, by field."""
    faults = wrong_kinds(row, _KINDS)
    if faults:
        return faults
    required = (*_REQUIRED, "customer_id") if with_customer else _REQUIRED[:5]
    # Many countries have no states, and some no postal codes: these two have to be there, and may be empty.
    faults |= {
        name: "error.path.missing"
        for name in required
        if row.get(name) is None or (not row[name] and name not in _MAY_BE_EMPTY)
    }
    for name, longest in _LONGEST.items():
        if len(row.get(name) or "") > longest:
            faults[name] = f"{name} must have at most {longest} characters"
    if row.get("country_code") and row["country_code"] not in COUNTRIES:
        faults["country_code"] = "country_code must be a two-letter ISO code"
    state = row.get("state_or_province") or ""
    if row.get("country_code") == "US" and len(state) == 2:
        faults["state_or_province"] = "A state or province name is needed, not its code"
    return faults


def _rows(request: Request) -> list[dict[str, Any]]:
    rows = request.json_list
    faults = faults_by_row(rows, lambda row: wrong_kinds(row, _KINDS))
    if faults:
        problem(422, INVALID_BODY, faults)
    return rows
