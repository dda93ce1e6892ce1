"""Orders without a cart (`POST /v2/orders`): of products from the catalog, and of what the caller names.

Source: REST Management, Orders v2, "Create an order". Overridden totals, fees and pick-ups are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..cart_items import add_items
from ..carts import Cart, Consignment
from ..json_kinds import require_kinds
from ..messages import Request, Response, problem
from ..order_statuses import ORDER_STATUSES
from ..orders import create_order, set_status
from ..routing import route
from ..shipping import STANDARD

if TYPE_CHECKING:
    from ..state import Payload
    from ..store import DemoStore

_PENDING = 1
_KINDS = {
    **dict.fromkeys(("channel_id", "customer_id", "status_id"), int),
    **dict.fromkeys(("default_currency_code", "customer_message", "external_order_id", "customer_locale"), str),
    **dict.fromkeys(("products", "shipping_addresses"), list),
    "billing_address": dict,
}
#: A field of a checkout's address by that of an order's.
_ADDRESS = {
    **{name: name for name in ("first_name", "last_name", "company", "city", "phone", "email")},
    "street_1": "address1",
    "street_2": "address2",
    "state": "state_or_province",
    "zip": "postal_code",
    "country_iso2": "country_code",
}


@route("POST", "/v2/orders")
def create_order_without_cart(store: DemoStore, request: Request) -> Response:
    body = require_kinds(request.json_object, _KINDS)
    status_id = _PENDING if body.get("status_id") is None else body["status_id"]
    for row in (*(body.get("products") or ()), *(body.get("shipping_addresses") or ())):
        require_kinds(row, {"product_options": list})
    if not body.get("billing_address") or not body.get("products"):
        problem(400, "The fields 'billing_address' and 'products' are required.")
    if status_id not in ORDER_STATUSES:
        problem(400, "The field 'status_id' is invalid.")
    order = create_order(store, _cart(store, body))
    order.update(
        cart_id="",
        order_source="external",
        external_order_id=body.get("external_order_id") or "",
        customer_message=body.get("customer_message") or "",
    )
    if status_id:
        set_status(store, order, status_id)
    return Response(200, order)


def _cart(store: DemoStore, body: Payload) -> Cart:
    """A cart with the order's products, which nobody ever sees."""
    now = store.clock()
    cart = Cart(
        channel_id=body.get("channel_id") or 1,
        currency_code=body.get("default_currency_code") or store.state.profile["currency"],
        locale=body.get("customer_locale") or "en",
        customer_id=body.get("customer_id") or 0,
        billing_address=_address(body["billing_address"]),
        created_at=now,
        updated_at=now,
    )
    if cart.channel_id not in store.state.channels or cart.customer_id not in {0, *store.state.customers}:
        problem(400, "The channel or the customer is invalid.")
    if cart.currency_code not in [row["currency_code"] for row in store.state.currencies.values()]:
        problem(400, "The currency is invalid.")
    catalog = [_line(row) for row in body["products"] if row.get("product_id")]
    custom = [_custom(row) for row in body["products"] if not row.get("product_id")]
    add_items(store, cart, {"line_items": catalog, "custom_items": custom})
    addresses = body.get("shipping_addresses") or []
    if addresses:
        quantities = {item.id: item.quantity for item in cart.items()}
        cart.consignments = [Consignment(_address(addresses[0]), quantities, STANDARD.id)]
    return cart


def _line(row: Payload) -> Payload:
    line = {"product_id": row["product_id"], "quantity": row.get("quantity")}
    if options := row.get("product_options"):
        return {**line, "option_selections": [_selection(require_kinds(option, {})) for option in options]}
    return {**line, **({"variant_id": row["variant_id"]} if row.get("variant_id") else {})}


def _selection(option: Payload) -> Payload:
    value = str(option.get("value") or "")
    return {"option_id": option.get("id"), "option_value": int(value) if value.isdecimal() else value}


def _custom(row: Payload) -> Payload:
    prices = [_price(row.get(name)) for name in ("price_ex_tax", "price_inc_tax")]
    return {"name": row.get("name"), "quantity": row.get("quantity"), "list_price": prices[0]}


def _price(value: Any) -> float:
    """A price as a number or a text."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return problem(400, "Both prices of a custom product are required, with tax and without.")


def _address(row: Payload) -> Payload:
    return {ours: str(row.get(theirs) or "") for theirs, ours in _ADDRESS.items()}
