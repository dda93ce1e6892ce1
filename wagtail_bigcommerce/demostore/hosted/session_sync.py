"""The address that carries a shopper's login over to the hosted store, and sends them on.

Source: "Headless storefronts", session syncing. The real one is signed; this one only stands for what the store knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..login_tokens import Login
from ..messages import Request, Response
from ..routing import page
from .login import destination, start_login
from .responses import notice, redirect

if TYPE_CHECKING:
    from ..store import DemoStore


@page("GET", "/session-sync")
def sync_session(store: DemoStore, request: Request) -> Response:
    session = store.state.storefront.syncs.pop(request.params.get("jwt", ""), None)
    if session is None or session.expires_at <= store.clock():
        return notice(store, "This link has expired", "It works once, and for half a minute.", status=400)
    login = Login(session.customer_id, session.channel_id, session.redirect_to)
    response = redirect(destination(store, login), status=302)
    if session.customer_id:
        response.cookies.append(start_login(store, login))
    return response
