"""Checkouts (`/v3/checkouts`), server to server: addresses, delivery, coupons and the order.

A checkout is its cart: same id, same version.
"""

from __future__ import annotations

import re
import secrets
import uuid
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ..carts import Cart, Consignment, find_cart, require_version
from ..coupons import find_coupon
from ..json_kinds import require_kinds
from ..messages import Request, Response, data, problem
from ..orders import create_order
from ..routing import route
from ..shipping import PICKUP_METHOD_IDS, SHIPPING_OPTIONS
from .checkout_payloads import checkout_payload

if TYPE_CHECKING:
    from ..state import Payload
    from ..store import DemoStore

_PHONE = re.compile(r"\+?[1-9]\d{1,14}(x\d{1,5})?")
LONGEST_TOKEN_SECONDS = 30 * 24 * 3600
_ADDRESS = (
    "first_name",
    "last_name",
    "email",
    "company",
    "address1",
    "address2",
    "city",
    "state_or_province",
    "state_or_province_code",
    "country_code",
    "postal_code",
    "phone",
)


@route("GET", "/v3/checkouts/{checkout_id}")
def get_checkout(store: DemoStore, request: Request, checkout_id: str) -> Response:
    return _answer(store, request, find_cart(store, checkout_id))


@route("PUT", "/v3/checkouts/{checkout_id}")
def update_checkout(store: DemoStore, request: Request, checkout_id: str) -> Response:
    body = request.json_object
    cart = _draft(store, checkout_id, body)
    message = body.get("customer_message")
    if not isinstance(message, str) or len(message) > 2000:
        problem(422, "The customer message is invalid", {"customer_message": "up to 2000 characters"})
    cart.customer_message = message
    return _save(store, request, cart)


@route("POST", "/v3/checkouts/{checkout_id}/billing-address")
def create_billing_address(store: DemoStore, request: Request, checkout_id: str) -> Response:
    body = request.json_object
    cart = _draft(store, checkout_id, body)
    cart.billing_address = {"id": uuid.uuid4().hex[:13], **_address(body)}
    return _save(store, request, cart)


@route("PUT", "/v3/checkouts/{checkout_id}/billing-address/{address_id}")
def update_billing_address(store: DemoStore, request: Request, checkout_id: str, address_id: str) -> Response:
    body = request.json_object
    cart = _draft(store, checkout_id, body)
    if cart.billing_address is None or cart.billing_address["id"] != address_id:
        problem(404, "Billing address not found")
    cart.billing_address = {"id": address_id, **_address(body)}
    return _save(store, request, cart)


@route("POST", "/v3/checkouts/{checkout_id}/consignments")
def create_consignments(store: DemoStore, request: Request, checkout_id: str) -> Response:
    rows = request.json_list
    cart = _draft(store, checkout_id, rows[0] if rows else {})
    cart.consignments += [_consignment(cart, row) for row in rows]
    return _save(store, request, cart)


@route("PUT", "/v3/checkouts/{checkout_id}/consignments/{consignment_id}")
def update_consignment(store: DemoStore, request: Request, checkout_id: str, consignment_id: str) -> Response:
    body = request.json_object
    cart = _draft(store, checkout_id, body)
    require_kinds(body, {"shipping_option_id": str})
    consignment = _find_consignment(cart, consignment_id)
    option_id = body.get("shipping_option_id")
    if option_id is not None and ("address" in body or "line_items" in body):
        problem(422, "Choose the shipping option in a request of its own", {"shipping_option_id": "not allowed"})
    if option_id is not None:
        if consignment.pickup_method_id is not None:
            problem(422, "What is picked up is not shipped", {"shipping_option_id": "not allowed"})
        if option_id not in SHIPPING_OPTIONS:
            problem(422, "The shipping option is not available", {"shipping_option_id": "unknown"})
        consignment.shipping_option_id = option_id
    else:
        changed = _consignment(
            cart,
            {
                **_destination(consignment),
                "line_items": [{"item_id": key, "quantity": n} for key, n in consignment.quantities.items()],
                **body,
            },
        )
        consignment.address, consignment.quantities = changed.address, changed.quantities
        consignment.pickup_method_id = changed.pickup_method_id
        consignment.shipping_option_id = None
    return _save(store, request, cart)


@route("DELETE", "/v3/checkouts/{checkout_id}/consignments/{consignment_id}")
def delete_consignment(store: DemoStore, request: Request, checkout_id: str, consignment_id: str) -> Response:
    cart = _draft(store, checkout_id, request.json)
    cart.consignments.remove(_find_consignment(cart, consignment_id))
    return _save(store, request, cart)


@route("POST", "/v3/checkouts/{checkout_id}/coupons")
def add_coupon(store: DemoStore, request: Request, checkout_id: str) -> Response:
    body = request.json_object
    cart = _draft(store, checkout_id, body)
    code = body.get("coupon_code")
    if not isinstance(code, str) or not code.strip() or len(code) > 50:
        problem(422, "Missing or incorrect required fields", {"coupon_code": "1 to 50 characters"})
    coupon = find_coupon(code)
    if coupon is None:
        problem(422, f"Coupon code {code} is invalid")
    if coupon.code not in cart.coupon_codes:
        cart.coupon_codes.append(coupon.code)
    if coupon.code not in [row["code"] for row in checkout_payload(store, cart)["coupons"]]:
        problem(422, f"Coupon code {code} is not eligible for this checkout")
    store.emit(
        "store/cart/couponApplied",
        {"type": "cart", "id": cart.id, "couponId": coupon.id},
        channel_id=cart.channel_id,
    )
    return _save(store, request, cart)


