"""Payments: methods and access tokens (`/v3/payments`), stored instruments, and the host that takes the payment.

That host takes stored cards. It refuses the number of a card, unlike BigCommerce's: nobody should type one into a demo.
Sources: Payments, "Methods", "Access tokens", "Process payments"; Customers v3, "Stored instruments".
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from ..messages import ApiProblem, Request, Response, data, problem
from ..orders import pay_order
from ..routing import page, route

if TYPE_CHECKING:
    from ..state import Payload
    from ..store import DemoStore

CARD_METHOD = "demo.card"
_NETWORKS = ("VISA", "MASTERCARD", "AMEX")
_MEDIA_TYPE = "application/vnd.bc.v1+json"
_INCOMPLETE = 0


class PaymentRefused(ApiProblem):
    """A 422 with a code of the Payments API, such as 30101."""

    def __init__(self, code: int, title: str) -> None:
        super().__init__(422, title)
        self.code = code

    def response(self, path: str) -> Response:
        response = super().response(path)
        response.body["code"] = self.code
        return response


@route("GET", "/v3/payments/methods")
def list_methods(store: DemoStore, request: Request) -> Response:
    customer_id = _payer(store, request)
    instruments = [row for row in store.state.wallet.instruments.get(customer_id, ()) if row["type"] == "stored_card"]
    card = {
        "id": CARD_METHOD,
        "name": "Demo cards",
        "type": "card",
        "test_mode": True,
        "supported_instruments": [
            *({"instrument_type": network, "verification_value_required": True} for network in _NETWORKS),
            {"instrument_type": "STORED_CARD", "verification_value_required": False},
        ],
        "stored_instruments": instruments,
    }
    return data([_internal("gift_certificate", "Gift Certificate"), _internal("store_credit", "Store Credit"), card])


@route("POST", "/v3/payments/access_tokens")
def create_access_token(store: DemoStore, request: Request) -> Response:
    order = request.json_object.get("order")
    order_id = order.get("id") if isinstance(order, dict) else None
    if type(order_id) is not int:
        problem(422, "The order is missing", {"order.id": "error.expected.jsnumber"})
    if order_id not in store.state.orders:
        problem(404, "The order could not be found")
    token = secrets.token_urlsafe(48)
    store.state.wallet.access_tokens[token] = order_id
    return data({"id": token}, status=201)


@route("GET", "/v3/customers/{customer_id:int}/stored-instruments")
def list_stored_instruments(store: DemoStore, request: Request, customer_id: int) -> Response:
    return Response(200, store.state.wallet.instruments.get(customer_id, []))


@page("POST", "/stores/{store_hash}/payments")
def process_payment(store: DemoStore, request: Request, store_hash: str) -> Response:
    """The host of its own: no API account's token, but an access token for one payment of one order."""
    try:
        return _process(store, request)
    except ApiProblem as error:
        return error.response("/payments")


def _process(store: DemoStore, request: Request) -> Response:
    if request.headers.get("Accept") != _MEDIA_TYPE:
        problem(406, f"Accept must be {_MEDIA_TYPE}")
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    order_id = store.state.wallet.access_tokens.pop(token, None) if scheme == "PAT" else None
    if order_id is None:
        problem(401, "Valid authentication required")
    payment = request.json_object.get("payment")
    if not isinstance(payment, dict) or not isinstance(payment.get("instrument"), dict):
        problem(400, "The payment is malformed")
    order = store.state.orders[order_id]
    if order["status_id"] != _INCOMPLETE:
        raise PaymentRefused(30101, "The order cannot be paid: it is not incomplete")
    outcome = _outcome(store, order, payment)
    if outcome == "declined":
        raise PaymentRefused(30102, "The payment was declined")
    if outcome == "success":
        pay_order(store, order, "Stored card")
    result = {"id": secrets.token_hex(16), "transaction_type": "purchase", "status": outcome}
    return Response(201, {"data": result})


def _outcome(store: DemoStore, order: Payload, payment: Payload) -> str:
    instrument, method_id = payment["instrument"], payment.get("payment_method_id")
    if instrument.get("type") != "stored_card" or method_id != CARD_METHOD:
        raise PaymentRefused(30103, "This instrument cannot be used with this payment method")
    token = instrument.get("token")
    if token not in [row["token"] for row in store.state.wallet.instruments.get(order["customer_id"], ())]:
        raise PaymentRefused(30104, "The stored instrument does not exist")
    return store.state.wallet.outcomes[token]


def _payer(store: DemoStore, request: Request) -> int:
    """Customer id of the order or the checkout that is asked about."""
    order_id, checkout_id = request.integer("order_id"), request.params.get("checkout_id")
    if order_id is None and not checkout_id:
        problem(400, "Either order_id or checkout_id is required")
    order = store.state.orders.get(order_id or 0)
    cart = store.state.carts.get(checkout_id or "")
    if order is None and cart is None:
        problem(404, "The order or checkout could not be found")
    return int(order["customer_id"]) if order else cart.customer_id if cart else 0


def _internal(kind: str, name: str) -> Payload:
    """A method of BigCommerce's own, without instruments."""
    return {
        "id": f"bigcommerce.{kind}",
        "name": name,
        "type": kind,
        "test_mode": False,
        "supported_instruments": [],
        "stored_instruments": [],
    }
