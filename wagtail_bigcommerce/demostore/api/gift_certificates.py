"""Gift certificates (Marketing V2): a bare list, amounts as text, nothing but 204 past its end."""

from __future__ import annotations

import secrets
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from ..state import Payload
from ..wsgi import Request, Response, problem, route
from .filters import Filters, filtered, integers, texts
from .paging import page_of

if TYPE_CHECKING:
    from ..store import DemoStore

_CERTIFICATES = "/v2/gift_certificates"
_REQUIRED = ("to_name", "to_email", "from_name", "from_email", "amount")
_TEXTS = ("to_name", "to_email", "from_name", "from_email", "message", "expiry_date")
_STATUSES = ("active", "pending", "disabled", "expired")
_TEMPLATES = ("birthday", "boy", "girl", "celebration", "christmas", "general")
LONGEST_CODE = 20

FILTERS: Filters = {
    "min_id": integers("id", "min")["id:min"],
    "max_id": integers("id", "max")["id:max"],
    **integers("order_id"),
    **texts("code"),
    **texts("to_name"),
    **texts("to_email"),
    **texts("from_name"),
    **texts("from_email"),
}


@route("GET", _CERTIFICATES)
def list_certificates(store: DemoStore, request: Request) -> Response:
    rows = filtered(request, store.state.gift_certificates.values(), FILTERS, store.clock())
    rows.sort(key=lambda row: row["id"], reverse=request.params.get("direction") == "desc")
    found, _ = page_of(request, rows)
    return Response(200, found) if found else Response(204)


@route("POST", _CERTIFICATES)
def create_certificate(store: DemoStore, request: Request) -> Response:
    posted = request.json_object
    if any(not posted.get(name) for name in _REQUIRED):
        problem(400, f"The fields {', '.join(_REQUIRED)} are required.")
    row: Payload = {
        "id": store.state.next_id("gift_certificates"),
        "customer_id": 0,
        "order_id": 0,
        "balance": posted["amount"],
        "purchase_date": str(int(store.clock().timestamp())),
        "expiry_date": "0",
        "template": "general.html",
        "message": "",
        "code": f"GC-{secrets.token_hex(6).upper()}",
        "status": "active",
        "currency_code": store.state.profile["currency"],
    }
    return Response(201, _write(store, row, posted))


@route("DELETE", _CERTIFICATES)
def delete_certificates(store: DemoStore, request: Request) -> Response:
    store.state.gift_certificates.clear()
    return Response(204)


@route("GET", _CERTIFICATES + "/{certificate_id:int}")
def get_certificate(store: DemoStore, request: Request, certificate_id: int) -> Response:
    return Response(200, _require(store, certificate_id))


@route("PUT", _CERTIFICATES + "/{certificate_id:int}")
def update_certificate(store: DemoStore, request: Request, certificate_id: int) -> Response:
    return Response(200, _write(store, _require(store, certificate_id), request.json_object))


@route("DELETE", _CERTIFICATES + "/{certificate_id:int}")
def delete_certificate(store: DemoStore, request: Request, certificate_id: int) -> Response:
    del store.state.gift_certificates[_require(store, certificate_id)["id"]]
    return Response(204)


def _require(store: DemoStore, certificate_id: int) -> Payload:
    row = store.state.gift_certificates.get(certificate_id)
    if row is None:
        problem(404, "The requested resource was not found.")
    return row


def _write(store: DemoStore, row: Payload, posted: Payload) -> Payload:
    changed = {**row, **{name: posted[name] for name in (*_TEXTS, "customer_id", "currency_code") if name in posted}}
    for name in ("amount", "balance"):
        changed[name] = _amount(name, posted.get(name, row.get(name)))
    changed["status"] = _one_of("status", posted.get("status", row["status"]), _STATUSES)
    template = str(posted.get("template", row["template"])).removesuffix(".html")
    changed["template"] = f"{_one_of('template', template, _TEMPLATES)}.html"
    # Longer codes are cut off without a word.
    changed["code"] = str(posted.get("code", row["code"])).strip()[:LONGEST_CODE]
    certificates = store.state.gift_certificates
    if any(
        each["code"].lower() == changed["code"].lower() and each["id"] != row["id"] for each in certificates.values()
    ):
        problem(409, "There is a gift certificate with this code already.")
    row.update(changed)
    certificates[row["id"]] = row
    return row


def _amount(name: str, value: Any) -> str:
    """An amount as V2 writes it: `25.0000`."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        problem(400, f"The field '{name}' is invalid.")
    if not 0 <= amount <= 1000:
        problem(400, f"The field '{name}' is invalid.")
    return f"{amount:.4f}"


def _one_of(name: str, value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        problem(400, f"The field '{name}' is invalid.")
    return str(value)