@route("DELETE", "/v3/checkouts/{checkout_id}/coupons/{code}")
def remove_coupon(store: DemoStore, request: Request, checkout_id: str, code: str) -> Response:
    cart = _draft(store, checkout_id, request.json)
    coupon = find_coupon(code)
    if coupon is None or coupon.code not in cart.coupon_codes:
        problem(404, f"Coupon code {code} is not on this checkout")
    cart.coupon_codes.remove(coupon.code)
    return _save(store, request, cart)


@route("POST", "/v3/checkouts/{checkout_id}/orders")
def create_checkout_order(store: DemoStore, request: Request, checkout_id: str) -> Response:
    cart = find_cart(store, checkout_id)
    if cart.billing_address is None:
        problem(422, "The billing address is missing", {"billing_address": "is required"})
    if checkout_payload(store, cart)["consignments"] == [] and _needs_shipping(store, cart):
        problem(422, "The consignments are missing", {"consignments": "are required"})
    return data({"id": create_order(store, cart)["id"]})


@route("POST", "/v3/checkouts/{checkout_id}/token")
def create_checkout_token(store: DemoStore, request: Request, checkout_id: str) -> Response:
    find_cart(store, checkout_id)
    body = require_kinds(request.json_object, {"maxUses": int, "ttl": int})
    seconds = body.get("ttl")
    if seconds is not None and not 1 <= seconds <= LONGEST_TOKEN_SECONDS:
        problem(422, "Invalid input", {"ttl": "1 to 2592000 seconds"})
    return data({"checkoutToken": secrets.token_hex(32)})


def _draft(store: DemoStore, checkout_id: str, body: Any) -> Cart:
    cart = find_cart(store, checkout_id)
    require_version(cart, body.get("version") if isinstance(body, dict) else None)
    return deepcopy(cart)


def _save(store: DemoStore, request: Request, cart: Cart) -> Response:
    cart.touch(store.clock())
    store.state.carts[cart.id] = cart
    store.emit("store/cart/updated", {"type": "cart", "id": cart.id}, channel_id=cart.channel_id)
    return _answer(store, request, cart)


def _answer(store: DemoStore, request: Request, cart: Cart) -> Response:
    return data(checkout_payload(store, cart, set(request.names("include"))))


def _address(body: Any) -> Payload:
    require_kinds(body, {**dict.fromkeys(_ADDRESS, str), "custom_fields": list})
    faults = {name: "is required" for name in ("email", "country_code") if not body.get(name)}
    if body.get("phone") and not _PHONE.fullmatch(body["phone"]):
        faults["phone"] = "must be digits, after a plus sign or not"
    if faults:
        problem(422, "Missing or incorrect required fields", faults)
    for field in body.get("custom_fields") or ():
        require_kinds(field, {"field_id": str, "field_value": str})
    return {**{name: body.get(name) or "" for name in _ADDRESS}, "custom_fields": body.get("custom_fields") or []}


def _consignment(cart: Cart, row: Any) -> Consignment:
    require_kinds(row, {"address": dict, "shipping_address": dict, "line_items": list, "pickup_option": dict})
    quantities = {}
    known = {item.id: item.quantity for item in cart.items()}
    for item in row.get("line_items") or ():
        require_kinds(item, {"item_id": str, "quantity": int})
        if not 0 < (item.get("quantity") or 0) <= known.get(item.get("item_id"), 0):
            problem(422, "Missing or incorrect required fields", {"line_items": "unknown item or quantity"})
        quantities[item["item_id"]] = item["quantity"]
    if not quantities:
        problem(422, "Missing or incorrect required fields", {"line_items": "are required"})
    if (pickup := row.get("pickup_option")) is not None:
        method_id = require_kinds(pickup, {"pickup_method_id": int}).get("pickup_method_id")
        if method_id not in PICKUP_METHOD_IDS:
            problem(422, "The pickup method is not available", {"pickup_option.pickup_method_id": "unknown"})
        return Consignment(address={}, quantities=quantities, pickup_method_id=method_id)
    # The guides call it by either name.
    return Consignment(address=_address(row.get("address") or row.get("shipping_address")), quantities=quantities)


def _destination(consignment: Consignment) -> Payload:
    if consignment.pickup_method_id is not None:
        return {"pickup_option": {"pickup_method_id": consignment.pickup_method_id}}
    return {"address": consignment.address}


def _find_consignment(cart: Cart, consignment_id: str) -> Consignment:
    for consignment in cart.consignments:
        if consignment.id == consignment_id:
            return consignment
    return problem(404, "Consignment not found")


def _needs_shipping(store: DemoStore, cart: Cart) -> bool:
    return bool(cart.custom_items) or any(
        store.state.products[line.product_id].get("type") != "digital" for line in cart.lines
    )
