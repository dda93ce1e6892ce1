"""The hosted checkout: a form, a pretend payment, a confirmation. In a window or in a frame, without JavaScript too."""

from __future__ import annotations

import uuid
from copy import deepcopy
from typing import TYPE_CHECKING

from ..cart_totals import price_cart
from ..carts import Cart, Consignment, live_cart
from ..checkout_sessions import CheckoutSession
from ..messages import ApiProblem, Request, Response
from ..orders import create_order, pay_order
from ..purchasing import require_stock
from ..routing import page
from ..shipping import STANDARD
from .checkout_form import (
    APPROVED,
    DECLINED,
    PAYMENT_METHOD,
    address_of,
    errors_html,
    faults_in,
    fields_html,
    payments_html,
    starting_values,
)
from .markup import Html, fill
from .origins import home_url, site_url
from .responses import frame_error, notice, redirect
from .responses import page as whole_page
from .summary import summary_html

if TYPE_CHECKING:
    from ..store import DemoStore


@page("GET", "/checkout/{session_id}")
def show_checkout(store: DemoStore, request: Request, session_id: str) -> Response:
    visit = _visit(store, session_id)
    if isinstance(visit, Response):
        return visit
    session, cart = visit
    return _form(store, session, cart, starting_values(store, cart, session.customer_id))


@page("POST", "/checkout/{session_id}")
def place_order(store: DemoStore, request: Request, session_id: str) -> Response:
    visit = _visit(store, session_id)
    if isinstance(visit, Response):
        return visit
    session, cart = visit
    values = request.form
    faults = faults_in(values)
    if not faults:
        try:
            return _order(store, session, cart, values)
        except ApiProblem as error:
            faults = {"summary-title": error.title}
    return _form(store, session, cart, values, faults)


@page("GET", "/checkout/{session_id}/order-confirmation")
def show_confirmation(store: DemoStore, request: Request, session_id: str) -> Response:
    session = store.state.checkout_sessions.get(session_id)
    if session is None or session.order_id is None or session.receipt is None:
        return _gone(store, session)
    order = store.state.orders[session.order_id]
    site = site_url(store, session.channel_id)
    content = fill(
        "confirmation",
        store_name=store.state.profile["name"],
        number=order["id"],
        email=order["billing_address"]["email"],
        summary=summary_html(store, *session.receipt),
        # In a frame the shop itself goes on from here.
        link=fill("back_link", url=home_url(store, session.channel_id)) if site and not session.embedded else Html(""),
    )
    return whole_page(store, "Order placed", content, event="complete", framed_by=site if session.embedded else "")


def _visit(store: DemoStore, session_id: str) -> tuple[CheckoutSession, Cart] | Response:
    """The visit and its cart, or what to answer when there is nothing to check out, any more or at all."""
    session = store.state.checkout_sessions.get(session_id)
    if session is not None and session.order_id is not None:
        return _confirm(session)
    cart = live_cart(store, session.cart_id) if session else None
    return (session, cart) if session and cart else _gone(store, session)


def _order(store: DemoStore, session: CheckoutSession, cart: Cart, values: dict[str, str]) -> Response:
    """Make an order of the cart as entered, and take the pretend payment. Raises ApiProblem when stock has gone."""
    draft = _prepared(store, session, cart, values)
    for line in draft.lines:
        require_stock(store, draft, line)
    order = create_order(store, draft)
    store.state.carts[cart.id] = draft
    if values["payment"] == DECLINED:
        # As on the platform the order stays, Incomplete, and so does the cart.
        return _form(store, session, draft, values, {"payment": "The payment was declined. Choose another way to pay."})
    session.receipt = (draft, price_cart(store, draft))
    session.order_id = order["id"]
    pay_order(store, order, PAYMENT_METHOD)
    return _confirm(session)


def _prepared(store: DemoStore, session: CheckoutSession, cart: Cart, values: dict[str, str]) -> Cart:
    """The cart with the addresses that were entered, all of it going out together."""
    draft = deepcopy(cart)
    address = address_of(values)
    draft.customer_id = session.customer_id or cart.customer_id
    draft.billing_address = {"id": uuid.uuid4().hex[:13], "custom_fields": [], **address}
    if not price_cart(store, draft).is_digital:
        chosen = cart.consignments[0].shipping_option_id if cart.consignments else None
        quantities = {line.id: line.quantity for line in draft.lines}
        quantities |= {item.id: item.quantity for item in draft.custom_items}
        draft.consignments = [Consignment(address, quantities, chosen or STANDARD.id)]
    return draft


def _form(
    store: DemoStore,
    session: CheckoutSession,
    cart: Cart,
    values: dict[str, str],
    faults: dict[str, str] | None = None,
) -> Response:
    faults = faults or {}
    preview = _prepared(store, session, cart, values)
    totals = price_cart(store, preview)
    customer = store.state.customers.get(session.customer_id)
    content = fill(
        "checkout",
        store_name=store.state.profile["name"],
        account=fill("account", email=customer["email"]) if customer and session.embedded else Html(""),
        action=f"/checkout/{session.id}",
        errors=errors_html(faults),
        address_title="Billing address" if totals.is_digital else "Delivery address",
        fields=fields_html(values, faults),
        payments=payments_html(values.get("payment", APPROVED)),
        summary=summary_html(store, preview, totals),
    )
    return whole_page(
        store,
        "Checkout",
        content,
        # In a frame the shop's page says whose checkout it is.
        kind="hosted embedded" if session.embedded else "hosted",
        event="error" if faults else "loaded",
        message=" ".join(faults.values()),
        framed_by=site_url(store, session.channel_id) if session.embedded else "",
        status=422 if faults else 200,
    )


def _confirm(session: CheckoutSession) -> Response:
    return redirect(f"/checkout/{session.id}/order-confirmation")


def _gone(store: DemoStore, session: CheckoutSession | None) -> Response:
    if session is not None and session.embedded:
        return frame_error(store, "The cart is empty.")
    return notice(store, "There is nothing to check out", "Your cart is empty, or this visit has ended.", status=404)
