"""Customers and their passwords (`/v3/customers`, `/v3/customers/validate-credentials`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..customers import (
    addresses_of,
    check_credentials,
    create_customer,
    delete_customer,
    email_is_taken,
    password_fault,
    update_customer,
)
from ..defaults import DEFAULT_CHANNEL_ID
from ..json_kinds import INVALID_BODY, faults_by_row, wrong_kinds
from ..messages import Request, Response, data, problem
from ..routing import route
from .addresses import address_faults
from .cursors import cursor_page_of
from .filters import dates, filtered, integers, texts

if TYPE_CHECKING:
    from ..state import Payload
    from ..store import DemoStore

#: Most customers one call may create or change.
BATCH = 10

_REQUIRED = {"email": 250, "first_name": 100, "last_name": 100}
_SHORTEST = {"email": 3, "first_name": 1, "last_name": 1}
_OPTIONAL = {"company": 255, "phone": 50, "notes": 65_535, "tax_exempt_category": 255}
_KINDS = {
    **dict.fromkeys((*_REQUIRED, *_OPTIONAL), str),
    "id": int,
    "customer_group_id": int,
    "origin_channel_id": int,
    "channel_ids": list,
    "authentication": dict,
    "addresses": list,
    "store_credit_amounts": list,
    "form_fields": list,
    "accepts_product_review_abandoned_cart_emails": bool,
}
_SORTS = ("date_created", "date_modified", "last_name")
_FILTERS = {
    **integers("id", "in"),
    **integers("customer_group_id", "in"),
    # Cursors choose the page, not the rows.
    **dict.fromkeys(("after", "before"), lambda text, now: lambda row: True),
    **texts("email", "in"),
    **texts("company", "in"),
    **texts("phone", "in"),
    **texts("registration_ip_address", "in"),
    **dates("date_created", "", "min", "max"),
    **dates("date_modified", "", "min", "max"),
    "name:in": lambda text, now: lambda row: _name(row) in {part.strip().casefold() for part in text.split(",")},
    "name:like": lambda text, now: lambda row: any(part.strip().casefold() in _name(row) for part in text.split(",")),
}


@route("GET", "/v3/customers")
def list_customers(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.customers.values(), _FILTERS, store.clock())
    field, _, direction = request.params.get("sort", "date_created:asc").partition(":")
    if field not in _SORTS:
        problem(422, "The sort is invalid", {"sort": f"must be one of {', '.join(_SORTS)}"})
    rows.sort(key=lambda customer: (customer[field], customer["id"]), reverse=direction == "desc")
    found, meta = cursor_page_of(request, rows)
    return data([_shown(store, customer, request.names("include")) for customer in found], meta)


@route("POST", "/v3/customers")
def create_customers(store: DemoStore, request: Request) -> Response:
    rows = _batch(request)
    faults = faults_by_row(rows, lambda row: _faults(row, creating=True))
    if faults:
        problem(422, "Create customers failed.", faults)
    taken = {email for email in (row["email"] for row in rows) if _is_taken(store, rows, email)}
    if taken:
        reason = f"Error creating customers: email {', '.join(sorted(taken))} already in use"
        problem(422, "Create customers failed.", {".customer_create": reason})
    return data([_shown(store, create_customer(store, row)) for row in rows])


@route("PUT", "/v3/customers")
def update_customers(store: DemoStore, request: Request) -> Response:
    rows = _batch(request)
    known = store.state.customers
    faults = faults_by_row(rows, lambda row: {} if row.get("id") in known else {"id": "invalid customer id"})
    faults |= faults_by_row(rows, lambda row: _faults(row, creating=False))
    if faults:
        problem(422, "Update customers failed.", faults)
    for row in rows:
        email = row.get("email") or known[row["id"]]["email"]
        channel_ids = row.get("channel_ids", known[row["id"]]["channel_ids"])
        if email_is_taken(store, email, channel_ids, except_id=row["id"]):
            reason = f"Error updating customers: email {email} already in use"
            problem(422, "Update customers failed.", {".customer_update": reason})
    return data([_shown(store, update_customer(store, row)) for row in rows])


@route("DELETE", "/v3/customers")
def delete_customers(store: DemoStore, request: Request) -> Response:
    # Without ids it deletes nobody, and says so no more than otherwise.
    for customer_id in request.integers("id:in"):
        delete_customer(store, customer_id)
    return Response(204)


@route("POST", "/v3/customers/validate-credentials")
def validate_credentials(store: DemoStore, request: Request) -> Response:
    body = request.json_object
    faults = wrong_kinds(body, {"email": str, "password": str, "channel_id": int})
    faults |= {name: "error.path.missing" for name in ("email", "password") if body.get(name) is None}
    if faults:
        problem(422, INVALID_BODY, faults)
    channel_id = body.get("channel_id") or DEFAULT_CHANNEL_ID
    customer_id = check_credentials(store, body["email"], body["password"], channel_id)
    if customer_id is None:
        return Response(200, {"is_valid": False})
    return Response(200, {"is_valid": True, "customer_id": customer_id})


def _batch(request: Request) -> list[dict[str, Any]]:
    rows = request.json_list
    if len(rows) > BATCH:
        problem(413, f"The request payload is too large. The maximum number of items allowed is {BATCH}")
    faults = faults_by_row(rows, lambda row: wrong_kinds(row, _KINDS))
    if faults or not rows:
        problem(422, INVALID_BODY, faults or {"": "error.minLength"})
    return rows


def _faults(row: dict[str, Any], *, creating: bool) -> dict[str, str]:
    """What is wrong with a customer that is to be written; the types of its fields are right."""
    faults = {}
    if creating:
        faults = {name: "error.path.missing" for name in _REQUIRED if row.get(name) is None}
    for name, longest in {**_REQUIRED, **_OPTIONAL}.items():
        shortest = _SHORTEST.get(name, 0)
        if row.get(name) is not None and not shortest <= len(row[name].strip()) <= longest:
            faults[name] = f"{name} must be between {shortest} and {longest} characters"
    if row.get("email") and not _is_email(row["email"]):
        faults.setdefault("email", "email must be a valid email address")
    password = (row.get("authentication") or {}).get("new_password")
    fault = None if password is None else password_fault(password)
    if fault:
        faults["authentication.new_password"] = fault
    channel_ids = row.get("channel_ids")
    if channel_ids is not None and (not channel_ids or not all(type(each) is int for each in channel_ids)):
        faults["channel_ids"] = "channel_ids must be a list of channels and not empty"
    credit = faults_by_row(row.get("store_credit_amounts") or (), lambda each: wrong_kinds(each, {"amount": float}))
    addresses = {}
    if creating:
        addresses = faults_by_row(
            row.get("addresses") or (), lambda address: address_faults(address, with_customer=False)
        )
    answers = faults_by_row(row.get("form_fields") or (), _answer_faults)
    faults |= {f"form_fields.{place}": text for place, text in answers.items()}
    faults |= {f"store_credit_amounts.{place}": text for place, text in credit.items()}
    return faults | {f"addresses.{place}": text for place, text in addresses.items()}


def _answer_faults(answer: Any) -> dict[str, str]:
    """What is wrong with the answer to a field of the store's own."""
    faults = wrong_kinds(answer, {"name": str})
    if faults:
        return faults
    return {name: "error.path.missing" for name in ("name", "value") if answer.get(name) is None}


def _name(customer: Payload) -> str:
    return f"{customer['first_name']} {customer['last_name']}".casefold()


def _is_email(value: str) -> bool:
    local, _, domain = value.partition("@")
    return bool(local) and "." in domain.strip(".") and not any(character.isspace() for character in value)


def _is_taken(store: DemoStore, rows: list[dict[str, Any]], email: str) -> bool:
    same = [row for row in rows if row["email"].lower() == email.lower()]
    return len(same) > 1 or email_is_taken(store, email, same[0].get("channel_ids"))


def _shown(store: DemoStore, customer: Payload, include: list[str] | tuple[str, ...] = ()) -> Payload:
    addresses = addresses_of(store, customer["id"])
    shown = {**customer, "address_count": len(addresses), "attribute_count": 0}
    if "addresses" in include:
        shown["addresses"] = addresses[:10]
    if "storecredit" in include:
        shown["store_credit_amounts"] = store.state.store_credit.get(customer["id"], [{"amount": 0}])
    if "attributes" in include:
        shown["attributes"] = []
    if "formfields" in include:
        answers = store.state.form_fields.get(customer["id"], {})
        shown["form_fields"] = [
            {"customer_id": customer["id"], "name": name, "value": value} for name, value in answers.items()
        ]
    return shown
